//! Matrices as arrangements of numbers, in the order of nalgebra: column by column.

use core::marker::PhantomData;

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DefaultAllocator, Dim, OMatrix};

use super::Entry;
use crate::Differentiable;
use crate::support::{Extent, Nothing, Shape};

/// The numbers of rows and of columns.
#[derive(Clone, Copy, Debug)]
pub struct Size<T, R, C> {
    rows: R,
    columns: C,
    of: PhantomData<T>,
}

impl<T: Entry, R: Dim, C: Dim> Extent for Size<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    type Of = OMatrix<T, R, C>;

    #[inline]
    fn zeros(&self) -> OMatrix<T, R, C> {
        OMatrix::zeros_generic(self.rows, self.columns)
    }
}

impl<T: Entry, R: Dim, C: Dim> Shape for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    type Owned = OMatrix<T, R, C>;
    type Extent = Size<T, R, C>;

    #[inline]
    fn owned(&self) -> OMatrix<T, R, C> {
        self.clone()
    }

    #[inline]
    fn clear(&mut self) {
        self.fill(T::__ZERO);
    }

    #[inline]
    fn assign(&mut self, other: &Self) {
        if self.shape() == other.shape() {
            self.copy_from(other);
        } else {
            *self = other.clone();
        }
    }

    #[inline]
    fn increase(&mut self, by: &Self) {
        *self += by;
    }

    #[inline]
    fn is_nought(&self) -> bool {
        self.iter().all(T::is_nought)
    }

    #[inline]
    fn extent(&self) -> Size<T, R, C> {
        let (rows, columns) = self.shape_generic();
        Size { rows, columns, of: PhantomData }
    }

    #[inline]
    fn reshape(&mut self, extent: &Size<T, R, C>) {
        if self.shape() == (extent.rows.value(), extent.columns.value()) {
            self.clear();
        } else {
            *self = extent.zeros();
        }
    }
}

impl<T: Entry, R: Dim, C: Dim> Nothing for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    fn nothing() -> Self {
        OMatrix::zeros_generic(least(), least())
    }
}

/// The least size: the one that the type says, or zero.
fn least<D: Dim>() -> D {
    D::from_usize(D::try_to_usize().unwrap_or(0))
}

impl<T: Entry, R: Dim, C: Dim> Differentiable for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    type Number = T::Number;
    type Tangent = Self;

    fn zeros(&self) -> Self {
        self.extent().zeros()
    }

    fn add_multiple(&mut self, factor: T::Number, tangent: &Self) {
        assert_eq!(self.shape(), tangent.shape(), "the matrix and its tangent are of one size");
        self.iter_mut().zip(tangent.iter()).for_each(|(one, tangent)| one.add_multiple(factor, tangent));
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn write_numbers<'n>(&self, numbers: &'n mut [T::Number]) -> &'n mut [T::Number] {
        self.iter().fold(numbers, |numbers, one| one.write_numbers(numbers))
    }

    fn read_numbers<'n>(&mut self, numbers: &'n [T::Number]) -> &'n [T::Number] {
        self.iter_mut().fold(numbers, |numbers, one| one.read_numbers(numbers))
    }
}
