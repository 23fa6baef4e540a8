//! Where derivatives are added, and the directions along which they are asked for. What does not vary has [`Constant`] for both.

use crate::NotDifferentiated;
use crate::support::Constant;

/// A place that derivatives are added to.
pub trait Slot<V> {
    /// Adds what is computed, which it is only where somebody wants it.
    fn add(&mut self, by: impl FnOnce() -> V);
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
