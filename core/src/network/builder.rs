//! From a list of layers to a network whose shapes fit.

use super::layer::Start;
use super::{Error, Initialization, Layer, Network};
use crate::training::{generator, name_of};
use crate::{Activation, Loss, Real};

/// The layers of a network that is being put together.
///
/// ```
/// use chainrule::network::{Layer, cross_entropy, identity, relu};
/// use chainrule::Network;
///
/// let network = Network::<f32>::builder(64).dense::<relu>(128).dense::<identity>(10).build::<cross_entropy>()?;
/// assert_eq!((network.inputs(), network.outputs()), (64, 10));
///
/// let error = Network::<f32>::builder(64)
///     .dense::<relu>(128)
///     .layer(Layer::dense::<identity>(100, 10))
///     .build::<cross_entropy>()
///     .unwrap_err();
/// assert_eq!(error.to_string(), "layer 2 takes 100 numbers, and layer 1 gives 128");
/// # Ok::<(), chainrule::network::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<T> {
    inputs: usize,
    layers: Vec<Layer<T>>,
    initialization: Initialization,
    seed: u64,
}

impl<T: Real> Builder<T> {
    pub(super) fn new(inputs: usize) -> Self {
        Builder { inputs, layers: Vec::new(), initialization: Initialization::He, seed: 0 }
    }

    /// Adds a layer of neurons that see all that the layer before gives.
    pub fn dense<A: Activation<T>>(self, outputs: usize) -> Self {
        let inputs = self.layers.last().map_or(self.inputs, Layer::outputs);
        self.layer(Layer::dense::<A>(inputs, outputs))
    }

    /// Adds a layer.
    pub fn layer(mut self, layer: Layer<T>) -> Self {
        self.layers.push(layer);
        self
    }

    /// How weights are drawn where a layer does not say; He's rule, until told otherwise.
    pub fn initialization(mut self, rule: Initialization) -> Self {
        self.initialization = rule;
        self
    }

    /// What chance begins with: equal seeds give equal weights. It is 0 until told otherwise.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Draws the weights, and has the network.
    ///
    /// # Errors
    ///
    /// [`Error::NoLayers`], [`Error::NoNeurons`], or [`Error::Layer`] with the layer that does not fit.
    pub fn build<L: Loss<T>>(self) -> Result<Network<T>, Error> {
        if self.layers.is_empty() {
            return Err(Error::NoLayers);
        }
        let mut given = self.inputs;
        for (number, layer) in (1..).zip(&self.layers) {
            if layer.inputs() != given {
                return Err(Error::Layer { layer: number, expected: layer.inputs(), given });
            }
            if layer.inputs() == 0 || layer.outputs() == 0 {
                return Err(Error::NoNeurons { layer: number });
            }
            given = layer.outputs();
        }
        let mut parameters = Vec::new();
        for (stream, layer) in (0..).zip(&self.layers) {
            let rule = match &layer.start {
                Start::Given(numbers) => {
                    parameters.extend(numbers);
                    continue;
                }
                Start::By(rule) => *rule,
                Start::Drawn => self.initialization,
            };
            let mut chance = generator(self.seed, stream);
            let weights = (0..layer.inputs() * layer.outputs())
                .map(|_| rule.draw::<T>(layer.inputs(), layer.outputs(), &mut chance));
            parameters.extend(weights);
            parameters.resize(parameters.len() + layer.outputs(), T::ZERO);
        }
        let loss = super::Loss {
            name: name_of::<L>(),
            value: L::value,
            value_and_gradient_into: L::value_and_gradient_into,
        };
        Ok(Network { layers: self.layers, parameters, loss })
    }
}
