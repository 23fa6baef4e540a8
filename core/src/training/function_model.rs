//! Any differentiated function of weights and of the numbers of an example, as a model.

use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;

use super::{Error, Model, Part, Unfit, name_of};
use crate::data::{Dataset, Examples};
use crate::{ExampleError, Real};

/// A differentiated function whose `wrt(…)` names its weights; its other parameters are the inputs and then the targets of an
/// example.
///
/// ```
/// use chainrule::training::FunctionModel;
/// use chainrule::differentiate;
///
/// #[differentiate(wrt(slope, offset))]
/// fn error(slope: f64, offset: f64, x: f64, y: f64) -> f64 {
///     (slope * x + offset - y).powi(2)
/// }
///
/// assert!(FunctionModel::<error>::new(vec![1.0, 0.0]).is_ok());
/// let error = FunctionModel::<error>::new(vec![1.0]).unwrap_err();
/// assert_eq!(error.to_string(), "`error` has 2 weights, and 1 are given");
/// ```
pub struct FunctionModel<F, T = f64> {
    weights: Vec<T>,
    function: PhantomData<fn() -> F>,
}

// Not derived: that would ask the same of the function.
impl<F, T: Clone> Clone for FunctionModel<F, T> {
    fn clone(&self) -> Self {
        FunctionModel { weights: self.weights.clone(), function: PhantomData }
    }
}

impl<F, T: Debug> Debug for FunctionModel<F, T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FunctionModel").field("weights", &self.weights).finish_non_exhaustive()
    }
}

impl<F: ExampleError<T>, T: Real> FunctionModel<F, T> {
    /// The function with these weights, in the order of its parameters.
    ///
    /// # Errors
    ///
    /// [`Error::Weights`] if there are not as many as the function has.
    pub fn new(weights: Vec<T>) -> Result<Self, Error> {
        if weights.len() != F::WEIGHTS {
            return Err(Error::Weights {
                function: name_of::<F>().to_owned(),
                expected: F::WEIGHTS,
                found: weights.len(),
            });
        }
        Ok(FunctionModel { weights, function: PhantomData })
    }

    /// The mean error over examples.
    ///
    /// # Errors
    ///
    /// [`Error::Unfit`] if the examples have not as many numbers as the function takes.
    pub fn mean_loss(&self, examples: &Dataset<T>) -> Result<T, Error> {
        self.check(examples)?;
        Ok(self.loss(examples.examples(), &mut self.workspace()) / T::of(examples.len() as f64))
    }
}

impl<F: ExampleError<T>, T: Real> Model<T> for FunctionModel<F, T> {
    /// The numbers of one example.
    type Workspace = Vec<T>;

    fn parameters(&self) -> &[T] {
        &self.weights
    }

    fn parameters_mut(&mut self) -> &mut [T] {
        &mut self.weights
    }

    fn workspace(&self) -> Vec<T> {
        vec![T::ZERO; F::NUMBERS]
    }

    fn check(&self, examples: &Dataset<T>) -> Result<(), Unfit> {
        let (inputs, targets) = (examples.inputs().ncols(), examples.targets().ncols());
        if inputs + targets == F::NUMBERS {
            return Ok(());
        }
        Err(Unfit(format!(
            "`{}` takes {} numbers beside its weights, and the examples have {inputs} inputs and {targets} targets",
            name_of::<F>(),
            F::NUMBERS,
        )))
    }

    fn add_gradient(&self, examples: Examples<'_, T>, gradient: &mut [T], numbers: &mut Vec<T>) -> T {
        sum(examples, numbers, |numbers| F::add_gradient(&self.weights, numbers, gradient))
    }

    fn loss(&self, examples: Examples<'_, T>, numbers: &mut Vec<T>) -> T {
        sum(examples, numbers, |numbers| F::value(&self.weights, numbers))
    }

    fn parts(&self) -> Vec<Part> {
        vec![Part { name: "weights".to_owned(), shape: vec![F::WEIGHTS] }]
    }

    fn description(&self) -> String {
        format!("{} of {} weights", name_of::<F>(), F::WEIGHTS)
    }
}

/// The sum of the errors, each of the inputs of an example with its targets behind them.
fn sum<T: Real>(examples: Examples<'_, T>, numbers: &mut [T], mut error: impl FnMut(&[T]) -> T) -> T {
    let mut sum = T::ZERO;
    for (input, target) in examples.inputs.rows().into_iter().zip(examples.targets.rows()) {
        for (number, &known) in numbers.iter_mut().zip(input.iter().chain(target)) {
            *number = known;
        }
        sum += error(numbers);
    }
    sum
}
