//! The numbers that can be differentiated: `f64` and `f32`, and what the crate asks of them.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::fmt::{Debug, Display, LowerExp};
use core::ops::{Add, Div, Mul, Sub};

/// A real number of the machine, which is `f64` or `f32` and nothing else.
///
/// Code that is generic over the precision names this trait as its bound; it cannot be implemented elsewhere.
///
/// ```
/// use chainrule::Float;
///
/// fn mean<T: Float>(numbers: [T; 2]) -> T {
///     (numbers[0] + numbers[1]) / (T::ONE + T::ONE)
/// }
///
/// assert_eq!(mean([1.0_f64, 2.0]), 1.5);
/// assert_eq!(mean([1.0_f32, 2.0]), 1.5);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be differentiated",
    label = "not a differentiable number",
    note = "only `f32` and `f64` are"
)]
pub trait Float:
    sealed::Sealed
    + Copy
    + Debug
    + Display
    + LowerExp
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
{
    /// Nought.
    const ZERO: Self;
    /// One.
    const ONE: Self;

    /// Whether this is a number, and not infinite.
    #[must_use]
    fn is_finite(self) -> bool;

    /// The distance from zero.
    #[must_use]
    fn abs(self) -> Self;

    /// Memory for numbers, empty.
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    #[must_use]
    fn take_buffer() -> Vec<Self>;

    /// Keeps memory for the next one who needs some.
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn give_buffer_back(buffer: Vec<Self>);
}

macro_rules! float {
    ($($float:ident in $buffers:ident,)*) => {$(
        impl sealed::Sealed for $float {}

        impl Float for $float {
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;

            #[inline]
            fn is_finite(self) -> bool {
                $float::is_finite(self)
            }

            #[inline]
            fn abs(self) -> Self {
                $float::abs(self)
            }

            #[cfg(feature = "std")]
            fn take_buffer() -> Vec<Self> {
                $buffers.with(|buffers| buffers.borrow_mut().pop().unwrap_or_default())
            }

            #[cfg(feature = "std")]
            fn give_buffer_back(mut buffer: Vec<Self>) {
                buffer.clear();
                // Where the thread is coming to its end already, the memory is let go.
                let _ = $buffers.try_with(|buffers| buffers.borrow_mut().push(buffer));
            }

            #[cfg(all(feature = "alloc", not(feature = "std")))]
            fn take_buffer() -> Vec<Self> {
                Vec::new()
            }

            #[cfg(all(feature = "alloc", not(feature = "std")))]
            fn give_buffer_back(_: Vec<Self>) {}
        }

        #[cfg(feature = "std")]
        std::thread_local! {
            static $buffers: core::cell::RefCell<Vec<Vec<$float>>> = const { core::cell::RefCell::new(Vec::new()) };
        }
    )*};
}

float! { f32 in BUFFERS_OF_F32, f64 in BUFFERS_OF_F64, }

mod sealed {
    pub trait Sealed {}
}
