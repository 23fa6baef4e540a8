//! Examples: what goes in, and what should come out.

use ndarray::{Array2, ArrayView2, Axis};
use rand::seq::SliceRandom;

use super::Error;
use crate::Real;
use crate::training::generator;

/// Examples with their targets, one a row.
///
/// ```
/// use chainrule::data::Dataset;
///
/// let examples = Dataset::from_rows(&[([3.0, 2.0], [24.0]), ([1.0, 4.0], [14.0]), ([2.0, 1.0], [11.0])]);
/// assert_eq!(examples.len(), 3);
/// assert_eq!(examples.inputs()[[1, 0]], 1.0);
/// assert_eq!(examples.targets()[[2, 0]], 11.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset<T> {
    inputs: Array2<T>,
    targets: Array2<T>,
}

/// Some examples of a data set, or all.
#[derive(Clone, Copy, Debug)]
pub struct Examples<'a, T> {
    /// What goes in, one example a row, without gaps in memory.
    pub inputs: ArrayView2<'a, T>,
    /// What should come out, one example a row, without gaps in memory.
    pub targets: ArrayView2<'a, T>,
}

impl<'a, T> Examples<'a, T> {
    /// How many examples there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inputs.nrows()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first so many examples, and the rest.
    pub(crate) fn split_at(self, count: usize) -> (Examples<'a, T>, Examples<'a, T>) {
        let (inputs, other_inputs) = self.inputs.split_at(Axis(0), count);
        let (targets, other_targets) = self.targets.split_at(Axis(0), count);
        (Examples { inputs, targets }, Examples { inputs: other_inputs, targets: other_targets })
    }
}

impl<T: Real> Dataset<T> {
    /// Rows of inputs, and as many rows of targets.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not equally many, [`Error::Empty`] if there are none.
    pub fn new(inputs: Array2<T>, targets: Array2<T>) -> Result<Self, Error> {
        if inputs.nrows() != targets.nrows() {
            return Err(Error::Lengths { inputs: inputs.nrows(), targets: targets.nrows() });
        }
        if inputs.nrows() == 0 {
            return Err(Error::Empty);
        }
        let inputs = inputs.as_standard_layout().into_owned();
        Ok(Dataset { inputs, targets: targets.as_standard_layout().into_owned() })
    }

    /// Examples that are written out.
    ///
    /// # Panics
    ///
    /// If there are none.
    #[must_use]
    pub fn from_rows<const I: usize, const O: usize>(rows: &[([T; I], [T; O])]) -> Self {
        assert!(!rows.is_empty(), "there is at least one example");
        let inputs: Vec<[T; I]> = rows.iter().map(|row| row.0).collect();
        let targets: Vec<[T; O]> = rows.iter().map(|row| row.1).collect();
        Dataset { inputs: Array2::from(inputs), targets: Array2::from(targets) }
    }

    /// How many examples there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inputs.nrows()
    }

    /// Whether there is none, which is never the case.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// What goes in, one example a row.
    #[must_use]
    pub fn inputs(&self) -> ArrayView2<'_, T> {
        self.inputs.view()
    }

    /// What should come out, one example a row.
    #[must_use]
    pub fn targets(&self) -> ArrayView2<'_, T> {
        self.targets.view()
    }

    /// All examples.
    #[must_use]
    pub fn examples(&self) -> Examples<'_, T> {
        Examples { inputs: self.inputs.view(), targets: self.targets.view() }
    }

    /// Copies of some of the examples, by their row.
    ///
    /// # Panics
    ///
    /// If there is no such row, or none is asked for.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        assert!(!rows.is_empty(), "there is at least one example");
        Dataset { inputs: self.inputs.select(Axis(0), rows), targets: self.targets.select(Axis(0), rows) }
    }

    /// Overwrites the first examples by copies of some of another data set's, and gives those.
    pub(crate) fn gather<'a>(&'a mut self, from: &Dataset<T>, rows: &[usize]) -> Examples<'a, T> {
        for (number, &row) in rows.iter().enumerate() {
            self.inputs.row_mut(number).assign(&from.inputs.row(row));
            self.targets.row_mut(number).assign(&from.targets.row(row));
        }
        let Dataset { inputs, targets } = self;
        Examples { inputs: inputs.view(), targets: targets.view() }.split_at(rows.len()).0
    }

    /// Splits the examples by chance in two: those to learn from, and those held out.
    ///
    /// Equal seeds give equal splits. `fraction` is how much is held out, rounded to whole examples.
    ///
    /// ```
    /// use chainrule::data::Dataset;
    ///
    /// let examples = Dataset::from_rows(&[([0.0], [0.0]), ([1.0], [1.0]), ([2.0], [4.0]), ([3.0], [9.0])]);
    /// let (training, held_out) = examples.split(0.25, 1)?;
    /// assert_eq!((training.len(), held_out.len()), (3, 1));
    /// assert!(examples.split(0.01, 1).is_err());
    /// # Ok::<(), chainrule::data::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Split`] if one of the two would be empty.
    pub fn split(&self, fraction: f64, seed: u64) -> Result<(Self, Self), Error> {
        let examples = self.len();
        let held_out = if (0.0..=1.0).contains(&fraction) {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at most their number"
            )]
            let held_out = (fraction * examples as f64).round() as usize;
            held_out
        } else {
            0
        };
        if held_out == 0 || held_out >= examples {
            return Err(Error::Split { fraction, examples });
        }
        let mut rows: Vec<usize> = (0..examples).collect();
        rows.shuffle(&mut generator(seed, 0));
        let (held_out, training) = rows.split_at(held_out);
        Ok((self.select(training), self.select(held_out)))
    }

    pub(super) fn with_inputs(self, inputs: Array2<T>) -> Self {
        Dataset { inputs, targets: self.targets }
    }
}
