//! "Did you mean": from a method that nobody knows to the one that was meant.

use crate::elementary::Function;
use crate::spelling::nearest;

/// What people write who come from other languages, and what Rust calls it.
const FAMILIAR: &[(&str, &str)] = &[
    ("pow", "`powi` for an integer exponent or `powf` for a real one"),
    ("square", "`powi(2)`"),
    ("squared", "`powi(2)`"),
    ("sqr", "`powi(2)`"),
    ("cube", "`powi(3)`"),
    ("sigmoid", "`1.0 / (1.0 + (-x).exp())`, written out"),
    ("logistic", "`1.0 / (1.0 + (-x).exp())`, written out"),
    ("relu", "`max(0.0)`"),
    ("softplus", "`x.max(0.0) + (-x.abs()).exp().ln_1p()`, written out"),
    ("logarithm", "`ln`"),
    ("log1p", "`ln_1p`"),
    ("lnp1", "`ln_1p`"),
    ("expm1", "`exp_m1`"),
    ("arcsin", "`asin`"),
    ("arccos", "`acos`"),
    ("arctan", "`atan`"),
    ("arctan2", "`atan2`"),
    ("arsinh", "`asinh`"),
    ("arcosh", "`acosh`"),
    ("artanh", "`atanh`"),
    ("sincos", "`sin_cos`"),
    ("sign", "`signum`"),
    ("sgn", "`signum`"),
    ("fabs", "`abs`"),
    ("inv", "`recip`"),
    ("inverse", "`recip`"),
    ("modulo", "`rem_euclid`"),
    ("fma", "`mul_add`"),
    ("maximum", "`max`"),
    ("minimum", "`min`"),
    ("degrees", "`to_degrees`"),
    ("radians", "`to_radians`"),
    ("fraction", "`fract`"),
];

/// The nearest thing that can be differentiated.
pub(super) fn suggestion(unknown: &str) -> Option<String> {
    if let Some((_, meant)) = FAMILIAR.iter().find(|(name, _)| *name == unknown) {
        return Some((*meant).to_owned());
    }
    let known = Function::all().filter(|function| function.is_public());
    let known = known.map(|function| (function.name, format!("`{}`", function.name)));
    let familiar = FAMILIAR.iter().map(|(name, meant)| (*name, (*meant).to_owned()));
    nearest(unknown, known.chain(familiar))
}
