//! Networks of neurons, in layers.
//!
//! Any differentiated function of one number is an activation, and any differentiated function of a prediction and a
//! target is a loss: both are named by their type, and the network knows nothing else of them.
//!
//! ```
//! use chainrule::data::Dataset;
//! use chainrule::network::{identity, squared_error};
//! use chainrule::{Float, Network, Training, differentiate, training::Optimizer};
//!
//! #[differentiate]
//! fn swish<T: Float>(x: T) -> T {
//!     x / (T::of(1.0) + (-x).exp())
//! }
//!
//! let examples: Dataset<f64> =
//!     Dataset::from_rows(&[([0.0, 0.0], [0.0]), ([0.0, 1.0], [1.0]), ([1.0, 0.0], [1.0]), ([1.0, 1.0], [0.0])]);
//! let mut network =
//!     Network::builder(2).dense::<swish>(8).dense::<identity>(1).seed(1).build::<squared_error>()?;
//! Training::new(Optimizer::ADAM, 0.05).epochs(500).run(&mut network, &examples)?;
//! let answers = network.predict(examples.inputs())?;
//! for (answer, target) in answers.iter().zip(examples.targets()) {
//!     assert!((answer - target).abs() < 0.05);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A layer computes `outputs = activation(weights · inputs + biases)`; its weights are a matrix with a row for each output.
//! Matrix products are those of [`ndarray`], which computes them with `matrixmultiply`.

mod activations;
mod builder;
mod error;
mod initialization;
mod layer;
mod losses;
mod model;

use std::ops::Range;
use std::path::Path;

use ndarray::{Array2, ArrayView2};

pub use activations::{gelu, identity, relu, sigmoid, softplus, square, tanh};
pub use builder::Builder;
pub use error::Error;
pub use initialization::Initialization;
pub use layer::Layer;
pub use losses::{cross_entropy, softmax, squared_error};

use crate::data::{Dataset, Examples};
use crate::storage::{self, Content};
use crate::training::Model;
use crate::{Float, Real};
use layer::Buffers;

/// Layers of neurons, and a loss.
///
/// See [the module](self) for an example.
#[derive(Clone, Debug)]
pub struct Network<T = f64> {
    layers: Vec<Layer<T>>,
    /// Of each layer in turn its weights, row by row, and then its biases.
    parameters: Vec<T>,
    loss: Loss<T>,
}

/// A loss, without its type.
#[derive(Clone, Copy, Debug)]
struct Loss<T> {
    name: &'static str,
    value: fn(&[T], &[T]) -> T,
    value_and_gradient_into: fn(&[T], &[T], &mut [T]) -> T,
}

/// How large the gradient is at one layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerGradient<T> {
    /// The Euclidean norm of the gradient by the layer's weights.
    pub weights: T,
    /// The Euclidean norm of the gradient by the layer's biases.
    pub biases: T,
    /// The root of the mean square of the gradient by the layer's sums, over all neurons and examples.
    pub sums: T,
}

impl<T: Real> Network<T> {
    /// Begins a network with this many inputs.
    pub fn builder(inputs: usize) -> Builder<T> {
        Builder::new(inputs)
    }

    /// The layers, from the inputs on.
    #[must_use]
    pub fn layers(&self) -> &[Layer<T>] {
        &self.layers
    }

    /// How many numbers go in.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs()
    }

    /// How many numbers come out.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.layers[self.layers.len() - 1].outputs()
    }

    /// The weights of a layer: a row for each of its outputs.
    ///
    /// # Panics
    ///
    /// If there is no such layer; they are counted from 0.
    #[must_use]
    pub fn weights(&self, layer: usize) -> ArrayView2<'_, T> {
        let range = self.range(layer);
        self.layers[layer].weights(&self.parameters[range])
    }

    /// The biases of a layer, one for each of its outputs.
    ///
    /// # Panics
    ///
    /// If there is no such layer; they are counted from 0.
    #[must_use]
    pub fn biases(&self, layer: usize) -> &[T] {
        let range = self.range(layer);
        self.layers[layer].biases(&self.parameters[range])
    }

    /// What comes out for inputs, one example a row.
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`] if an example has another number of inputs than the network.
    pub fn predict(&self, inputs: ArrayView2<'_, T>) -> Result<Array2<T>, Error> {
        if inputs.ncols() != self.inputs() {
            return Err(Error::Inputs { expected: self.inputs(), found: inputs.ncols() });
        }
        Ok(self.forward(inputs.as_standard_layout().view()))
    }

    /// What comes out for inputs of the right number, without gaps in memory.
    fn forward(&self, inputs: ArrayView2<'_, T>) -> Array2<T> {
        let mut layers = self.with_ranges().map(|(layer, range)| (layer, &self.parameters[range]));
        let (first, parameters) = layers.next().expect("a network has a layer");
        layers.fold(first.apply(parameters, inputs), |outputs, (layer, parameters)| {
            layer.apply(parameters, outputs.view())
        })
    }

    /// What share of the examples has its largest output where its target is largest.
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`] or [`Error::Targets`] if the examples do not fit the network.
    pub fn accuracy(&self, examples: &Dataset<T>) -> Result<f64, Error> {
        self.check_shapes(examples)?;
        let outputs = self.predict(examples.inputs())?;
        let right = outputs
            .rows()
            .into_iter()
            .zip(examples.targets().rows())
            .filter(|(output, target)| largest(output.iter()) == largest(target.iter()))
            .count();
        Ok(right as f64 / examples.len() as f64)
    }

    /// The mean loss over the examples.
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`] or [`Error::Targets`] if the examples do not fit the network.
    pub fn mean_loss(&self, examples: &Dataset<T>) -> Result<T, Error> {
        self.check_shapes(examples)?;
        Ok(self.loss(examples.examples(), &mut self.workspace()) / T::of(examples.len() as f64))
    }

    /// How large the gradient of the mean loss is at each layer, from the inputs on: where it vanishes and explodes.
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`] or [`Error::Targets`] if the examples do not fit the network.
    pub fn gradient_by_layer(&self, examples: &Dataset<T>) -> Result<Vec<LayerGradient<T>>, Error> {
        self.check_shapes(examples)?;
        let count = T::of(examples.len() as f64);
        let mut gradient = vec![T::ZERO; self.parameters.len()];
        let mut workspace = self.workspace();
        let mut squares = vec![T::ZERO; self.layers.len()];
        let mut rest = examples.examples();
        while !rest.is_empty() {
            let (block, others) = rest.split_at(rest.len().min(Self::BLOCK));
            self.add_gradient(block, &mut gradient, &mut workspace);
            for (square, buffers) in squares.iter_mut().zip(&workspace) {
                *square += buffers.cotangents(block.len()).iter().map(|&slope| slope * slope).sum::<T>();
            }
            rest = others;
        }
        let norm = |slopes: &[T]| slopes.iter().map(|&slope| slope * slope).sum::<T>().sqrt() / count;
        Ok(self
            .with_ranges()
            .zip(squares)
            .map(|((layer, range), square)| {
                let (weights, biases) = gradient[range].split_at(layer.inputs() * layer.outputs());
                let sums = (square / (T::of(layer.outputs() as f64) * count)).sqrt();
                LayerGradient { weights: norm(weights), biases: norm(biases), sums }
            })
            .collect())
    }

    /// Writes the weights and biases to a file in the safetensors format, of which one that exists is replaced at once or
    /// not at all.
    ///
    /// # Errors
    ///
    /// [`Error::Storage`] if the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let mut content = Content::new("chainrule network");
        content.describe("model", &self.description());
        content.put_parameters("", self, &self.parameters);
        Ok(content.write(path.as_ref())?)
    }

    /// Reads weights and biases that [`save`](Network::save) wrote, or a training kept, into a network of the same layers.
    ///
    /// # Errors
    ///
    /// [`Error::Storage`] if the file cannot be read, is damaged, or is of other layers; the network stays as it is.
    pub fn load(&mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        let content = storage::read(path.as_ref())?;
        content.expect("model", &self.description())?;
        self.parameters = content.parameters("", self)?;
        Ok(())
    }

    fn with_ranges(&self) -> impl DoubleEndedIterator<Item = (&Layer<T>, Range<usize>)> + ExactSizeIterator {
        (0..self.layers.len()).map(|number| (&self.layers[number], self.range(number)))
    }

    /// Where the parameters of a layer are.
    fn range(&self, layer: usize) -> Range<usize> {
        let start = self.layers[..layer].iter().map(Layer::parameters).sum();
        start..start + self.layers[layer].parameters()
    }

    fn check_shapes(&self, examples: &Dataset<T>) -> Result<(), Error> {
        let (inputs, targets) = (examples.inputs().ncols(), examples.targets().ncols());
        if inputs != self.inputs() {
            return Err(Error::Inputs { expected: self.inputs(), found: inputs });
        }
        if targets != self.outputs() {
            return Err(Error::Targets { expected: self.outputs(), found: targets });
        }
        Ok(())
    }
}

/// Where the largest number stands, the first of equal ones.
fn largest<'a, T: Float>(numbers: impl Iterator<Item = &'a T>) -> usize {
    let mut best: Option<(usize, T)> = None;
    for (position, &number) in numbers.enumerate() {
        if best.is_none_or(|(_, largest)| number > largest) {
            best = Some((position, number));
        }
    }
    best.map_or(0, |(position, _)| position)
}
