//! What a function gives at a point, and what is wrong with it.

use super::{Error, Quantity};
use crate::{Float, Point};

/// The value and the gradient at a point, if the gradient has a slope for each coordinate.
pub(super) fn evaluate<P: Point>(
    evaluate: &mut impl FnMut(&P) -> (P::Scalar, P),
    point: &P,
) -> Result<(P::Scalar, P), Error<P>> {
    let (value, gradient) = evaluate(point);
    let (expected, found) = (point.coordinates().len(), gradient.coordinates().len());
    if expected == found {
        Ok((value, gradient))
    } else {
        Err(Error::Dimension { point: expected, gradient: found })
    }
}

/// What is not finite of a value and a gradient.
pub(super) fn unbounded<P: Point>(value: P::Scalar, gradient: &P) -> Option<Quantity> {
    match (value.is_finite(), is_finite(gradient)) {
        (true, true) => None,
        (true, false) => Some(Quantity::Gradient),
        (false, _) => Some(Quantity::Value),
    }
}

pub(super) fn is_finite<P: Point>(point: &P) -> bool {
    point.coordinates().iter().all(|coordinate| coordinate.is_finite())
}
