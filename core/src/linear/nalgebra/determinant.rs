//! The determinant. Its derivative by the matrix is the matrix of the cofactors, also where there is no inverse.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DefaultAllocator, Dim, DimMin, LU, Matrix, OMatrix, Storage};

use super::Entry;
use super::cofactors::{change_of_cofactors, cofactors};
use crate::linear::operation::{At, Direction, Operation};
use crate::linear::{Slot, determinant};
use crate::support::Constant;

impl<T: Entry, D: Dim + DimMin<D, Output = D>, S: Storage<T, D, D>> Operation<Matrix<T, D, D, S>, ()>
    for determinant
where
    DefaultAllocator: Allocator<D, D> + Allocator<D>,
{
    type Output = T;
    type First = OMatrix<T, D, D>;
    type Second = Constant;
    /// The triangles of which it is the product, as the library has it, where they are not written out.
    type Kept = Option<LU<T, D, D>>;

    fn value(a: &Matrix<T, D, D, S>, (): &()) -> (T, Option<LU<T, D, D>>) {
        if a.nrows() <= 3 || !a.is_square() {
            return (a.determinant(), None);
        }
        let decomposed = a.clone_owned().lu();
        (decomposed.determinant(), Some(decomposed))
    }

    fn pull_back(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        cotangent: &T,
        d_a: &mut impl Slot<OMatrix<T, D, D>>,
        _: &mut impl Slot<Constant>,
    ) {
        let inverse = || at.kept().as_ref().and_then(LU::try_inverse);
        d_a.add(|| cofactors(at.a, *at.value(), inverse) * *cotangent);
    }

    fn change(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        along: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
    ) -> Option<T> {
        let inverse = || at.kept().as_ref().and_then(LU::try_inverse);
        along.0.map(|along| cofactors(at.a, *at.value(), inverse).dot(along))
    }

    fn pull_back_change(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        along: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
        cotangent: &T,
        change_a: &mut impl Slot<OMatrix<T, D, D>>,
        _: &mut impl Slot<Constant>,
    ) {
        if let Some(along) = along.0 {
            change_a.add(|| change_of_cofactors(at.a, *at.value(), along) * *cotangent);
        }
    }

    fn second(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        first: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
        second: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
    ) -> Option<T> {
        first.0.zip(second.0).map(|(first, second)| change_of_cofactors(at.a, *at.value(), first).dot(second))
    }
}
