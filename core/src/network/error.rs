//! What can be wrong with a network and what it is given.

/// Why a network cannot be built or used.
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
    /// A file cannot be read or written.
    #[error(transparent)]
    Storage(#[from] crate::training::StorageError),
}

fn before(layer: usize) -> String {
    if layer == 1 { "the network".to_owned() } else { format!("layer {}", layer - 1) }
}
