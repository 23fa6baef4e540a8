//! What the emitted code of functions with arrays and loops stands on. Not for use by hand.

#[cfg(feature = "alloc")]
pub use alloc::vec::Vec;

pub use crate::kept::Kept;
#[cfg(feature = "alloc")]
pub use crate::tapes::{Arrays, Copies, Numbers, Tape};

use crate::Float;

/// Nought, of the type that is wanted.
#[inline]
#[must_use]
pub fn zero<T: Float>() -> T {
    T::ZERO
}

/// One, of the type that is wanted.
#[inline]
#[must_use]
pub fn one<T: Float>() -> T {
    T::ONE
}

/// A number, or numbers in any arrangement.
pub trait Shape {
    /// The same arrangement, owned.
    type Owned;

    /// The same arrangement of zeros.
    fn zeros(&self) -> Self::Owned;
    /// A copy.
    fn owned(&self) -> Self::Owned;
    /// Zeros everywhere.
    fn clear(&mut self);
    /// The same numbers as these.
    fn assign(&mut self, other: &Self);
    /// Adds number by number.
    fn increase(&mut self, by: &Self);
}

macro_rules! number {
    ($($float:ident)*) => {$(
        impl Shape for $float {
            type Owned = $float;

            #[inline]
            fn zeros(&self) -> $float {
                0.0
            }

            #[inline]
            fn owned(&self) -> $float {
                *self
            }

            #[inline]
            fn clear(&mut self) {
                *self = 0.0;
            }

            #[inline]
            fn assign(&mut self, other: &$float) {
                *self = *other;
            }

            #[inline]
            fn increase(&mut self, by: &$float) {
                *self += *by;
            }
        }
    )*};
}

number! { f32 f64 }

impl<T: Shape, const N: usize> Shape for [T; N] {
    type Owned = [T::Owned; N];

    #[inline]
    fn zeros(&self) -> [T::Owned; N] {
        core::array::from_fn(|i| self[i].zeros())
    }

    #[inline]
    fn owned(&self) -> [T::Owned; N] {
        core::array::from_fn(|i| self[i].owned())
    }

    #[inline]
    fn clear(&mut self) {
        self.iter_mut().for_each(T::clear);
    }

    #[inline]
    fn assign(&mut self, other: &[T; N]) {
        self.iter_mut().zip(other).for_each(|(one, other)| one.assign(other));
    }

    #[inline]
    fn increase(&mut self, by: &[T; N]) {
        self.iter_mut().zip(by).for_each(|(one, by)| one.increase(by));
    }
}

#[cfg(feature = "alloc")]
impl<T: Shape> Shape for [T] {
    type Owned = Vec<T::Owned>;

    #[inline]
    fn zeros(&self) -> Vec<T::Owned> {
        self.iter().map(T::zeros).collect()
    }

    #[inline]
    fn owned(&self) -> Vec<T::Owned> {
        self.iter().map(T::owned).collect()
    }

    #[inline]
    fn clear(&mut self) {
        self.iter_mut().for_each(T::clear);
    }

    #[inline]
    fn assign(&mut self, other: &[T]) {
        assert_eq!(self.len(), other.len(), "the arrays are of one length");
        self.iter_mut().zip(other).for_each(|(one, other)| one.assign(other));
    }

    #[inline]
    fn increase(&mut self, by: &[T]) {
        assert_eq!(self.len(), by.len(), "the arrays are of one length");
        self.iter_mut().zip(by).for_each(|(one, by)| one.increase(by));
    }
}

#[cfg(feature = "alloc")]
impl<T: Shape<Owned = T>> Shape for Vec<T> {
    type Owned = Vec<T>;

    #[inline]
    fn zeros(&self) -> Vec<T> {
        self.iter().map(T::zeros).collect()
    }

    #[inline]
    fn owned(&self) -> Vec<T> {
        self.iter().map(T::owned).collect()
    }

    #[inline]
    fn clear(&mut self) {
        self.iter_mut().for_each(T::clear);
    }

    #[inline]
    fn assign(&mut self, other: &Vec<T>) {
        if self.len() == other.len() {
            self.as_mut_slice().assign(other);
        } else {
            *self = other.owned();
        }
    }

    #[inline]
    fn increase(&mut self, by: &Vec<T>) {
        self.as_mut_slice().increase(by);
    }
}

/// Zeros in the shape of something.
#[inline]
pub fn zeros_like<S: Shape + ?Sized>(like: &S) -> S::Owned {
    like.zeros()
}

/// A copy that is owned.
#[inline]
pub fn owned<S: Shape + ?Sized>(of: &S) -> S::Owned {
    of.owned()
}

/// Leaves zeros.
#[inline]
pub fn clear<S: Shape + ?Sized>(numbers: &mut S) {
    numbers.clear();
}

/// Makes the one the same as the other.
#[inline]
pub fn assign<S: Shape + ?Sized>(to: &mut S, from: &S) {
    to.assign(from);
}

/// Adds the elements of one array to those of another, which may be of another type.
#[inline]
pub fn increase_all<S: Shape>(to: &mut [S], by: &[S]) {
    assert_eq!(to.len(), by.len(), "the arrays are of one length");
    to.iter_mut().zip(by).for_each(|(to, by)| to.increase(by));
}

/// What an iterator gives, from behind, where the iterator itself may know its direction only.
#[cfg(feature = "alloc")]
#[inline]
pub fn backwards<I: Iterator>(iterator: I) -> core::iter::Rev<alloc::vec::IntoIter<I::Item>> {
    iterator.collect::<Vec<_>>().into_iter().rev()
}

/// So many zeros.
#[cfg(feature = "alloc")]
#[inline]
#[must_use]
pub fn zeros<T: Float>(length: usize) -> Vec<T> {
    alloc::vec![T::ZERO; length]
}

/// No numbers yet.
#[cfg(feature = "alloc")]
#[inline]
#[must_use]
pub fn empty<T: Float>() -> Vec<T> {
    Vec::new()
}

/// The same numbers in a vector.
#[cfg(feature = "alloc")]
#[inline]
pub fn vector<T, const N: usize>(elements: [T; N]) -> Vec<T> {
    elements.into_iter().collect()
}
