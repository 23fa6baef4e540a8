//! A function together with its gradient, as a type.

use crate::Point;

/// A function of one point that has a value and a gradient there.
///
/// `#[differentiate]` implements it for every function that returns one number and is differentiated by all its
/// parameters. The point of a function of one parameter is that number; of several, the array of them.
///
/// ```
/// use chainrule::{Objective, differentiate};
///
/// #[differentiate]
/// fn bowl(x1: f64, x2: f64) -> f64 {
///     x1.powi(2) + 2.0 * x2.powi(2)
/// }
///
/// assert_eq!(bowl::evaluate(&[3.0, 2.0]), (17.0, [6.0, 8.0]));
/// ```
///
/// It can be written by hand as well:
///
/// ```
/// use chainrule::Objective;
///
/// struct Parabola;
///
/// impl Objective for Parabola {
///     type Point = f64;
///
///     fn evaluate(x: &f64) -> (f64, f64) {
///         (x * x, 2.0 * x)
///     }
/// }
///
/// assert_eq!(Parabola::evaluate(&3.0), (9.0, 6.0));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function of one point with a gradient",
    label = "no value and gradient at a point",
    note = "`#[differentiate]` makes one of a function that returns one number and is differentiated by all its \
            parameters",
    note = "for any other function, pass a closure from the point to the value and the gradient"
)]
pub trait Objective {
    /// Where the function is evaluated; the gradient has the same type.
    type Point: Point;

    /// The value and the gradient at a point.
    #[must_use]
    fn evaluate(point: &Self::Point) -> (<Self::Point as Point>::Scalar, Self::Point);
}
