//! The gradient of a batch: blocks of examples, added in a fixed tree, so that the sum is the same for any number of threads.

use std::sync::{Mutex, PoisonError};

use super::Model;
use crate::Real;
use crate::data::Examples;

/// Room for evaluations that has been used before.
pub(super) struct Rooms<W>(Mutex<Vec<W>>);

impl<W> Rooms<W> {
    pub(super) fn new() -> Self {
        Rooms(Mutex::new(Vec::new()))
    }

    fn with<R>(&self, new: impl FnOnce() -> W, evaluate: impl FnOnce(&mut W) -> R) -> R {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut room = kept.unwrap_or_else(new);
        let result = evaluate(&mut room);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(room);
        result
    }
}

/// The sum of the losses; its gradient is added to a slice.
pub(super) fn add_gradient<T: Real, M: Model<T>>(
    model: &M,
    examples: Examples<'_, T>,
    gradient: &mut [T],
    rooms: &Rooms<M::Workspace>,
) -> T {
    let Some((first, second)) = halves::<T, M>(examples) else {
        return rooms.with(|| model.workspace(), |room| model.add_gradient(examples, gradient, room));
    };
    let mut other = vec![T::ZERO; gradient.len()];
    let (loss, other_loss) = both(
        || add_gradient(model, first, gradient, rooms),
        || add_gradient(model, second, &mut other, rooms),
    );
    for (sum, term) in gradient.iter_mut().zip(other) {
        *sum += term;
    }
    loss + other_loss
}

/// The sum of the losses.
pub(super) fn loss<T: Real, M: Model<T>>(
    model: &M,
    examples: Examples<'_, T>,
    rooms: &Rooms<M::Workspace>,
) -> T {
    let Some((first, second)) = halves::<T, M>(examples) else {
        return rooms.with(|| model.workspace(), |room| model.loss(examples, room));
    };
    let (a, b) = both(|| loss(model, first, rooms), || loss(model, second, rooms));
    a + b
}

/// The examples of the left and of the right branch of the tree; none where one block is left.
fn halves<T: Real, M: Model<T>>(examples: Examples<'_, T>) -> Option<(Examples<'_, T>, Examples<'_, T>)> {
    let blocks = examples.len().div_ceil(M::BLOCK);
    (blocks > 1).then(|| examples.split_at(blocks.div_ceil(2) * M::BLOCK))
}

#[cfg(feature = "rayon")]
fn both<A: Send, B: Send>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(first, second)
}

#[cfg(not(feature = "rayon"))]
fn both<A, B>(first: impl FnOnce() -> A, second: impl FnOnce() -> B) -> (A, B) {
    (first(), second())
}
