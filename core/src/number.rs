//! What matrices, tables and files ask of a float type: a hidden part of [`Float`], which is empty without the feature `network`.

#[cfg(feature = "network")]
use core::{num::ParseFloatError, str::FromStr};

/// Part of [`Float`](crate::Float).
#[cfg(not(feature = "network"))]
pub trait Number {}

/// Part of [`Float`](crate::Float).
#[cfg(feature = "network")]
pub trait Number: ndarray::LinalgScalar + FromStr<Err = ParseFloatError> {
    /// How the type is called in a file.
    const DTYPE: safetensors::Dtype;
    /// The smallest number that has all its digits.
    const TINY: Self;

    /// Hands out the bytes of the numbers, little end first, some at a time.
    fn bytes_of(numbers: &[Self], hand_out: &mut dyn FnMut(&[u8]));

    /// The numbers whose bytes these are; their count is a multiple of the size.
    fn of_bytes(bytes: &[u8], numbers: &mut Vec<Self>);
}

macro_rules! number {
    ($($float:ident $dtype:ident)*) => {$(
        #[cfg(not(feature = "network"))]
        impl Number for $float {}

        #[cfg(feature = "network")]
        impl Number for $float {
            const DTYPE: safetensors::Dtype = safetensors::Dtype::$dtype;
            const TINY: Self = $float::MIN_POSITIVE;

            fn bytes_of(numbers: &[Self], hand_out: &mut dyn FnMut(&[u8])) {
                let mut bytes = [0; size_of::<Self>() * 1024];
                for part in numbers.chunks(1024) {
                    let (places, _) = bytes.as_chunks_mut();
                    for (place, number) in places.iter_mut().zip(part) {
                        *place = number.to_le_bytes();
                    }
                    hand_out(&bytes[..size_of_val(part)]);
                }
            }

            fn of_bytes(bytes: &[u8], numbers: &mut Vec<Self>) {
                let (found, _) = bytes.as_chunks();
                numbers.extend(found.iter().map(|&number| $float::from_le_bytes(number)));
            }
        }
    )*};
}

number! { f32 F32  f64 F64 }
