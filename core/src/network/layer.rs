//! One layer: `outputs = activation(weights · inputs + biases)`, and the blame back through it.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayView2, ArrayViewMut2, Axis};

use super::Initialization;
use crate::training::name_of;
use crate::{Activation, Real};

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
    activation: &'static str,
    /// Replaces sums by their activation.
    activate: fn(&mut [T]),
    /// The same, and writes the slopes there.
    activate_with_slopes: fn(&mut [T], &mut [T]),
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

impl<T: Real> Layer<T> {
    /// A layer of `outputs` neurons that see `inputs` numbers each.
    #[must_use]
    pub fn dense<A: Activation<T>>(inputs: usize, outputs: usize) -> Self {
        Layer {
            inputs,
            outputs,
            activation: name_of::<A>(),
            activate: |sums| {
                for sum in sums {
                    *sum = A::value(*sum);
                }
            },
            activate_with_slopes: |sums, slopes| {
                for (sum, slope) in sums.iter_mut().zip(slopes) {
                    (*sum, *slope) = A::value_and_slope(*sum);
                }
            },
            start: Start::Drawn,
        }
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
        self.activation
    }

    /// How many weights and biases there are.
    #[must_use]
    pub fn parameters(&self) -> usize {
        self.outputs * (self.inputs + 1)
    }

    pub(super) fn description(&self) -> String {
        format!("{}→{} {}", self.inputs, self.outputs, self.activation)
    }

    pub(super) fn weights<'a>(&self, parameters: &'a [T]) -> ArrayView2<'a, T> {
        let weights = &parameters[..self.inputs * self.outputs];
        ArrayView2::from_shape((self.outputs, self.inputs), weights)
            .expect("a network keeps its layers' shapes")
    }

    pub(super) fn biases<'a>(&self, parameters: &'a [T]) -> &'a [T] {
        &parameters[self.inputs * self.outputs..]
    }

    /// What comes out.
    pub(super) fn apply(&self, parameters: &[T], inputs: ArrayView2<'_, T>) -> Array2<T> {
        let mut outputs = Array2::zeros((inputs.nrows(), self.outputs));
        self.sums(parameters, inputs, &mut outputs.view_mut());
        if let Some(sums) = outputs.as_slice_mut() {
            (self.activate)(sums);
        }
        outputs
    }

    /// What comes out, and the slopes of the activation, both kept for the way back.
    pub(super) fn forward(&self, parameters: &[T], inputs: ArrayView2<'_, T>, buffers: &mut Buffers<T>) {
        let rows = inputs.nrows();
        self.sums(parameters, inputs, &mut first_mut(&mut buffers.outputs, rows));
        let count = rows * self.outputs;
        if let (Some(sums), Some(slopes)) = (buffers.outputs.as_slice_mut(), buffers.slopes.as_slice_mut()) {
            (self.activate_with_slopes)(&mut sums[..count], &mut slopes[..count]);
        }
    }

    fn sums(&self, parameters: &[T], inputs: ArrayView2<'_, T>, sums: &mut ArrayViewMut2<'_, T>) {
        for mut row in sums.rows_mut() {
            row.iter_mut().zip(self.biases(parameters)).for_each(|(sum, &bias)| *sum = bias);
        }
        general_mat_mul(T::ONE, &inputs, &self.weights(parameters).t(), T::ONE, sums);
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

impl<T: Real> Buffers<T> {
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
