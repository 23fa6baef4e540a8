//! The pictures of chapter 1: each step with its tangent, two valleys with their basins, and four learning rates.

use std::error::Error;

use chainrule::Descent;
use chainrule_pictures::svg::node::element::{Group, Rectangle};

use super::{descend, square, two_valleys, valley};
use chainrule_pictures::{
    Anchor, Axis, Curve, Folder, Frame, Legend, Picture, Plane, Timeline, number, palette, text,
};

/// The starts of the lesson, and the colour of what leads down from each.
const STARTS: [(f64, &str); 2] = [(-0.5, palette::BLUE), (0.5, palette::ROSE)];

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_1_parabola", &parabola()?)?;
    folder.write("chapter_1_valleys", &valleys()?)?;
    folder.write("chapter_1_rates", &rates()?)?;
    Ok(())
}

/// The parabola with the point and its tangent at every step.
fn parabola() -> Result<Picture, Box<dyn Error>> {
    let steps = descend()?;
    let curve = Curve::new("Downhill on x², from 3 at the rate 0.1", square).named("f(x) = x²");
    let axes = curve.axes(Axis::linear("x", -3.5, 3.5), Axis::linear("f(x)", -1.0, 11.0));
    Ok(axes.descent("descent", &steps).draw())
}

/// The curve with two valleys, a descent into each, and which valley every other start leads to.
fn valleys() -> Result<Picture, Box<dyn Error>> {
    let x = |name| Axis::linear(name, -2.2, 2.2);
    let frame = Frame { left: 80.0, top: 56.0, width: 600.0, height: 340.0 };
    let plane = Plane::new(x(""), Axis::linear("f(x)", -6.0, 4.0), frame);
    let watershed = watershed();
    let edge = plane.line([[watershed, -6.0], [watershed, 4.0]]).set("stroke", palette::GREY);
    let mut curves = plane.inside().add(edge.set("stroke-dasharray", "4 4").set("stroke-width", 1.5));
    curves = curves.add(plane.graph(two_valleys));
    let mut legend = Legend::new([696.0, 56.0]).line("x⁴ − 4x² + x + 1", palette::INK, "none");
    let mut walkers = Group::new();
    for (start, colour) in STARTS {
        let run = Descent::new(0.05).steps::<two_valleys>(start).take(16);
        let points =
            run.map(|step| step.map(|step| [step.point, step.value])).collect::<Result<Vec<_>, _>>()?;
        let timeline = Timeline::new(points.len(), 0.6);
        for (step, &point) in points.iter().enumerate() {
            curves = curves.add(timeline.from(step, plane.dot(point, 4.0, colour)));
        }
        let places: Vec<_> = points.iter().map(|&point| plane.at(point)).collect();
        walkers = walkers.add(timeline.travel(plane.dot([0.0, 0.0], 7.0, colour), &places));
        let end = valley(start)?;
        // The colours of the starts are those of the valleys: the left one is the deepest place of all.
        let name = if end.point < 0.0 { "global minimum" } else { "local minimum" };
        let [x, y] = plane.at([end.point, end.value]);
        walkers = walkers.add(text(name, [x, y + 22.0], Anchor::Middle).set("fill", colour));
        let [start, end] = [number(start, 1), number(end.point, 3)];
        legend = legend.dot(&format!("from {start} to {end}"), colour);
    }
    let title = "Two valleys: where a descent ends depends on where it starts";
    Ok(Picture::new(title, [880.0, 542.0])
        .with(plane.axes())
        .with(curves)
        .with(walkers)
        .with(legend.draw())
        .with(basins(x("start x"), watershed)?))
}

/// A strip, coloured by the valley that a start leads to.
fn basins(x: Axis, watershed: f64) -> Result<Group, Box<dyn Error>> {
    const CELLS: i32 = 300;
    let frame = Frame { left: 80.0, top: 450.0, width: 600.0, height: 36.0 };
    let strip = Plane::new(x, Axis::bare(), frame);
    let mut cells = strip.inside().set("shape-rendering", "crispEdges").set("fill-opacity", 0.75);
    for cell in 0..CELLS {
        let [left, middle, right] = [0.0, 0.5, 1.0].map(|way| (f64::from(cell) + way) / f64::from(CELLS));
        let [start, _] = strip.point([middle, 0.0]);
        let [from, to] = [left, right].map(|share| strip.at(strip.point([share, 1.0])));
        let (_, colour) = STARTS[usize::from(valley(start)?.point > 0.0)];
        let cell = Rectangle::new().set("x", from[0]).set("y", from[1]).set("height", frame.height);
        cells = cells.add(cell.set("width", to[0] - from[0]).set("fill", colour));
    }
    let words = |words: &str, x: f64| {
        text(words, [strip.at([x, 0.0])[0], frame.top + 23.0], Anchor::Middle).set("fill", "white")
    };
    let edge = format!("watershed x = {watershed:.4}");
    let edge = text(edge, [strip.at([watershed, 0.0])[0], frame.top - 8.0], Anchor::Middle);
    Ok(Group::new()
        .add(strip.axes())
        .add(cells)
        .add(words("ends in the left valley", -1.0))
        .add(words("ends in the right valley", 1.2))
        .add(edge))
}

/// The hilltop between the valleys: halved until no number lies between, where the slope changes its sign.
pub(crate) fn watershed() -> f64 {
    let [mut uphill, mut downhill] = [0.0, 0.5];
    for _ in 0..60 {
        let middle = f64::midpoint(uphill, downhill);
        if two_valleys::gradient(middle) > 0.0 {
            uphill = middle;
        } else {
            downhill = middle;
        }
    }
    uphill
}

/// The same descent at four rates.
fn rates() -> Result<Picture, Box<dyn Error>> {
    const STEPS: usize = 13;
    let timeline = Timeline::new(STEPS, 0.6);
    let mut picture = Picture::new("The learning rate decides: x² from 3, twelve steps each", [760.0, 660.0]);
    for (index, (rate, manner, colour, reach)) in [
        (0.01, "crawls", palette::BLUE, 4.0),
        (0.1, "converges", palette::GREEN, 4.0),
        (0.9, "oscillates, and settles", palette::PURPLE, 4.0),
        (1.05, "diverges (on another scale)", palette::ROSE, 10.0),
    ]
    .into_iter()
    .enumerate()
    {
        let (column, row) = ((index % 2) as f64, (index / 2) as f64);
        let frame =
            Frame { left: 70.0 + 360.0 * column, top: 84.0 + 295.0 * row, width: 300.0, height: 215.0 };
        let name = if index < 2 { "" } else { "x" };
        let plane = Plane::new(
            Axis::linear(name, -reach, reach),
            Axis::linear("f(x)", -reach * reach / 10.0, reach * reach),
            frame,
        );
        let run = Descent::new(rate).steps::<square>(3.0).take(STEPS);
        let points =
            run.map(|step| step.map(|step| [step.point, step.value])).collect::<Result<Vec<_>, _>>()?;
        let mut curves = plane.inside().add(plane.graph(square).set("stroke", palette::GREY));
        for (step, way) in points.windows(2).enumerate() {
            let way = plane.line(way.iter().copied()).set("stroke", colour).set("stroke-opacity", 0.5);
            curves = curves.add(timeline.from(step + 1, way));
        }
        for (step, &point) in points.iter().enumerate() {
            curves = curves.add(timeline.from(step, plane.dot(point, 4.0, colour).set("stroke-width", 0.5)));
        }
        let heading = text(format!("rate {rate}: {manner}"), [frame.left, frame.top - 10.0], Anchor::Start);
        let heading = heading.set("fill", colour).set("font-weight", "bold");
        picture = picture.with(plane.axes()).with(curves).with(heading);
    }
    Ok(picture)
}
