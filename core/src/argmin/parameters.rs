//! What solvers keep parameters in, and the matrices that go with it.

use super::Error;
use crate::Point;

/// Parameters as a solver keeps them: `Vec<f64>`, and with the feature `nalgebra` its vectors.
///
/// ```
/// use chainrule::argmin::Parameters;
///
/// let unit = vec![0.0; 2].matrix(|row, column| if row == column { 1.0 } else { 0.0 });
/// assert_eq!(unit, [[1.0, 0.0], [0.0, 1.0]]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold the parameters of a solver",
    note = "`Vec<f64>` does, and with the feature `nalgebra` its vectors of `f64` do"
)]
pub trait Parameters: Point<Scalar = f64> {
    /// The type of a Hessian.
    type Matrix;

    /// The square matrix of these elements, with a row and a column for each parameter.
    #[must_use]
    fn matrix(&self, element: impl Fn(usize, usize) -> f64) -> Self::Matrix;
}

impl Parameters for Vec<f64> {
    type Matrix = Vec<Vec<f64>>;

    fn matrix(&self, element: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
        (0..self.len()).map(|row| (0..self.len()).map(|column| element(row, column)).collect()).collect()
    }
}

#[cfg(feature = "nalgebra")]
impl Parameters for nalgebra::DVector<f64> {
    type Matrix = nalgebra::DMatrix<f64>;

    fn matrix(&self, element: impl Fn(usize, usize) -> f64) -> Self::Matrix {
        nalgebra::DMatrix::from_fn(self.len(), self.len(), element)
    }
}

#[cfg(feature = "nalgebra")]
impl<const N: usize> Parameters for nalgebra::SVector<f64, N> {
    type Matrix = nalgebra::SMatrix<f64, N, N>;

    fn matrix(&self, element: impl Fn(usize, usize) -> f64) -> Self::Matrix {
        nalgebra::SMatrix::from_fn(element)
    }
}

/// Numbers in the type of a point, if there are as many and all are finite.
pub(super) fn like<P: Parameters>(point: &P, numbers: &[f64], quantity: &'static str) -> Result<P, Error> {
    shape("slopes", point.coordinates().len(), numbers.len())?;
    if numbers.iter().any(|number| !number.is_finite()) {
        return Err(not_finite(quantity, point));
    }
    let mut like = point.clone();
    like.coordinates_mut().copy_from_slice(numbers);
    Ok(like)
}

pub(super) fn not_finite<P: Parameters>(quantity: &'static str, point: &P) -> Error {
    Error::NotFinite { quantity, point: point.coordinates().to_vec() }
}

pub(super) fn shape(what: &'static str, expected: usize, found: usize) -> Result<(), Error> {
    if found == expected { Ok(()) } else { Err(Error::Shape { what, expected, found }) }
}
