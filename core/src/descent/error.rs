//! What can go wrong in a descent.

use core::fmt::{self, Display, Formatter};

use crate::Point;

/// Why a descent could not start or did not end.
///
/// ```
/// use chainrule::{Descent, descent::Error};
///
/// // The slope of x⁴ grows faster than x, so a rate that is too large throws each step further out.
/// let fourth_power = |x: &f64| (x.powi(4), 4.0 * x.powi(3));
/// let error = Descent::new(1.0).minimize_with(fourth_power, 1.0).unwrap_err();
/// assert!(matches!(error, Error::Diverged { value, .. } if value.is_finite()));
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error<P: Point> {
    /// The rate is zero, negative, infinite or not a number.
    #[error("the rate {rate:?} is not positive and finite; pass a small positive number, such as 0.01")]
    Rate {
        /// The rate as it was set.
        rate: P::Scalar,
    },
    /// The tolerance is negative, infinite or not a number.
    #[error(
        "the tolerance {tolerance:?} is negative or not finite; pass zero or a small positive number, such as 0.000001"
    )]
    Tolerance {
        /// The tolerance as it was set.
        tolerance: P::Scalar,
    },
    /// The momentum is negative, 1 or more, or not a number.
    #[error("the momentum {momentum:?} is not from 0 to below 1; pass one such as 0.9")]
    Momentum {
        /// The momentum as it was set.
        momentum: P::Scalar,
    },
    /// The start is an empty array or vector.
    #[error("the start has no coordinates; pass at least one")]
    NoCoordinates,
    /// A coordinate of the start is infinite or not a number.
    #[error("coordinate {index} of the start is {coordinate:?}; pass a finite number")]
    Start {
        /// Which coordinate, counted from 0.
        index: usize,
        /// The coordinate as it was passed.
        coordinate: P::Scalar,
    },
    /// A closure returned a gradient of another length than the point.
    #[error(
        "the gradient has length {gradient} at a point of length {point}; return one slope per coordinate"
    )]
    Dimension {
        /// How many coordinates the point has.
        point: usize,
        /// How many the gradient has.
        gradient: usize,
    },
    /// The function has no finite value or gradient at the start.
    #[error("the {quantity} is not finite at the start; start where the function is smooth and finite")]
    Undefined {
        /// What is not finite.
        quantity: Quantity,
    },
    /// The descent left the finite numbers, or it ended far up: above the start by a thousand times whichever is most of what
    /// the first step promised to go down, what had been gone down before, and the value at the start. Here is where it was last.
    #[error(
        "diverged after iteration {iteration}, at the value {value:.2e}: {}; descend with a smaller rate or a line search",
        .quantity.problem()
    )]
    Diverged {
        /// The last iteration that found everything finite.
        iteration: usize,
        /// Its point.
        point: P,
        /// The value there.
        value: P::Scalar,
        /// What was no longer finite one step on, or too far up.
        quantity: Quantity,
    },
}

/// What of a descent is not finite, or far too large.
///
/// ```
/// use chainrule::{Descent, descent::{Error, Quantity}};
///
/// let root = |x: &f64| (x.sqrt(), 0.5 / x.sqrt());
/// let error = Descent::new(0.1).minimize_with(root, 0.0).unwrap_err();
/// assert_eq!(error, Error::Undefined { quantity: Quantity::Gradient });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A coordinate of the point.
    Point,
    /// The value of the function.
    Value,
    /// A coordinate of the gradient.
    Gradient,
    /// The height above the start.
    Height,
}

impl Quantity {
    fn problem(self) -> &'static str {
        match self {
            Self::Point => "the next point is not finite",
            Self::Value => "the next value is not finite",
            Self::Gradient => "the next gradient is not finite",
            Self::Height => "it is far above the start",
        }
    }
}

impl Display for Quantity {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Point => "point",
            Self::Value => "value",
            Self::Gradient => "gradient",
            Self::Height => "height",
        })
    }
}
