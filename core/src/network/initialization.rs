//! What weights begin with.

use chacha20::ChaCha8Rng;
use rand::RngExt;

use crate::Float;

/// The rule by which weights are drawn. Biases begin at zero.
///
/// Each rule keeps the sums of a layer about as large as its inputs, so that neither values nor gradients grow or vanish from
/// layer to layer. Weights are drawn evenly between −limit and limit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Initialization {
    /// limit = √(6 / inputs), for activations that cut half away, such as `relu` (He, Zhang, Ren, Sun: Delving Deep into
    /// Rectifiers, 2015).
    He,
    /// limit = √(6 / (inputs + outputs)), for activations that are steepest at zero, such as tanh (Glorot, Bengio:
    /// Understanding the difficulty of training deep feedforward neural networks, 2010).
    Glorot,
    /// Evenly between minus and plus this limit.
    Uniform(f64),
}

impl Initialization {
    pub(super) fn draw<T: Float>(self, inputs: usize, outputs: usize, chance: &mut ChaCha8Rng) -> T {
        let limit = match self {
            Initialization::He => (6.0 / inputs as f64).sqrt(),
            Initialization::Glorot => (6.0 / (inputs + outputs) as f64).sqrt(),
            Initialization::Uniform(limit) => limit,
        };
        T::of((2.0 * chance.random::<f64>() - 1.0) * limit)
    }
}
