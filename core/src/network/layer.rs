//! One layer: `outputs = activation(weights · inputs + biases)`, and the blame back through it.
//!
//! While it is trained, dropout makes some outputs zero, which are drawn by the seed, the step, and the example's place in it.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayView2, ArrayViewMut2, Axis};

use super::known::Activated;
use super::{Initialization, OutOfMemory};
use crate::data::Place;
use crate::memory::product;
use crate::training::generator;
use crate::{Activation, Float};
use rand::RngExt;

/// A layer of neurons, each of which sees all inputs. Its numbers belong to the network.
///
/// ```
/// use chainrule::network::{Layer, relu};
///
/// let layer = Layer::<f64>::dense::<relu>(64, 10);
/// assert_eq!((layer.inputs(), layer.outputs(), layer.activation()), (64, 10, "relu"));
/// ```
#[derive(Clone, Debug)]
pub struct Layer<T> {
    inputs: usize,
    outputs: usize,
    pub(super) activation: Activated<T>,
    has_biases: bool,
    /// How many outputs are made zero in training.
    pub(super) dropout: f64,
    pub(super) start: Start<T>,
}

/// What a layer begins with.
#[derive(Clone, Debug)]
pub(super) enum Start<T> {
    /// Drawn as the builder says.
    Drawn,
    /// Drawn by a rule of its own.
    By(Initialization),
    /// Given: weights, and biases behind them.
    Given(Vec<T>),
}

impl<T: Float> Layer<T> {
    /// A layer of `outputs` neurons that see `inputs` numbers each.
    #[must_use]
    pub fn dense<A: Activation<T>>(inputs: usize, outputs: usize) -> Self {
        Self::of(inputs, outputs, Activated::by::<A>())
    }

    pub(super) fn of(inputs: usize, outputs: usize, activation: Activated<T>) -> Self {
        Layer { inputs, outputs, activation, has_biases: true, dropout: 0.0, start: Start::Drawn }
    }

    /// A layer with these weights, a row for each output, and a bias for each output.
    ///
    /// ```
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, identity, squared_error};
    /// use chainrule::Network;
    ///
    /// let sum = Layer::with_weights::<identity>(array![[1.0, 1.0]], array![0.5]);
    /// let network = Network::builder(2).layer(sum).build::<squared_error>()?;
    /// assert_eq!(network.predict(array![[2.0, 3.0]].view())?, array![[5.5]]);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// If there are not as many biases as rows.
    #[must_use]
    pub fn with_weights<A: Activation<T>>(weights: Array2<T>, biases: Array1<T>) -> Self {
        assert!(weights.nrows() == biases.len(), "a layer has as many biases as rows of weights");
        let mut layer = Self::dense::<A>(weights.ncols(), weights.nrows());
        layer.start = Start::Given(weights.iter().copied().chain(biases).collect());
        layer
    }

    /// Draws the weights of this layer by another rule than the builder's.
    #[must_use]
    pub fn initialization(mut self, rule: Initialization) -> Self {
        self.start = Start::By(rule);
        self
    }

    /// Takes the biases away: the sums are of weights times inputs alone.
    ///
    /// ```
    /// use chainrule::network::{Layer, relu};
    ///
    /// assert_eq!(Layer::<f64>::dense::<relu>(64, 10).without_bias().parameters(), 640);
    /// ```
    #[must_use]
    pub fn without_bias(mut self) -> Self {
        if let Start::Given(numbers) = &mut self.start {
            numbers.truncate(self.inputs * self.outputs);
        }
        self.has_biases = false;
        self
    }

    /// Makes this share of the outputs zero in every step of a training, by chance, and the others larger by as much as that takes
    /// away (Srivastava et al.: Dropout, 2014). Outside of training, nothing is dropped.
    #[must_use]
    pub fn dropout(mut self, share: f64) -> Self {
        self.dropout = share;
        self
    }

    /// How many numbers go in.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many numbers come out.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// The name of the activation.
    #[must_use]
    pub fn activation(&self) -> &'static str {
        self.activation.name.name
    }

    /// Whether it has biases.
    #[must_use]
    pub fn has_biases(&self) -> bool {
        self.has_biases
    }

    /// How many weights and biases there are; the largest `usize` where there are more.
    #[must_use]
    pub fn parameters(&self) -> usize {
        self.outputs.saturating_mul(self.inputs.saturating_add(usize::from(self.has_biases)))
    }

    /// The same, if memory can have so many, and what an evaluation needs.
    pub(super) fn checked_parameters(&self, block: usize) -> Result<usize, OutOfMemory> {
        product::<T>(&[self.outputs, block])?;
        let inputs = self.inputs.checked_add(usize::from(self.has_biases));
        product::<T>(&[self.outputs, inputs.unwrap_or(usize::MAX)])
    }

    pub(super) fn description(&self) -> String {
        let Layer { inputs, outputs, activation, .. } = self;
        let biases = if self.has_biases { "" } else { " without bias" };
        let dropout = if self.dropout > 0.0 { format!(" dropout {}", self.dropout) } else { String::new() };
        format!("{inputs}→{outputs} {}{biases}{dropout}", activation.name)
    }

    pub(super) fn weights<'a>(&self, parameters: &'a [T]) -> ArrayView2<'a, T> {
        let weights = &parameters[..self.inputs * self.outputs];
        ArrayView2::from_shape((self.outputs, self.inputs), weights)
            .expect("a network keeps its layers' shapes")
    }

    pub(super) fn biases<'a>(&self, parameters: &'a [T]) -> &'a [T] {
        &parameters[self.inputs * self.outputs..]
    }

    /// What comes out for at most as many examples as there is room for.
    pub(super) fn outputs_into(&self, parameters: &[T], inputs: ArrayView2<'_, T>, buffers: &mut Buffers<T>) {
        let rows = inputs.nrows();
        self.sums(parameters, inputs, &mut first_mut(&mut buffers.outputs, rows));
        if let Some(sums) = buffers.outputs.as_slice_mut() {
            (self.activation.values)(&mut sums[..rows * self.outputs]);
        }
    }

    /// What comes out.
    pub(super) fn apply(&self, parameters: &[T], inputs: ArrayView2<'_, T>) -> Array2<T> {
        let mut outputs = Array2::zeros((inputs.nrows(), self.outputs));
        self.sums(parameters, inputs, &mut outputs.view_mut());
        if let Some(sums) = outputs.as_slice_mut() {
            (self.activation.values)(sums);
        }
        outputs
    }

    /// What comes out, and the slopes of the activation, both kept for the way back.
    pub(super) fn forward(&self, parameters: &[T], inputs: ArrayView2<'_, T>, buffers: &mut Buffers<T>) {
        let rows = inputs.nrows();
        self.sums(parameters, inputs, &mut first_mut(&mut buffers.outputs, rows));
        let count = rows * self.outputs;
        if let (Some(sums), Some(slopes)) = (buffers.outputs.as_slice_mut(), buffers.slopes.as_slice_mut()) {
            (self.activation.values_and_slopes)(&mut sums[..count], &mut slopes[..count]);
        }
    }

    /// Makes some outputs zero, and their slopes with them.
    pub(super) fn drop_some(
        &self,
        seed: u64,
        number: usize,
        place: Place,
        buffers: &mut Buffers<T>,
        rows: usize,
    ) {
        if self.dropout == 0.0 {
            return;
        }
        let grown = T::of(1.0 / (1.0 - self.dropout));
        // A stream of its own for every layer of every step, in which every output of every example has its place.
        let mut chance = generator(seed ^ ((number as u64 + 1) << 32), place.step);
        chance.set_word_pos(2 * place.before as u128 * self.outputs as u128);
        let outputs = buffers.outputs.iter_mut().zip(buffers.slopes.iter_mut());
        for (output, slope) in outputs.take(rows * self.outputs) {
            let factor = if chance.random::<f64>() < self.dropout { T::ZERO } else { grown };
            *output *= factor;
            *slope *= factor;
        }
    }

    fn sums(&self, parameters: &[T], inputs: ArrayView2<'_, T>, sums: &mut ArrayViewMut2<'_, T>) {
        if self.has_biases {
            for mut row in sums.rows_mut() {
                row.iter_mut().zip(self.biases(parameters)).for_each(|(sum, &bias)| *sum = bias);
            }
        }
        let kept = if self.has_biases { T::ONE } else { T::ZERO };
        general_mat_mul(T::ONE, &inputs, &self.weights(parameters).t(), kept, sums);
    }

    /// From the cotangents of the outputs to those of the inputs; what falls to the weights and biases is added to
    /// the gradient.
    pub(super) fn backward(
        &self,
        parameters: &[T],
        inputs: ArrayView2<'_, T>,
        buffers: &mut Buffers<T>,
        gradient: &mut [T],
        back: Option<ArrayViewMut2<'_, T>>,
    ) {
        let rows = inputs.nrows();
        let count = rows * self.outputs;
        let (cotangents, slopes) = (buffers.cotangents.as_slice_mut(), buffers.slopes.as_slice());
        if let (Some(cotangents), Some(slopes)) = (cotangents, slopes) {
            for (cotangent, &slope) in cotangents[..count].iter_mut().zip(&slopes[..count]) {
                *cotangent *= slope;
            }
        }
        let cotangents = first(&buffers.cotangents, rows);
        let (by_weights, by_biases) = gradient.split_at_mut(self.inputs * self.outputs);
        let mut by_weights = ArrayViewMut2::from_shape((self.outputs, self.inputs), by_weights)
            .expect("a network keeps its layers' shapes");
        general_mat_mul(T::ONE, &cotangents.t(), &inputs, T::ONE, &mut by_weights);
        // None, where there are no biases.
        for row in cotangents.rows() {
            by_biases.iter_mut().zip(row).for_each(|(sum, &cotangent)| *sum += cotangent);
        }
        if let Some(mut back) = back {
            general_mat_mul(T::ONE, &cotangents, &self.weights(parameters), T::ZERO, &mut back);
        }
    }
}

/// What a layer keeps between the way forth and the way back, a row for each example.
#[derive(Clone, Debug)]
pub struct Buffers<T> {
    outputs: Array2<T>,
    slopes: Array2<T>,
    cotangents: Array2<T>,
}

impl<T: Float> Buffers<T> {
    pub(super) fn new(layer: &Layer<T>, rows: usize) -> Self {
        let empty = || Array2::zeros((rows, layer.outputs));
        Buffers { outputs: empty(), slopes: empty(), cotangents: empty() }
    }

    pub(super) fn outputs(&self, rows: usize) -> ArrayView2<'_, T> {
        first(&self.outputs, rows)
    }

    pub(super) fn cotangents(&self, rows: usize) -> ArrayView2<'_, T> {
        first(&self.cotangents, rows)
    }

    pub(super) fn outputs_and_cotangents(
        &mut self,
        rows: usize,
    ) -> (ArrayView2<'_, T>, ArrayViewMut2<'_, T>) {
        (first(&self.outputs, rows), first_mut(&mut self.cotangents, rows))
    }
}

/// The first rows.
fn first<T>(matrix: &Array2<T>, rows: usize) -> ArrayView2<'_, T> {
    matrix.view().split_at(Axis(0), rows).0
}

/// The first rows, to be changed.
fn first_mut<T>(matrix: &mut Array2<T>, rows: usize) -> ArrayViewMut2<'_, T> {
    matrix.view_mut().split_at(Axis(0), rows).0
}
