//! The picture of chapter 4: the network as a graph, and the values that an example gives it from left to right.

use std::error::Error;

use chainrule::derivation::{Derivation, Evaluation};
use chainrule::differentiate;
use chainrule_pictures::{Folder, Picture, value_graph};

use super::five_weights::{INPUTS, START, target};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_4_forward", &graph()?)?;
    Ok(())
}

/// The network by all that goes into it, so that inputs are in its picture as weights are.
#[differentiate]
#[allow(clippy::too_many_arguments, reason = "five weights and an example")]
fn error(w1: f64, w2: f64, w3: f64, w4: f64, w5: f64, x1: f64, x2: f64, wanted: f64) -> f64 {
    let h1 = (x1 + w1 * x2).powi(2);
    let h2 = w2 * x1 * x2;
    let y = w3 * h1 + w4 * h2 + w5;
    (y - wanted).powi(2)
}

fn graph() -> Result<Picture, chainrule::derivation::Error> {
    let derivation = Derivation::read(error::DERIVATION)?;
    let mut evaluation = Evaluation::new(&derivation).argument("wanted", target(INPUTS[0]));
    let names = ["w1", "w2", "w3", "w4", "w5", "x1", "x2"];
    for (name, number) in names.into_iter().zip(START.into_iter().chain(INPUTS[0])) {
        evaluation = evaluation.argument(name, number);
    }
    Ok(value_graph("Forward: from an example to the error", &evaluation.graph("error")?))
}
