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
    // ∂/∂x₀ = −400 x₀ (x₁ − x₀²) − 2 (1 − x₀), and 200 (x₁ − x₀²) on the other side
    let slopes = vec![-400.0, 200.0 + 800.0 + 2.0, -200.0];
    assert_eq!(rosenbrock::gradient_and_hvp(&x, vec![0.0, 1.0, 0.0]), (slopes, wanted[1].to_vec()));
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
    assert_eq!(power::gradient_and_hvp(2.0, 5, 2.0), (80.0, 320.0));
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

#[differentiate(order = 2)]
fn of_two_numbers(x: f64, y: f64) -> f64 {
    let mut a = [x, y, 1.0];
    for i in 0..2 {
        a[2] *= a[i] * a[i];
    }
    let mut sum = 0.0;
    for v in a {
        sum += v * x;
    }
    sum
}

#[test]
fn of_numbers_through_arrays() {
    // x·(x + y + x²y²) = x² + xy + x³y²
    let (x, y) = (2.0, 3.0);
    assert_eq!(of_two_numbers::gradient(x, y), [2.0 * x + y + 3.0 * x * x * y * y, x + 2.0 * x * x * x * y]);
    let cross = 1.0 + 6.0 * x * x * y;
    assert_eq!(of_two_numbers::hessian(x, y), [[2.0 + 6.0 * x * y * y, cross], [cross, 2.0 * x * x * x]]);
    assert_eq!(of_two_numbers::hvp(x, y, [1.0, 0.0]), [2.0 + 6.0 * x * y * y, cross]);
}

#[differentiate]
fn two_of_two(x: f64, y: f64) -> [f64; 2] {
    let mut a = [x, y];
    for i in 0..2 {
        a[i] *= a[1 - i];
    }
    let mut sum = 0.0;
    for v in &a {
        sum += v;
    }
    [sum, a[0] * x]
}

#[differentiate]
fn three_of_one(x: f64) -> (f64, f64, f64) {
    let mut a = [x, 1.0, 1.0];
    for i in 1..3 {
        a[i] = a[i - 1] * x;
    }
    (a[0], a[1], a[2])
}

#[test]
fn rows_through_arrays() {
    // a₀ = xy, a₁ = xy²
    let (x, y) = (2.0, 3.0);
    assert_eq!(two_of_two::jacobian(x, y), [[y + y * y, x + 2.0 * x * y], [2.0 * x * y, x * x]]);
    assert_eq!(two_of_two::vjp(x, y, [1.0, 2.0]).1, [y + y * y + 4.0 * x * y, x + 2.0 * x * y + 2.0 * x * x]);
    assert_eq!(three_of_one::jacobian(2.0), [1.0, 4.0, 12.0]);
}

#[differentiate]
#[allow(clippy::ptr_arg, reason = "it is what is tested")]
fn of_a_vector(x: &Vec<f64>, y: &Vec<Vec<f64>>) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        for j in 0..y[i].len() {
            sum += x[i] * y[i][j];
        }
    }
    sum
}

#[test]
fn vectors_by_reference() {
    let (by_x, by_y) = of_a_vector::gradient(&vec![2.0, 3.0], &vec![vec![1.0], vec![4.0, 5.0]]);
    assert_eq!(by_x, [1.0, 9.0]);
    assert_eq!(by_y, [vec![2.0], vec![3.0, 3.0]]);
}

#[differentiate(order = 2)]
fn square_of_the_largest(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    largest * largest * x[0]
}

#[test]
fn of_a_running_maximum() {
    let wanted = [[0.0, 6.0, 0.0], [6.0, 4.0, 0.0], [0.0, 0.0, 0.0]];
    assert_eq!(square_of_the_largest::hessian(&[2.0, 3.0, 1.0]), wanted);
}
