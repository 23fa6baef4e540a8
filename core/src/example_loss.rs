//! The loss of a model of a handful of weights at one example, as a type.

use crate::Float;

/// A function of weights and of the numbers of one example, with its gradient by the weights.
///
/// `#[differentiate]` implements it for every function of numbers, arrays and slices of which `wrt(…)` names some: these are the
/// weights, the others are the numbers of an example. Both come in the order of the parameters, one behind the other.
///
/// ```
/// use chainrule::{ExampleLoss, Length, differentiate};
///
/// #[differentiate(wrt(slope, offset))]
/// fn loss(slope: f64, offset: f64, x: f64, y: f64) -> f64 {
///     (slope * x + offset - y).powi(2)
/// }
///
/// assert_eq!(loss::WEIGHTS, [Length::Fixed(1), Length::Fixed(1)]);
/// let mut gradient = [0.0; 2];
/// let value = loss::add_gradient((&[1.0, 0.0], &[1, 1]), (&[3.0, 5.0], &[1, 1]), &mut gradient);
/// assert_eq!((value, gradient), (4.0, [-12.0, -4.0]));
///
/// #[differentiate(wrt(w))]
/// fn polynomial(w: &[f64], x: f64, y: f64) -> f64 {
///     let mut sum = 0.0;
///     for i in 0..w.len() {
///         sum = sum * x + w[i];
///     }
///     (sum - y).powi(2)
/// }
///
/// assert_eq!(polynomial::WEIGHTS, [Length::Any]);
/// // 2·x + 1 at 3 is 7, and should be 6.
/// let mut gradient = [0.0; 2];
/// let value = polynomial::add_gradient((&[2.0, 1.0], &[2]), (&[3.0, 6.0], &[1, 1]), &mut gradient);
/// assert_eq!((value, gradient), (1.0, [6.0, 2.0]));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the loss of an example over `{T}`",
    label = "not differentiated by some of its parameters alone",
    note = "name the weights, as in `#[differentiate(wrt(w))] fn loss(w: &[{T}], x: {T}, y: {T}) -> {T}`; weights and the numbers of \
            an example are `{T}`, `[{T}; N]`, `&[{T}; N]`, `&[{T}]` or `Vec<{T}>`"
)]
pub trait ExampleLoss<T: Float> {
    /// How many numbers each weight parameter has.
    const WEIGHTS: &'static [Length];
    /// How many numbers each other parameter has.
    const NUMBERS: &'static [Length];

    /// The loss at an example: the weights, one behind the other, with how many each parameter has; and the same of the example.
    ///
    /// # Panics
    ///
    /// If a slice is too short, or a length is not that of the parameter.
    #[must_use]
    fn value(weights: (&[T], &[usize]), example: (&[T], &[usize])) -> T;

    /// The loss at an example; its gradient by the weights is added to a slice.
    ///
    /// # Panics
    ///
    /// If a slice is too short, or a length is not that of the parameter.
    fn add_gradient(weights: (&[T], &[usize]), example: (&[T], &[usize]), gradient: &mut [T]) -> T;
}

/// How many numbers a parameter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// So many: 1 for a number, N for an array.
    Fixed(usize),
    /// Any number, for a slice.
    Any,
}
