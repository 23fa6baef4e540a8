//! What emitted code makes before its values are known, and the order of what is sorted.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// Something of a type that is assigned before it is read: zeros as far as the type says how many.
pub trait Nothing {
    /// The least there is of it.
    fn nothing() -> Self;
}

macro_rules! number {
    ($($float:ident)*) => {$(
        impl Nothing for $float {
            fn nothing() -> $float {
                0.0
            }
        }
    )*};
}

number! { f32 f64 }

impl<T: Nothing, const N: usize> Nothing for [T; N] {
    fn nothing() -> [T; N] {
        core::array::from_fn(|_| T::nothing())
    }
}

#[cfg(feature = "alloc")]
impl<T> Nothing for Vec<T> {
    fn nothing() -> Vec<T> {
        Vec::new()
    }
}

/// A number as a function takes it: by its value or by a reference.
pub trait Handed<'a, R> {
    /// The number, or a reference to it.
    fn handed(&'a self) -> R;
}

/// `impl Handed` for the float types and references to them.
macro_rules! handed {
    ($($float:ty)*) => {$(
        impl Handed<'_, $float> for $float {
            #[inline]
            fn handed(&self) -> $float {
                *self
            }
        }

        impl<'a> Handed<'a, &'a $float> for $float {
            #[inline]
            fn handed(&'a self) -> &'a $float {
                self
            }
        }

        impl Handed<'_, $float> for &$float {
            #[inline]
            fn handed(&self) -> $float {
                **self
            }
        }

        impl<'a> Handed<'a, &'a $float> for &'a $float {
            #[inline]
            fn handed(&'a self) -> &'a $float {
                self
            }
        }
    )*};
}

handed! { f32 f64 }

/// What a function takes of a number.
#[inline]
pub fn handed<'a, N: Handed<'a, R>, R>(number: &'a N) -> R {
    number.handed()
}

/// `self` as another method of it takes it: by value or by a reference.
pub trait This<'a, R> {
    /// The same, or a copy of it, or a reference to it.
    fn this(&'a self) -> R;
}

impl<'a, T> This<'a, &'a T> for T {
    #[inline]
    fn this(&'a self) -> &'a T {
        self
    }
}

impl<T: Clone> This<'_, T> for T {
    #[inline]
    fn this(&self) -> T {
        self.clone()
    }
}

impl<T: Clone> This<'_, T> for &T {
    #[inline]
    fn this(&self) -> T {
        T::clone(self)
    }
}

/// What a method takes of `self`.
#[inline]
pub fn this<'a, N: This<'a, R>, R>(this: &'a N) -> R {
    this.this()
}

/// What a method is called on that takes `self` by value: whoever needs that again gives a copy away.
#[derive(Clone, Copy, Debug)]
pub struct TakesSelf<'a, T>(pub &'a T);

impl<T: Clone> TakesSelf<'_, T> {
    /// A copy of it.
    #[inline]
    #[must_use]
    pub fn handed_over(self) -> T {
        self.0.clone()
    }
}

/// What a method is called on that looks at `self`, or of which nobody knows.
#[derive(Clone, Copy, Debug)]
pub struct LooksAtSelf<'a, T: ?Sized>(pub &'a T);

impl<'a, T: ?Sized> LooksAtSelf<'a, T> {
    /// The same.
    #[inline]
    #[must_use]
    pub fn handed_over(self) -> &'a T {
        self.0
    }
}

/// Something of the type that is wanted.
#[must_use]
pub fn nothing<T: Nothing>() -> T {
    T::nothing()
}

/// So many rows of the type that is wanted.
#[cfg(feature = "alloc")]
#[must_use]
pub fn nothings<T: Nothing>(count: usize) -> Vec<T> {
    (0..count).map(|_| T::nothing()).collect()
}

/// The integer so many steps behind the start of a range, of the type of that.
///
/// # Panics
///
/// If the type does not hold it, as the range that counts so far would.
#[inline]
#[must_use]
pub fn counted<R: Counting<Integer: TryFrom<usize> + core::ops::Add<Output = R::Integer>>>(
    range: R,
    steps: usize,
) -> R::Integer {
    let Ok(steps) = R::Integer::try_from(steps) else { panic!("the range goes beyond its type") };
    range.start() + steps
}

/// A range of integers, with or without an end: each of its ends may be what says of which type they are.
pub trait Counting {
    /// Their type.
    type Integer;

    /// The first.
    fn start(self) -> Self::Integer;
}

impl<T> Counting for core::ops::Range<T> {
    type Integer = T;

    #[inline]
    fn start(self) -> T {
        self.start
    }
}

impl<T> Counting for core::ops::RangeFrom<T> {
    type Integer = T;

    #[inline]
    fn start(self) -> T {
        self.start
    }
}

/// What is asked of a queue that is a vector where it is followed.
#[cfg(feature = "alloc")]
pub trait Queue {
    /// Of what it is one.
    type Item;

    /// The first.
    fn front(&self) -> Option<&Self::Item>;
    /// The last.
    fn back(&self) -> Option<&Self::Item>;
}

#[cfg(feature = "alloc")]
impl<T> Queue for Vec<T> {
    type Item = T;

    #[inline]
    fn front(&self) -> Option<&T> {
        self.first()
    }

    #[inline]
    fn back(&self) -> Option<&T> {
        self.last()
    }
}

/// What is made a float by a cast, and has no slope.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is made a float where only integers can be",
    label = "its slope would be lost",
    note = "leave the cast out, or compute in one float type throughout"
)]
pub trait Integer {}

macro_rules! integers {
    ($($integer:ty)*) => {
        $(impl Integer for $integer {})*
    };
}

integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

/// The same integer.
#[inline]
#[must_use]
pub const fn integer<N: Integer + Copy>(count: N) -> N {
    count
}

/// All that an iterator gives.
#[cfg(feature = "alloc")]
pub fn collected<I: IntoIterator>(items: I) -> Vec<I::Item> {
    items.into_iter().collect()
}

/// The numbers of the elements in the order that a comparison gives them, equal ones as they stand.
#[cfg(feature = "alloc")]
pub fn order<T>(elements: &[T], mut compare: impl FnMut(&T, &T) -> core::cmp::Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..elements.len()).collect();
    order.sort_by(|&a, &b| compare(&elements[a], &elements[b]));
    order
}

/// The same by a key of each.
#[cfg(feature = "alloc")]
pub fn order_by_key<T, K: Ord>(elements: &[T], mut key: impl FnMut(&T) -> K) -> Vec<usize> {
    let mut order: Vec<usize> = (0..elements.len()).collect();
    order.sort_by_key(|&place| key(&elements[place]));
    order
}

/// The order of `sort_unstable_by`, in which equal ones may stand in any order, and do stand in that of the user's own call.
#[cfg(feature = "alloc")]
pub fn order_unstable<T>(
    elements: &[T],
    mut compare: impl FnMut(&T, &T) -> core::cmp::Ordering,
) -> Vec<usize> {
    unstable::<T>(elements.len(), None, &mut |a, b| compare(&elements[a], &elements[b]))
}

/// The same by a key of each.
#[cfg(feature = "alloc")]
pub fn order_unstable_by_key<T, K: Ord>(elements: &[T], mut key: impl FnMut(&T) -> K) -> Vec<usize> {
    unstable::<T>(elements.len(), None, &mut |a, b| key(&elements[a]).cmp(&key(&elements[b])))
}

/// The order of `select_nth_unstable_by`.
#[cfg(feature = "alloc")]
pub fn order_around<T>(
    elements: &[T],
    nth: usize,
    mut compare: impl FnMut(&T, &T) -> core::cmp::Ordering,
) -> Vec<usize> {
    unstable::<T>(elements.len(), Some(nth), &mut |a, b| compare(&elements[a], &elements[b]))
}

/// The standard library sorts large elements by other means than small ones, so that equal ones come out in another order: places are
/// sorted here that are as large as the elements, as far as it makes a difference there.
#[cfg(feature = "alloc")]
fn unstable<T>(
    count: usize,
    nth: Option<usize>,
    compare: &mut dyn FnMut(usize, usize) -> core::cmp::Ordering,
) -> Vec<usize> {
    match size_of::<T>() {
        0..=8 => arranged::<1>(count, nth, compare),
        9..=85 => arranged::<2>(count, nth, compare),
        86..=96 => arranged::<11>(count, nth, compare),
        _ => arranged::<13>(count, nth, compare),
    }
}

#[cfg(feature = "alloc")]
fn arranged<const WORDS: usize>(
    count: usize,
    nth: Option<usize>,
    compare: &mut dyn FnMut(usize, usize) -> core::cmp::Ordering,
) -> Vec<usize> {
    let mut order: Vec<[u64; WORDS]> = (0..count).map(|place| [place as u64; WORDS]).collect();
    let mut by_places = |a: &[u64; WORDS], b: &[u64; WORDS]| compare(place_of(a[0]), place_of(b[0]));
    match nth {
        None => order.sort_unstable_by(by_places),
        Some(nth) => drop(order.select_nth_unstable_by(nth, &mut by_places)),
    }
    order.into_iter().map(|places| place_of(places[0])).collect()
}

/// A place that was made a word before.
#[cfg(feature = "alloc")]
#[expect(clippy::cast_possible_truncation, reason = "it was one before")]
fn place_of(word: u64) -> usize {
    word as usize
}

/// A number that a pattern takes out, behind whatever references; nought where the pattern does not fit, and nobody asks.
#[inline]
#[must_use]
pub fn matched<M: Matched>(taken: Option<M>) -> M::Number {
    M::number(taken)
}

/// What a pattern takes out that is no number: it stands where the pattern fits, and nowhere else.
///
/// # Panics
///
/// If there is nothing.
#[inline]
#[must_use]
pub fn only_there<T>(taken: Option<T>) -> T {
    taken.expect("the pattern fits where it is taken apart")
}

/// A number, or a reference to one.
pub trait Matched: Sized {
    /// The number.
    type Number;

    /// The number, if there is one.
    fn number(taken: Option<Self>) -> Self::Number;
}

macro_rules! matched {
    ($($number:ident)*) => {$(
        impl Matched for $number {
            type Number = $number;

            #[inline]
            fn number(taken: Option<$number>) -> $number {
                taken.unwrap_or_default()
            }
        }
    )*};
}

matched! { f32 f64 bool i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

impl<M: Matched + Copy> Matched for &M {
    type Number = M::Number;

    #[inline]
    fn number(taken: Option<&M>) -> M::Number {
        M::number(taken.copied())
    }
}

/// What an option or a result holds that is known to hold something.
#[inline]
#[must_use]
pub fn present<P: Present>(option: P) -> P::Held {
    option.present()
}

/// An option or a result.
pub trait Present {
    /// What it holds.
    type Held;

    /// What it holds, if it does; without it there is no derivative either, and nothing asks.
    ///
    /// # Panics
    ///
    /// If it holds nothing.
    fn present(self) -> Self::Held;
}

/// What an option holds that is known to hold something, of the type of another one.
///
/// # Panics
///
/// If there is nothing.
#[inline]
#[must_use]
pub fn held_like<T>(_: &Option<T>, option: Option<T>) -> T {
    option.expect("it was found before")
}

/// Whether an option or a result holds something, behind whatever references.
#[inline]
#[must_use]
pub fn is_present<H: Holds>(option: &H) -> bool {
    option.holds()
}

/// An option, a result, or a reference to one.
pub trait Holds {
    /// Whether it holds something.
    fn holds(&self) -> bool;
}

impl<T> Holds for Option<T> {
    #[inline]
    fn holds(&self) -> bool {
        self.is_some()
    }
}

impl<T, E> Holds for Result<T, E> {
    #[inline]
    fn holds(&self) -> bool {
        self.is_ok()
    }
}

impl<H: Holds> Holds for &H {
    #[inline]
    fn holds(&self) -> bool {
        (**self).holds()
    }
}

impl<T> Present for Option<T> {
    type Held = T;

    #[inline]
    fn present(self) -> T {
        self.expect("the function returned a value, and so did what it called")
    }
}

impl<T, E> Present for Result<T, E> {
    type Held = T;

    #[inline]
    fn present(self) -> T {
        self.ok().present()
    }
}

/// What an option holds, behind whatever references; something of its type where it holds nothing.
#[must_use]
pub fn some_or_default<O: Optional>(option: &O) -> O::Item {
    option.some_or_default()
}

/// An option of a number, or a reference to one.
pub trait Optional {
    /// The number.
    type Item;

    /// The number, or another one of its type.
    fn some_or_default(&self) -> Self::Item;
}

impl<M: Matched + Copy> Optional for Option<M> {
    type Item = M::Number;

    fn some_or_default(&self) -> M::Number {
        matched(*self)
    }
}

impl<M: Matched + Copy, E> Optional for Result<M, E> {
    type Item = M::Number;

    fn some_or_default(&self) -> M::Number {
        matched(self.as_ref().ok().copied())
    }
}

impl<O: Optional> Optional for &O {
    type Item = O::Item;

    fn some_or_default(&self) -> O::Item {
        (**self).some_or_default()
    }
}
