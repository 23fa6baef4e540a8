//! How far a prediction is from its target, as a type.

use crate::Float;

/// A function that says how far a prediction is from its target, with its gradient by the prediction.
///
/// `#[differentiate]` implements it for every function of two slices that is differentiated by the first.
///
/// ```
/// use chainrule::{Float, Loss, differentiate};
///
/// #[differentiate(wrt(prediction))]
/// fn largest_error<T: Float>(prediction: &[T], target: &[T]) -> T {
///     let mut largest = T::of(0.0);
///     for i in 0..prediction.len() {
///         largest = largest.max((prediction[i] - target[i]).abs());
///     }
///     largest
/// }
///
/// let mut gradient = [0.0; 2];
/// let value = <largest_error as Loss<f64>>::value_and_gradient_into(&[1.0, 5.0], &[1.5, 2.0], &mut gradient);
/// assert_eq!((value, gradient), (3.0, [0.0, 1.0]));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a loss over `{T}`",
    label = "not a differentiated function of a prediction and a target",
    note = "a loss is `#[differentiate(wrt(prediction))] fn name(prediction: &[{T}], target: &[{T}]) -> {T}`; with a type \
            parameter `T: Float` it serves `f32` and `f64`"
)]
pub trait Loss<T: Float> {
    /// The loss of one example.
    ///
    /// # Panics
    ///
    /// Where the function does.
    #[must_use]
    fn value(prediction: &[T], target: &[T]) -> T;

    /// The loss of one example; its gradient by the prediction is written into a slice of the same length.
    ///
    /// # Panics
    ///
    /// Where the function does, and if the lengths differ.
    fn value_and_gradient_into(prediction: &[T], target: &[T], gradient: &mut [T]) -> T;
}
