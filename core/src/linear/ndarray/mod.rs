//! The operations of arrays of ndarray.

mod broadcast;
mod elementwise;
mod parts;
mod products;
mod shape;
mod views;

use ::ndarray::{Array, ArrayBase, Dimension, LinalgScalar, RawData, ScalarOperand};

use super::{Along, Numbers, Plain, Slot};
use crate::support::Real;

/// A number of an array: `f64` or `f32`.
pub trait Entry: Real + LinalgScalar + ScalarOperand {}

impl<T: Real + LinalgScalar + ScalarOperand> Entry for T {}

impl<T: Entry, D: Dimension> Slot<Array<T, D>> for Array<T, D> {
    #[inline]
    fn add(&mut self, by: impl FnOnce() -> Array<T, D>) {
        let by = by();
        if self.is_empty() && self.shape() != by.shape() {
            *self = by;
        } else {
            shape::increase(self, &by);
        }
    }

    #[inline]
    fn add_in_place(
        &mut self,
        zeros: impl FnOnce() -> Array<T, D>,
        add: impl FnOnce(&mut Array<T, D>, bool),
    ) {
        let is_nothing = self.is_empty();
        if is_nothing {
            *self = zeros();
        }
        add(self, is_nothing);
    }
}

impl<T: Entry, D: Dimension> Along<Array<T, D>> for Array<T, D> {
    #[inline]
    fn along(&self) -> Option<&Array<T, D>> {
        Some(self)
    }
}

impl<S: RawData, D> Plain for ArrayBase<S, D> {
    type Of = Self;

    #[inline]
    fn plain(&self) -> &Self {
        self
    }
}

impl<S: RawData, D> Numbers for ArrayBase<S, D> {
    type Number = S::Elem;
}
