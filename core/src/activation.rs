//! A function of one number with its slope, as a type.

use crate::Float;

/// A function of one number that has a slope: what a neuron does with the sum that it is given.
///
/// `#[differentiate]` implements it for every function of one number; one that is generic over [`Float`] serves both
/// float types.
///
/// ```
/// use chainrule::{Activation, Float, differentiate};
///
/// #[differentiate]
/// fn swish<T: Float>(x: T) -> T {
///     x / (T::of(1.0) + (-x).exp())
/// }
///
/// assert_eq!(<swish as Activation<f64>>::value_and_slope(0.0), (0.0, 0.5));
/// assert_eq!(<swish as Activation<f32>>::value(0.0), 0.0);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an activation over `{T}`",
    label = "not a differentiated function of one `{T}`",
    note = "an activation is `#[differentiate] fn name(x: {T}) -> {T}`; with `fn name<T: Float>(x: T) -> T` it serves \
            `f32` and `f64`",
    note = "`softmax` is none, as each of its numbers depends on all: a network that tells classes apart ends in `identity`, \
            learns by `cross_entropy`, and is asked for `probabilities`"
)]
pub trait Activation<T: Float> {
    /// What comes out.
    #[must_use]
    fn value(input: T) -> T;

    /// What comes out, and its derivative by what goes in.
    #[must_use]
    fn value_and_slope(input: T) -> (T, T);
}
