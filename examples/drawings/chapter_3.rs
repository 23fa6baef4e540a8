//! The pictures of chapter 3: a descent of the chain, its values, and what a difference quotient costs.

use std::error::Error;

use chainrule_pictures::{Axis, Chart, Folder, Landscape, Picture, gradient_check};

use super::{START, descend, f};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_3_chain", &from_above()?)?;
    folder.write("chapter_3_values", &values())?;
    folder.write("chapter_3_differences", &differences())?;
    Ok(())
}

/// Lines of equal value, each ten times the last, and the descent of a hundred iterations.
fn from_above() -> Result<Picture, Box<dyn Error>> {
    let title = "Downhill on ((2·x1 + x2)² + 3·x2²)³, at the rate 0.0001";
    let steps = descend(0.0001).collect::<Result<Vec<_>, _>>()?;
    let landscape = Landscape::new(title, |[x1, x2]| f(x1, x2))
        .axes(Axis::linear("x1", -1.2, 1.2), Axis::linear("x2", -0.8, 0.8))
        .levels(&[0.001, 0.01, 0.1, 1.0, 10.0, 100.0])
        .seconds(0.1);
    Ok(landscape.descent(&steps).draw())
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
    let [x1, x2] = START;
    let [exact, _] = f::gradient(x1, x2);
    gradient_check("Why not a difference quotient?", |x1| f(x1, x2), x1, exact)
}
