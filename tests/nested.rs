//! Derivatives within differentiated functions: their derivatives are second derivatives.

use chainrule::differentiate;

#[differentiate(order = 2)]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[differentiate(order = 2)]
fn bowl(x: f64, y: f64) -> f64 {
    x.powi(2) * y + y.powi(3)
}

mod elsewhere {
    use chainrule::differentiate;

    #[differentiate]
    pub(crate) fn newton(x: f64) -> f64 {
        let (value, slope) = super::cube::value_and_gradient(x);
        x - value / slope
    }
}

#[differentiate]
fn steepness(x: f64, y: f64) -> f64 {
    let [a, b] = bowl::gradient(x, y);
    a.hypot(b)
}

/// One step of descent, as a function of the rate and the start.
#[differentiate]
fn descended(rate: f64, x: f64, y: f64) -> f64 {
    let (_, [a, b]) = bowl::value_and_gradient(x, y);
    bowl(x - rate * a, y - rate * b)
}

#[test]
fn the_gradient_of_one_parameter() {
    #[differentiate]
    fn slope(x: f64) -> f64 {
        cube::gradient(2.0 * x)
    }
    // 3·(2x)² = 12x², whose slope is 24x
    assert_eq!(slope::value_and_gradient(1.5), (27.0, 36.0));
    assert_eq!(slope::jvp(1.5, 2.0), (27.0, 72.0));
}

#[test]
fn a_newton_step_of_a_cube_leaves_two_thirds() {
    let (value, slope) = elsewhere::newton::value_and_gradient(3.0);
    assert_eq!(value, 2.0);
    assert!((slope - 2.0 / 3.0).abs() < 1e-15);
}

#[test]
fn the_slope_of_the_steepness() {
    let (x, y): (f64, f64) = (0.5, 2.0);
    let (a, b) = (2.0 * x * y, x * x + 3.0 * y * y);
    let length = a.hypot(b);
    let expected = [(a * 2.0 * y + b * 2.0 * x) / length, (a * 2.0 * x + b * 6.0 * y) / length];
    let (value, gradient) = steepness::value_and_gradient(x, y);
    assert_eq!(value, length);
    assert_eq!(value, steepness(x, y));
    for (found, expected) in gradient.into_iter().zip(expected) {
        assert!((found - expected).abs() < 1e-14, "{found} {expected}");
    }
}

#[test]
fn descent_within_a_function() {
    let (rate, x, y): (f64, f64, f64) = (0.01, 0.5, 2.0);
    let (a, b) = (2.0 * x * y, x * x + 3.0 * y * y);
    let (p, q) = (x - rate * a, y - rate * b);
    let (fp, fq) = (2.0 * p * q, p * p + 3.0 * q * q);
    let expected = [
        -fp * a - fq * b,
        fp * (1.0 - rate * 2.0 * y) - fq * rate * 2.0 * x,
        -fp * rate * 2.0 * x + fq * (1.0 - rate * 6.0 * y),
    ];
    let (value, gradient) = descended::value_and_gradient(rate, x, y);
    assert_eq!(value, descended(rate, x, y));
    for (found, expected) in gradient.into_iter().zip(expected) {
        assert!((found - expected).abs() < 1e-12 * expected.abs().max(1.0), "{found} {expected}");
    }
}

#[differentiate(order = 2)]
fn root_times(x: f64, y: f64) -> f64 {
    x.sqrt() * y
}

#[differentiate(order = 2)]
fn root_of_first(x: &[f64], y: f64) -> f64 {
    x[0].sqrt() * y
}

/// The gradient of `root_times` is infinite in x at 0, and nobody looks at it.
#[differentiate]
fn looks_away(x: f64, y: f64) -> f64 {
    let (value, [by_x, by_y]) = root_times::value_and_gradient(x, y);
    let unused = value + by_x * by_y;
    if y > 5.0 { unused } else { y }
}

#[differentiate]
fn looks_away_from_arrays(x: &[f64], y: f64) -> f64 {
    let (value, (by_x, by_y)) = root_of_first::value_and_gradient(x, y);
    let (along, change) = root_times::jvp(by_x[0] + value, by_y, [y, value]);
    let all = [along, change, y];
    all[2]
}

#[test]
fn a_derivative_that_nobody_looks_at_has_no_slope() {
    assert_eq!(looks_away::gradient(0.0, 1.0), [0.0, 1.0]);
    assert_eq!(looks_away_from_arrays::gradient(&[0.0], 1.0), (vec![0.0], 1.0));
}
