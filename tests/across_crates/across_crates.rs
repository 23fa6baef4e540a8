//! Functions of another crate, through their own derivatives.

use chainrule::differentiate;
use neighbour::inner;

#[differentiate(order = 2)]
fn twice(x: f64) -> f64 {
    neighbour::product(x, neighbour::product(x, 2.0))
}

#[differentiate]
fn nested(x: f64, n: i32) -> f64 {
    inner::opaque(x * f64::from(n), 0.5) + neighbour::product(2.0, x)
}

/// The weight is what the callee is differentiated by; here everything varies.
#[differentiate]
fn varied(weight: f32, input: f32) -> f32 {
    neighbour::error(weight, input, weight * input * input)
}

#[test]
fn calls_reach_into_other_crates() {
    // x² + x·(x² + 2x) = x³ + 3x²
    assert_eq!(twice::value_and_gradient(2.0), (20.0, 24.0));
    assert_eq!(twice::hessian(2.0), [[18.0]]);
    // ½·(3x)³ + 4 + 2x
    assert_eq!(nested::value_and_gradient(1.0, 3), (19.5, 42.5));
}

#[test]
fn a_callee_is_differentiated_by_what_its_wrt_leaves_out_too() {
    // (w·x − w·x²)² at w = 2, x = 3: the difference is −12, its slopes are −6 and −10
    assert_eq!(varied::value_and_gradient(2.0, 3.0), (144.0, [144.0, 240.0]));
    assert_eq!(neighbour::error::gradient(2.0, 3.0, 4.0), 12.0);
}

#[test]
fn derivatives_of_a_constant_function_are_constants() {
    assert_eq!(neighbour::SLOPES, [12.0, 8.0]);
}
