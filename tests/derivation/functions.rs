//! Functions whose derivations are carried out.

use chainrule::differentiate;

#[differentiate]
pub(crate) fn helper(x: f64, y: f64) -> f64 {
    x * y.sin() + 0.5 * x * x
}

#[differentiate]
pub(crate) fn pair(x: f64, y: f64) -> (f64, f64) {
    (x + 2.0 * y, x * y)
}

#[differentiate]
pub(crate) fn norm(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum::<f64>().sqrt()
}

/// Functions, each with its parameters, those by which it is differentiated, and the points at which its derivation is
/// carried out: a test of its own for each.
macro_rules! carried_out {
    ($($name:ident [$($parameter:ident)*] $derivative:ident by [$($by:ident)+] $(at $arguments:tt)+;)+) => {
        pub(crate) const DERIVATIONS: &[&str] = &[$($name::DERIVATION),+];

        mod carried_out {$(
            mod $name {
                use super::super::*;

                const PARAMETERS: &[&str] = &[$(stringify!($parameter)),*];
                const BY: &[&str] = &[$(stringify!($by)),+];

                #[test]
                fn is_carried_out() {
                    $($crate::functions::point!($name $arguments $derivative);)+
                }
            }
        )+}
    };
}

macro_rules! point {
    ($name:ident ($($argument:expr),*) $derivative:ident) => {
        $crate::Case {
            name: stringify!($name),
            text: $name::DERIVATION,
            arguments: PARAMETERS.iter().copied().zip([$(::chainrule::derivation::Value::from($argument)),*]).collect(),
            by: BY,
            value: $name($($argument),*).into(),
            slopes: $name::$derivative($($argument),*).into(),
        }
        .check();
    };
}

pub(crate) use {carried_out, point};
