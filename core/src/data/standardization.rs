//! Inputs on one scale: mean 0, standard deviation 1.

use ndarray::{Array2, ArrayView2};

use super::{Dataset, Error};
use crate::Real;

/// The mean and the standard deviation of every input, by which new inputs are shifted and scaled.
///
/// An input that never changes is shifted alone. The standard deviation is that of the population (divided by the number
/// of examples).
///
/// ```
/// use chainrule::data::{Dataset, Standardization};
///
/// let examples = Dataset::from_rows(&[([1.0, 7.0], [0.0]), ([3.0, 7.0], [1.0])]);
/// let scale = Standardization::of(&examples);
/// let scaled = scale.apply(examples)?;
/// assert_eq!(scaled.inputs()[[0, 0]], -1.0);
/// assert_eq!(scaled.inputs()[[1, 0]], 1.0);
/// assert_eq!(scaled.inputs()[[1, 1]], 0.0);
/// # Ok::<(), chainrule::data::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Standardization<T> {
    means: Vec<T>,
    deviations: Vec<T>,
}

impl<T: Real> Standardization<T> {
    /// The scale of the inputs of these examples.
    #[must_use]
    pub fn of(examples: &Dataset<T>) -> Self {
        let count = T::of(examples.len() as f64);
        let (means, deviations) = examples
            .inputs()
            .columns()
            .into_iter()
            .map(|column| {
                let mean = column.iter().copied().sum::<T>() / count;
                let variance = column.iter().map(|&x| (x - mean) * (x - mean)).sum::<T>() / count;
                let deviation = if variance > T::ZERO { variance.sqrt() } else { T::ONE };
                (mean, deviation)
            })
            .unzip();
        Standardization { means, deviations }
    }

    /// Examples on this scale.
    ///
    /// # Errors
    ///
    /// [`Error::Scale`] if they have another number of inputs.
    pub fn apply(&self, examples: Dataset<T>) -> Result<Dataset<T>, Error> {
        let inputs = self.apply_to(examples.inputs())?;
        Ok(examples.with_inputs(inputs))
    }

    /// Inputs on this scale, one example a row.
    ///
    /// # Errors
    ///
    /// [`Error::Scale`] if they are of another number.
    pub fn apply_to(&self, inputs: ArrayView2<'_, T>) -> Result<Array2<T>, Error> {
        if inputs.ncols() != self.means.len() {
            return Err(Error::Scale { expected: self.means.len(), found: inputs.ncols() });
        }
        Ok(Array2::from_shape_fn(inputs.dim(), |(row, column)| {
            (inputs[[row, column]] - self.means[column]) / self.deviations[column]
        }))
    }
}
