//! The corners: powers of zero and of negative numbers, kinks, overflow, infinities and NaN.
//!
//! Slopes at kinks are conventions, which the documentation of `differentiate` lists; everything else is mathematics.

#![allow(clippy::items_after_statements, reason = "a function stands beside what it is tested with")]

use chainrule::differentiate;

const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// Equal, or both NaN; zeros of either sign are equal.
fn same(found: f64, expected: f64) -> bool {
    found == expected || (found.is_nan() && expected.is_nan())
}

#[differentiate]
fn power(x: f64, p: f64) -> f64 {
    x.powf(p)
}

#[differentiate]
fn integer_power(x: f64, n: i32) -> f64 {
    x.powi(n)
}

/// `x^p` with both varying: x, p, the value, the slope in x, the slope in p.
#[test]
fn powers_with_a_varying_exponent() {
    let table = [
        (0.0, 2.0, 0.0, 0.0, 0.0),
        (0.0, 1.0, 0.0, 1.0, 0.0),
        (0.0, 0.5, 0.0, INF, 0.0),
        (0.0, 3.0, 0.0, 0.0, 0.0),
        (0.0, 0.0, 1.0, 0.0, -INF),
        (0.0, -1.0, INF, -INF, -INF),
        (-0.0, 2.0, 0.0, 0.0, 0.0),
        (-0.0, 1.0, -0.0, 1.0, 0.0),
        (2.0, 0.0, 1.0, 0.0, std::f64::consts::LN_2),
        (1.0, 5.0, 1.0, 5.0, 0.0),
        // A negative base has a slope in x where the exponent is an integer, and none in p.
        (-2.0, 2.0, 4.0, -4.0, NAN),
        (-2.0, 3.0, -8.0, 12.0, NAN),
        (-2.0, -1.0, -0.5, -0.25, NAN),
        (-2.0, 0.5, NAN, NAN, NAN),
        (INF, 2.0, INF, INF, INF),
        (NAN, 2.0, NAN, NAN, NAN),
        (2.0, NAN, NAN, NAN, NAN),
    ];
    for (x, p, value, in_x, in_p) in table {
        let (found, [found_x, found_p]) = power::value_and_gradient(x, p);
        assert!(same(found, value), "{x}^{p} is {value}, not {found}");
        assert!(same(found_x, in_x), "{x}^{p} has slope {in_x} in x, not {found_x}");
        assert!(same(found_p, in_p), "{x}^{p} has slope {in_p} in p, not {found_p}");
    }
}

/// Constant exponents, written as a literal and passed as a parameter.
#[test]
fn powers_with_a_constant_exponent() {
    macro_rules! check {
        ($($p:literal: $(($x:expr, $slope:expr)),+);+ $(;)?) => {$({
            #[differentiate]
            fn literal(x: f64) -> f64 {
                x.powf($p)
            }
            #[differentiate(wrt(x))]
            fn parameter(x: f64, p: f64) -> f64 {
                x.powf(p)
            }
            for (x, slope) in [$(($x, $slope)),+] {
                let p: f64 = $p;
                let found = literal::gradient(x);
                let close = same(found, slope) || (found - slope).abs() <= 4.0 * f64::EPSILON * slope.abs();
                assert!(close, "{x}^{p} has slope {slope}, not {found}");
                let found = parameter::gradient(x, p);
                let close = same(found, slope) || (found - slope).abs() <= 4.0 * f64::EPSILON * slope.abs();
                assert!(close, "{x}^{p}, by a parameter, has slope {slope}, not {found}");
            }
        })+};
    }
    check! {
        0.0: (0.0, 0.0), (-0.0, 0.0), (-2.0, 0.0), (3.0, 0.0);
        1.0: (0.0, 1.0), (-0.0, 1.0), (-2.0, 1.0), (3.0, 1.0);
        2.0: (0.0, 0.0), (-0.0, 0.0), (-2.0, -4.0), (3.0, 6.0);
        -1.0: (0.0, -INF), (-2.0, -0.25), (4.0, -0.0625);
        0.5: (0.0, INF), (-0.0, INF), (4.0, 0.25), (-1.0, NAN);
        1.5: (0.0, 0.0), (4.0, 3.0), (-1.0, NAN);
        3.0: (0.0, 0.0), (-2.0, 12.0), (1e-200, 0.0);
        2.5: (4.0, 20.0), (0.0, 0.0);
    }
}

#[test]
fn integer_powers() {
    let table = [
        (0.0, 0, 1.0, 0.0),
        (-0.0, 0, 1.0, 0.0),
        (0.0, 1, 0.0, 1.0),
        (0.0, 2, 0.0, 0.0),
        (0.0, -1, INF, -INF),
        (-3.0, 3, -27.0, 27.0),
        (-2.0, -2, 0.25, 0.25),
        (INF, 0, 1.0, 0.0),
        (NAN, 2, NAN, NAN),
        (1.0, i32::MAX, 1.0, 2_147_483_647.0),
        (1.0, i32::MIN, 1.0, -2_147_483_648.0),
    ];
    for (x, n, value, slope) in table {
        let (found, found_slope) = integer_power::value_and_gradient(x, n);
        assert!(same(found, value), "{x}^{n} is {value}, not {found}");
        assert!(same(found_slope, slope), "{x}^{n} has slope {slope}, not {found_slope}");
    }
}

/// A function of two arguments at its kinks: the point, the value, the slopes.
type Kink = (f64, f64, f64, [f64; 2]);

fn check(name: &str, found: fn(f64, f64) -> (f64, [f64; 2]), table: &[Kink]) {
    for &(a, b, value, slopes) in table {
        let (found_value, found_slopes) = found(a, b);
        assert!(same(found_value, value), "{name}({a}, {b}) is {value}, not {found_value}");
        for (found, slope) in found_slopes.into_iter().zip(slopes) {
            assert!(same(found, slope), "{name}({a}, {b}) has slopes {slopes:?}, not {found_slopes:?}");
        }
    }
}

#[differentiate]
fn max(a: f64, b: f64) -> f64 {
    a.max(b)
}

#[differentiate]
fn min(a: f64, b: f64) -> f64 {
    f64::min(a, b)
}

#[differentiate]
fn hypot(a: f64, b: f64) -> f64 {
    a.hypot(b)
}

#[differentiate]
fn atan2(a: f64, b: f64) -> f64 {
    a.atan2(b)
}

#[test]
fn kinks_of_two_arguments() {
    check(
        "max",
        max::value_and_gradient,
        &[
            (1.0, 1.0, 1.0, [1.0, 0.0]),
            (2.0, 1.0, 2.0, [1.0, 0.0]),
            (1.0, 2.0, 2.0, [0.0, 1.0]),
            // In Rust a number goes before NaN.
            (NAN, 1.0, 1.0, [0.0, 1.0]),
            (1.0, NAN, 1.0, [1.0, 0.0]),
            (INF, 1.0, INF, [1.0, 0.0]),
        ],
    );
    check(
        "min",
        min::value_and_gradient,
        &[
            (1.0, 1.0, 1.0, [1.0, 0.0]),
            (2.0, 1.0, 1.0, [0.0, 1.0]),
            (1.0, 2.0, 1.0, [1.0, 0.0]),
            (NAN, 1.0, 1.0, [0.0, 1.0]),
            (1.0, NAN, 1.0, [1.0, 0.0]),
        ],
    );
    check(
        "hypot",
        hypot::value_and_gradient,
        &[
            (0.0, 0.0, 0.0, [0.0, 0.0]),
            (-0.0, 0.0, 0.0, [0.0, 0.0]),
            (3.0, 0.0, 3.0, [1.0, 0.0]),
            (0.0, -2.0, 2.0, [0.0, -1.0]),
        ],
    );
    check(
        "atan2",
        atan2::value_and_gradient,
        &[
            (0.0, 0.0, 0.0, [0.0, 0.0]),
            (0.0, 2.0, 0.0, [0.5, 0.0]),
            (0.0, -2.0, std::f64::consts::PI, [-0.5, 0.0]),
            (2.0, 0.0, std::f64::consts::FRAC_PI_2, [0.0, -0.5]),
        ],
    );
}

/// A slope at one point of a function of one argument.
macro_rules! slopes {
    ($(|$x:ident| $body:expr => $(($at:expr, $slope:expr)),+);+ $(;)?) => {$(
        {
            #[differentiate]
            fn function($x: f64) -> f64 {
                $body
            }
            for (at, slope) in [$(($at, $slope)),+] {
                let found = function::gradient(at);
                assert!(same(found, slope), "{} has slope {slope} at {at}, not {found}", stringify!($body));
                let (_, found) = function::jvp(at, 1.0);
                assert!(same(found, slope), "{} has slope {slope} along 1 at {at}, not {found}", stringify!($body));
            }
        }
    )+};
}

#[test]
fn kinks_of_one_argument() {
    slopes! {
        |x| x.abs() => (0.0, 0.0), (-0.0, 0.0), (1e-300, 1.0), (-1e-300, -1.0), (NAN, NAN), (-INF, -1.0);
        // The constant wins a tie, as a rectifier wants it, whichever side it stands on.
        |x| x.max(0.0) => (0.0, 0.0), (-0.0, 0.0), (2.0, 1.0), (-2.0, 0.0);
        |x| 0f64.max(x) => (0.0, 0.0), (2.0, 1.0), (-2.0, 0.0);
        |x| f64::max(0.0, x) => (0.0, 0.0), (1e-300, 1.0);
        |x| x.min(1.0) => (1.0, 0.0), (0.5, 1.0), (2.0, 0.0);
        |x| x.max(x) => (3.0, 1.0);
        |x| x.clamp(-1.0, 1.0) => (-1.0, 0.0), (1.0, 0.0), (0.0, 1.0), (2.0, 0.0), (-2.0, 0.0);
        |x| x.signum() => (0.0, 0.0), (2.0, 0.0);
        |x| x.floor() + x.ceil() + x.round() + x.trunc() => (1.0, 0.0), (0.5, 0.0), (-2.7, 0.0);
        |x| x.fract() => (1.0, 1.0), (0.5, 1.0);
        |x| x.copysign(-2.0) => (0.0, 0.0), (3.0, -1.0), (-3.0, 1.0);
        |x| x.cbrt() => (0.0, INF);
        |x| x.sqrt() => (0.0, INF), (-1.0, NAN);
        |x| x.ln() => (0.0, INF);
        |x| x.recip() => (0.0, -INF), (INF, 0.0);
    }
}

/// Zero times infinity is not formed where the zero says that the other side does not count.
#[test]
fn what_is_not_chosen_does_not_leak() {
    slopes! {
        |x| x.sqrt().max(1.0) => (0.0, 0.0), (4.0, 0.25);
        |x| x.exp().min(5.0) => (1000.0, 0.0);
        |x| (1.0 / x).clamp(-2.0, 2.0) => (0.0, 0.0), (1e-320, 0.0);
        |x| x.ln().max(0.0) => (0.0, 0.0), (-1.0, 0.0), (2.0, 0.5);
        |x| (x.powi(2)).sqrt().max(1.0) * 3.0 => (0.0, 0.0);
        |x| 0.0 * x.ln() => (0.0, 0.0);
    }
}

/// The slope is finite, although a part of the function overflows.
#[test]
fn overflow_that_the_slope_need_not_share() {
    slopes! {
        |x| 1.0 / (1.0 + (-x).exp()) => (-800.0, 0.0), (800.0, 0.0), (0.0, 0.25);
        |x| (1.0 + (-x).exp()).recip() => (-800.0, 0.0), (800.0, 0.0), (0.0, 0.25);
        |x| (1.0 + x.exp()).ln() => (800.0, 1.0), (-800.0, 0.0), (0.0, 0.5);
        |x| x.exp().ln_1p() => (800.0, 1.0), (-800.0, 0.0), (0.0, 0.5);
        |x| -(1.0 / (1.0 + (-x).exp())).ln() => (-800.0, -1.0), (0.0, -0.5);
        |x| x.tanh() => (1000.0, 0.0), (-1000.0, 0.0), (INF, 0.0);
        |x| x.atan() => (1e200, 0.0), (INF, 0.0);
        |x| x.asinh() => (1e300, 1e-300);
        |x| x.hypot(3.0) => (1e200, 1.0);
    }
}

/// Small slopes keep their digits where the naive formula has none left.
#[test]
fn slopes_that_would_cancel() {
    fn relative(found: f64, expected: f64) -> f64 {
        ((found - expected) / expected).abs()
    }
    #[differentiate]
    fn logistic(x: f64) -> f64 {
        1.0 / (1.0 + (-x).exp())
    }
    // e⁻⁴⁰/(1 + e⁻⁴⁰)² and sech²(20), from mpmath
    assert!(relative(logistic::gradient(40.0), 4.248_354_255_291_589e-18) < 1e-14);
    #[differentiate]
    fn tanh(x: f64) -> f64 {
        x.tanh()
    }
    assert!(relative(tanh::gradient(20.0), 1.699_341_702_116_635_5e-17) < 1e-14);
    #[differentiate]
    fn exp_m1(x: f64) -> f64 {
        x.exp_m1()
    }
    assert!(relative(exp_m1::gradient(-40.0), 4.248_354_255_291_589e-18) < 1e-14);
}

/// In the sum of a diamond each path counts.
#[test]
fn the_diamond() {
    #[differentiate]
    fn diamond(a: f64) -> f64 {
        let b = a + a;
        b + b
    }
    assert_eq!(diamond::value_and_gradient(3.0), (12.0, 4.0));
    assert!(diamond::DERIVATION.contains("∂diamond/∂a = 4"), "{}", diamond::DERIVATION);
}
