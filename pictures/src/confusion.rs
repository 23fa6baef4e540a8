//! A table of what is taken for what: counts go in, a coloured square of them comes out.

use svg::node::element::{Group, Rectangle};

use crate::{Anchor, Picture, palette, text};

/// The side of a cell, and where the first one is, in pixels.
const SIDE: f64 = 34.0;
const LEFT: f64 = 110.0;
const TOP: f64 = 104.0;

/// How often each class is taken for each: a row for each class, in it a count for each answer. What is right is blue, what is wrong
/// rose.
///
/// ```
/// use chainrule_pictures::confusion;
///
/// let picture = confusion("Cats and dogs", &["cat", "dog"], &[vec![9, 1], vec![2, 8]]);
/// assert!(picture.to_string().contains("taken for"));
/// ```
pub fn confusion(title: &str, classes: &[impl ToString], counts: &[Vec<usize>]) -> Picture {
    let middle = |cell: usize| SIDE * (cell as f64 + 0.5);
    let most = counts.iter().flatten().copied().max().unwrap_or(1).max(1) as f64;
    let mut cells = Group::new();
    for (index, class) in classes.iter().enumerate() {
        cells = cells
            .add(text(class.to_string(), [LEFT - 14.0, TOP + middle(index) + 4.5], Anchor::End))
            .add(text(class.to_string(), [LEFT + middle(index), TOP - 10.0], Anchor::Middle));
    }
    for (class, row) in counts.iter().enumerate() {
        for (taken_for, &count) in row.iter().enumerate() {
            let colour = if class == taken_for { palette::BLUE } else { palette::ROSE };
            // One that is wrong has to be seen beside forty that are right.
            let share = match count {
                0 => 0.0,
                _ if class == taken_for => count as f64 / most,
                _ => 0.5 + count as f64 / most,
            };
            let place = [LEFT + middle(taken_for), TOP + middle(class)];
            let cell = Rectangle::new()
                .set("x", place[0] - SIDE / 2.0)
                .set("y", place[1] - SIDE / 2.0)
                .set("width", SIDE)
                .set("height", SIDE)
                .set("fill", colour)
                .set("fill-opacity", format!("{:.2}", share.min(1.0) * 0.6))
                .set("stroke", palette::GRID);
            cells = cells.add(cell);
            if count > 0 {
                cells = cells.add(text(count.to_string(), [place[0], place[1] + 4.5], Anchor::Middle));
            }
        }
    }
    let side = SIDE * counts.len() as f64;
    let name = |words: &str, place: [f64; 2]| text(words, place, Anchor::Middle).set("fill", palette::GREY);
    let beside = [44.0, TOP + side / 2.0];
    let turn = format!("rotate(-90 {} {})", beside[0], beside[1]);
    Picture::new(title, [f64::max(420.0, LEFT + side + 40.0), TOP + side + 24.0])
        .with(name("taken for", [LEFT + side / 2.0, TOP - 34.0]))
        .with(name("is", beside).set("transform", turn))
        .with(cells)
}
