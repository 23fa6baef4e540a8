//! The determinant. Its derivative by the matrix is the matrix of the cofactors, also where there is no inverse.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DefaultAllocator, Dim, DimMin, LU, Matrix, OMatrix, Storage};

use super::Entry;
use super::cofactors::{add_cofactors, change_of_cofactors, cofactors};
use super::held::Held;
use crate::linear::operation::{At, Direction, Operation};
use crate::linear::{Slot, determinant, triangles_determinant};
use crate::support::{Constant, zeros_like};

/// `impl Operation` for the determinant: the value and what is kept, the matrix, its decomposition if there is one, and how a slope is
/// something of a matrix.
macro_rules! determinant {
    (
        $name:ident [$($generics:tt)*] $A:ty, $First:ty, $Kept:ty;
        value |$a:ident| $value:expr;
        matrix |$m:ident| $matrix:expr;
        decomposed |$d:ident, $kept:ident| $decomposed:expr;
        slope |$s:ident| ($of_matrix:expr, $slope:expr, $of_slope:expr);
    ) => {
        impl<T: Entry, D: Dim + DimMin<D, Output = D>, $($generics)*> Operation<$A, ()> for $name
        where
            DefaultAllocator: Allocator<D, D> + Allocator<D>,
        {
            type Output = T;
            type First = $First;
            type Second = Constant;
            type Kept = $Kept;

            fn value($a: &$A, (): &()) -> (T, $Kept) {
                $value
            }

            fn pull_back(
                at: &At<'_, Self, $A, ()>,
                cotangent: &T,
                d_a: &mut impl Slot<$First>,
                _: &mut impl Slot<Constant>,
            ) {
                let ($m, $d, $kept) = (at.a, at.a, at.kept());
                let inverse = || $decomposed.and_then(LU::try_inverse);
                d_a.add_in_place(
                    || $of_matrix(zeros_like(&$matrix.clone_owned())),
                    |$s, is_nothing| {
                        add_cofactors($matrix, *at.value(), inverse, *cotangent, $slope, is_nothing);
                    },
                );
            }

            fn change(at: &At<'_, Self, $A, ()>, along: Direction<'_, Self, $A, ()>) -> Option<T> {
                let ($m, $d, $kept) = (at.a, at.a, at.kept());
                let inverse = || $decomposed.and_then(LU::try_inverse);
                along.0.map(|$s| cofactors($matrix, *at.value(), inverse).dot($of_slope))
            }

            fn pull_back_change(
                at: &At<'_, Self, $A, ()>,
                along: Direction<'_, Self, $A, ()>,
                cotangent: &T,
                change_a: &mut impl Slot<$First>,
                _: &mut impl Slot<Constant>,
            ) {
                if let Some($s) = along.0 {
                    let $m = at.a;
                    let change = || change_of_cofactors($matrix, *at.value(), $of_slope) * *cotangent;
                    change_a.add(|| $of_matrix(change()));
                }
            }

            fn second(
                at: &At<'_, Self, $A, ()>,
                first: Direction<'_, Self, $A, ()>,
                second: Direction<'_, Self, $A, ()>,
            ) -> Option<T> {
                let $m = at.a;
                let (first, second) = first.0.zip(second.0)?;
                let of_first = |$s: &$First| change_of_cofactors($matrix, *at.value(), $of_slope);
                let of_second = |$s: &$First, change: &OMatrix<T, D, D>| change.dot($of_slope);
                Some(of_second(second, &of_first(first)))
            }
        }
    };
}

// The triangles of which it is the product, as the library has it, are kept where they are not written out.
determinant! {
    determinant [S: Storage<T, D, D>] Matrix<T, D, D, S>, OMatrix<T, D, D>, Option<LU<T, D, D>>;
    value |a| {
        if a.nrows() <= 3 || !a.is_square() {
            return (a.determinant(), None);
        }
        let decomposed = a.clone_owned().lu();
        (decomposed.determinant(), Some(decomposed))
    };
    matrix |a| a;
    decomposed |_a, kept| kept.as_ref();
    slope |slope| (core::convert::identity, slope, slope);
}
determinant! {
    determinant [] Held<LU<T, D, D>, T, D>, Held<LU<T, D, D>, T, D>, ();
    value |a| (
        if a.matrix.nrows() <= 3 { a.matrix.determinant() } else { a.decomposed().determinant() },
        ()
    );
    matrix |a| &a.matrix;
    decomposed |held, _kept| Some(held.decomposed());
    slope |slope| (Held::of, &mut slope.matrix, &slope.matrix);
}
determinant! {
    triangles_determinant [] Held<LU<T, D, D>, T, D>, Held<LU<T, D, D>, T, D>, ();
    value |a| (a.decomposed().determinant(), ());
    matrix |a| &a.matrix;
    decomposed |held, _kept| Some(held.decomposed());
    slope |slope| (Held::of, &mut slope.matrix, &slope.matrix);
}
