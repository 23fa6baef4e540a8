//! The constants and the elementary functions by their names on paper.

use core::f64::consts;

#[cfg(not(feature = "std"))]
use crate::Float as _;

/// The constants.
pub(super) fn constant(name: &str) -> Option<f64> {
    Some(match name {
        "π" => consts::PI,
        "τ" => consts::TAU,
        "E" => consts::E,
        "LN_2" => consts::LN_2,
        "LN_10" => consts::LN_10,
        "FRAC_PI_2" => consts::FRAC_PI_2,
        "FRAC_PI_3" => consts::FRAC_PI_3,
        "FRAC_PI_4" => consts::FRAC_PI_4,
        "FRAC_PI_6" => consts::FRAC_PI_6,
        "SQRT_2" => consts::SQRT_2,
        "NaN" => f64::NAN,
        _ => return None,
    })
}

/// An elementary function of numbers.
pub(super) fn elementary(name: &str, arguments: &[f64]) -> Option<f64> {
    Some(match (name, arguments) {
        ("exp", &[x]) => x.exp(),
        ("ln", &[x]) => x.ln(),
        ("log₂", &[x]) => x.log2(),
        ("log₁₀", &[x]) => x.log10(),
        ("log", &[x, b]) => x.log(b),
        ("sin", &[x]) => x.sin(),
        ("cos", &[x]) => x.cos(),
        ("tan", &[x]) => x.tan(),
        ("arcsin", &[x]) => x.asin(),
        ("arccos", &[x]) => x.acos(),
        ("arctan", &[x]) => x.atan(),
        ("atan2", &[a, b]) => a.atan2(b),
        ("sinh", &[x]) => x.sinh(),
        ("cosh", &[x]) => x.cosh(),
        ("tanh", &[x]) => x.tanh(),
        ("arsinh", &[x]) => x.asinh(),
        ("arcosh", &[x]) => x.acosh(),
        ("artanh", &[x]) => x.atanh(),
        ("sign", &[x]) => x.signum(),
        ("copysign", &[x, s]) => x.copysign(s),
        ("max", &[a, b]) => a.max(b),
        ("min", &[a, b]) => a.min(b),
        // The one of `f64` panics where the bounds are in no order.
        ("clamp", &[x, low, high]) => x.max(low).min(high),
        ("round", &[x]) => x.round(),
        ("rint", &[x]) => x.round_ties_even(),
        ("trunc", &[x]) => x.trunc(),
        ("fract", &[x]) => x.fract(),
        ("hypot", &[a, b]) => a.hypot(b),
        ("midpoint", &[a, b]) => 0.5 * (a + b),
        ("degrees", &[x]) => x.to_degrees(),
        ("radians", &[x]) => x.to_radians(),
        _ => return None,
    })
}
