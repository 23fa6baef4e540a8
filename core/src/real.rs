//! What matrices and files ask of a number, beyond [`Float`].

use core::num::ParseFloatError;
use core::str::FromStr;

use ndarray::LinalgScalar;
use safetensors::Dtype;

use crate::Float;

/// A number that networks are made of: `f64` or `f32`.
///
/// ```
/// use chainrule::Real;
///
/// fn halves<T: Real>(numbers: &[T]) -> Vec<T> {
///     numbers.iter().map(|&number| number / T::of(2.0)).collect()
/// }
///
/// assert_eq!(halves(&[1.0_f32, 3.0]), [0.5, 1.5]);
/// ```
pub trait Real: Float + LinalgScalar + FromStr<Err = ParseFloatError> {
    /// How the type is called in a file.
    #[doc(hidden)]
    const DTYPE: Dtype;

    /// The number as `f64`, which holds every number of either type.
    #[must_use]
    fn to_f64(self) -> f64;

    #[doc(hidden)]
    fn to_bytes(numbers: &[Self]) -> Vec<u8>;

    /// The numbers whose bytes these are; their count is a multiple of the size.
    #[doc(hidden)]
    fn from_bytes(bytes: &[u8]) -> Vec<Self>;
}

macro_rules! real {
    ($($float:ident $dtype:ident)*) => {$(
        impl Real for $float {
            const DTYPE: Dtype = Dtype::$dtype;

            #[allow(clippy::useless_conversion, reason = "of `f64`")]
            fn to_f64(self) -> f64 {
                f64::from(self)
            }

            fn to_bytes(numbers: &[Self]) -> Vec<u8> {
                numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
            }

            fn from_bytes(bytes: &[u8]) -> Vec<Self> {
                let (numbers, _) = bytes.as_chunks();
                numbers.iter().map(|&number| $float::from_le_bytes(number)).collect()
            }
        }
    )*};
}

real! { f32 F32  f64 F64 }
