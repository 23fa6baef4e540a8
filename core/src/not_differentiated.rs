//! The place of a derivative that does not exist.

use crate::support::Real;

/// Stands where a derivative by a parameter would stand that is no number: an integer, a truth value, a slice
/// of indices.
///
/// It appears only in code that `#[differentiate]` emits. A compile error that names it says that a varying
/// number was passed to a parameter that cannot be differentiated.
///
/// ```
/// let nothing = chainrule::NotDifferentiated;
/// assert_eq!(core::mem::size_of_val(&nothing), 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotDifferentiated;

/// What is added to, or gone along, for an argument that does not vary. It is there to say what is wrong where it does.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the function that is called here is not differentiated by one of the arguments that vary",
    label = "called with an argument that varies",
    note = "name its parameter in `wrt(…)` above the function, or hand over what does not vary"
)]
pub trait HeldConstant {}

/// What a function changes by as one of its arguments does, if it is differentiated by that.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the function that is called here is not differentiated by one of the arguments that vary",
    label = "called with an argument that varies",
    note = "name its parameter in `wrt(…)` above the function, or hand over what does not vary; what `wrt` leaves out may vary as well, \
            as long as all that the function calls with it has `#[differentiate]`"
)]
pub trait ByArgument {
    type Slope;

    fn slope(self) -> Self::Slope;
}

macro_rules! slopes {
    ($($float:ty)*) => {
        $(
            impl ByArgument for $float {
                type Slope = $float;

                #[inline]
                fn slope(self) -> $float {
                    self
                }
            }
        )*
    };
}

slopes! { f32 f64 }

/// The slope of a function by one of its arguments.
#[inline]
#[must_use]
pub fn by_argument<T: ByArgument>(slope: T) -> T::Slope {
    slope.slope()
}

/// A place for the derivative by a number that does not vary: nobody reads it, and the function that is called may not give it.
#[derive(Clone, Copy, Debug)]
pub struct Spare<T>(T);

impl<T: Real> Spare<T> {
    /// One with nothing in it.
    #[inline]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "emitted code is all that makes one")]
    pub fn new() -> Self {
        Spare(T::__ZERO)
    }
}

impl<T> core::ops::Deref for Spare<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> core::ops::DerefMut for Spare<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> HeldConstant for &mut Spare<T> {}
impl HeldConstant for &NotDifferentiated {}
impl HeldConstant for &mut NotDifferentiated {}
