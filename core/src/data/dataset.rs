//! Examples: what goes in, and what should come out.

use ndarray::{Array2, ArrayView1, ArrayView2, ArrayViewMut1, Axis};

use super::{Error, Source};
use crate::Float;

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
    /// Where in a training they are, for what is drawn for each of them; none outside of steps.
    pub(crate) place: Option<Place>,
}

/// Where in a training examples are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The step, counted from 1.
    pub(crate) step: u64,
    /// How many examples of the step come before.
    pub(crate) before: usize,
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
        let after = self.place.map(|place| Place { before: place.before + count, ..place });
        let rest = Examples { inputs: other_inputs, targets: other_targets, place: after };
        (Examples { inputs, targets, place: self.place }, rest)
    }

    /// So many examples from one on.
    pub(crate) fn part(self, start: usize, count: usize) -> Self {
        self.split_at(start).1.split_at(count).0
    }

    /// The same, as examples of a step.
    pub(crate) fn of_step(self, step: Option<u64>, before: usize) -> Self {
        Examples { place: step.map(|step| Place { step, before }), ..self }
    }
}

impl<T: Float> Dataset<T> {
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
        Examples { inputs: self.inputs.view(), targets: self.targets.view(), place: None }
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

    /// Overwrites an example, which is what a [`Source`] does.
    ///
    /// ```
    /// use chainrule::data::Dataset;
    ///
    /// let mut examples = Dataset::from_rows(&[([0.0, 0.0], [0.0]), ([1.0, 2.0], [3.0])]);
    /// examples.set(0, &[4.0, 5.0], &[9.0]);
    /// assert_eq!(examples.inputs().row(0).to_vec(), [4.0, 5.0]);
    /// ```
    ///
    /// # Panics
    ///
    /// If there is no such row, or an example of the data set has not as many inputs or targets.
    pub fn set(&mut self, row: usize, inputs: &[T], targets: &[T]) {
        // A single number would be taken for all.
        let widths = (self.inputs.ncols(), self.targets.ncols());
        assert!((inputs.len(), targets.len()) == widths, "an example has the widths of its data set");
        self.inputs.row_mut(row).assign(&ArrayView1::from(inputs));
        self.targets.row_mut(row).assign(&ArrayView1::from(targets));
    }

    /// Examples that are all zeros, to be overwritten.
    pub(crate) fn zeros(examples: usize, inputs: usize, targets: usize) -> Self {
        Dataset { inputs: Array2::zeros((examples, inputs)), targets: Array2::zeros((examples, targets)) }
    }

    pub(super) fn rows_mut(&mut self, row: usize) -> (ArrayViewMut1<'_, T>, ArrayViewMut1<'_, T>) {
        (self.inputs.row_mut(row), self.targets.row_mut(row))
    }

    pub(super) fn with_inputs(self, inputs: Array2<T>) -> Self {
        Dataset { inputs, targets: self.targets }
    }
}

impl<T: Float> Source<T> for Dataset<T> {
    fn len(&self) -> usize {
        self.inputs.nrows()
    }

    fn widths(&self) -> (usize, usize) {
        (self.inputs.ncols(), self.targets.ncols())
    }

    fn gather(&self, rows: &[usize], into: &mut Dataset<T>) -> Result<(), Error> {
        for (number, &row) in rows.iter().enumerate() {
            into.inputs.row_mut(number).assign(&self.inputs.row(row));
            into.targets.row_mut(number).assign(&self.targets.row(row));
        }
        Ok(())
    }

    fn in_memory(&self) -> Option<&Dataset<T>> {
        Some(self)
    }
}
