//! Numbers of a float type by name, as code that is generic over one writes them: `T::one()`, `T::PI()`, `T::from(2)`.
//!
//! A trait of its own, of which [`Float`](super::Float) is a part: what is bounded by that has these functions, and `f64::from(…)` goes on to
//! mean what Rust says it does where `Float` is in scope. With the feature `network`, `zero` and `one` are those that matrices ask for
//! ([`Number`](crate::number::Number)): a second one of a name would make it ambiguous.

/// A number of any of Rust's own types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number of Rust's",
    label = "not a number",
    note = "the integer types, `f32` and `f64` are"
)]
pub trait Primitive: Copy {
    /// The nearest `f64`.
    fn as_f64(self) -> f64;

    /// The nearest `f32`, rounded once.
    fn as_f32(self) -> f32;
}

macro_rules! primitive {
    ($($number:ident)*) => {$(
        #[allow(
            clippy::cast_possible_truncation, clippy::cast_lossless, clippy::unnecessary_cast,
            clippy::allow_attributes,
            reason = "the nearest is asked for"
        )]
        impl Primitive for $number {
            #[inline]
            fn as_f64(self) -> f64 {
                self as f64
            }

            #[inline]
            fn as_f32(self) -> f32 {
                self as f32
            }
        }
    )*};
}

primitive! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 }

/// Numbers as functions without arguments: those of the module `consts` and those of the type itself.
macro_rules! constants {
    ($($name:ident)*; $($function:ident $limit:ident)*) => {
        /// Part of [`Float`](super::Float).
        #[allow(non_snake_case, clippy::allow_attributes, reason = "as these numbers are called")]
        pub trait Constants: Primitive {
            /// A number of any type, rounded to this one.
            #[must_use]
            fn from<N: Primitive>(number: N) -> Self;

            /// Nought.
            #[cfg(not(feature = "network"))]
            #[must_use]
            fn zero() -> Self;

            /// One.
            #[cfg(not(feature = "network"))]
            #[must_use]
            fn one() -> Self;

            $(
                #[doc = concat!("The constant `", stringify!($limit), "` of the type.")]
                #[must_use]
                fn $function() -> Self;
            )*

            $(
                #[doc = concat!("The constant `", stringify!($name), "` of `core::f64::consts`, in this type.")]
                #[must_use]
                fn $name() -> Self;
            )*
        }

        constants! { impl f32 as_f32 { $($name)* } { $($function $limit)* } }
        constants! { impl f64 as_f64 { $($name)* } { $($function $limit)* } }
    };
    (impl $float:ident $nearest:ident { $($name:ident)* } { $($function:ident $limit:ident)* }) => {
        impl Constants for $float {
            #[inline]
            fn from<N: Primitive>(number: N) -> Self {
                number.$nearest()
            }

            #[cfg(not(feature = "network"))]
            #[inline]
            fn zero() -> Self {
                0.0
            }

            #[cfg(not(feature = "network"))]
            #[inline]
            fn one() -> Self {
                1.0
            }

            $(
                #[inline]
                fn $function() -> Self {
                    $float::$limit
                }
            )*

            $(
                #[inline]
                fn $name() -> Self {
                    core::$float::consts::$name
                }
            )*
        }
    };
}

constants! {
    PI TAU E SQRT_2 LN_2 LN_10 LOG2_E LOG10_E LOG2_10 LOG10_2 FRAC_PI_2 FRAC_PI_3 FRAC_PI_4 FRAC_PI_6 FRAC_PI_8 FRAC_1_PI FRAC_2_PI
    FRAC_2_SQRT_PI FRAC_1_SQRT_2;
    epsilon EPSILON infinity INFINITY neg_infinity NEG_INFINITY nan NAN min_value MIN max_value MAX min_positive_value MIN_POSITIVE
}
