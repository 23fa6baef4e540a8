//! The pictures of chapter 3: a descent of the chain, its values, and what a difference quotient costs.

use std::error::Error;

use svg::node::element::Group;

use super::pictures::{
    Anchor, Axis, Chart, Folder, Frame, Legend, Picture, Plane, Timeline, contours, number, palette, text,
};
use super::{START, descend, difference_quotient, f};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_3_chain", &from_above()?)?;
    folder.write("chapter_3_values", &values())?;
    folder.write("chapter_3_differences", &differences())
}

/// Lines of equal value, each ten times the last, and the descent of a hundred iterations.
fn from_above() -> Result<Picture, Box<dyn Error>> {
    let frame = Frame { left: 80.0, top: 84.0, width: 600.0, height: 400.0 };
    let plane = Plane::new(Axis::linear("x1", -1.2, 1.2), Axis::linear("x2", -0.8, 0.8), frame);
    let steps = descend(0.0001).collect::<Result<Vec<_>, _>>()?;
    let timeline = Timeline::new(steps.len(), 0.1);
    let mut path = Group::new();
    for (index, step) in steps.iter().enumerate() {
        path = path
            .add(timeline.from(index, plane.dot(step.point, 3.0, palette::ROSE).set("stroke-width", 0.4)));
        let caption = format!("iteration {index}: f = {}", number(step.value, 3));
        let caption = text(caption, [24.0, 58.0], Anchor::Start).set("fill", palette::GREY);
        path = path.add(timeline.at(index, 0.0, caption));
    }
    let places: Vec<_> = steps.iter().map(|step| plane.at(step.point)).collect();
    let walker = plane.dot([0.0, 0.0], 6.5, palette::ROSE);
    let levels = [0.001, 0.01, 0.1, 1.0, 10.0, 100.0];
    Ok(Picture::new("Downhill on ((2·x1 + x2)² + 3·x2²)³, at the rate 0.0001", [840.0, 540.0])
        .with(plane.axes())
        .with(contours(&plane, |[x1, x2]| f(x1, x2), &levels))
        .with(path)
        .with(timeline.travel(walker, &places))
        .with(
            Legend::new([696.0, 84.0])
                .line("equal value", palette::BLUE, "none")
                .dot("descent", palette::ROSE)
                .draw(),
        ))
}

/// The value at each iteration, at three rates.
fn values() -> Picture {
    let iterations = Axis::linear("iteration", 0.0, 100.0);
    let mut chart = Chart::new("The slope fades, and the descent with it", iterations, value_axis());
    for rate in [0.00001, 0.0001, 0.0003] {
        let steps = descend(rate).map_while(Result::ok);
        chart = chart.line(&format!("rate {rate}"), steps.map(|step| [step.iteration as f64, step.value]));
    }
    chart.draw()
}

fn value_axis() -> Axis {
    Axis::logarithmic("f(x1, x2)", 0.01, 1000.0)
}

/// The error of a difference quotient: a long step leaves the point, a short one drowns in rounding.
fn differences() -> Picture {
    let [exact, _] = f::gradient(START[0], START[1]);
    let ways = (0..=64).map(|quarter| 10_f64.powf(-f64::from(quarter) / 4.0));
    let errors = ways.map(|way| [way, (difference_quotient(way) - exact).abs()]);
    // No logarithm is that of zero: what has no error has no place on this axis, and a note says so.
    Chart::new(
        "Why not a difference quotient?",
        Axis::logarithmic("step h", 1e-16, 1.0),
        Axis::logarithmic("error of the slope by x1", 1e-7, 1e5),
    )
    .line("quotient", errors)
    .note("rounding", [1e-12, 1e3])
    .note("curvature", [1e-4, 1e4])
    .note("the derivative has no error, at any h", [1e-12, 1e-6])
    .draw()
}
