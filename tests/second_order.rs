//! Hessians of functions with loops and arrays, and their products with vectors.

use chainrule::differentiate;

#[differentiate(order = 2)]
fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += 100.0 * (x[i + 1] - x[i].powi(2)).powi(2) + (1.0 - x[i]).powi(2);
    }
    sum
}

#[test]
fn of_a_sum() {
    let x = [1.0, 2.0, 3.0];
    // ∂²/∂xᵢ² = 1200 xᵢ² − 400 xᵢ₊₁ + 2 (+ 200 from the term before), ∂²/∂xᵢ∂xᵢ₊₁ = −400 xᵢ
    let wanted =
        [[402.0, -400.0, 0.0], [-400.0, 4800.0 - 1200.0 + 2.0 + 200.0, -800.0], [0.0, -800.0, 200.0]];
    assert_eq!(rosenbrock::hessian(&x), wanted);
    assert_eq!(rosenbrock::hvp(&x, vec![0.0, 1.0, 0.0]), wanted[1]);
    let mut product = [0.0; 3];
    rosenbrock::hvp_into(&x, &[1.0, 0.0, 0.0], &mut product);
    assert_eq!(product, wanted[0]);
}

#[differentiate(order = 2)]
fn power(x: f64, n: usize) -> f64 {
    let mut y = 1.0;
    for _ in 0..n {
        y *= x;
    }
    y
}

#[test]
fn of_a_recurrence() {
    assert_eq!(power::hessian(2.0, 5), [[160.0]]);
    assert_eq!(power::hvp(2.0, 5, 2.0), 320.0);
}

#[differentiate(order = 2)]
fn in_place(x: [f64; 3]) -> f64 {
    let mut a = x;
    for i in 1..3 {
        a[i] *= a[i - 1];
    }
    a[2]
}

#[test]
fn of_an_array_that_changes() {
    assert_eq!(in_place::hessian([2.0, 3.0, 5.0]), [[0.0, 5.0, 3.0], [5.0, 0.0, 2.0], [3.0, 2.0, 0.0]]);
}

#[differentiate(order = 2)]
fn squares(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v * v).sum()
}

#[differentiate(order = 2)]
fn through_a_call(x: &[f64]) -> f64 {
    let y = squares(x);
    y * y
}

#[test]
fn of_a_call() {
    // y = Σ x³: H = 2·∇y∇yᵀ + 2·y·diag(6x)
    let x = [1.0, 2.0];
    let (y, g) = (9.0, [3.0, 12.0]);
    let wanted = [
        [2.0 * g[0] * g[0] + 2.0 * y * 6.0, 2.0 * g[0] * g[1]],
        [2.0 * g[0] * g[1], 2.0 * g[1] * g[1] + 2.0 * y * 12.0],
    ];
    assert_eq!(through_a_call::hessian(&x), wanted);
}

#[differentiate(order = 2)]
fn newton(a: f64) -> f64 {
    let mut x = a;
    while (x * x - a).abs() > 1e-13 {
        x = 0.5 * (x + a / x);
    }
    x
}

#[test]
fn of_a_while_loop() {
    // √a: −1/4 a^(−3/2)
    let found = newton::hessian(2.0)[0][0];
    assert!((found + 0.25 / 2.0_f64.powf(1.5)).abs() < 1e-9, "{found}");
}
