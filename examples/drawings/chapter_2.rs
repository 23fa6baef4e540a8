//! The picture of chapter 2: the bowl from above, and the way down.

use std::error::Error;

use svg::node::element::Group;

use super::pictures::graph::arrow;
use super::pictures::{
    Anchor, Axis, Folder, Frame, Legend, Picture, Plane, Timeline, contours, number, palette, text,
};
use super::{bowl, descend};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_2_bowl", &from_above()?)
}

/// Lines of equal height, and a descent that crosses each at a right angle as nearly as its steps are short.
fn from_above() -> Result<Picture, Box<dyn Error>> {
    // A unit is as long along both axes: otherwise no angle would look right.
    let frame = Frame { left: 80.0, top: 84.0, width: 600.0, height: 400.0 };
    let plane = Plane::new(Axis::linear("x1", -3.6, 3.6), Axis::linear("x2", -2.4, 2.4), frame);
    let steps = descend()?;
    let timeline = Timeline::new(steps.len(), 0.8);
    let mut path = Group::new();
    let mut captions = Group::new();
    for (index, step) in steps.iter().enumerate() {
        if let Some(next) = steps.get(index + 1) {
            let way = plane.line([step.point, next.point]).set("stroke", palette::ROSE);
            path = path.add(timeline.from(index + 1, way));
        }
        path = path.add(timeline.from(index, plane.dot(step.point, 4.5, palette::ROSE)));
        // Downhill along each axis, a ninth as long as the slope is steep.
        let [from, along_x1, along_x2] = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]].map(|along| {
            plane.at([0, 1].map(|axis| step.point[axis] - along[axis] * step.gradient[axis] / 9.0))
        });
        for (to, colour) in [(along_x1, palette::GREEN), (along_x2, palette::PURPLE)] {
            if (to[0] - from[0]).hypot(to[1] - from[1]) > 10.0 {
                path = path.add(timeline.at(index, 0.0, arrow(from, to, colour)));
            }
        }
        let [x1, x2] = step.point.map(|coordinate| number(coordinate, 3));
        let [d1, d2] = step.gradient.map(|slope| number(slope, 3));
        let value = number(step.value, 3);
        let caption = format!("iteration {index}: x = ({x1}, {x2}), f = {value}, gradient = ({d1}, {d2})");
        let caption = text(caption, [24.0, 58.0], Anchor::Start).set("fill", palette::GREY);
        captions = captions.add(timeline.at(index, 0.0, caption));
    }
    let places: Vec<_> = steps.iter().map(|step| plane.at(step.point)).collect();
    let walker = plane.dot([0.0, 0.0], 7.0, palette::ROSE);
    let minimum = plane.at([0.0, 0.0]);
    let minimum = Group::new().add(plane.dot([0.0, 0.0], 4.0, palette::INK)).add(text(
        "minimum",
        [minimum[0] - 8.0, minimum[1] + 18.0],
        Anchor::End,
    ));
    let levels = [0.25, 1.0, 2.0, 4.0, 8.0, 12.0, 17.0];
    Ok(Picture::new("Downhill in the bowl x1² + 2·x2², from (3, 2) at the rate 0.1", [840.0, 540.0])
        .with(plane.axes())
        .with(contours(&plane, |[x1, x2]| bowl(x1, x2), &levels))
        .with(minimum)
        .with(path)
        .with(timeline.travel(walker, &places))
        .with(captions)
        .with(
            Legend::new([696.0, 84.0])
                .line("equal value", palette::BLUE, "none")
                .dot("descent", palette::ROSE)
                .line("−∂f/∂x1", palette::GREEN, "none")
                .line("−∂f/∂x2", palette::PURPLE, "none")
                .draw(),
        ))
}
