//! Several numbers beside each other: what changes along several directions, which go forward through a function at once.
//!
//! The value of a function is worked out once for all directions, and the lanes of one number lie beside each other in memory, so that the
//! compiler works on several at a time. Each lane is computed as it would be alone, to the last bit.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::array::from_fn;
use core::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use crate::NotDifferentiated;
use crate::support::one_number;

/// The change of one number along each of `N` directions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes<T, const N: usize>([T; N]);

impl<T: Copy + Default, const N: usize> Default for Lanes<T, N> {
    #[inline]
    fn default() -> Self {
        Lanes([T::default(); N])
    }
}

impl<T: Copy + Default, const N: usize> Lanes<T, N> {
    // Loops in place: the compiler takes them for vectors, which it does not with arrays that are made by a closure.
    #[inline]
    fn by(mut self, each: impl Fn(T) -> T) -> Self {
        for lane in &mut self.0 {
            *lane = each(*lane);
        }
        self
    }

    #[inline]
    fn with(mut self, other: Self, each: impl Fn(T, T) -> T) -> Self {
        for (lane, other) in self.0.iter_mut().zip(&other.0) {
            *lane = each(*lane, *other);
        }
        self
    }
}

/// The operations that a tangent is made with: all are linear in it.
macro_rules! lanes_of {
    ($($float:ident)*) => {$(
        impl<const N: usize> Add for Lanes<$float, N> {
            type Output = Self;

            #[inline]
            fn add(self, other: Self) -> Self {
                self.with(other, |a, b| a + b)
            }
        }

        impl<const N: usize> Sub for Lanes<$float, N> {
            type Output = Self;

            #[inline]
            fn sub(self, other: Self) -> Self {
                self.with(other, |a, b| a - b)
            }
        }

        impl<const N: usize> Neg for Lanes<$float, N> {
            type Output = Self;

            #[inline]
            fn neg(self) -> Self {
                self.by(|a| -a)
            }
        }

        impl<const N: usize> Mul<$float> for Lanes<$float, N> {
            type Output = Self;

            #[inline]
            fn mul(self, factor: $float) -> Self {
                self.by(|a| a * factor)
            }
        }

        impl<const N: usize> Mul<Lanes<$float, N>> for $float {
            type Output = Lanes<$float, N>;

            #[inline]
            fn mul(self, lanes: Lanes<$float, N>) -> Lanes<$float, N> {
                lanes.by(|a| self * a)
            }
        }

        impl<const N: usize> Div<$float> for Lanes<$float, N> {
            type Output = Self;

            #[inline]
            fn div(self, divisor: $float) -> Self {
                self.by(|a| a / divisor)
            }
        }

        impl<const N: usize> AddAssign for Lanes<$float, N> {
            #[inline]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl<const N: usize> SubAssign for Lanes<$float, N> {
            #[inline]
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }

        one_number! { (const N: usize) Lanes<$float, N>, }

        impl<const N: usize> Along<N> for $float {
            type Tangent = Lanes<$float, N>;

            #[inline]
            fn still(&self) -> Lanes<$float, N> {
                Lanes::default()
            }

            #[inline]
            fn together(each: [&$float; N]) -> Lanes<$float, N> {
                let mut lanes = Lanes::default();
                for (lane, number) in lanes.0.iter_mut().zip(each) {
                    *lane = *number;
                }
                lanes
            }

            #[inline]
            fn lane(tangent: &Lanes<$float, N>, lane: usize) -> $float {
                tangent.0[lane]
            }
        }

        impl Directed for $float {
            #[inline]
            fn is_along(&self) -> bool {
                *self != 0.0
            }
        }
    )*};
}

lanes_of! { f32 f64 }

/// A number that may be no direction at all.
pub trait Directed: Copy + Default {
    /// Whether anything changes along it.
    fn is_along(&self) -> bool;
}

/// Numbers in an arrangement that change along `N` directions.
pub trait Along<const N: usize> {
    /// The same arrangement with the changes of a number in the place of each.
    type Tangent;

    /// Nothing changes.
    fn still(&self) -> Self::Tangent;

    /// What changes along each direction, number by number.
    fn together(each: [&Self; N]) -> Self::Tangent;

    /// What changes along one of the directions.
    fn lane(tangent: &Self::Tangent, lane: usize) -> Self
    where
        Self: Sized;
}

impl<S: Along<N>, const M: usize, const N: usize> Along<N> for [S; M] {
    type Tangent = [S::Tangent; M];

    #[inline]
    fn still(&self) -> [S::Tangent; M] {
        from_fn(|place| self[place].still())
    }

    #[inline]
    fn together(each: [&[S; M]; N]) -> [S::Tangent; M] {
        from_fn(|place| S::together(each.map(|one| &one[place])))
    }

    #[inline]
    fn lane(tangent: &[S::Tangent; M], lane: usize) -> [S; M] {
        from_fn(|place| S::lane(&tangent[place], lane))
    }
}

#[cfg(feature = "alloc")]
impl<S: Along<N>, const N: usize> Along<N> for [S] {
    type Tangent = Vec<S::Tangent>;

    fn still(&self) -> Vec<S::Tangent> {
        self.iter().map(S::still).collect()
    }

    fn together(each: [&[S]; N]) -> Vec<S::Tangent> {
        let length = each.first().map_or(0, |first| first.len());
        assert!(each.iter().all(|one| one.len() == length), "the directions are of one length");
        (0..length).map(|place| S::together(each.map(|one| &one[place]))).collect()
    }
}

#[cfg(feature = "alloc")]
impl<S: Along<N>, const N: usize> Along<N> for Vec<S> {
    type Tangent = Vec<S::Tangent>;

    fn still(&self) -> Vec<S::Tangent> {
        self.as_slice().still()
    }

    fn together(each: [&Vec<S>; N]) -> Vec<S::Tangent> {
        <[S]>::together(each.map(Vec::as_slice))
    }

    fn lane(tangent: &Vec<S::Tangent>, lane: usize) -> Vec<S> {
        tangent.iter().map(|tangent| S::lane(tangent, lane)).collect()
    }
}

impl<const N: usize> Along<N> for NotDifferentiated {
    type Tangent = NotDifferentiated;

    #[inline]
    fn still(&self) -> NotDifferentiated {
        NotDifferentiated
    }

    #[inline]
    fn together(_: [&NotDifferentiated; N]) -> NotDifferentiated {
        NotDifferentiated
    }

    #[inline]
    fn lane(_: &NotDifferentiated, _: usize) -> NotDifferentiated {
        NotDifferentiated
    }
}

macro_rules! tuple {
    ($(($($part:ident $place:tt),+))*) => {$(
        impl<$($part: Along<N>,)+ const N: usize> Along<N> for ($($part,)+) {
            type Tangent = ($($part::Tangent,)+);

            #[inline]
            fn still(&self) -> Self::Tangent {
                ($(self.$place.still(),)+)
            }

            #[inline]
            fn together(each: [&Self; N]) -> Self::Tangent {
                ($($part::together(each.map(|one| &one.$place)),)+)
            }

            #[inline]
            fn lane(tangent: &Self::Tangent, lane: usize) -> Self {
                ($($part::lane(&tangent.$place, lane),)+)
            }
        }
    )*};
}

tuple! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// Along `N` directions, nothing of this changes.
#[inline]
pub fn still<const N: usize, S: Along<N> + ?Sized>(of: &S) -> S::Tangent {
    of.still()
}

/// Nought, of whatever type is wanted.
#[inline]
#[must_use]
pub fn nought<T: Default>() -> T {
    T::default()
}

/// What changes along the directions that there are; along the others, an infinite slope would make something of nothing.
#[inline]
#[must_use]
pub fn where_along<T: Directed, const N: usize>(direction: Lanes<T, N>, change: Lanes<T, N>) -> Lanes<T, N> {
    direction.with(change, |direction, change| if direction.is_along() { change } else { T::default() })
}
