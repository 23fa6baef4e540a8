//! What keeps values on the way forth for the way back.

use alloc::vec::Vec;

use crate::kept::Kept;

/// Values that wait for the way back.
#[derive(Debug)]
pub struct Tape<T>(Vec<T>);

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

/// Numbers or truth values that wait for the way back, in memory that is kept for the next time.
///
/// The memory is not cleared in between: how much of it counts is known by the length.
#[derive(Debug)]
pub struct Numbers<T: Kept> {
    memory: Vec<T>,
    length: usize,
}

impl<T: Kept> Numbers<T> {
    /// An empty tape.
    #[inline]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "emitted code is all that makes one")]
    pub fn new() -> Self {
        Numbers { memory: T::take_memory(), length: 0 }
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
            self.memory.resize(self.length, T::default());
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

impl<T: Kept> Drop for Numbers<T> {
    fn drop(&mut self) {
        T::give_memory_back(core::mem::take(&mut self.memory));
    }
}

/// Arrays that wait for the way back, in memory that is kept for the next time.
#[derive(Debug)]
#[allow(clippy::box_collection, reason = "the memory is kept in a box of any type")]
pub struct Arrays<T: 'static>(alloc::boxed::Box<Vec<T>>);

#[cfg(feature = "std")]
std::thread_local! {
    static BUFFERS: core::cell::RefCell<Vec<alloc::boxed::Box<dyn core::any::Any>>> =
        const { core::cell::RefCell::new(Vec::new()) };
}

/// Lets go of what this thread keeps.
#[cfg(feature = "std")]
pub(crate) fn release() {
    // What is let go may have a tape of its own, which is given back here while it is dropped.
    let kept = BUFFERS.with(|buffers| core::mem::take(&mut *buffers.borrow_mut()));
    drop(kept);
}

/// Memory for values of this type, if somebody left some.
#[allow(
    clippy::box_collection,
    clippy::unnecessary_box_returns,
    reason = "the memory is kept in a box of any type"
)]
fn take_buffer<T: 'static>() -> alloc::boxed::Box<Vec<T>> {
    #[cfg(feature = "std")]
    {
        let kept = BUFFERS.with(|buffers| {
            let mut buffers = buffers.borrow_mut();
            let position = buffers.iter().position(|buffer| buffer.is::<Vec<T>>())?;
            buffers.swap_remove(position).downcast().ok()
        });
        if let Some(kept) = kept {
            return kept;
        }
    }
    alloc::boxed::Box::default()
}

#[cfg(feature = "std")]
#[allow(clippy::box_collection, reason = "the memory is kept in a box of any type")]
fn give_buffer_back<T: 'static>(memory: alloc::boxed::Box<Vec<T>>) {
    // Where the thread is coming to its end already, the memory is let go.
    let _ = BUFFERS.try_with(|buffers| buffers.borrow_mut().push(memory));
}

#[cfg(not(feature = "std"))]
#[allow(clippy::box_collection, reason = "the memory is kept in a box of any type")]
fn give_buffer_back<T: 'static>(_: alloc::boxed::Box<Vec<T>>) {}

impl<T: 'static> Arrays<T> {
    /// An empty tape.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "emitted code is all that makes one")]
    pub fn new() -> Self {
        let mut memory = take_buffer();
        // Copies may have been left in it.
        memory.clear();
        Arrays(memory)
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
        let mut memory = core::mem::take(&mut self.0);
        memory.clear();
        give_buffer_back(memory);
    }
}

/// Copies of arrays that wait for the way back, each in the memory of one that waited there before.
///
/// As with [`Numbers`], what has been taken off stays in the memory; the length says how much of it counts.
#[derive(Debug)]
#[allow(clippy::box_collection, reason = "the memory is kept in a box of any type")]
pub struct Copies<T: Clone + 'static> {
    memory: alloc::boxed::Box<Vec<T>>,
    length: usize,
}

impl<T: Clone + 'static> Copies<T> {
    /// An empty tape.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "emitted code is all that makes one")]
    pub fn new() -> Self {
        Copies { memory: take_buffer(), length: 0 }
    }

    /// Puts a copy of an array onto it.
    #[inline]
    pub fn push(&mut self, array: &T) {
        match self.memory.get_mut(self.length) {
            Some(place) => place.clone_from(array),
            None => self.memory.push(array.clone()),
        }
        self.length += 1;
    }

    /// Takes the last copy off.
    ///
    /// # Panics
    ///
    /// If there is none, which the emitted code does not let happen.
    #[inline]
    pub fn pop(&mut self) -> &T {
        self.length = self.length.checked_sub(1).expect("what was put onto the tape is taken off once");
        &self.memory[self.length]
    }
}

impl<T: Clone + 'static> Drop for Copies<T> {
    fn drop(&mut self) {
        give_buffer_back(core::mem::take(&mut self.memory));
    }
}
