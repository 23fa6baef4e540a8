//! Functions that are generic in the way of other crates: over `num_traits::Float` and its like, over plain arithmetic; and
//! float types under other names.

use std::iter::Sum;
use std::ops::{Add, Mul};

use chainrule::differentiate;
use num_traits::{Float, FloatConst, FromPrimitive};

#[differentiate(order = 2)]
fn rosenbrock<T: Float>(x: T, y: T) -> T {
    let one = T::one();
    let hundred = T::from(100.0).unwrap();
    (one - x).powi(2) + hundred * (y - x * x).powi(2)
}

#[differentiate]
fn variance<T>(x: &[T]) -> T
where
    T: Float + Sum + FromPrimitive,
{
    let n = T::from_usize(x.len()).unwrap();
    let mean = x.iter().copied().sum::<T>() / n;
    x.iter().map(|v| (*v - mean).powi(2)).sum::<T>() / n
}

#[differentiate]
fn through_constants<T: Float + FloatConst>(x: T, n: i32) -> T {
    let k = T::PI() * T::from(n).unwrap();
    if x > T::epsilon() { (x * k).sin().abs().max(T::zero()) } else { T::zero() - x }
}

#[differentiate]
fn converted<T: Float + Into<f64>>(x: T) -> T {
    let y: f64 = x.into();
    T::from(y.sin()).unwrap()
}

#[differentiate(order = 2)]
fn arithmetic<T>(x: T, y: T) -> T
where
    T: Copy + Add<Output = T> + Mul<Output = T>,
{
    x * x * y + y
}

#[differentiate]
fn calls<T: Float + FromPrimitive + Sum>(x: &[T]) -> T {
    variance(x) * rosenbrock(x[0], x[1])
}

/// Both this crate's trait and another one of the same name.
#[differentiate]
fn both<T: chainrule::Float + FromPrimitive>(x: T) -> T {
    x.sin() * T::of(2.0)
}

type Real = f64;
type Single = f32;

#[differentiate(wrt(x), order = 2)]
fn alias(x: Real, k: Real) -> Real {
    (x * x * k).sin() + 2.0 * x
}

#[differentiate(wrt(x))]
fn alias_in_list(x: &[Single], k: Single) -> Single {
    let mut sum = 0.0;
    for v in x {
        sum += v.exp() * k;
    }
    sum
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-13 * (1.0 + b.abs()), "{a} {b}");
}

#[test]
fn floats_of_num_traits() {
    // f = (1 − x)² + 100·(y − x²)²
    let (x, y) = (1.5_f64, 2.0);
    let [d_x, d_y] = rosenbrock::gradient(x, y);
    close(d_x, -2.0 * (1.0 - x) - 400.0 * x * (y - x * x));
    close(d_y, 200.0 * (y - x * x));
    let [[xx, xy], [yx, yy]] = rosenbrock::hessian(x, y);
    close(xx, 2.0 - 400.0 * y + 1200.0 * x * x);
    close(xy, -400.0 * x);
    close(yx, xy);
    close(yy, 200.0);
    let [single, _] = rosenbrock::gradient(1.5_f32, 2.0);
    assert_eq!(single, 151.0);

    // ∂/∂xᵢ = 2·(xᵢ − mean)/n
    for (slope, x) in variance::gradient(&[1.0_f64, 2.0, 6.0]).into_iter().zip([1.0, 2.0, 6.0]) {
        close(slope, 2.0 * (x - 3.0) / 3.0);
    }
    close(
        through_constants::gradient(0.3, 2),
        -(0.6 * std::f64::consts::PI).cos().abs() * 2.0 * std::f64::consts::PI,
    );
    assert_eq!(through_constants::gradient(-0.3, 2), -1.0);
    close(converted::gradient(1.0), 1.0_f64.cos());
}

#[test]
fn calls_among_them() {
    let x = [1.5_f64, 2.0];
    let (variance, rosenbrock) = (0.0625, 0.25 + 100.0 * 0.0625);
    let d = calls::gradient(&x);
    close(d[0], -0.25 * rosenbrock + variance * 151.0);
    close(d[1], 0.25 * rosenbrock + variance * -50.0);
    close(both::gradient(0.4), 2.0 * 0.4_f64.cos());
}

#[test]
fn plain_arithmetic() {
    assert_eq!(arithmetic::gradient(1.5, 2.0), [6.0, 3.25]);
    assert_eq!(arithmetic::hessian(1.5_f32, 2.0), [[4.0, 3.0], [3.0, 0.0]]);
}

#[test]
fn other_names_of_float_types() {
    let (x, k) = (0.3_f64, 2.0_f64);
    let angle = x * x * k;
    close(alias::gradient(x, k), angle.cos() * 2.0 * x * k + 2.0);
    close(alias::hessian(x, k)[0][0], -angle.sin() * (2.0 * x * k).powi(2) + angle.cos() * 2.0 * k);
    assert_eq!(alias_in_list::gradient(&[0.0, 1.0], 2.0), [2.0, 2.0 * 1.0_f32.exp()]);
}

// What is converted to `f64` is computed with constants of that type, and with parameters.
#[differentiate(wrt(x), order = 2)]
fn in_f64<T>(x: &[T; 2], k: f64, own: T) -> T
where
    T: num_traits::Float + Into<f64> + num_traits::FromPrimitive,
{
    let (a, b): (f64, f64) = (x[0].into(), x[1].into());
    T::from_f64((a * std::f64::consts::PI).sin() * (b / k + 2.0 * std::f64::consts::E)).unwrap() * own
}

#[test]
fn constants_of_f64_in_a_function_of_any_float() {
    use std::f64::consts::{E, PI};
    let (a, b, k) = (0.3, 1.7, 2.5);
    let [by_a, by_b] = in_f64::gradient(&[a, b], k, 3.0);
    assert!((by_a - 3.0 * PI * (a * PI).cos() * (b / k + 2.0 * E)).abs() < 1e-12);
    assert!((by_b - 3.0 * (a * PI).sin() / k).abs() < 1e-12);
    let [[aa, ab], [_, bb]] = in_f64::hessian(&[a, b], k, 3.0);
    assert!((aa + 3.0 * PI * PI * (a * PI).sin() * (b / k + 2.0 * E)).abs() < 1e-12);
    assert!((ab - 3.0 * PI * (a * PI).cos() / k).abs() < 1e-12 && bb == 0.0);
    let [by_a, _] = in_f64::gradient(&[0.3_f32, 1.7], k, 3.0);
    assert!((f64::from(by_a) - 3.0 * PI * (a * PI).cos() * (b / k + 2.0 * E)).abs() < 1e-4);
}
