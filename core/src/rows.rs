//! The shapes in which derivatives come: a list of rows, each the gradient of one residual.

use alloc::vec::Vec;

use crate::{Float, Point};

/// Rows of slopes, such as `value_and_jacobian` gives: an array or a vector of points.
///
/// ```
/// use chainrule::Rows;
///
/// assert_eq!([[1.0, 2.0], [3.0, 4.0]].row(1), [3.0, 4.0]);
/// assert_eq!(vec![vec![1.0, 2.0]].count(), 1);
/// ```
pub trait Rows {
    /// The type of one slope.
    type Scalar: Float;

    /// How many rows there are.
    #[must_use]
    fn count(&self) -> usize;

    /// A row, counted from 0.
    ///
    /// # Panics
    ///
    /// If there are not that many.
    #[must_use]
    fn row(&self, index: usize) -> &[Self::Scalar];
}

impl<P: Point, const M: usize> Rows for [P; M] {
    type Scalar = P::Scalar;

    fn count(&self) -> usize {
        M
    }

    fn row(&self, index: usize) -> &[P::Scalar] {
        self[index].coordinates()
    }
}

impl<P: Point> Rows for Vec<P> {
    type Scalar = P::Scalar;

    fn count(&self) -> usize {
        self.len()
    }

    fn row(&self, index: usize) -> &[P::Scalar] {
        self[index].coordinates()
    }
}
