//! The inverse. With X = A⁻¹: dX = −X·dA·X.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DefaultAllocator, Dim, Matrix, OMatrix, Storage};

use super::Entry;
use super::held::{Decomposed, Held};
use crate::linear::operation::{At, Direction, Operation};
use crate::linear::{Slot, inverse};
use crate::support::Constant;

/// `impl Operation` for the inverse: how it is found, what a slope is wrapped into, and the matrix of a direction.
macro_rules! inverse {
    (
        [$($generics:tt)*] $A:ty, $First:ty;
        value |$a:ident| $inverse:expr;
        slope $wrap:path;
        direction |$along:ident| $matrix:expr;
    ) => {
        impl<$($generics)*> Operation<$A, ()> for inverse
        where
            DefaultAllocator: Allocator<D, D>,
        {
            type Output = OMatrix<T, D, D>;
            type First = $First;
            type Second = Constant;
            type Kept = ();

            fn value($a: &$A, (): &()) -> (OMatrix<T, D, D>, ()) {
                ($inverse.expect("the matrix has an inverse"), ())
            }

            fn pull_back(
                at: &At<'_, Self, $A, ()>,
                cotangent: &OMatrix<T, D, D>,
                d_a: &mut impl Slot<$First>,
                _: &mut impl Slot<Constant>,
            ) {
                d_a.add(|| {
                    let transposed = at.value().transpose();
                    $wrap(-(&transposed * cotangent * &transposed))
                });
            }

            fn change(
                at: &At<'_, Self, $A, ()>,
                along: Direction<'_, Self, $A, ()>,
            ) -> Option<OMatrix<T, D, D>> {
                along.0.map(|$along| -(at.value() * $matrix * at.value()))
            }

            fn pull_back_change(
                at: &At<'_, Self, $A, ()>,
                along: Direction<'_, Self, $A, ()>,
                cotangent: &OMatrix<T, D, D>,
                change_a: &mut impl Slot<$First>,
                _: &mut impl Slot<Constant>,
            ) {
                if let Some(change) = Self::change(at, along) {
                    change_a.add(|| {
                        let (transposed, change) = (at.value().transpose(), change.transpose());
                        $wrap(-(&change * cotangent * &transposed + &transposed * cotangent * &change))
                    });
                }
            }

            fn second(
                at: &At<'_, Self, $A, ()>,
                first: Direction<'_, Self, $A, ()>,
                second: Direction<'_, Self, $A, ()>,
            ) -> Option<OMatrix<T, D, D>> {
                let change = Self::change(at, first)?;
                let $along = second.0?;
                Some(-(&change * $matrix * at.value() + at.value() * $matrix * &change))
            }
        }
    };
}

inverse! {
    [T: Entry, D: Dim, S: Storage<T, D, D>] Matrix<T, D, D, S>, OMatrix<T, D, D>;
    value |a| a.clone_owned().try_inverse();
    slope core::convert::identity;
    direction |along| along;
}
inverse! {
    [T: Entry, D: Dim, K: Decomposed<T, D>] Held<K, T, D>, Held<K, T, D>;
    value |a| a.decomposed().inverse();
    slope Held::of;
    direction |along| &along.matrix;
}
