//! Branches: the value and the derivatives of the branch that runs, and nothing of the other.

use chainrule::differentiate;

#[differentiate(order = 2)]
fn root(x: f64) -> f64 {
    if x > 0.0 { x.sqrt() } else { 0.0 }
}

/// The other branch would be NaN or infinite.
#[test]
fn nothing_leaks_from_the_branch_not_taken() {
    for x in [-4.0, -0.0, 0.0] {
        assert_eq!(root::value_and_gradient(x), (0.0, 0.0));
        assert_eq!(root::hessian(x), [[0.0]]);
        assert_eq!(root::jvp(x, 1.0), (0.0, 0.0));
    }
    assert_eq!(root::value_and_gradient(4.0), (2.0, 0.25));
    assert_eq!(root::hessian(4.0), [[-0.031_25]]);
    assert!(root::gradient(f64::NAN) == 0.0, "NaN is not above zero");
}

#[differentiate]
fn assigned(x: f64, y: f64, n: i32) -> f64 {
    let mut z = x * y;
    let mut k = 1.0;
    if x > y {
        z *= 2.0;
        if n > 2 {
            k += x;
        }
    } else if y > 3.0 {
        z = y * y;
    } else {
        return x * x;
    }
    z * k
}

#[test]
fn assignments_in_branches_are_those_of_the_branch_taken() {
    // 2·x·y
    assert_eq!(assigned::value_and_gradient(2.0, 1.5, 0), (6.0, [3.0, 4.0]));
    // 2·x·y·(1 + x)
    assert_eq!(assigned::value_and_gradient(2.0, 1.5, 3), (18.0, [15.0, 12.0]));
    // y²
    assert_eq!(assigned::value_and_gradient(2.0, 4.0, 3), (16.0, [0.0, 8.0]));
    // x²
    assert_eq!(assigned::value_and_gradient(2.0, 2.5, 3), (4.0, [4.0, 0.0]));
}

#[differentiate]
fn matched(x: f64, n: i32, negate: bool) -> f64 {
    let y = match (n, negate) {
        (0, _) => x,
        (1 | 2, false) => x * x,
        (k, true) if k > 6 => x.sin(),
        (3..=5, _) => 3.0 * x,
        (_, true) => -x,
        _ => 1.0,
    };
    y * x
}

#[test]
fn a_match_takes_the_first_arm_that_fits() {
    let x: f64 = 0.5;
    let table = [
        (0, true, x * x, 2.0 * x),
        (2, false, x.powi(3), 3.0 * x * x),
        (2, true, -x * x, -2.0 * x),
        (4, true, 3.0 * x * x, 6.0 * x),
        (5, false, 3.0 * x * x, 6.0 * x),
        (7, true, x.sin() * x, x.cos() * x + x.sin()),
        (9, false, x, 1.0),
    ];
    for (n, negate, value, slope) in table {
        assert_eq!(matched(x, n, negate), value, "{n} {negate}");
        let (found_value, found_slope) = matched::value_and_gradient(x, n, negate);
        assert_eq!(found_value, value, "{n} {negate}");
        assert!((found_slope - slope).abs() <= 4.0 * f64::EPSILON, "{n} {negate}: {found_slope} {slope}");
    }
}

#[differentiate(order = 2)]
fn power(x: f64, n: u32) -> f64 {
    if n == 0 {
        1.0
    } else if n.is_multiple_of(2) {
        let half = power(x, n / 2);
        half * half
    } else {
        x * power(x, n - 1)
    }
}

/// A branch that is not taken is not evaluated, or the recursion would not end.
#[test]
fn recursion_ends() {
    assert_eq!(power::value_and_gradient(2.0, 10), (1024.0, 5120.0));
    assert_eq!(power::hessian(2.0, 10), [[23_040.0]]);
    assert_eq!(power::hvp(2.0, 3, 2.0), 24.0);
    assert_eq!(power::jvp(2.0, 0, 1.0), (1.0, 0.0));
}

#[differentiate]
fn looked_up(x: f64, n: usize) -> (f64, f64) {
    let table = [1.0, 2.0, 3.0];
    let (scaled, other) = if n < 3 { (x * table[n], x) } else { (x.sin(), 1.0) };
    if x.is_nan() || n == 7 && table[n - 7] * x > 3.0 {
        return (scaled * x, other);
    }
    (scaled, other * x)
}

/// An index out of bounds in a branch that is not taken does not panic.
#[test]
fn constants_of_a_branch_are_evaluated_there() {
    assert_eq!(looked_up::value_and_jacobian(2.0, 2), ([6.0, 4.0], [3.0, 4.0]));
    let x: f64 = 2.0;
    assert_eq!(looked_up::value_and_jacobian(x, 100), ([x.sin(), x], [x.cos(), 1.0]));
    let x: f64 = 4.0;
    assert_eq!(looked_up::value_and_jacobian(x, 7), ([x.sin() * x, 1.0], [x.sin() + x * x.cos(), 0.0]));
}

#[differentiate(order = 2)]
fn huber(x: f64, width: f64) -> f64 {
    let size = x.abs();
    if size <= width { 0.5 * x * x } else { width * (size - 0.5 * width) }
}

#[test]
fn a_loss_in_two_pieces() {
    assert_eq!(huber::value_and_gradient(0.5, 1.0), (0.125, [0.5, 0.0]));
    assert_eq!(huber::hessian(0.5, 1.0), [[1.0, 0.0], [0.0, 0.0]]);
    assert_eq!(huber::value_and_gradient(-3.0, 1.0), (2.5, [-1.0, 2.0]));
    assert_eq!(huber::hessian(-3.0, 1.0), [[0.0, -1.0], [-1.0, -1.0]]);
}

#[differentiate]
#[allow(clippy::if_not_else, reason = "the negation is what is tested")]
fn shared(x: f64, y: f64) -> f64 {
    let positive = x > 0.0 && y > 0.0;
    let a = if positive { (x * y).ln() } else { x - y };
    let b = if !positive { y } else { a * x };
    if positive || b > 10.0 { a + b } else { a * b }
}

#[test]
fn conditions_can_be_named_and_negated() {
    let (x, y): (f64, f64) = (2.0, 3.0);
    let a = (x * y).ln();
    let (value, gradient) = shared::value_and_gradient(x, y);
    assert_eq!(value, a + a * x);
    assert!((gradient[0] - ((1.0 + x) / x + a)).abs() < 1e-15 && (gradient[1] - (1.0 + x) / y).abs() < 1e-15);
    assert_eq!(shared::value_and_gradient(-2.0, 3.0), (-15.0, [3.0, -8.0]));
    assert_eq!(shared::value_and_gradient(-2.0, 30.0), (-2.0, [1.0, 0.0]));
}
