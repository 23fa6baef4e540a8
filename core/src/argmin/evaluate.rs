//! From a list of numbers to a value and a gradient: differentiated functions and closures alike.

use core::marker::PhantomData;

use super::Error;
use crate::{Objective, Point};

/// What has a value and a gradient at a point: a closure from the parameters to both, or a [`Function`].
///
/// ```
/// use chainrule::argmin::Evaluate;
///
/// let product = |p: &[f64]| (p[0] * p[1], [p[1], p[0]]);
/// assert_eq!(product.evaluate(&[3.0, 2.0])?, (6.0, vec![2.0, 3.0]));
/// # Ok::<(), chainrule::argmin::Error>(())
/// ```
pub trait Evaluate {
    /// Both at a point.
    ///
    /// # Errors
    ///
    /// If the point has not as many numbers as the function has parameters.
    fn evaluate(&self, point: &[f64]) -> Result<(f64, Vec<f64>), Error>;
}

impl<E, G> Evaluate for E
where
    E: Fn(&[f64]) -> (f64, G),
    G: Point<Scalar = f64>,
{
    fn evaluate(&self, point: &[f64]) -> Result<(f64, Vec<f64>), Error> {
        let (value, gradient) = self(point);
        Ok((value, gradient.coordinates().to_vec()))
    }
}

/// A differentiated function, by its type: what [`Problem::of`](super::Problem::of) is a problem of.
///
/// ```
/// use chainrule::argmin::{Function, Problem};
///
/// #[chainrule::differentiate]
/// fn square(x: f64) -> f64 {
///     x * x
/// }
///
/// let problem: Problem<Vec<f64>, Function<square>> = Problem::of::<square>();
/// # let _ = problem;
/// ```
pub struct Function<F>(pub(super) PhantomData<fn() -> F>);

impl<F> Evaluate for Function<F>
where
    F: Objective,
    F::Point: FromNumbers,
{
    fn evaluate(&self, point: &[f64]) -> Result<(f64, Vec<f64>), Error> {
        let (value, gradient) = F::evaluate(&F::Point::from_numbers(point)?);
        Ok((value, gradient.coordinates().to_vec()))
    }
}

/// A point that can be made of a list of numbers: a number, an array, or a vector.
///
/// ```
/// use chainrule::argmin::{Error, FromNumbers};
///
/// assert_eq!(<[f64; 2]>::from_numbers(&[1.0, 2.0]), Ok([1.0, 2.0]));
/// assert_eq!(f64::from_numbers(&[1.0, 2.0]), Err(Error::Parameters { expected: 1, found: 2 }));
/// ```
pub trait FromNumbers: Point<Scalar = f64> {
    /// The point with these coordinates.
    ///
    /// # Errors
    ///
    /// If there are not as many as it has.
    fn from_numbers(numbers: &[f64]) -> Result<Self, Error>;
}

impl FromNumbers for f64 {
    fn from_numbers(numbers: &[f64]) -> Result<Self, Error> {
        <[f64; 1]>::from_numbers(numbers).map(|[number]| number)
    }
}

impl<const N: usize> FromNumbers for [f64; N] {
    fn from_numbers(numbers: &[f64]) -> Result<Self, Error> {
        numbers.try_into().map_err(|_| Error::Parameters { expected: N, found: numbers.len() })
    }
}

impl FromNumbers for Vec<f64> {
    fn from_numbers(numbers: &[f64]) -> Result<Self, Error> {
        Ok(numbers.to_vec())
    }
}
