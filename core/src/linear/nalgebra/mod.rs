//! The operations of matrices of nalgebra.

mod cholesky;
mod cofactors;
mod determinant;
mod elementwise;
mod held;
mod inverse;
mod lines;
mod parts;
mod products;
mod quotients;
mod shape;
mod systems;
mod turns;

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{
    DefaultAllocator, Dim, DimName, Isometry, Matrix, OMatrix, OPoint, RealField, Rotation, Scalar,
    Similarity, Translation, Unit,
};

pub use cholesky::identity_like;
#[cfg(test)]
pub(super) use held::Held;

use super::{Along, Numbers, Plain, Slot};
use crate::support::Real;

/// A number of a matrix: `f64` or `f32`.
pub trait Entry: Real + RealField {}

impl<T: Real + RealField> Entry for T {}

impl<T: Entry, R: Dim, C: Dim> Slot<OMatrix<T, R, C>> for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    #[inline]
    fn add(&mut self, by: impl FnOnce() -> OMatrix<T, R, C>) {
        let by = by();
        if self.is_empty() && self.shape() != by.shape() {
            *self = by;
        } else {
            *self += by;
        }
    }

    #[inline]
    fn add_copy(&mut self, by: &OMatrix<T, R, C>) {
        if self.is_empty() && self.shape() != by.shape() {
            *self = by.clone();
        } else {
            *self += by;
        }
    }

    #[inline]
    fn add_in_place(
        &mut self,
        zeros: impl FnOnce() -> OMatrix<T, R, C>,
        add: impl FnOnce(&mut OMatrix<T, R, C>, bool),
    ) {
        let is_nothing = self.is_empty();
        if is_nothing {
            *self = zeros();
        }
        add(self, is_nothing);
    }
}

impl<T: Entry, R: Dim, C: Dim> Along<OMatrix<T, R, C>> for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    #[inline]
    fn along(&self) -> Option<&OMatrix<T, R, C>> {
        Some(self)
    }
}

impl<T, R, C, S> Numbers for Matrix<T, R, C, S> {
    type Number = T;
}

macro_rules! plain {
    ($([$($generics:tt)*] $type:ty,)*) => {$(
        impl<$($generics)*> Plain for $type {
            type Of = Self;

            #[inline]
            fn plain(&self) -> &Self {
                self
            }
        }
    )*};
}

plain! {
    [T, R, C, S] Matrix<T, R, C, S>,
    [T, const D: usize] Rotation<T, D>,
    [T] Unit<T>,
    [T, R, const D: usize] Isometry<T, R, D>,
    [T, R, const D: usize] Similarity<T, R, D>,
    [T, const D: usize] Translation<T, D>,
}

impl<T: Scalar, D: DimName> Plain for OPoint<T, D>
where
    DefaultAllocator: Allocator<D>,
{
    type Of = Self;

    #[inline]
    fn plain(&self) -> &Self {
        self
    }
}
