//! The constants and the elementary functions by their names on paper.

use super::value::Value;

/// The constants.
pub(crate) fn known(name: &str) -> Option<Value> {
    use std::f64::consts;
    Some(match name {
        "π" => consts::PI.into(),
        "LN_2" => consts::LN_2.into(),
        "FRAC_PI_2" => consts::FRAC_PI_2.into(),
        "FRAC_PI_3" => consts::FRAC_PI_3.into(),
        "FRAC_PI_4" => consts::FRAC_PI_4.into(),
        "SQRT_2" => consts::SQRT_2.into(),
        "NaN" => f64::NAN.into(),
        "true" => true.into(),
        "false" => false.into(),
        _ => return None,
    })
}

/// The elementary functions.
pub(crate) fn elementary(name: &str, arguments: &[Value]) -> Value {
    let numbers: Vec<f64> = arguments.iter().map(Value::number).collect();
    Value::Number(match (name, numbers.as_slice()) {
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
        ("clamp", &[x, low, high]) => x.clamp(low, high),
        ("round", &[x]) => x.round(),
        ("rint", &[x]) => x.round_ties_even(),
        ("trunc", &[x]) => x.trunc(),
        ("fract", &[x]) => x.fract(),
        ("hypot", &[a, b]) => a.hypot(b),
        ("midpoint", &[a, b]) => 0.5 * (a + b),
        ("degrees", &[x]) => x.to_degrees(),
        ("radians", &[x]) => x.to_radians(),
        _ => panic!("nobody knows the function `{name}` of {numbers:?}"),
    })
}
