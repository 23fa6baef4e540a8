//! Where derivatives are added, and the directions along which they are asked for. What does not vary has [`Constant`] for both.

use crate::NotDifferentiated;
use crate::support::{Constant, Real};

/// A place that derivatives are added to.
pub trait Slot<V> {
    /// Adds what is computed, which it is only where somebody wants it.
    fn add(&mut self, by: impl FnOnce() -> V);

    /// Adds a copy.
    #[inline]
    fn add_copy(&mut self, by: &V)
    where
        V: Clone,
    {
        self.add(|| by.clone());
    }

    /// Lets something add to what is there, or fill zeros: whether they are is said.
    #[inline]
    fn add_in_place(&mut self, zeros: impl FnOnce() -> V, add: impl FnOnce(&mut V, bool)) {
        self.add(|| {
            let mut sum = zeros();
            add(&mut sum, true);
            sum
        });
    }
}

/// A cotangent that nothing was added to yet: what comes first it is.
#[derive(Debug)]
pub struct Awaited<V>(Option<V>);

impl<V> Awaited<V> {
    /// Nothing yet.
    #[inline]
    #[must_use]
    pub fn nothing() -> Self {
        Awaited(None)
    }

    /// What was added.
    ///
    /// # Panics
    ///
    /// If nothing was.
    #[inline]
    #[must_use]
    pub fn given(self) -> V {
        self.0.expect("every operation adds to what it goes back to")
    }
}

impl<V: Slot<V>> Slot<V> for Awaited<V> {
    #[inline]
    fn add(&mut self, by: impl FnOnce() -> V) {
        match &mut self.0 {
            Some(sum) => sum.add(by),
            None => self.0 = Some(by()),
        }
    }

    #[inline]
    fn add_in_place(&mut self, zeros: impl FnOnce() -> V, add: impl FnOnce(&mut V, bool)) {
        match &mut self.0 {
            Some(sum) => sum.add_in_place(zeros, add),
            None => add(self.0.insert(zeros()), true),
        }
    }
}

/// A direction.
pub trait Along<V> {
    /// The direction; none of what does not vary.
    fn along(&self) -> Option<&V>;
}

macro_rules! number {
    ($($float:ident)*) => {$(
        impl Slot<$float> for $float {
            #[inline]
            fn add(&mut self, by: impl FnOnce() -> $float) {
                *self += by();
            }
        }

        impl Along<$float> for $float {
            #[inline]
            fn along(&self) -> Option<&$float> {
                Some(self)
            }
        }
    )*};
}

number! { f32 f64 }

macro_rules! held {
    ($($held:ident)*) => {$(
        impl<V> Slot<V> for $held {
            #[inline]
            fn add(&mut self, _: impl FnOnce() -> V) {}
        }

        impl<V> Along<V> for $held {
            #[inline]
            fn along(&self) -> Option<&V> {
                None
            }
        }
    )*};
}

held! { Constant NotDifferentiated }

/// What there is of a sum is multiplied by this, before something is added.
#[inline]
#[allow(dead_code, reason = "complex numbers are not added to in their place")]
pub(super) fn share<T: Real>(is_nothing: bool) -> T {
    if is_nothing { T::__ZERO } else { T::__ONE }
}
