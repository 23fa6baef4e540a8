//! Whether a descent goes the wrong way: values go in, and whether one of them is far above the start comes out.

use crate::{Float, Point};

/// How many times the drop that the first step promises, the deepest fall so far, or the value at the start, whichever is most,
/// a value may rise above the start.
const FAR: f64 = 1000.0;

/// Where a descent began, and the most that it may rise.
pub(super) struct Climb<T> {
    start: T,
    promised: T,
}

impl<T: Float> Climb<T> {
    /// Of the first step, from a point with a value and a gradient to the next.
    pub(super) fn new<P: Point<Scalar = T>>(value: T, gradient: &P, point: &P, next: &P) -> Self {
        let changes = point.coordinates().iter().zip(next.coordinates()).map(|(&from, &to)| from - to);
        let promised = changes.zip(gradient.coordinates()).map(|(change, &slope)| change * slope).sum();
        Self { start: value, promised }
    }

    /// Whether a value is far above the start.
    pub(super) fn is_far_up(&self, value: T, lowest: T) -> bool {
        let scales = [self.promised, self.start - lowest, self.start.abs()];
        let scale = scales.into_iter().fold(T::ZERO, |most, scale| if scale > most { scale } else { most });
        value - self.start > T::of(FAR) * scale
    }
}
