//! The error of a model with a handful of weights at one example, as a type.

use crate::Float;

/// A function of weights and of the numbers of one example, with its gradient by the weights.
///
/// `#[differentiate]` implements it for every function of numbers of which `wrt(…)` names some: these are the weights,
/// the others are the numbers of an example. Both come in the order of the parameters.
///
/// ```
/// use chainrule::{ExampleError, differentiate};
///
/// #[differentiate(wrt(slope, offset))]
/// fn error(slope: f64, offset: f64, x: f64, y: f64) -> f64 {
///     (slope * x + offset - y).powi(2)
/// }
///
/// assert_eq!((error::WEIGHTS, error::NUMBERS), (2, 2));
/// let mut gradient = [0.0; 2];
/// let value = error::add_gradient(&[1.0, 0.0], &[3.0, 5.0], &mut gradient);
/// assert_eq!((value, gradient), (4.0, [-12.0, -4.0]));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the error of an example over `{T}`",
    label = "not differentiated by some of its numbers alone",
    note = "name the weights, as in `#[differentiate(wrt(w1, w2))] fn error(w1: {T}, w2: {T}, x: {T}, y: {T}) -> {T}`"
)]
pub trait ExampleError<T: Float> {
    /// How many weights there are.
    const WEIGHTS: usize;
    /// How many numbers an example consists of.
    const NUMBERS: usize;

    /// The error at an example.
    ///
    /// # Panics
    ///
    /// If a slice is too short.
    #[must_use]
    fn value(weights: &[T], example: &[T]) -> T;

    /// The error at an example; its gradient by the weights is added to a slice.
    ///
    /// # Panics
    ///
    /// If a slice is too short.
    fn add_gradient(weights: &[T], example: &[T], gradient: &mut [T]) -> T;
}
