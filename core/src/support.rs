//! What the emitted code of functions with arrays and loops stands on. Not for use by hand.

#[cfg(feature = "alloc")]
pub use alloc::vec::Vec;

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

/// Adds the one to the other.
#[inline]
pub fn increase<S: Shape + ?Sized>(to: &mut S, by: &S) {
    to.increase(by);
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

/// Values that wait for the way back.
#[cfg(feature = "alloc")]
#[derive(Debug)]
pub struct Tape<T>(Vec<T>);

#[cfg(feature = "alloc")]
impl<T> Tape<T> {
    /// An empty one.
    #[inline]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "emitted code is all that makes one")]
    pub fn new() -> Self {
        Tape(Vec::new())
    }

    /// Puts a value onto it.
    #[inline]
    pub fn push(&mut self, value: T) {
        self.0.push(value);
    }

    /// Makes room.
    #[inline]
    pub fn reserve(&mut self, more: usize) {
        self.0.reserve(more);
    }

    /// Makes room for something from each element.
    #[inline]
    pub fn reserve_for(&mut self, elements: &impl Iterator) {
        self.0.reserve(elements.size_hint().0);
    }

    /// Takes the last value off.
    ///
    /// # Panics
    ///
    /// If there is none, which the emitted code does not let happen.
    #[inline]
    pub fn pop(&mut self) -> T {
        self.0.pop().expect("what was put onto the tape is taken off once")
    }
}

/// Numbers that wait for the way back, in memory that is kept for the next time.
///
/// The memory is not cleared in between: which of its numbers count is known by the length.
#[cfg(feature = "alloc")]
#[derive(Debug)]
pub struct Numbers<T: Float> {
    memory: Vec<T>,
    length: usize,
}

#[cfg(feature = "alloc")]
impl<T: Float> Numbers<T> {
    /// An empty tape.
    #[inline]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "emitted code is all that makes one")]
    pub fn new() -> Self {
        Numbers { memory: T::take_buffer(), length: 0 }
    }

    /// Makes room for something from each element.
    #[inline]
    pub fn reserve_for(&mut self, elements: &impl Iterator) {
        let more = elements.size_hint().0.saturating_sub(self.memory.len() - self.length);
        self.memory.reserve(more);
    }

    /// Puts a number onto it.
    #[inline]
    pub fn push(&mut self, value: T) {
        match self.memory.get_mut(self.length) {
            Some(place) => *place = value,
            None => self.memory.push(value),
        }
        self.length += 1;
    }

    /// Takes the last number off.
    ///
    /// # Panics
    ///
    /// If there is none, which the emitted code does not let happen.
    #[inline]
    pub fn pop(&mut self) -> T {
        self.shrink(1)[0]
    }

    /// Puts so many numbers onto it at once, which are still to be written.
    #[inline]
    pub fn grow(&mut self, by: usize) -> &mut [T] {
        let start = self.length;
        self.length += by;
        if self.memory.len() < self.length {
            self.memory.resize(self.length, T::ZERO);
        }
        &mut self.memory[start..][..by]
    }

    /// Takes so many numbers off it at once.
    ///
    /// # Panics
    ///
    /// If there are fewer, which the emitted code does not let happen.
    #[inline]
    pub fn shrink(&mut self, by: usize) -> &[T] {
        self.length = self.length.checked_sub(by).expect("what was put onto the tape is taken off once");
        &self.memory[self.length..][..by]
    }
}

#[cfg(feature = "alloc")]
impl<T: Float> Drop for Numbers<T> {
    fn drop(&mut self) {
        T::give_buffer_back(core::mem::take(&mut self.memory));
    }
}

/// Arrays that wait for the way back, in memory that is kept for the next time.
#[cfg(feature = "alloc")]
#[derive(Debug)]
#[allow(clippy::box_collection, reason = "the memory is kept in a box of any type")]
pub struct Arrays<T: 'static>(alloc::boxed::Box<Vec<T>>);

#[cfg(feature = "std")]
std::thread_local! {
    static BUFFERS: core::cell::RefCell<Vec<alloc::boxed::Box<dyn core::any::Any>>> =
        const { core::cell::RefCell::new(Vec::new()) };
}

#[cfg(feature = "alloc")]
impl<T: 'static> Arrays<T> {
    /// An empty tape.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "emitted code is all that makes one")]
    pub fn new() -> Self {
        #[cfg(feature = "std")]
        {
            let kept = BUFFERS.with(|buffers| {
                let mut buffers = buffers.borrow_mut();
                let position = buffers.iter().position(|buffer| buffer.is::<Vec<T>>())?;
                buffers.swap_remove(position).downcast().ok()
            });
            if let Some(kept) = kept {
                return Arrays(kept);
            }
        }
        Arrays(alloc::boxed::Box::default())
    }

    /// Makes room.
    #[inline]
    pub fn reserve(&mut self, more: usize) {
        self.0.reserve(more);
    }

    /// Makes room for something from each element.
    #[inline]
    pub fn reserve_for(&mut self, elements: &impl Iterator) {
        self.0.reserve(elements.size_hint().0);
    }

    /// Puts an array onto it.
    #[inline]
    pub fn push(&mut self, array: T) {
        self.0.push(array);
    }

    /// Takes the last array off.
    ///
    /// # Panics
    ///
    /// If there is none, which the emitted code does not let happen.
    #[inline]
    pub fn pop(&mut self) -> T {
        self.0.pop().expect("what was put onto the tape is taken off once")
    }
}

#[cfg(feature = "std")]
impl<T: 'static> Drop for Arrays<T> {
    fn drop(&mut self) {
        let mut buffer = core::mem::take(&mut self.0);
        buffer.clear();
        // Where the thread is coming to its end already, the memory is let go.
        let _ = BUFFERS.try_with(|buffers| buffers.borrow_mut().push(buffer));
    }
}
