//! Second derivatives at kinks: the derivative of a gradient along a direction, and what is odd of it.

use core::cell::Cell;

use crate::Differentiable;
use crate::support::Real;

/// Whether a function was at a kink.
#[derive(Debug, Default)]
pub struct Kinked(Cell<bool>);

impl Kinked {
    /// Notices a kink, and gives back how much the function changes there.
    #[inline]
    pub fn at<T>(&self, change: T) -> T {
        self.0.set(true);
        change
    }

    /// Whether there was one.
    #[inline]
    #[must_use]
    pub fn is_noticed(&self) -> bool {
        self.0.get()
    }
}

/// What is odd of a derivative along a direction: all of it, unless there is a kink. What stands beside it stays as it is.
#[inline]
pub fn odd_part<D, B, R>(direction: &D, along: impl Fn(&D, &Kinked) -> (B, R)) -> (B, R)
where
    D: Differentiable<Tangent = D>,
    R: Differentiable<Tangent = R>,
    D::Number: Real,
    R::Number: Real,
{
    let kinked = Kinked::default();
    let (beside, forth) = along(direction, &kinked);
    if !kinked.is_noticed() {
        return (beside, forth);
    }
    let mut opposite = direction.zeros();
    opposite.add_multiple(-D::Number::__ONE, direction);
    let (_, back) = along(&opposite, &kinked);
    let (one, mut odd) = (R::Number::__ONE, forth.zeros());
    odd.add_multiple(one / (one + one), &forth);
    odd.add_multiple(-one / (one + one), &back);
    (beside, odd)
}
