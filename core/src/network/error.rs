//! What can be wrong with a network and what it is given.

use super::OutOfMemory;

/// Why a network cannot be built or used.
///
/// ```
/// use chainrule::network::{cross_entropy, identity, sigmoid};
/// use chainrule::Network;
///
/// let built = Network::builder(4).dense::<identity>(1).build::<cross_entropy>();
/// assert_eq!(
///     built.unwrap_err().to_string(),
///     "`cross_entropy` of one output is always 0; take `binary_cross_entropy`, or an output for each class"
/// );
/// let built = Network::builder(4).dense::<sigmoid>(3).build::<cross_entropy>();
/// assert_eq!(
///     built.unwrap_err().to_string(),
///     "`cross_entropy` takes logits, and the last layer squashes them by `sigmoid`; take `identity` there"
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing between inputs and outputs.
    #[error("the network has no layers; add one with `dense`")]
    NoLayers,
    /// A layer takes or gives nothing.
    #[error("layer {layer} has no inputs or no outputs; give it at least one of each")]
    NoNeurons {
        /// The layer, counted from 1.
        layer: usize,
    },
    /// A layer takes another number of inputs than there are.
    #[error("layer {layer} takes {expected} numbers, and {} gives {given}", before(*layer))]
    Layer {
        /// The layer, counted from 1.
        layer: usize,
        /// How many numbers it takes.
        expected: usize,
        /// How many there are.
        given: usize,
    },
    /// A layer drops all of its outputs, or less than none.
    #[error("layer {layer} drops a share of {share} of its outputs; take a number from 0 to below 1")]
    Dropout {
        /// The layer, counted from 1.
        layer: usize,
        /// The share.
        share: f64,
    },
    /// The loss says nothing of a single output.
    #[error(
        "`cross_entropy` of one output is always 0; take `binary_cross_entropy`, or an output for each class"
    )]
    OneOutput,
    /// A loss that takes logits is given what was squashed already.
    #[error(
        "`{loss}` takes logits, and the last layer squashes them by `{activation}`; take `identity` there"
    )]
    Squashed {
        /// The loss.
        loss: &'static str,
        /// The activation of the last layer.
        activation: &'static str,
    },
    /// There is not enough memory.
    #[error(transparent)]
    Memory(#[from] OutOfMemory),
    /// Examples have another number of inputs than the network.
    #[error("layer 1 takes {expected} numbers, and the examples have {found} inputs")]
    Inputs {
        /// How many the network takes.
        expected: usize,
        /// How many the examples have.
        found: usize,
    },
    /// Examples have another number of targets than the network has outputs.
    #[error("the last layer gives {expected} numbers, and the examples have {found} targets")]
    Targets {
        /// How many the network gives.
        expected: usize,
        /// How many the examples have.
        found: usize,
    },
    /// A target means nothing to the loss.
    #[error("an example {problem}, and so means nothing to `{loss}`: its targets are {target}")]
    Target {
        /// What is wrong.
        problem: String,
        /// The targets of the example.
        target: String,
        /// The loss.
        loss: &'static str,
    },
    /// Targets name no class.
    #[error(
        "an example with the targets {target} names no class, which is a 1 among zeros, or a 0 or a 1 alone"
    )]
    NoClass {
        /// The targets of the example.
        target: String,
    },
    /// Probabilities are asked of a network that was not trained to give any.
    #[error(
        "`{loss}` makes no probabilities of outputs; those of `cross_entropy` and `binary_cross_entropy` are such"
    )]
    NoProbabilities {
        /// The loss.
        loss: &'static str,
    },
    /// There are not as many names as classes or inputs.
    #[error("the network {what}: {expected} of them, and {found} names are given")]
    Names {
        /// What is named.
        what: &'static str,
        /// How many there are.
        expected: usize,
        /// How many names there are.
        found: usize,
    },
    /// An output is no number, so that no class can be told.
    #[error("an output is not a number, so that no class can be told; look at the inputs")]
    NotANumber,
    /// A file has an activation or a loss that is not of this crate, and was not named.
    #[error("`{name}` is not of this crate; name it with `{method}` before the file is loaded")]
    Unknown {
        /// The activation or loss.
        name: String,
        /// What names it.
        method: &'static str,
    },
    /// Data do not fit.
    #[error(transparent)]
    Data(#[from] crate::data::Error),
    /// A file cannot be read or written.
    #[error(transparent)]
    Storage(#[from] crate::training::StorageError),
}

fn before(layer: usize) -> String {
    if layer == 1 { "the network".to_owned() } else { format!("layer {}", layer - 1) }
}
