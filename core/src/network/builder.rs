//! From a list of layers to a network whose shapes fit.

use super::known::{Judged, Meaning};
use super::layer::Start;
use super::{Error, Initialization, Layer, Network};
use crate::memory::{product, room};
use crate::training::{Model, generator};
use crate::{Activation, Float, Loss};

/// The layers of a network that is being put together.
///
/// ```
/// use chainrule::network::{Layer, cross_entropy, identity, relu};
/// use chainrule::Network;
///
/// let network = Network::builder(64).dense::<relu>(128).dropout(0.2).dense::<identity>(10).build::<cross_entropy>()?;
/// assert_eq!((network.inputs(), network.outputs()), (64, 10));
///
/// let error = Network::builder(64)
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

impl<T: Float> Builder<T> {
    pub(super) fn new(inputs: usize) -> Self {
        Builder { inputs, layers: Vec::new(), initialization: Initialization::He, seed: 0 }
    }

    /// Adds a layer of neurons that see all that the layer before gives.
    pub fn dense<A: Activation<T>>(self, outputs: usize) -> Self {
        let inputs = self.layers.last().map_or(self.inputs, Layer::outputs);
        self.layer(Layer::dense::<A>(inputs, outputs))
    }

    /// Takes the biases of the last layer away.
    pub fn without_bias(mut self) -> Self {
        if let Some(layer) = self.layers.pop() {
            self.layers.push(layer.without_bias());
        }
        self
    }

    /// Makes this share of the last layer's outputs zero in every step of a training; see [`Layer::dropout`].
    pub fn dropout(mut self, share: f64) -> Self {
        if let Some(layer) = self.layers.last_mut() {
            layer.dropout = share;
        }
        self
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
    /// [`Error::NoLayers`], [`Error::NoNeurons`], [`Error::Layer`] with the layer that does not fit, [`Error::Dropout`];
    /// [`Error::OneOutput`] and [`Error::Squashed`] where the loss makes no sense of the outputs; [`Error::Memory`].
    pub fn build<L: Loss<T>>(self) -> Result<Network<T>, Error> {
        let network = self.without_weights(Judged::by::<L>())?;
        let (layers, seed) = (&network.layers, network.seed);
        let mut parameters = room(network.count()?)?;
        for (stream, layer) in (0..).zip(layers) {
            let rule = match &layer.start {
                Start::Given(numbers) => {
                    parameters.extend(numbers);
                    continue;
                }
                Start::By(rule) => *rule,
                Start::Drawn => network.initialization,
            };
            let mut chance = generator(seed, stream);
            let weights = (0..layer.inputs() * layer.outputs())
                .map(|_| rule.draw::<T>(layer.inputs(), layer.outputs(), &mut chance));
            parameters.extend(weights);
            let biases = if layer.has_biases() { layer.outputs() } else { 0 };
            parameters.resize(parameters.len() + biases, T::ZERO);
        }
        Ok(network.with(parameters))
    }

    /// The network, whose weights are still to come.
    pub(super) fn without_weights(self, loss: Judged<T>) -> Result<Plan<T>, Error> {
        let mut given = self.inputs;
        for (number, layer) in (1..).zip(&self.layers) {
            if layer.inputs() != given {
                return Err(Error::Layer { layer: number, expected: layer.inputs(), given });
            }
            if layer.inputs() == 0 || layer.outputs() == 0 {
                return Err(Error::NoNeurons { layer: number });
            }
            if !(0.0..1.0).contains(&layer.dropout) {
                return Err(Error::Dropout { layer: number, share: layer.dropout });
            }
            given = layer.outputs();
        }
        let Some(last) = self.layers.last() else { return Err(Error::NoLayers) };
        if loss.meaning == Meaning::Distribution && last.outputs() == 1 {
            return Err(Error::OneOutput);
        }
        if loss.meaning != Meaning::Any && last.activation.squashes() {
            return Err(Error::Squashed { loss: loss.name.name, activation: last.activation() });
        }
        Ok(Plan { layers: self.layers, loss, seed: self.seed, initialization: self.initialization })
    }
}

/// A network that is all right but for its weights.
pub(super) struct Plan<T> {
    layers: Vec<Layer<T>>,
    loss: Judged<T>,
    seed: u64,
    initialization: Initialization,
}

impl<T: Float> Plan<T> {
    pub(super) fn layers(&self) -> &[Layer<T>] {
        &self.layers
    }

    /// How many weights and biases there are.
    pub(super) fn count(&self) -> Result<usize, Error> {
        let mut count = 0_usize;
        for layer in &self.layers {
            count = count.saturating_add(layer.checked_parameters(Network::<T>::BLOCK)?);
        }
        Ok(product::<T>(&[count])?)
    }

    /// With these weights and biases, of which there are as many.
    pub(super) fn with(self, parameters: Vec<T>) -> Network<T> {
        Network { layers: self.layers, parameters, loss: self.loss, seed: self.seed }
    }
}
