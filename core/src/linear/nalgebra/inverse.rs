//! The inverse. With X = A⁻¹: dX = −X·dA·X.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DefaultAllocator, Dim, Matrix, OMatrix, Storage};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation};
use crate::linear::{Slot, inverse};
use crate::support::Constant;

impl<T: Entry, D: Dim, S: Storage<T, D, D>> Operation<Matrix<T, D, D, S>, ()> for inverse
where
    DefaultAllocator: Allocator<D, D>,
{
    type Output = OMatrix<T, D, D>;
    type First = OMatrix<T, D, D>;
    type Second = Constant;
    type Kept = ();

    fn value(a: &Matrix<T, D, D, S>, (): &()) -> (OMatrix<T, D, D>, ()) {
        (a.clone_owned().try_inverse().expect("the matrix has an inverse"), ())
    }

    fn pull_back(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        cotangent: &OMatrix<T, D, D>,
        d_a: &mut impl Slot<OMatrix<T, D, D>>,
        _: &mut impl Slot<Constant>,
    ) {
        d_a.add(|| {
            let transposed = at.value().transpose();
            -(&transposed * cotangent * &transposed)
        });
    }

    fn change(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        along: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
    ) -> Option<OMatrix<T, D, D>> {
        along.0.map(|along| -(at.value() * along * at.value()))
    }

    fn pull_back_change(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        along: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
        cotangent: &OMatrix<T, D, D>,
        change_a: &mut impl Slot<OMatrix<T, D, D>>,
        _: &mut impl Slot<Constant>,
    ) {
        if let Some(change) = Self::change(at, along) {
            change_a.add(|| {
                let (transposed, change) = (at.value().transpose(), change.transpose());
                -(&change * cotangent * &transposed + &transposed * cotangent * &change)
            });
        }
    }

    fn second(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        first: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
        second: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
    ) -> Option<OMatrix<T, D, D>> {
        let change = Self::change(at, first)?;
        let along = second.0?;
        Some(-(&change * along * at.value() + at.value() * along * &change))
    }
}
