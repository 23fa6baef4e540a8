//! Inputs on one scale: mean 0, standard deviation 1.

use ndarray::{Array2, ArrayView2};

use super::{Dataset, Error, Source, inspect};
use crate::Float;

/// The mean and the standard deviation of every input, by which new inputs are shifted and scaled.
///
/// An input that never changes is shifted alone. The standard deviation is that of the population (divided by the number
/// of examples). Both are found in `f64`, the deviation in a pass of its own, whatever the examples are of.
///
/// ```
/// use chainrule::data::{Dataset, Standardization};
///
/// let examples = Dataset::from_rows(&[([1.0, 7.0], [0.0]), ([3.0, 7.0], [1.0])]);
/// let scale = Standardization::of(&examples)?;
/// let scaled = scale.apply(examples)?;
/// assert_eq!(scaled.inputs()[[0, 0]], -1.0);
/// assert_eq!(scaled.inputs()[[1, 0]], 1.0);
/// assert_eq!(scaled.inputs()[[1, 1]], 0.0);
/// # Ok::<(), chainrule::data::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Standardization {
    means: Vec<f64>,
    deviations: Vec<f64>,
}

/// What is known of a column after the first pass.
#[derive(Clone, Copy)]
struct Column {
    least: f64,
    most: f64,
    /// A power of two that brings the numbers near one, so that neither sums nor squares overflow or vanish.
    unit: f64,
    sum: f64,
    squares: f64,
}

impl Standardization {
    /// The scale of the inputs of these examples.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`] if an input is not a finite number, and what reading examples from a file brings.
    pub fn of<T: Float>(examples: &impl Source<T>) -> Result<Self, Error> {
        let empty =
            Column { least: f64::INFINITY, most: f64::NEG_INFINITY, unit: 1.0, sum: 0.0, squares: 0.0 };
        let mut columns = vec![empty; examples.widths().0];
        let mut pass = |each: &mut dyn FnMut(usize, usize, &mut Column, f64)| {
            let mut row = 0;
            inspect(examples, |block| {
                for input in block.inputs.rows() {
                    for (place, (column, &x)) in columns.iter_mut().zip(input).enumerate() {
                        each(row, place, column, x.to_f64());
                    }
                    row += 1;
                }
            })
        };
        let mut wrong = None;
        pass(&mut |row, column, found, x| {
            if !x.is_finite() {
                wrong = wrong.or(Some((row, column)));
            }
            (found.least, found.most) = (found.least.min(x), found.most.max(x));
        })?;
        if let Some((row, column)) = wrong {
            return Err(Error::NotFinite { row, column });
        }
        pass(&mut |row, _, column, x| {
            if row == 0 {
                column.unit = power_of_two_near(column.least.abs().max(column.most.abs()));
            }
            column.sum += x / column.unit;
        })?;
        let count = examples.len() as f64;
        pass(&mut |_, _, column, x| {
            column.squares += (x / column.unit - column.sum / count).powi(2);
        })?;
        let of_column = |column: &Column| {
            let deviation = (column.squares / count).sqrt() * column.unit;
            // Constant is what does not vary: a variance may round to zero, and that of a constant to more.
            if column.least == column.most || deviation == 0.0 {
                (column.least, 1.0)
            } else {
                (column.sum / count * column.unit, deviation)
            }
        };
        let (means, deviations) = columns.iter().map(of_column).unzip();
        Ok(Standardization { means, deviations })
    }

    /// A scale that is known.
    ///
    /// ```
    /// use chainrule::data::Standardization;
    ///
    /// let scale = Standardization::new(vec![5.8, 3.0], vec![0.8, 0.4]).unwrap();
    /// assert_eq!(scale.means(), [5.8, 3.0]);
    /// assert!(Standardization::new(vec![5.8], vec![0.0]).is_none());
    /// ```
    ///
    /// None if there are not as many means as deviations, or a number is not finite, or a deviation is not positive.
    #[must_use]
    pub fn new(means: Vec<f64>, deviations: Vec<f64>) -> Option<Self> {
        let is_one = means.len() == deviations.len()
            && means.iter().all(|mean| mean.is_finite())
            && deviations.iter().all(|deviation| deviation.is_finite() && *deviation > 0.0);
        is_one.then_some(Standardization { means, deviations })
    }

    /// The mean of every input.
    #[must_use]
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// The standard deviation of every input; 1 where it never changes.
    #[must_use]
    pub fn deviations(&self) -> &[f64] {
        &self.deviations
    }

    /// Examples on this scale.
    ///
    /// # Errors
    ///
    /// [`Error::Scale`] if they have another number of inputs.
    pub fn apply<T: Float>(&self, examples: Dataset<T>) -> Result<Dataset<T>, Error> {
        let inputs = self.apply_to(examples.inputs())?;
        Ok(examples.with_inputs(inputs))
    }

    /// Inputs on this scale, one example a row.
    ///
    /// # Errors
    ///
    /// [`Error::Scale`] if they are of another number.
    pub fn apply_to<T: Float>(&self, inputs: ArrayView2<'_, T>) -> Result<Array2<T>, Error> {
        if inputs.ncols() != self.means.len() {
            return Err(Error::Scale { expected: self.means.len(), found: inputs.ncols() });
        }
        Ok(Array2::from_shape_fn(inputs.dim(), |(row, column)| self.scaled(column, inputs[[row, column]])))
    }

    /// One input on this scale.
    pub(super) fn scaled<T: Float>(&self, column: usize, x: T) -> T {
        let (mean, deviation) = (self.means[column], self.deviations[column]);
        let difference = x.to_f64() - mean;
        if difference.is_finite() {
            T::of(difference / deviation)
        } else {
            T::of(x.to_f64() / deviation - mean / deviation)
        }
    }
}

/// The power of two below a number, within what can be divided by.
fn power_of_two_near(number: f64) -> f64 {
    if number == 0.0 {
        return 1.0;
    }
    let exponent = number.log2().floor().clamp(-1000.0, 1000.0);
    exponent.exp2()
}
