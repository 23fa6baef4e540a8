//! Networks of neurons, in layers.
//!
//! Any differentiated function of one number is an activation, and any differentiated function of a prediction and a
//! target is a loss: both are named by their type, and the network knows nothing else of them.
//!
//! ```
//! use chainrule::data::Dataset;
//! use chainrule::network::{identity, squared_error};
//! use chainrule::{Float, Network, Training, differentiate, training::Adam};
//!
//! #[differentiate]
//! fn swish<T: Float>(x: T) -> T {
//!     x / (T::of(1.0) + (-x).exp())
//! }
//!
//! let examples =
//!     Dataset::from_rows(&[([0.0, 0.0], [0.0]), ([0.0, 1.0], [1.0]), ([1.0, 0.0], [1.0]), ([1.0, 1.0], [0.0])]);
//! let mut network =
//!     Network::builder(2).dense::<swish>(8).dense::<identity>(1).seed(1).build::<squared_error>()?;
//! Training::new(Adam::default()).learning_rate(0.05).epochs(500).run(&mut network, &examples)?;
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
mod display;
mod error;
mod evaluation;
mod initialization;
mod known;
mod layer;
mod losses;
mod model;
mod saving;
mod trained;

use std::ops::Range;

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

pub use activations::{gelu, identity, relu, sigmoid, softplus, square, tanh};
pub use builder::Builder;
pub use error::Error;
pub use evaluation::Confusion;
pub use initialization::Initialization;
pub use layer::Layer;
pub use losses::{binary_cross_entropy, cross_entropy, softmax, squared_error};
pub use trained::{Loader, Trained};

use crate::Float;
use crate::data::{Dataset, Examples};
use crate::training::{Model, OutOfMemory};
use known::{Judged, Meaning};
use layer::Buffers;

/// Layers of neurons, and a loss.
///
/// ```
/// use chainrule::Network;
/// use chainrule::network::{identity, squared_error, tanh};
///
/// let network = Network::builder(2).dense::<tanh>(3).dense::<identity>(1).seed(1).build::<squared_error>()?;
/// assert_eq!((network.inputs(), network.outputs()), (2, 1));
/// assert_eq!(network.predict_one(&[0.0, 0.0])?, [0.0]);
/// # Ok::<(), chainrule::network::Error>(())
/// ```
///
/// [The module](self) shows how it is trained.
#[derive(Clone, Debug)]
pub struct Network<T = f64> {
    layers: Vec<Layer<T>>,
    /// Of each layer in turn its weights, row by row, and then its biases.
    parameters: Vec<T>,
    loss: Judged<T>,
    /// What dropout begins with.
    seed: u64,
}

/// How large the gradient is at one layer: what [`Network::gradient_by_layer`] says of each.
///
/// ```
/// use chainrule::Network;
/// use chainrule::data::Dataset;
/// use chainrule::ndarray::array;
/// use chainrule::network::{Layer, identity, squared_error};
///
/// let network = Network::builder(1)
///     .layer(Layer::with_weights::<identity>(array![[2.0]], array![0.0]))
///     .build::<squared_error>()?;
/// // (2·1 − 5)² has the slope 2·(−3) in the sum, in the bias, and, as the input is 1, in the weight.
/// let layers = network.gradient_by_layer(&Dataset::from_rows(&[([1.0], [5.0])]))?;
/// assert_eq!((layers[0].weights, layers[0].biases, layers[0].sums), (6.0, 6.0, 6.0));
/// # Ok::<(), chainrule::network::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerGradient {
    /// The Euclidean norm of the gradient by the layer's weights.
    pub weights: f64,
    /// The Euclidean norm of the gradient by the layer's biases.
    pub biases: f64,
    /// The root of the mean square of the gradient by the layer's sums, over all neurons and examples.
    pub sums: f64,
}

impl Network<f64> {
    /// Begins a network with this many inputs, of `f64`.
    ///
    /// ```
    /// use chainrule::Network;
    /// use chainrule::network::{identity, relu, squared_error};
    ///
    /// let network = Network::builder(3).dense::<relu>(4).dense::<identity>(2).build::<squared_error>()?;
    /// assert_eq!(network.layers().len(), 2);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    pub fn builder(inputs: usize) -> Builder<f64> {
        Builder::new(inputs)
    }

    /// The same of either float type.
    ///
    /// ```
    /// use chainrule::network::{identity, squared_error};
    /// use chainrule::Network;
    ///
    /// let network: Network<f32> =
    ///     Network::builder_of::<f32>(2).dense::<identity>(1).build::<squared_error>()?;
    /// assert_eq!(network.predict_one(&[0.0, 0.0])?, [0.0]);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    pub fn builder_of<T: Float>(inputs: usize) -> Builder<T> {
        Builder::new(inputs)
    }
}

impl<T: Float> Network<T> {
    /// The layers, from the inputs on.
    ///
    /// ```
    /// use chainrule::Network;
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, identity, squared_error};
    ///
    /// let network = Network::builder(2)
    ///     .layer(Layer::with_weights::<identity>(array![[1.0, 2.0], [3.0, 4.0]], array![0.0, 0.5]))
    ///     .build::<squared_error>()?;
    /// assert_eq!((network.layers()[0].inputs(), network.layers()[0].outputs()), (2, 2));
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    #[must_use]
    pub fn layers(&self) -> &[Layer<T>] {
        &self.layers
    }

    /// How many numbers go in.
    ///
    /// ```
    /// use chainrule::Network;
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, identity, squared_error};
    ///
    /// let network = Network::builder(2)
    ///     .layer(Layer::with_weights::<identity>(array![[1.0, 2.0], [3.0, 4.0]], array![0.0, 0.5]))
    ///     .build::<squared_error>()?;
    /// assert_eq!(network.inputs(), 2);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs()
    }

    /// How many numbers come out.
    ///
    /// ```
    /// use chainrule::Network;
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, identity, squared_error};
    ///
    /// let network = Network::builder(2)
    ///     .layer(Layer::with_weights::<identity>(array![[1.0, 2.0], [3.0, 4.0]], array![0.0, 0.5]))
    ///     .build::<squared_error>()?;
    /// assert_eq!(network.outputs(), 2);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.layers[self.layers.len() - 1].outputs()
    }

    /// The weights of a layer: a row for each of its outputs.
    ///
    /// ```
    /// use chainrule::Network;
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, identity, squared_error};
    ///
    /// let network = Network::builder(2)
    ///     .layer(Layer::with_weights::<identity>(array![[1.0, 2.0], [3.0, 4.0]], array![0.0, 0.5]))
    ///     .build::<squared_error>()?;
    /// assert_eq!(network.weights(0), array![[1.0, 2.0], [3.0, 4.0]]);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// If there is no such layer; they are counted from 0.
    #[must_use]
    pub fn weights(&self, layer: usize) -> ArrayView2<'_, T> {
        let range = self.range(layer);
        self.layers[layer].weights(&self.parameters[range])
    }

    /// The biases of a layer, one for each of its outputs, or none.
    ///
    /// ```
    /// use chainrule::Network;
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, identity, squared_error};
    ///
    /// let network = Network::builder(2)
    ///     .layer(Layer::with_weights::<identity>(array![[1.0, 2.0], [3.0, 4.0]], array![0.0, 0.5]))
    ///     .build::<squared_error>()?;
    /// assert_eq!(network.biases(0), [0.0, 0.5]);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
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
    /// ```
    /// use chainrule::Network;
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, identity, squared_error};
    ///
    /// let network = Network::builder(2)
    ///     .layer(Layer::with_weights::<identity>(array![[1.0, 2.0], [3.0, 4.0]], array![0.0, 0.5]))
    ///     .build::<squared_error>()?;
    /// let outputs = network.predict(array![[1.0, 0.0], [0.0, 1.0]].view())?;
    /// assert_eq!(outputs, array![[1.0, 3.5], [2.0, 4.5]]);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`] if an example has another number of inputs than the network.
    pub fn predict(&self, inputs: ArrayView2<'_, T>) -> Result<Array2<T>, Error> {
        self.check_inputs(inputs.ncols())?;
        let inputs = inputs.as_standard_layout();
        let mut outputs = Array2::zeros((inputs.nrows(), self.outputs()));
        let mut workspace = self.workspace();
        let blocks = inputs.axis_chunks_iter(Axis(0), Self::BLOCK);
        for (block, mut out) in blocks.zip(outputs.axis_chunks_iter_mut(Axis(0), Self::BLOCK)) {
            out.assign(&self.block(block, &mut workspace));
        }
        Ok(outputs)
    }

    /// What comes out for one example.
    ///
    /// ```
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, cross_entropy, identity};
    /// use chainrule::Network;
    ///
    /// let network = Network::builder(2)
    ///     .layer(Layer::with_weights::<identity>(array![[1.0, 0.0], [0.0, 1.0]], array![0.0, 0.5]))
    ///     .build::<cross_entropy>()?;
    /// assert_eq!(network.predict_one(&[3.0, 2.0])?, [3.0, 2.5]);
    /// assert_eq!(network.predict_class(&[3.0, 2.0])?, 0);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`] if it has another number of inputs than the network.
    pub fn predict_one(&self, inputs: &[T]) -> Result<Vec<T>, Error> {
        Ok(self.predict(ArrayView1::from(inputs).insert_axis(Axis(0)))?.into_iter().collect())
    }

    /// What comes out for inputs of the right number, of at most one block and without gaps in memory.
    fn block<'w>(&self, inputs: ArrayView2<'_, T>, workspace: &'w mut [Buffers<T>]) -> ArrayView2<'w, T> {
        let count = inputs.nrows();
        for (number, (layer, range)) in self.with_ranges().enumerate() {
            let (done, ahead) = workspace.split_at_mut(number);
            let inputs = done.last().map_or(inputs, |previous| previous.outputs(count));
            layer.outputs_into(&self.parameters[range], inputs, &mut ahead[0]);
        }
        workspace[self.layers.len() - 1].outputs(count)
    }

    /// The mean loss over the examples.
    ///
    /// ```
    /// use chainrule::Network;
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, identity, squared_error};
    ///
    /// let network = Network::builder(2)
    ///     .layer(Layer::with_weights::<identity>(array![[1.0, 2.0], [3.0, 4.0]], array![0.0, 0.5]))
    ///     .build::<squared_error>()?;
    /// // (0, 0.5) comes out: the squares of 0 and 0.5 off, summed.
    /// let examples = chainrule::data::Dataset::from_rows(&[([0.0, 0.0], [0.0, 1.0])]);
    /// assert_eq!(network.mean_loss(&examples)?, 0.25);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`], [`Error::Targets`] or [`Error::Target`] if the examples do not fit the network and its loss.
    pub fn mean_loss(&self, examples: &Dataset<T>) -> Result<f64, Error> {
        self.check_examples(examples.examples())?;
        let mut workspace = self.workspace();
        let losses = blocks::<T>(examples).map(|block| self.loss(block, &mut workspace));
        Ok(losses.sum::<f64>() / examples.len() as f64)
    }

    /// How large the gradient of the mean loss is at each layer, from the inputs on: where it vanishes and explodes.
    ///
    /// ```
    /// use chainrule::Network;
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, identity, squared_error};
    ///
    /// let network = Network::builder(2)
    ///     .layer(Layer::with_weights::<identity>(array![[1.0, 2.0], [3.0, 4.0]], array![0.0, 0.5]))
    ///     .build::<squared_error>()?;
    /// let examples = chainrule::data::Dataset::from_rows(&[([0.0, 0.0], [0.0, 1.0])]);
    /// let layers = network.gradient_by_layer(&examples)?;
    /// // The inputs are 0, and with them the slopes in the weights; 2·(0.5 − 1) is that in the second bias.
    /// assert_eq!((layers[0].weights, layers[0].biases), (0.0, 1.0));
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`], [`Error::Targets`] or [`Error::Target`] if the examples do not fit the network and its loss.
    pub fn gradient_by_layer(&self, examples: &Dataset<T>) -> Result<Vec<LayerGradient>, Error> {
        self.check_examples(examples.examples())?;
        let count = examples.len() as f64;
        let mut gradient = crate::memory::zeros(self.parameters.len())?;
        let mut workspace = self.workspace();
        let mut squares = vec![0.0; self.layers.len()];
        for block in blocks(examples) {
            self.add_gradient(block, &mut gradient, &mut workspace);
            for (sum, buffers) in squares.iter_mut().zip(&workspace) {
                *sum += sum_of_squares(buffers.cotangents(block.len()).iter());
            }
        }
        let norm = |slopes: &[T]| sum_of_squares(slopes.iter()).sqrt() / count;
        Ok(self
            .with_ranges()
            .zip(squares)
            .map(|((layer, range), square)| {
                let (weights, biases) = gradient[range].split_at(layer.inputs() * layer.outputs());
                let sums = (square / (layer.outputs() as f64 * count)).sqrt();
                LayerGradient { weights: norm(weights), biases: norm(biases), sums }
            })
            .collect())
    }

    fn with_ranges(&self) -> impl DoubleEndedIterator<Item = (&Layer<T>, Range<usize>)> + ExactSizeIterator {
        (0..self.layers.len()).map(|number| (&self.layers[number], self.range(number)))
    }

    /// Where the parameters of a layer are.
    fn range(&self, layer: usize) -> Range<usize> {
        let start = self.layers[..layer].iter().map(Layer::parameters).sum();
        start..start + self.layers[layer].parameters()
    }

    fn check_inputs(&self, found: usize) -> Result<(), Error> {
        let expected = self.inputs();
        if found == expected { Ok(()) } else { Err(Error::Inputs { expected, found }) }
    }

    fn check_examples(&self, examples: Examples<'_, T>) -> Result<(), Error> {
        self.check_inputs(examples.inputs.ncols())?;
        let (expected, found) = (self.outputs(), examples.targets.ncols());
        if found != expected {
            return Err(Error::Targets { expected, found });
        }
        if self.loss.meaning == Meaning::Any {
            return Ok(());
        }
        for target in examples.targets.rows() {
            if let Some(problem) = self.loss.problem(target) {
                let target = shown(&target.to_vec());
                return Err(Error::Target { problem, target, loss: self.loss.name.name });
            }
        }
        Ok(())
    }
}

fn sum_of_squares<'a, T: Float>(numbers: impl Iterator<Item = &'a T>) -> f64 {
    numbers.map(|number| number.to_f64().powi(2)).sum()
}

/// The examples, as many at a time as an evaluation takes.
fn blocks<T: Float>(examples: &Dataset<T>) -> impl Iterator<Item = Examples<'_, T>> {
    let (all, size) = (examples.examples(), <Network<T> as Model<T>>::BLOCK);
    (0..all.len()).step_by(size).map(move |start| all.part(start, size.min(all.len() - start)))
}

/// Some targets, for a message.
fn shown<T: Float>(target: &[T]) -> String {
    let all = if target.len() > 10 { &target[..10] } else { target };
    format!("{all:?}{}", if target.len() > 10 { " …" } else { "" })
}
