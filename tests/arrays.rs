//! Arrays and loops.

use chainrule::differentiate;

#[differentiate]
fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += 100.0 * (x[i + 1] - x[i].powi(2)).powi(2) + (1.0 - x[i]).powi(2);
    }
    sum
}

#[test]
fn sums_over_a_slice() {
    assert_eq!(rosenbrock(&[1.0, 2.0, 3.0]), 201.0);
    let (value, gradient) = rosenbrock::value_and_gradient(&[1.0, 2.0, 3.0]);
    assert_eq!(value, 201.0);
    assert_eq!(gradient, [-400.0, 200.0 + 800.0 + 2.0, -200.0]);
}

#[differentiate]
fn norm(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum::<f64>().sqrt()
}

#[test]
fn iterators() {
    assert_eq!(norm::gradient(&[0.0, 4.0]), [0.0, 1.0]);
}

#[differentiate]
fn power(x: f64, n: usize) -> f64 {
    let mut y = 1.0;
    for _ in 0..n {
        y *= x;
    }
    y
}

#[test]
fn recurrences() {
    assert_eq!(power::gradient(2.0, 5), 80.0);
    assert_eq!(power::gradient(2.0, 0), 0.0);
}

#[differentiate]
fn newton(a: f64) -> f64 {
    let mut x = a;
    while (x * x - a).abs() > 1e-12 {
        x = 0.5 * (x + a / x);
    }
    x
}

#[test]
fn while_loops() {
    let (root, slope) = newton::value_and_gradient(2.0);
    assert_eq!(root, newton(2.0));
    assert!((slope - 0.5 / 2.0_f64.sqrt()).abs() < 1e-9, "{slope}");
}

#[differentiate]
fn double(x: &[f64]) -> Vec<f64> {
    let mut y = vec![0.0; x.len()];
    for i in 0..x.len() {
        y[i] = x[i] * x[i];
    }
    y
}

#[test]
fn vectors() {
    let (value, gradient) = double::vjp(&[1.0, 2.0, 3.0], vec![1.0, 1.0, 2.0]);
    assert_eq!(value, [1.0, 4.0, 9.0]);
    assert_eq!(gradient, [2.0, 4.0, 12.0]);
    let (value, tangent) = double::jvp(&[1.0, 2.0, 3.0], vec![1.0, 1.0, 2.0]);
    assert_eq!(value, [1.0, 4.0, 9.0]);
    assert_eq!(tangent, [2.0, 4.0, 12.0]);
}

#[differentiate]
fn in_place(x: [f64; 3]) -> f64 {
    let mut a = x;
    for i in 1..3 {
        a[i] *= a[i - 1];
    }
    a[2] + a[1]
}

#[test]
fn arrays_that_change() {
    // x0·x1·x2 + x0·x1
    assert_eq!(in_place::gradient([2.0, 3.0, 5.0]), [18.0, 12.0, 6.0]);
}

#[differentiate]
fn layer(w: &[[f64; 2]; 2], x: &[f64; 2], c: f64) -> f64 {
    let mut out = 0.0;
    for row in w {
        let s: f64 = row.iter().zip(x).map(|(a, b)| a * b).sum();
        out += c * s.tanh();
    }
    out
}

#[test]
fn nested_loops() {
    let (_, (dw, dx, dc)) = layer::value_and_gradient(&[[1.0, 2.0], [0.5, -1.0]], &[0.3, 0.2], 2.0);
    let (s1, s2) = (0.7_f64, -0.05_f64);
    let (g1, g2) = (2.0 / s1.cosh().powi(2), 2.0 / s2.cosh().powi(2));
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-14, "{a} {b}");
    close(dw[0][0], 0.3 * g1);
    close(dw[1][1], 0.2 * g2);
    close(dx[0], g1 * 1.0 + g2 * 0.5);
    close(dx[1], g1 * 2.0 - g2);
    close(dc, s1.tanh() + s2.tanh());
}

#[differentiate]
fn list(x: f64) -> f64 {
    [x, 2.0][1] * x + (x * x, 2.0).0
}

#[differentiate]
fn exponent<const N: i32>(x: f64) -> f64 {
    x.powi(N)
}

#[differentiate]
fn with_a_lifetime(x: f64, _name: &str) -> f64 {
    x * x
}

const N: usize = 2;

#[differentiate]
fn array_of_constant_length(x: f64) -> [f64; N] {
    [x, x * x]
}

#[differentiate]
#[allow(clippy::needless_pass_by_value, reason = "it is what is tested")]
fn owned_vector(x: Vec<f64>) -> f64 {
    x[0] * x[1]
}

#[differentiate]
fn new_vector(x: f64) -> Vec<f64> {
    vec![x, x * x]
}

#[differentiate]
fn element(x: f64) -> f64 {
    let mut a = [2.0, 3.0];
    a[0] = x * x;
    x + a[0]
}

#[differentiate]
fn swapped(x: f64) -> f64 {
    let mut a = x;
    let mut b = 2.0 * x * x;
    (a, b) = (b, a);
    a - b
}

#[differentiate]
fn doubled(x: f64, n: i32) -> f64 {
    let mut k = 1.0;
    for _ in 0..n {
        k *= 2.0;
    }
    k * x
}

#[differentiate]
#[allow(clippy::vec_init_then_push, reason = "it is what is tested")]
fn constant_vector(x: f64) -> f64 {
    let mut v = Vec::<f64>::new();
    v.push(2.0);
    v[0] * x
}

#[differentiate]
fn pushed(x: f64, n: i32) -> f64 {
    let mut v = Vec::new();
    for i in 0..n {
        v.push(x.powi(i));
    }
    v.iter().sum::<f64>() * v[1]
}

#[differentiate]
fn asserted(x: &[f64]) -> f64 {
    assert!(x.len() > 1, "{} is too few", x.len());
    let y = x[0] * x[1];
    debug_assert!(y > 0.0, "{y} is negative");
    y * y
}

#[test]
fn small_arrays() {
    assert_eq!(list::gradient(3.0), 8.0);
    assert_eq!(exponent::<3>(2.0), 8.0);
    assert_eq!(exponent::gradient::<3>(2.0), 12.0);
    assert_eq!(with_a_lifetime::gradient(2.0, "two"), 4.0);
    assert_eq!(array_of_constant_length::jacobian(3.0), [1.0, 6.0]);
    assert_eq!(owned_vector::gradient(vec![2.0, 3.0]), [3.0, 2.0]);
    assert_eq!(new_vector::jacobian(3.0), [1.0, 6.0]);
    assert_eq!(element::gradient(3.0), 7.0);
    assert_eq!(swapped::gradient(3.0), 11.0);
    assert_eq!(doubled::gradient(3.0, 4), 16.0);
    assert_eq!(constant_vector::gradient(3.0), 2.0);
    // (1 + x + x²)·x
    assert_eq!(pushed::gradient(2.0, 3), 1.0 + 4.0 + 12.0);
    assert_eq!(asserted::gradient(&[2.0, 3.0]), [36.0, 24.0]);
}

#[test]
#[should_panic(expected = "1 is too few")]
fn assertions_stay() {
    let _ = asserted::gradient(&[2.0]);
}
