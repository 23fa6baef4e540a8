//! The functions of `libm` against those of the standard library, and derivatives that are made of them by hand.

use chainrule::Float;
use without_std::{bells, mixed, wave};

fn close(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance * (1.0 + b.abs()), "{a} {b}");
}

#[test]
fn derivatives() {
    let (x, y) = (0.7_f64, 1.3_f64);
    let (sin, cos) = (x * y).sin_cos();
    let [d_x, d_y] = wave::gradient(x, y);
    close(d_x, 3.0 * x * x * sin + x.powi(3) * y * cos, 1e-14);
    close(d_y, x.powi(4) * cos + 0.5 / y.sqrt(), 1e-14);
    close(wave::hessian(x, y)[1][1], -x.powi(5) * sin - 0.25 * y.powf(-1.5), 1e-14);

    let wanted = x.exp() + 1.0 / x + 1.0 - x.tanh().powi(2)
        + 1.5 * x.sqrt()
        + x / x.hypot(2.0)
        + 3.0 / (9.0 + x * x)
        + 1.0;
    close(mixed::gradient(x), wanted, 1e-14);
    close(mixed::gradient(0.7_f32).into(), wanted, 1e-6);

    for (slope, x) in bells::gradient(&[0.0, 0.5, -1.0]).into_iter().zip([0.0_f32, 0.5, -1.0]) {
        close(slope.into(), (-2.0 * x * (-x * x).exp()).into(), 1e-6);
    }
}

/// Where the methods of the type come first, those of the trait are called by its name.
macro_rules! agree {
    ($float:ident, $tolerance:expr, $x:expr, $y:expr; $($name:ident($($argument:expr),*))*) => {$(
        let (found, wanted) = (Float::$name($x $(, $argument)*), $float::$name($x $(, $argument)*));
        let same = found == wanted || found.is_nan() && wanted.is_nan();
        assert!(
            same || (found - wanted).abs() <= $tolerance * (1.0 + wanted.abs()),
            "{} of {:?} and {:?}: {found:?}, not {wanted:?}", stringify!($name), $x, $y
        );
    )*};
}

macro_rules! functions {
    ($float:ident, $tolerance:expr) => {
        for x in [-7.25, -1.0, -0.5, -0.0, 0.0, 1e-8, 0.3, 0.5, 1.0, 1.5, 2.5, 20.0] {
            for y in [-2.0, 0.4, 3.0] {
                agree! {
                    $float, $tolerance, x, y;
                    sqrt() cbrt() exp() exp2() exp_m1() ln() ln_1p() log2() log10() sin() cos() tan() asin() acos() atan()
                    sinh() cosh() tanh() asinh() acosh() atanh() floor() ceil() round() round_ties_even() trunc() fract()
                    powf(y) log(y) hypot(y) atan2(y) rem_euclid(y) div_euclid(y) mul_add(y, 0.1)
                }
                let (sin, cos) = Float::sin_cos(x);
                assert_eq!((sin, cos), (Float::sin(x), Float::cos(x)));
            }
            for exponent in [0, 1, 2, 3, 7, 31, -1, -2, -5] {
                let (found, wanted): ($float, $float) = (Float::powi(x, exponent), $float::powi(x, exponent));
                let near = (found - wanted).abs() <= 4.0 * $tolerance * wanted.abs();
                assert!(near || found == wanted, "{x} to the {exponent}: {found}, not {wanted}");
            }
        }
        // What is not finite, and what lies far out.
        for x in [$float::INFINITY, $float::NEG_INFINITY, $float::NAN, $float::MAX, $float::MIN_POSITIVE] {
            agree! {
                $float, $tolerance, x, x;
                sqrt() cbrt() exp() ln() sin() tanh() atan() floor() round() trunc() powf(0.5) hypot(1.0) atan2(1.0)
            }
        }
        for (exponent, wanted) in [(i32::MAX, 1.0), (i32::MIN, 1.0)] {
            assert_eq!(Float::powi(1.0 as $float, exponent), wanted);
        }
    };
}

#[test]
fn functions_of_doubles() {
    functions!(f64, 4e-15);
}

#[test]
fn functions_of_singles() {
    functions!(f32, 2e-6);
}
