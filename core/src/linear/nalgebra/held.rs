//! Matrices with what they are decomposed into: once, when somebody asks, for everything that is asked of it.

use core::cell::OnceCell;

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DefaultAllocator, Dim, DimMin, LU, Matrix, OMatrix, QR, Storage};

use super::Entry;
use super::shape::Size;
use super::systems::Solves;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, linear_in_first};
use crate::linear::{Along, Plain, Slot, lu_of, qr_of};
use crate::support::{Constant, Extent, Nothing, Shape, zeros_like};

/// What a matrix is decomposed into.
pub trait Decomposed<T: Entry, D: Dim>: Solves<T, D> + Clone
where
    DefaultAllocator: Allocator<D, D>,
{
    /// The decomposition.
    fn of(a: OMatrix<T, D, D>) -> Self;

    /// Whether every system has a solution.
    fn is_regular(&self) -> bool;

    /// The inverse, if there is one.
    fn inverse(&self) -> Option<OMatrix<T, D, D>>;
}

macro_rules! decomposed {
    ($Decomposed:ty, $method:ident) => {
        impl<T: Entry, D: Dim + DimMin<D, Output = D>> Decomposed<T, D> for $Decomposed
        where
            DefaultAllocator: Allocator<D, D> + Allocator<D>,
        {
            fn of(a: OMatrix<T, D, D>) -> Self {
                a.$method()
            }

            fn is_regular(&self) -> bool {
                self.is_invertible()
            }

            fn inverse(&self) -> Option<OMatrix<T, D, D>> {
                self.try_inverse()
            }
        }
    };
}

decomposed! { LU<T, D, D>, lu }
decomposed! { QR<T, D, D>, qr }

/// A matrix, or the slope of one, of which nobody asks for a decomposition.
#[derive(Clone, Debug)]
pub struct Held<K, T: Entry, D: Dim>
where
    DefaultAllocator: Allocator<D, D>,
{
    /// The matrix.
    pub matrix: OMatrix<T, D, D>,
    decomposed: OnceCell<K>,
}

impl<K, T: Entry, D: Dim> Held<K, T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    pub(crate) fn of(matrix: OMatrix<T, D, D>) -> Self {
        Self { matrix, decomposed: OnceCell::new() }
    }

    /// Zeros of the same size.
    pub(crate) fn like(&self) -> Self {
        Self::of(zeros_like(&self.matrix))
    }

    fn change(&mut self) -> &mut OMatrix<T, D, D> {
        self.decomposed.take();
        &mut self.matrix
    }
}

impl<K: Decomposed<T, D>, T: Entry, D: Dim> Held<K, T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    pub(super) fn decomposed(&self) -> &K {
        self.decomposed.get_or_init(|| K::of(self.matrix.clone()))
    }

    /// Whether there is an inverse.
    pub fn is_invertible(&self) -> bool {
        self.decomposed().is_regular()
    }
}

impl<K, T: Entry, D: Dim> Plain for Held<K, T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    type Of = Self;

    #[inline]
    fn plain(&self) -> &Self {
        self
    }
}

macro_rules! plain {
    ($($Decomposed:ident)*) => {$(
        impl<T: Entry, D: Dim + DimMin<D, Output = D>> Plain for $Decomposed<T, D, D>
        where
            DefaultAllocator: Allocator<D, D> + Allocator<D>,
        {
            type Of = Self;

            #[inline]
            fn plain(&self) -> &Self {
                self
            }
        }
    )*};
}

plain! { LU QR }

/// The size of the matrix.
#[derive(Clone, Copy, Debug)]
pub struct HeldSize<K, T, D>(Size<T, D, D>, core::marker::PhantomData<K>);

impl<K: Clone, T: Entry, D: Dim> Extent for HeldSize<K, T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    type Of = Held<K, T, D>;

    #[inline]
    fn zeros(&self) -> Held<K, T, D> {
        Held::of(self.0.zeros())
    }
}

impl<K: Clone, T: Entry, D: Dim> Shape for Held<K, T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    type Owned = Self;
    type Extent = HeldSize<K, T, D>;

    fn owned(&self) -> Self {
        self.clone()
    }

    fn clear(&mut self) {
        self.change().clear();
    }

    fn assign(&mut self, other: &Self) {
        *self = other.clone();
    }

    fn increase(&mut self, by: &Self) {
        self.change().increase(&by.matrix);
    }

    fn is_nought(&self) -> bool {
        self.matrix.is_nought()
    }

    fn extent(&self) -> Self::Extent {
        HeldSize(self.matrix.extent(), core::marker::PhantomData)
    }

    fn reshape(&mut self, extent: &Self::Extent) {
        self.change().reshape(&extent.0);
    }
}

impl<K, T: Entry, D: Dim> Nothing for Held<K, T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    fn nothing() -> Self {
        Self::of(OMatrix::nothing())
    }
}

impl<K, T: Entry, D: Dim> Slot<Held<K, T, D>> for Held<K, T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    fn add(&mut self, by: impl FnOnce() -> Held<K, T, D>) {
        self.change().add(|| by().matrix);
    }

    fn add_in_place(
        &mut self,
        zeros: impl FnOnce() -> Held<K, T, D>,
        add: impl FnOnce(&mut Held<K, T, D>, bool),
    ) {
        let is_nothing = self.change().is_empty();
        if is_nothing {
            *self = zeros();
        }
        add(self, is_nothing);
    }
}

impl<K, T: Entry, D: Dim> Along<Held<K, T, D>> for Held<K, T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    #[inline]
    fn along(&self) -> Option<&Held<K, T, D>> {
        Some(self)
    }
}

/// What is decomposed is a copy.
macro_rules! held {
    ($name:ident, $Decomposed:ty) => {
        linear_in_first! {
            $name [T: Entry, D: Dim + DimMin<D, Output = D>, S: Storage<T, D, D>]
            (Matrix<T, D, D, S>, ()) -> (OMatrix<T, D, D>, Held<$Decomposed, T, D>)
            where { DefaultAllocator: Allocator<D, D> + Allocator<D> }
            value |a, _b| Held::of(a.clone_owned());
            back to slot |_at, cotangent| slot.add_copy(&cotangent.matrix);
        }
    };
}

held! { lu_of, LU<T, D, D> }
held! { qr_of, QR<T, D, D> }
