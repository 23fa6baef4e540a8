//! The picture of chapter 5: the values on their way to the error, and the blame on its way back to the weights.

use std::error::Error;

use chainrule::derivation::{Derivation, Evaluation};
use chainrule_pictures::{Folder, Picture, function_graph};

use super::INPUT;
use super::five_weights::{START, error, target};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_5_blame", &blame()?)?;
    Ok(())
}

/// What the derivation of the whole network says at the lesson's example.
fn blame() -> Result<Picture, chainrule::derivation::Error> {
    let derivation = Derivation::read(error::DERIVATION)?;
    let mut evaluation = Evaluation::new(&derivation).argument("target", target(INPUT));
    for (name, weight) in ["w1", "w2", "w3", "w4", "w5"].into_iter().zip(START) {
        evaluation = evaluation.argument(name, weight);
    }
    for (name, input) in ["x1", "x2"].into_iter().zip(INPUT) {
        evaluation = evaluation.argument(name, input);
    }
    let graph = evaluation.graph("error")?;
    Ok(function_graph("Backpropagation: the values go right, and the blame comes back", &graph))
}
