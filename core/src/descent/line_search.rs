//! How far to go downhill: a point with its gradient goes in, a point that is lower comes out.

use super::found::{evaluate, is_finite, unbounded};
use super::{Error, Quantity};
use crate::{Float, Point};

/// The part of what the slope promises that a step has to keep.
const KEPT: f64 = 1e-4;

/// Lengths of steps, as multiples of the gradient.
pub(super) struct LineSearch<T> {
    first: T,
    length: T,
}

/// Where a line search ends.
pub(super) enum Way<P: Point> {
    /// Lower down.
    Down { point: P, value: P::Scalar, gradient: P },
    /// Where it began: no step is short enough to lead down.
    None,
    /// Beyond all numbers, going down.
    Bottomless(Quantity),
}

impl<T: Float> LineSearch<T> {
    pub(super) const fn new(first: T) -> Self {
        Self { first, length: first }
    }

    /// The first point on the way downhill that is low enough.
    pub(super) fn go<P: Point<Scalar = T>>(
        &mut self,
        function: &mut impl FnMut(&P) -> (T, P),
        evaluations: &mut usize,
        from: &P,
        height: T,
        downhill: &P,
    ) -> Result<Way<P>, Error<P>> {
        let (mut halved, mut doubled) = (false, false);
        loop {
            let mut point = from.clone();
            let mut promised = T::ZERO;
            let mut moved = false;
            for (x, &slope) in point.coordinates_mut().iter_mut().zip(downhill.coordinates()) {
                let before = *x;
                *x -= self.length * slope;
                moved |= *x != before;
                promised += (before - *x) * slope;
            }
            if !moved {
                // Too short for any digit to change, and either there is nothing below or a longer one has to be tried.
                if halved || !self.double() {
                    return Ok(Way::None);
                }
                doubled = true;
                continue;
            }
            if is_finite(&point) {
                *evaluations += 1;
                let (value, gradient) = evaluate(function, &point)?;
                let quantity = unbounded(value, &gradient);
                if quantity == Some(Quantity::Value) && value < T::ZERO {
                    return Ok(Way::Bottomless(Quantity::Value));
                }
                // Strictly lower, too: what is promised may be less than a digit of the value.
                if quantity.is_none() && value < height && value <= height - T::of(KEPT) * promised {
                    if !halved {
                        self.double();
                    }
                    return Ok(Way::Down { point, value, gradient });
                }
            } else if self.length > self.first && !halved && !doubled {
                // Step after step has paid, and been doubled, to where numbers end.
                return Ok(Way::Bottomless(Quantity::Point));
            }
            self.length *= T::of(0.5);
            halved = true;
        }
    }

    /// Doubles the length, unless it would be infinite; says whether it did.
    fn double(&mut self) -> bool {
        let twice = self.length + self.length;
        if twice.is_finite() {
            self.length = twice;
        }
        twice.is_finite()
    }
}
