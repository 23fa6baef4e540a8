//! What turns and moves, as the numbers that it is made of: tangents and cotangents are of the same types, and no more turns than any other numbers.

use core::marker::PhantomData;

use ::nalgebra::{
    AbstractRotation, Complex, Const, Dim, Isometry, Matrix, OPoint, Quaternion, Rotation, SMatrix, SVector,
    Storage, Translation, Unit, UnitComplex, UnitQuaternion,
};

use super::super::Entry;
use crate::Differentiable;
use crate::linear::{Along, Numbers, Plain, Slot};
use crate::support::{Extent, Nothing, Shape};

/// What has few coordinates.
pub trait Read<T> {
    /// Writes them to the first places of these.
    fn read(&self, to: &mut [T]);
}

/// What is no more than its coordinates.
pub trait Coordinates<T>: Read<T> {
    /// How many.
    const COUNT: usize;

    /// What has these.
    fn of(numbers: &[T]) -> Self;
}

impl<T> Read<T> for () {
    fn read(&self, _: &mut [T]) {}
}

impl<T> Coordinates<T> for () {
    const COUNT: usize = 0;

    fn of(_: &[T]) {}
}

impl<T: Entry> Read<T> for T {
    fn read(&self, to: &mut [T]) {
        to[0] = *self;
    }
}

impl<T: Entry> Coordinates<T> for T {
    const COUNT: usize = 1;

    fn of(numbers: &[T]) -> T {
        numbers[0]
    }
}

impl<T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>> Read<T> for Matrix<T, R, C, S> {
    fn read(&self, to: &mut [T]) {
        to.iter_mut().zip(self.iter()).for_each(|(to, number)| *to = *number);
    }
}

impl<T: Entry, const R: usize, const C: usize> Coordinates<T> for SMatrix<T, R, C> {
    const COUNT: usize = R * C;

    fn of(numbers: &[T]) -> Self {
        SMatrix::from_column_slice(&numbers[..R * C])
    }
}

/// An arrangement of which the type says how many numbers there are.
#[derive(Debug)]
pub struct Fixed<V>(PhantomData<V>);

impl<V> Clone for Fixed<V> {
    fn clone(&self) -> Self {
        Fixed(PhantomData)
    }
}

/// How something is made of the one or two things that have its coordinates.
macro_rules! made_of {
    ($([$($generics:tt)*] $type:ty = |$of:ident| $first:ty: $get_first:expr, $second:ty: $get_second:expr => |$a:ident, $b:ident| $made:expr;)*) => {$(
        impl<T: Entry, $($generics)*> Read<T> for $type {
            #[inline]
            fn read(&self, to: &mut [T]) {
                let $of = self;
                $get_first.read(to);
                $get_second.read(&mut to[<$first as Coordinates<T>>::COUNT..]);
            }
        }

        impl<T: Entry, $($generics)*> Coordinates<T> for $type {
            const COUNT: usize = <$first as Coordinates<T>>::COUNT + <$second as Coordinates<T>>::COUNT;

            #[inline]
            fn of(numbers: &[T]) -> Self {
                let ($a, $b) = (
                    <$first as Coordinates<T>>::of(numbers),
                    <$second as Coordinates<T>>::of(&numbers[<$first as Coordinates<T>>::COUNT..]),
                );
                $made
            }
        }
    )*};
}

made_of! {
    [const D: usize] OPoint<T, Const<D>> = |of| SMatrix<T, D, 1>: of.coords, (): () => |a, _b| OPoint::from(a);
    [const D: usize] Translation<T, D> = |of| SMatrix<T, D, 1>: of.vector, (): () => |a, _b| Translation::from(a);
    [const D: usize] Rotation<T, D> = |of| SMatrix<T, D, D>: of.matrix(), (): () => |a, _b| Rotation::from_matrix_unchecked(a);
    [] Quaternion<T> = |of| SMatrix<T, 4, 1>: of.coords, (): () => |a, _b| Quaternion::from(a);
    [] Complex<T> = |of| T: of.re, T: of.im => |a, b| Complex::new(a, b);
    [V: Coordinates<T>] Unit<V> = |of| V: of.as_ref(), (): () => |a, _b| Unit::new_unchecked(a);
    [Q: AbstractRotation<T, D> + Coordinates<T>, const D: usize] Isometry<T, Q, D>
        = |of| SMatrix<T, D, 1>: of.translation.vector, Q: of.rotation
        => |a, b| Isometry::from_parts(Translation::from(a), b);
}

/// How they are arranged, added to and left alone.
macro_rules! arranged {
    ($([$($generics:tt)*] $type:ty: |$sum:ident, $by:ident| $increase:expr;)*) => {$(
        impl<T: Entry, $($generics)*> Extent for Fixed<$type> {
            type Of = $type;

            #[inline]
            fn zeros(&self) -> $type {
                <$type as Nothing>::nothing()
            }
        }

        impl<T: Entry, $($generics)*> Nothing for $type {
            #[inline]
            fn nothing() -> Self {
                <$type as Coordinates<T>>::of(&[T::__ZERO; 16])
            }
        }

        impl<T: Entry, $($generics)*> Shape for $type {
            type Owned = $type;
            type Extent = Fixed<$type>;

            #[inline]
            fn owned(&self) -> $type {
                self.clone()
            }

            #[inline]
            fn clear(&mut self) {
                *self = <$type as Nothing>::nothing();
            }

            #[inline]
            fn assign(&mut self, other: &Self) {
                *self = other.clone();
            }

            #[inline]
            fn increase(&mut self, by: &Self) {
                let ($sum, $by) = (self, by);
                $increase;
            }

            #[inline]
            fn is_nought(&self) -> bool {
                let mut numbers = [T::__ZERO; 16];
                self.read(&mut numbers);
                numbers.iter().all(T::is_nought)
            }

            #[inline]
            fn extent(&self) -> Fixed<$type> {
                Fixed(PhantomData)
            }

            #[inline]
            fn reshape(&mut self, _: &Fixed<$type>) {
                self.clear();
            }
        }

        impl<T: Entry, $($generics)*> Slot<$type> for $type {
            #[inline]
            fn add(&mut self, by: impl FnOnce() -> $type) {
                self.increase(&by());
            }
        }

        impl<T: Entry, $($generics)*> Along<$type> for $type {
            #[inline]
            fn along(&self) -> Option<&$type> {
                Some(self)
            }
        }

        impl<T: Entry, $($generics)*> Numbers for $type {
            type Number = T;
        }
    )*};
}

arranged! {
    [const D: usize] OPoint<T, Const<D>>: |sum, by| sum.coords += by.coords;
    [const D: usize] Translation<T, D>: |sum, by| sum.vector += by.vector;
    [const D: usize] Rotation<T, D>: |sum, by| *sum = Rotation::from_matrix_unchecked(sum.matrix() + by.matrix());
    [] Quaternion<T>: |sum, by| sum.coords += by.coords;
    [] UnitQuaternion<T>: |sum, by| sum.as_mut_unchecked().coords += by.coords;
    [] UnitComplex<T>: |sum, by| *sum.as_mut_unchecked() += by.as_ref();
    [const D: usize] Unit<SVector<T, D>>: |sum, by| *sum.as_mut_unchecked() += by.as_ref();
    [Q: AbstractRotation<T, D> + Coordinates<T> + Shape<Owned = Q>, const D: usize] Isometry<T, Q, D>: |sum, by| {
        sum.translation.vector += by.translation.vector;
        sum.rotation.increase(&by.rotation);
    };
}

impl<T> Plain for Quaternion<T> {
    type Of = Self;

    #[inline]
    fn plain(&self) -> &Self {
        self
    }
}

/// What is differentiated by its coordinates like any other numbers.
macro_rules! free {
    ($($(#[$attribute:meta])* [$($generics:tt)*] $type:ty;)*) => {$(
        $(#[$attribute])*
        impl<T: Entry, $($generics)*> Differentiable for $type {
            type Number = T::Number;
            type Tangent = Self;

            fn zeros(&self) -> Self {
                <Self as Nothing>::nothing()
            }

            fn add_multiple(&mut self, factor: T::Number, tangent: &Self) {
                let mut numbers = [[T::__ZERO; 16]; 2];
                Read::<T>::read(self, &mut numbers[0]);
                Read::<T>::read(tangent, &mut numbers[1]);
                let [mut sum, by] = numbers;
                sum.iter_mut().zip(&by).for_each(|(sum, by)| sum.add_multiple(factor, by));
                *self = <Self as Coordinates<T>>::of(&sum);
            }

            fn count(&self) -> usize {
                <Self as Coordinates<T>>::COUNT
            }

            fn write_numbers<'n>(&self, to: &'n mut [T::Number]) -> &'n mut [T::Number] {
                let mut numbers = [T::__ZERO; 16];
                Read::<T>::read(self, &mut numbers);
                numbers[..self.count()].iter().fold(to, |to, one| one.write_numbers(to))
            }

            fn read_numbers<'n>(&mut self, from: &'n [T::Number]) -> &'n [T::Number] {
                let mut numbers = [T::__ZERO; 16];
                let rest = numbers[..self.count()].iter_mut().fold(from, |from, one| one.read_numbers(from));
                *self = <Self as Coordinates<T>>::of(&numbers);
                rest
            }
        }
    )*};
}

free! {
    [const D: usize] OPoint<T, Const<D>>;
    [const D: usize] Translation<T, D>;
    [] Quaternion<T>;
    // A step along a tangent would leave the turns, and so no variable is one: only the tests of their operations go there.
    #[cfg(test)]
    [const D: usize] Rotation<T, D>;
    #[cfg(test)]
    [] UnitQuaternion<T>;
    #[cfg(test)]
    [] UnitComplex<T>;
    #[cfg(test)]
    [const D: usize] Unit<SVector<T, D>>;
    #[cfg(test)]
    [Q: AbstractRotation<T, D> + Coordinates<T> + Shape<Owned = Q>, const D: usize] Isometry<T, Q, D>;
}
