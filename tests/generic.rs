//! Functions that are generic over the float type and over lengths.

use chainrule::{Float, differentiate};

#[differentiate]
fn parabola<T: Float>(x: T) -> T {
    x * x - T::of(4.0) * x + T::of(1.0)
}

#[differentiate]
fn wave<T>(x: T, n: i32) -> T
where
    T: Float,
{
    let y: T = x.sin() * x.exp();
    y.powi(n) + y.tanh().max(T::of(0.5)) / x.abs()
}

#[differentiate(order = 2)]
fn sum_of_cubes<T: Float, const N: usize>(x: &[T; N]) -> T {
    let mut sum = T::of(0.0);
    for v in x {
        sum += *v * *v * *v;
    }
    sum
}

#[differentiate]
fn scaled<T: Float>(x: &[T], by: T) -> Vec<T> {
    x.iter().map(|v| *v * by).collect()
}

#[differentiate]
fn calls<T: Float>(x: &[T]) -> T {
    let y = scaled(x, x[0]);
    parabola(y[0]) + y[1]
}

#[test]
fn one_function_for_both() {
    assert_eq!(parabola::value_and_gradient(3.0_f64), (-2.0, 2.0));
    assert_eq!(parabola::value_and_gradient(3.0_f32), (-2.0, 2.0));
    let x = 0.7_f64;
    let y = x.sin() * x.exp();
    let dy = (x.sin() + x.cos()) * x.exp();
    let wanted = 3.0 * y * y * dy + dy / y.cosh().powi(2) / x - y.tanh() / (x * x);
    assert!((wave::gradient(x, 3) - wanted).abs() < 1e-14);
    #[allow(clippy::cast_possible_truncation, reason = "that is the point")]
    let (single, wanted) = (wave::gradient(0.7_f32, 3), wanted as f32);
    assert!((single - wanted).abs() < 1e-5);
}

#[test]
fn arrays_of_both() {
    assert_eq!(sum_of_cubes::gradient(&[1.0_f64, 2.0]), [3.0, 12.0]);
    assert_eq!(sum_of_cubes::gradient(&[1.0_f32, 2.0, 3.0]), [3.0, 12.0, 27.0]);
    assert_eq!(sum_of_cubes::hessian(&[1.0_f32, 2.0]), [[6.0, 0.0], [0.0, 12.0]]);
    // y = x₀·x: (x₀²)² − 4·x₀² + 1 + x₀·x₁
    assert_eq!(calls::gradient(&[2.0_f64, 3.0]), [32.0 - 16.0 + 3.0, 2.0]);
    assert_eq!(calls::gradient(&[2.0_f32, 3.0]), [32.0 - 16.0 + 3.0, 2.0]);
}

#[differentiate(order = 2)]
fn largest_and_paths<T: Float>(x: &[T]) -> T {
    let largest = x.iter().copied().fold(T::of(f64::NEG_INFINITY), T::max);
    T::powi(largest, 3) + T::sin(x[0])
}

#[test]
fn methods_by_the_path_of_the_type_parameter() {
    assert_eq!(largest_and_paths::gradient(&[0.0, 2.0, 1.0]), [1.0, 12.0, 0.0]);
    assert_eq!(largest_and_paths::hvp(&[0.0_f32, 2.0], vec![1.0, 1.0]), [0.0, 12.0]);
}

#[differentiate(order = 2)]
fn numbers_by_name<T: Float>(x: T, n: usize) -> T {
    let wave = if x > T::epsilon() { (x * T::PI()).cos() } else { T::zero() };
    wave + T::from(n) * x * x
        + T::from(x) * T::from(0.1)
        + T::one()
        + T::from(3u8) * T::FRAC_1_SQRT_2().powi(2)
}

#[test]
fn numbers_by_the_path_of_the_type_parameter() {
    let (value, slope) = numbers_by_name::value_and_gradient(0.5, 3);
    // cos πx + n·x² + x/10 + 1 + 3/2
    assert!((value - (0.75 + 0.05 + 2.5)).abs() < 1e-15);
    assert!((slope - (3.0 - std::f64::consts::PI + 0.1)).abs() < 1e-15);
    assert!((numbers_by_name::gradient(0.5_f32, 3) - (3.1 - std::f32::consts::PI)).abs() < 1e-6);
    let turns = std::f64::consts::PI.powi(2);
    assert!((numbers_by_name::hessian(1.0, 3)[0][0] - (6.0 + turns)).abs() < 1e-14);
    // The trait is in scope here, and `from` of a type itself is Rust's.
    assert_eq!(f64::from(3_u8), 3.0);
}
