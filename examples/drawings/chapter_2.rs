//! The picture of chapter 2: the bowl from above, and the way down.

use std::error::Error;

use chainrule_pictures::{Axis, Folder, Landscape, Picture};

use super::{bowl, descend};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_2_bowl", &from_above()?)?;
    Ok(())
}

/// Lines of equal height, and a descent that crosses each at a right angle as nearly as its steps are short.
fn from_above() -> Result<Picture, Box<dyn Error>> {
    let title = "Downhill in the bowl x1² + 2·x2², from (3, 2) at the rate 0.1";
    let steps = descend()?;
    let landscape = Landscape::new(title, |[x1, x2]| bowl(x1, x2))
        // A unit is as long along both axes: otherwise no angle would look right.
        .axes(Axis::linear("x1", -3.6, 3.6), Axis::linear("x2", -2.4, 2.4))
        .levels(&[0.25, 1.0, 2.0, 4.0, 8.0, 12.0, 17.0])
        .minimum([0.0, 0.0])
        .slopes(1.0 / 9.0);
    Ok(landscape.descent(&steps).draw())
}
