//! Views and references, which are read only: what belongs to them is owned. They have gradients, and are no points that move.

use ::ndarray::{Array, ArrayBase, ArrayView, Data, Dimension};

use super::Entry;
use super::shape::{Lengths, copied};
use crate::Differentiable;
use crate::support::Shape;

const READ_ONLY: &str = "what a view is of is not written to";

macro_rules! read_only {
    ([$($generics:tt)*] $View:ty) => {
        impl<$($generics)*> Shape for $View {
            type Owned = Array<T, D>;
            type Extent = Lengths<T, D>;

            #[inline]
            fn owned(&self) -> Array<T, D> {
                copied(self.view())
            }

            fn clear(&mut self) {
                unreachable!("{READ_ONLY}")
            }

            fn assign(&mut self, other: &Self) {
                self.clone_from(other);
            }

            fn increase(&mut self, _: &Self) {
                unreachable!("{READ_ONLY}")
            }

            #[inline]
            fn is_nought(&self) -> bool {
                self.iter().all(T::is_nought)
            }

            #[inline]
            fn extent(&self) -> Lengths<T, D> {
                Lengths::of(self.raw_dim())
            }

            fn reshape(&mut self, _: &Lengths<T, D>) {
                unreachable!("{READ_ONLY}")
            }
        }

        impl<$($generics)*> Differentiable for $View {
            type Number = T::Number;
            type Tangent = Array<T, D>;

            fn zeros(&self) -> Array<T, D> {
                Array::from_elem(self.raw_dim(), T::__ZERO)
            }

            fn add_multiple(&mut self, _: T::Number, _: &Array<T, D>) {
                unreachable!("{READ_ONLY}")
            }

            fn count(&self) -> usize {
                self.len()
            }

            fn write_numbers<'n>(&self, numbers: &'n mut [T::Number]) -> &'n mut [T::Number] {
                self.iter().fold(numbers, |numbers, one| one.write_numbers(numbers))
            }

            fn read_numbers<'n>(&mut self, _: &'n [T::Number]) -> &'n [T::Number] {
                unreachable!("{READ_ONLY}")
            }
        }
    };
}

read_only! { [T: Entry, D: Dimension] ArrayView<'_, T, D> }
read_only! { [T: Entry, D: Dimension, S: Data<Elem = T>] &ArrayBase<S, D> }
