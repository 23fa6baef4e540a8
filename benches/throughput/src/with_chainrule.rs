//! The network in this crate.

use chainrule::data::Dataset;
use chainrule::ndarray::Array2;
use chainrule::network::{cross_entropy, identity, relu};
use chainrule::training::{Batches, Optimizer};
use chainrule::{Network, Training};

use crate::{BATCH, EXAMPLES, Epoch, Examples, RATE, WIDTHS};

pub(crate) fn network(examples: &Examples) -> Epoch {
    let inputs = Array2::from_shape_vec((EXAMPLES, WIDTHS[0]), examples.inputs.clone()).expect("of this shape");
    let targets = Array2::from_shape_fn((EXAMPLES, WIDTHS[3]), |(row, class)| {
        if usize::from(examples.classes[row]) == class { 1.0 } else { 0.0 }
    });
    let examples = Dataset::new(inputs, targets).expect("as many targets as inputs");
    let mut network = Network::builder_of::<f32>(WIDTHS[0])
        .dense::<relu>(WIDTHS[1])
        .dense::<relu>(WIDTHS[2])
        .dense::<identity>(WIDTHS[3])
        .build::<cross_entropy>()
        .expect("the layers fit");
    Box::new(move || {
        let training = Training::new(Optimizer::Sgd).learning_rate(RATE).batches(Batches::Mini(BATCH)).epochs(1);
        let history = training.run(&mut network, &examples).expect("it stays finite");
        history.epochs[0].loss as f32
    })
}
