//! What the emitted code of functions with arrays and loops stands on. Not for use by hand.

#[cfg(feature = "alloc")]
pub use alloc::vec::Vec;

pub use chainrule_macros::Configured;

pub use crate::callee::{MayBeDifferentiated, OperatorsOfNumbers};
pub use crate::differentiated::{
    Derivatives1, Derivatives2, Derivatives3, Derivatives4, Functions1, Functions2, Functions3, Functions4,
};
pub use crate::kept::Kept;
pub use crate::kinked::{Kinked, odd_part};
pub use crate::lanes::{Along, Lanes, nought, still, where_along};
pub use crate::made::{
    Handed, Holds, Integer, LooksAtSelf, Matched, Nothing, Optional, Present, TakesSelf, This, counted,
    handed, held_like, integer, is_present, matched, nothing, only_there, present, some_or_default, this,
};
#[cfg(feature = "alloc")]
pub use crate::made::{
    Queue, collected, nothings, order, order_around, order_by_key, order_unstable, order_unstable_by_key,
};
pub use crate::not_differentiated::{Spare, by_argument};
pub use crate::sums_in_lanes::{are_moderate, least, sum_of_lanes};
#[cfg(feature = "alloc")]
pub use crate::tapes::{Arrays, Copies, Numbers, Tape};

pub use crate::float::real::{self, Real};
#[cfg(any(feature = "nalgebra", feature = "ndarray", feature = "num-complex"))]
pub use crate::linear;
#[cfg(feature = "alloc")]
pub use crate::parts::lasting;
pub use crate::parts::{
    Constant, Increased, Is, IsConstant, IsNumber, Slope, cloned, increase, is_constant_field,
    is_differentiable, is_own_tangent, number, slope, taken, zeros_like_list,
};

/// Nought, of the type that is wanted.
#[inline]
#[must_use]
pub const fn zero<T: Real>() -> T {
    T::__ZERO
}

/// One, of the type that is wanted.
#[inline]
#[must_use]
pub const fn one<T: Real>() -> T {
    T::__ONE
}

/// The slope of tanh at `x` from its value there: 1 − tanh², which has no digits left where that is near 1.
#[cfg(any(feature = "std", feature = "libm"))]
#[inline]
#[must_use]
pub fn slope_of_tanh<T: Real>(tanh: T, x: T) -> T {
    if real::abs(tanh) < real::of(0.8) {
        return (T::__ONE - tanh) * (T::__ONE + tanh);
    }
    let power = real::exp(real::of::<T>(-2.0) * real::abs(x));
    let denominator = T::__ONE + power;
    real::of::<T>(4.0) * (power / (denominator * denominator))
}

/// A number, or numbers in any arrangement.
#[diagnostic::on_unimplemented(
    message = "nothing can be differentiated by a `{Self}`",
    label = "neither a float nor made of floats",
    note = "write `#[derive(chainrule::Differentiable)]` above a struct, and `#[differentiate(constant)]` above a field that is no number",
    note = "types of `nalgebra`, `ndarray` and `num-complex` are taken with the features of these names"
)]
pub trait Shape {
    /// The same arrangement, owned.
    type Owned;
    /// What the type leaves open of the arrangement.
    type Extent: Extent<Of = Self::Owned>;

    /// A copy.
    fn owned(&self) -> Self::Owned;
    /// Zeros everywhere.
    fn clear(&mut self);
    /// The same numbers as these.
    fn assign(&mut self, other: &Self);
    /// Adds number by number.
    fn increase(&mut self, by: &Self);
    /// Whether every number is zero.
    fn is_nought(&self) -> bool;
    /// How long the vectors in it are.
    fn extent(&self) -> Self::Extent;
    /// Zeros everywhere, in an arrangement of this extent.
    fn reshape(&mut self, extent: &Self::Extent);
}

/// The lengths of the vectors in an arrangement of numbers: nothing at all where the type says how long everything is.
pub trait Extent: Clone {
    /// The arrangement.
    type Of;

    /// One of zeros.
    fn zeros(&self) -> Self::Of;
}

/// The extent of one number.
#[derive(Clone, Copy, Debug)]
pub struct Single<T>(core::marker::PhantomData<T>);

impl<T> Single<T> {
    #[inline]
    pub(crate) const fn new() -> Self {
        Single(core::marker::PhantomData)
    }
}

impl<T: Copy + Default> Extent for Single<T> {
    type Of = T;

    #[inline]
    fn zeros(&self) -> T {
        T::default()
    }
}

impl<E: Extent, const N: usize> Extent for [E; N] {
    type Of = [E::Of; N];

    #[inline]
    fn zeros(&self) -> [E::Of; N] {
        core::array::from_fn(|i| self[i].zeros())
    }
}

// Of numbers it takes no memory, however many they are.
#[cfg(feature = "alloc")]
impl<E: Extent> Extent for Vec<E> {
    type Of = Vec<E::Of>;

    #[inline]
    fn zeros(&self) -> Vec<E::Of> {
        self.iter().map(E::zeros).collect()
    }
}

/// What counts as one number: nothing of its arrangement is open.
macro_rules! one_number {
    ($(($($generics:tt)*) $number:ty,)*) => {$(
        impl<$($generics)*> $crate::support::Shape for $number {
            type Owned = $number;
            type Extent = $crate::support::Single<$number>;

            #[inline]
            fn owned(&self) -> $number {
                *self
            }

            #[inline]
            fn clear(&mut self) {
                *self = <$number>::default();
            }

            #[inline]
            fn assign(&mut self, other: &$number) {
                *self = *other;
            }

            #[inline]
            fn increase(&mut self, by: &$number) {
                *self += *by;
            }

            #[inline]
            fn is_nought(&self) -> bool {
                *self == <$number>::default()
            }

            #[inline]
            fn extent(&self) -> $crate::support::Single<$number> {
                $crate::support::Single::new()
            }

            #[inline]
            fn reshape(&mut self, _: &$crate::support::Single<$number>) {
                self.clear();
            }
        }
    )*};
}

pub(crate) use one_number;

one_number! { () f32, () f64, }

impl<T: Shape, const N: usize> Shape for [T; N] {
    type Owned = [T::Owned; N];
    type Extent = [T::Extent; N];

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

    #[inline]
    fn is_nought(&self) -> bool {
        self.iter().all(T::is_nought)
    }

    #[inline]
    fn extent(&self) -> [T::Extent; N] {
        core::array::from_fn(|i| self[i].extent())
    }

    #[inline]
    fn reshape(&mut self, extent: &[T::Extent; N]) {
        self.iter_mut().zip(extent).for_each(|(one, extent)| one.reshape(extent));
    }
}

#[cfg(feature = "alloc")]
impl<T: Shape> Shape for [T] {
    type Owned = Vec<T::Owned>;
    type Extent = Vec<T::Extent>;

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

    #[inline]
    fn is_nought(&self) -> bool {
        self.iter().all(T::is_nought)
    }

    #[inline]
    fn extent(&self) -> Vec<T::Extent> {
        self.iter().map(T::extent).collect()
    }

    #[inline]
    fn reshape(&mut self, extent: &Vec<T::Extent>) {
        assert_eq!(self.len(), extent.len(), "the arrays are of one length");
        self.iter_mut().zip(extent).for_each(|(one, extent)| one.reshape(extent));
    }
}

#[cfg(feature = "alloc")]
impl<T: Shape<Owned = T>> Shape for Vec<T> {
    type Owned = Vec<T>;
    type Extent = Vec<T::Extent>;

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

    #[inline]
    fn is_nought(&self) -> bool {
        self.as_slice().is_nought()
    }

    #[inline]
    fn extent(&self) -> Vec<T::Extent> {
        self.as_slice().extent()
    }

    #[inline]
    fn reshape(&mut self, extent: &Vec<T::Extent>) {
        self.truncate(extent.len());
        self.iter_mut().zip(extent).for_each(|(one, extent)| one.reshape(extent));
        let missing = &extent[self.len()..];
        self.extend(missing.iter().map(T::Extent::zeros));
    }
}

/// Zeros in the shape of something.
#[inline]
pub fn zeros_like<S: Shape + ?Sized>(like: &S) -> S::Owned {
    like.extent().zeros()
}

/// Whether every number in something is zero.
#[inline]
pub fn is_nought<S: Shape + ?Sized>(of: &S) -> bool {
    of.is_nought()
}

/// How long the vectors in something are.
#[inline]
pub fn extent<S: Shape + ?Sized>(of: &S) -> S::Extent {
    of.extent()
}

/// Zeros of this extent.
#[inline]
pub fn zeros_of<E: Extent>(extent: &E) -> E::Of {
    extent.zeros()
}

/// Leaves zeros of this extent.
#[inline]
pub fn reshape<S: Shape + ?Sized>(numbers: &mut S, extent: &S::Extent) {
    numbers.reshape(extent);
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

/// The same for lists of what has another type for its tangent.
#[cfg(feature = "alloc")]
#[inline]
pub fn assign_list<S: Shape + Clone>(to: &mut Vec<S>, from: &Vec<S>) {
    if to.len() == from.len() {
        to.as_mut_slice().assign(from);
    } else {
        to.clone_from(from);
    }
}

/// Leaves zeros, of as many elements as there are of this extent.
#[cfg(feature = "alloc")]
#[inline]
pub fn reshape_list<S: Shape>(numbers: &mut Vec<S>, extent: &[S::Extent]) {
    numbers.truncate(extent.len());
    numbers.iter_mut().zip(extent).for_each(|(one, extent)| one.reshape(extent));
}

/// Adds the elements of one array to those of another, which may be of another type.
#[inline]
pub fn increase_all<S: Shape>(to: &mut [S], by: &[S]) {
    assert_eq!(to.len(), by.len(), "the arrays are of one length");
    to.iter_mut().zip(by).for_each(|(to, by)| to.increase(by));
}

/// What a loop goes through of a list, if it runs at all: from where it starts, as many elements as it counts to.
#[inline]
pub fn view<T>(list: &[T], runs: bool, start: impl FnOnce() -> usize, end: usize) -> &[T] {
    if runs { &list[start()..][..end] } else { &[] }
}

/// The same, to be changed.
#[inline]
pub fn view_mut<T>(list: &mut [T], runs: bool, start: impl FnOnce() -> usize, end: usize) -> &mut [T] {
    if runs { &mut list[start()..][..end] } else { &mut [] }
}

/// What an iterator gives, from behind, where the iterator itself may know its direction only.
#[cfg(feature = "alloc")]
#[inline]
pub fn backwards<I: Iterator>(iterator: I) -> core::iter::Rev<alloc::vec::IntoIter<I::Item>> {
    iterator.collect::<Vec<_>>().into_iter().rev()
}

/// The rows of a Jacobian by its columns, a direction for each number that goes in, where these are fewer than the numbers that come out.
///
/// Where something is infinite, a direction along which another number does not change makes a slope that is no number: then the
/// rows are for going back.
#[cfg(feature = "alloc")]
pub fn by_columns<T, G, R, const N: usize>(
    value: &R,
    zeros: &G,
    mut along: impl FnMut([G; N]) -> [R; N],
) -> Option<alloc::vec::IntoIter<G>>
where
    T: crate::Float,
    G: crate::Differentiable<Number = T, Tangent = G>,
    R: crate::Differentiable<Number = T>,
{
    let (columns, rows) = (zeros.count(), value.count());
    if columns == 0 || columns >= rows {
        return None;
    }
    let (mut unit, mut column) = (alloc::vec![T::ZERO; columns], alloc::vec![T::ZERO; rows]);
    let mut slopes = alloc::vec![T::ZERO; rows * columns];
    for first in (0..columns).step_by(N) {
        // Behind the last column, directions along which nothing changes.
        let directions = core::array::from_fn(|lane| {
            let mut direction = zeros.zeros();
            if let Some(one) = unit.get_mut(first + lane) {
                *one = T::ONE;
                direction.read_numbers(&unit);
                unit[first + lane] = T::ZERO;
            }
            direction
        });
        for (place, found) in (first..columns).zip(along(directions)) {
            found.write_numbers(&mut column);
            if column.iter().any(|slope| slope.is_nan()) {
                return None;
            }
            slopes[place..]
                .iter_mut()
                .step_by(columns)
                .zip(&column)
                .for_each(|(slope, found)| *slope = *found);
        }
    }
    let row = |slopes: &[T]| {
        let mut row = zeros.zeros();
        row.read_numbers(slopes);
        row
    };
    Some(slopes.chunks_exact(columns).map(row).collect::<Vec<G>>().into_iter())
}

/// Without memory to allocate, rows are for going back.
#[cfg(not(feature = "alloc"))]
pub fn by_columns<G, R, const N: usize>(
    _: &R,
    _: &G,
    _: impl FnMut([G; N]) -> [R; N],
) -> Option<core::iter::Empty<G>> {
    None
}

/// So many zeros.
#[cfg(feature = "alloc")]
#[inline]
#[must_use]
pub fn zeros<T: Real>(length: usize) -> Vec<T> {
    alloc::vec![T::__ZERO; length]
}

/// So many zeros, in the memory of a vector that is not needed any more.
#[cfg(feature = "alloc")]
#[inline]
#[must_use]
pub fn renewed<T: Real>(memory: &mut Vec<T>, length: usize) -> Vec<T> {
    let mut zeros = core::mem::take(memory);
    if zeros.len() == length {
        zeros.fill(T::__ZERO);
    } else {
        zeros.clear();
        zeros.resize(length, T::__ZERO);
    }
    zeros
}

/// No numbers yet.
#[cfg(feature = "alloc")]
#[inline]
#[must_use]
pub fn empty<T: Real>() -> Vec<T> {
    Vec::new()
}

/// The same numbers in a vector.
#[cfg(feature = "alloc")]
#[inline]
pub fn vector<T, const N: usize>(elements: [T; N]) -> Vec<T> {
    elements.into_iter().collect()
}
