//! The language of a differentiated function: every form in which Rust writes straight-line arithmetic.
//!
//! Each line is a function of one variable with its slope at a point, worked out by hand.

#![allow(clippy::items_after_statements, reason = "a function stands beside what it is tested with")]
#![allow(clippy::cast_precision_loss, reason = "the numbers are small")]

use chainrule::differentiate;

const G: f64 = 9.81;

mod constants {
    pub(crate) const HALF: f64 = 0.5;
    pub(crate) static QUARTER: f64 = 0.25;
}

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 8.0 * f64::EPSILON * expected.abs().max(1e-300)
}

/// `|x| body => point, slope;`
macro_rules! lines {
    ($(|$x:ident| $body:block => $at:expr, $slope:expr);+ $(;)?) => {$({
        #[differentiate]
        #[allow(unused_parens, clippy::all, clippy::pedantic, reason = "every form is tested, the odd ones too")]
        fn function($x: f64) -> f64 $body
        let (at, slope): (f64, f64) = ($at, $slope);
        let (value, found) = function::value_and_gradient(at);
        assert_eq!(value.to_bits(), function(at).to_bits(), "the value of {}", stringify!($body));
        assert!(close(found, slope), "the slope of {} is {slope}, not {found}", stringify!($body));
        let (value, found) = function::jvp(at, 1.0);
        assert_eq!(value.to_bits(), function(at).to_bits(), "the value of {}", stringify!($body));
        assert!(close(found, slope), "the slope of {} along 1 is {slope}, not {found}", stringify!($body));
    })+};
}

#[test]
fn bindings() {
    lines! {
        |x| { let y = x * x; y } => 3.0, 6.0;
        |x| { let y: f64 = x * x; y + y } => 3.0, 12.0;
        |x| { let x = x * x; let x = x + 1.0; x * x } => 2.0, 40.0;
        |x| { let (s, c) = x.sin_cos(); s * c } => 0.0, 1.0;
        |x| { let (a, b) = (x + 1.0, x - 1.0); let (a, b) = (b, a); a / b } => 2.0, 2.0 / 9.0;
        |x| { let [a, b] = [x, x * x]; a + b } => 2.0, 5.0;
        |x| { let ((a, _), [b, c]) = ((x, 1.0), [x, x]); a * b * c } => 2.0, 12.0;
        |x| { let y = { let z = x * 2.0; z * z }; y } => 1.0, 8.0;
        |x| { let a = x; { let a = a * 2.0; let _b = a; } a } => 1.0, 1.0;
        |x| { let mut a = x; a = a * a; a } => 3.0, 6.0;
        |x| { let mut a = x; a += x; a -= 1.0; a *= x; a /= 2.0; a } => 3.0, 5.5;
        |x| { let mut a = x; { a *= 3.0; } a } => 3.0, 3.0;
        |x| { let mut a = 7.5; a %= x; a } => 2.0, -3.0;
        |x| { return x * x; } => 3.0, 6.0;
        |x| { let y = x; return y } => 3.0, 1.0;
        |x| { (((x))) } => 3.0, 1.0;
        |x| { /* a comment */ x // and another
        } => 3.0, 1.0;
        |x| { let _unused = x.exp(); 2.0 * x } => 3.0, 2.0;
        |_x| { 5.0 } => 3.0, 0.0;
    }
}

#[test]
fn literals_and_constants() {
    lines! {
        |x| { 2. * x } => 1.0, 2.0;
        |x| { 2.0 * x + 1e-3 * x + 1E2 * x } => 1.0, 102.001;
        |x| { 2_000.0 * x } => 1.0, 2000.0;
        |x| { 2.0_f64 * x + 3f64 * x + 4_f64 * x } => 1.0, 9.0;
        |x| { -2.0 * x - -3.0 * x } => 1.0, 1.0;
        |x| { std::f64::consts::PI * x } => 1.0, std::f64::consts::PI;
        |x| { use std::f64::consts::E; E * x } => 1.0, std::f64::consts::E;
        |x| { G * x + crate::G * x + self::constants::HALF * x + constants::QUARTER * x } => 1.0, 2.0 * 9.81 + 0.75;
        |x| { const K: f64 = 3.0; K * x } => 1.0, 3.0;
        |x| { const fn twice(k: f64) -> f64 { 2.0 * k } twice(1.5) * x } => 1.0, 3.0;
        |x| { let k = 2.0; let k = k * 3.0; k * x } => 1.0, 6.0;
        |x| { let k: u8 = 250; k.wrapping_add(10) as f64 * x } => 1.0, 4.0;
        |x| { let k: f32 = 0.1; k as f64 * x } => 1.0, f64::from(0.1_f32);
        |x| { let table = [1.0, 2.0, 3.0]; let k = table.len() - 1; table[k] * x } => 1.0, 3.0;
        |x| { let k = { let mut sum = 0.0; for i in 0..4 { sum += i as f64; } sum }; k * x } => 1.0, 6.0;
        |x| { let n = 3; let n = n + 1; x.powi(n) * n as f64 } => 1.0, 16.0;
        |x| { x.powi(-2) + x.powi(2 - 5) } => 1.0, -5.0;
        |x| { f64::MAX.ln() * x + f64::from(3u8) * x } => 1.0, f64::MAX.ln() + 3.0;
        |x| { 2.0_f64.sqrt() * x + (-2.0_f64).abs() * x } => 1.0, 2.0_f64.sqrt() + 2.0;
    }
}

#[test]
fn path_forms() {
    lines! {
        |x| { f64::sin(x) } => 0.0, 1.0;
        |x| { f64::max(x, 2.0) + f64::max(2.0, x) } => 3.0, 2.0;
        |x| { f64::powi(x, 3) } => 2.0, 12.0;
        |x| { core::primitive::f64::abs(x) + std::primitive::f64::abs(x) } => -2.0, -2.0;
        |x| { f64::mul_add(x, x, x) } => 2.0, 5.0;
    }
}

/// What other crates get wrong.
#[test]
fn signs_and_precedence() {
    lines! {
        |x| { 1.0 - x.sqrt() } => 4.0, -0.25;
        |x| { -(1.0 / (1.0 + (-x).exp())).ln() } => 0.0, -0.5;
        |x| { x.exp() - 2.0 * x.exp() } => 0.0, -1.0;
        |x| { -(x * 0.5).powi(4) } => 2.0, -2.0;
        |x| { x * x.powi(2).sqrt() } => -3.0, 6.0;
        |x| { x * x.powi(2).ln() } => -1.0, 2.0;
        |x| { -x } => 3.0, -1.0;
        |x| { 1.0 / x } => 2.0, -0.25;
        |x| { 2.0 - (3.0 - (4.0 - x)) } => 3.0, -1.0;
        |x| { 12.0 / (6.0 / x) } => 3.0, 2.0;
        |x| { 12.0 / x / x } => 2.0, -3.0;
        |x| { (x - 1.0) * (x - 2.0) } => 3.0, 3.0;
        |x| { -(-x) * -x } => 3.0, -6.0;
        |x| { (x - 1.0) - (x - 2.0).powi(2) } => 3.0, -1.0;
        |x| { x * x * x + x / (x * x) } => 2.0, 11.75;
    }
}

#[differentiate]
fn unused(x: f64, _y: f64) -> f64 {
    x * x
}

#[differentiate(wrt(z, x))]
fn ordered(x: f64, y: f64, z: f64) -> f64 {
    x * y * z
}

#[differentiate]
fn constants_of_other_types(x: f64, n: i32, table: &[u8], negate: bool, name: &str) -> f64 {
    let sign = if negate { -1.0 } else { 1.0 };
    sign * x.powi(n) * f64::from(table[0]) * name.len() as f64
}

#[differentiate]
fn single(x: f32, y: f32) -> (f32, f32) {
    let u = x * y;
    (u.sin() * 2.0, x / y)
}

#[differentiate]
fn array(x: f64, y: f64, z: f64) -> [f64; 2] {
    [x * y, y * z]
}

#[test]
fn parameters_and_results() {
    assert_eq!(unused::gradient(3.0, 4.0), [6.0, 0.0]);
    assert_eq!(ordered::gradient(2.0, 3.0, 5.0), [15.0, 6.0], "in the order of the signature");
    assert_eq!(ordered::jvp(2.0, 3.0, 5.0, [1.0, 0.0]), (30.0, 15.0));
    assert_eq!(constants_of_other_types::gradient(2.0, 3, &[5], true, "ab"), -120.0);
    let (values, [[a, b], [c, d]]) = single::value_and_jacobian(0.0, 2.0);
    assert_eq!((values, a, b, c, d), ([0.0, 0.0], 4.0, 0.0, 0.5, -0.0));
    assert_eq!(single::jvp(0.0, 2.0, [1.0, 0.0]), ((0.0, 0.0), (4.0, 0.5)));
    assert_eq!(single::vjp(0.0, 2.0, (1.0, 2.0)), ((0.0, 0.0), [5.0, 0.0]));
    assert_eq!(array::jacobian(2.0, 3.0, 5.0), [[3.0, 2.0, 0.0], [0.0, 5.0, 3.0]]);
    assert_eq!(array::vjp(2.0, 3.0, 5.0, [1.0, 10.0]), ([6.0, 15.0], [3.0, 52.0, 30.0]));
    assert_eq!(array::jvp(2.0, 3.0, 5.0, [0.0, 1.0, 0.0]), ([6.0, 15.0], [2.0, 5.0]));
}

#[differentiate(order = 2)]
fn f(x: f64, y: f64) -> f64 {
    x * x * y
}

#[differentiate(order = 2)]
fn g(x: f64) -> f64 {
    x.sin()
}

mod elsewhere {
    use chainrule::differentiate;

    #[differentiate(order = 2)]
    pub(crate) fn h(x: f64, scale: f64) -> f64 {
        scale * super::g(x) + crate::f(x, 2.0)
    }
}

#[differentiate(order = 2)]
fn calls(x: f64, y: f64) -> f64 {
    use elsewhere::h as renamed;
    f(g(x), renamed(x, g(y))) + self::elsewhere::h(2.0, 3.0) + elsewhere::h(y, 1.0)
}

#[differentiate]
fn pair(x: f64, y: f64) -> (f64, f64) {
    (x * y, x + y)
}

#[differentiate]
fn of_a_pair(x: f64) -> f64 {
    let (a, b) = pair(x, 2.0 * x);
    a * b
}

#[test]
fn calls_of_other_functions() {
    let (x, y): (f64, f64) = (0.3, 0.7);
    // sin²x·(sin y·sin x + 2x²) + sin y + 2y²
    let (sx, cx, sy, cy) = (x.sin(), x.cos(), y.sin(), y.cos());
    let inner = sy * sx + 2.0 * x * x;
    let expected = [2.0 * sx * cx * inner + sx * sx * (sy * cx + 4.0 * x), sx.powi(3) * cy + cy + 4.0 * y];
    let found = calls::gradient(x, y);
    assert!(close(found[0], expected[0]) && close(found[1], expected[1]), "{found:?} {expected:?}");
    let second = calls::hessian(x, y);
    assert!(close(second[0][1], 3.0 * sx * sx * cx * cy), "{second:?}");
    assert!(close(second[1][1], -sx.powi(3) * sy - sy + 4.0), "{second:?}");
    // 2x²·3x
    assert_eq!(of_a_pair::value_and_gradient(2.0), (48.0, 72.0));
}

#[differentiate(derivative(x = y * x.cos(), y = x.sin()), order = 2)]
fn opaque(x: f64, y: f64) -> f64 {
    [x].iter().map(|x| x.sin()).sum::<f64>() * y
}

#[test]
fn opaque_functions() {
    let (x, y): (f64, f64) = (0.3, 2.0);
    assert_eq!(opaque::gradient(x, y), [y * x.cos(), x.sin()]);
    assert_eq!(opaque::hessian(x, y), [[-y * x.sin(), x.cos()], [x.cos(), 0.0]]);
    assert_eq!(opaque::value_and_gradient(x, y).0, opaque(x, y));
    #[differentiate]
    fn caller(x: f64) -> f64 {
        opaque(x * x, 3.0)
    }
    assert!(close(caller::gradient(x), 6.0 * x * (x * x).cos()));
}

#[differentiate]
const fn rational(x: f64, y: f64) -> f64 {
    let square = x * x;
    (square - y) / (square + y)
}

const SLOPES: [f64; 2] = rational::gradient(1.0, 3.0);
const ALONG: (f64, f64) = rational::jvp(1.0, 3.0, [1.0, 0.0]);

#[test]
fn constant_functions() {
    assert_eq!(SLOPES, [0.75, -0.125]);
    assert_eq!(ALONG, (-0.5, 0.75));
}

#[differentiate]
fn everything(x: f64, y: f64) -> f64 {
    let u = x.hypot(y).ln_1p() - (x * y).tanh() / (1.0 + x.powi(4)).sqrt();
    let v = (u - x).exp().min(1e3) * y.atan2(x + 2.5) + (x - y).abs().powf(1.5);
    let w = if u > v { u.cbrt() * v } else { v.sin() - u.rem_euclid(0.7) };
    u * v - w / (2.0 + v.cos()) + x.mul_add(y, -u).asinh()
}

/// The value beside each derivative has the bits of the function.
#[test]
fn values_are_bit_for_bit() {
    let mut state = 12_345_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64 * 8.0 - 4.0
    };
    for _ in 0..5_000 {
        let (x, y) = (next(), next());
        let value = everything(x, y).to_bits();
        assert_eq!(everything::value_and_gradient(x, y).0.to_bits(), value, "at {x}, {y}");
        assert_eq!(everything::jvp(x, y, [1.0, 2.0]).0.to_bits(), value, "at {x}, {y}");
        assert_eq!(everything::vjp(x, y, 2.0).0.to_bits(), value, "at {x}, {y}");
    }
}
