//! A derivative that is called within a differentiated function means what the callee's own signature says, whichever of
//! its arguments vary.

#![allow(clippy::items_after_statements, reason = "each function stands before what is said of it")]

use chainrule::differentiate;

/// p²q³, whose slope in p is 2pq³.
#[differentiate(wrt(p), order = 2)]
fn g(p: f64, q: f64) -> f64 {
    p * p * q * q * q
}

/// p²q³r, by two of the three.
#[differentiate(wrt(p, q), order = 2)]
fn h(p: f64, q: f64, r: f64) -> f64 {
    p * p * q * q * q * r
}

/// yp²: called like its parameter, and of several values.
#[differentiate(wrt(squares), order = 2)]
fn squares(squares: &[f64], y: f64) -> Vec<f64> {
    let mut all = squares.to_vec();
    for i in 0..squares.len() {
        all[i] = y * squares[i] * squares[i];
    }
    all
}

#[differentiate(wrt(p), order = 2)]
fn grid(p: f64, q: f64) -> [[f64; 2]; 2] {
    [[p * p * q, p], [q, q * q * p]]
}

#[test]
fn only_what_is_left_out_varies() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        g::gradient(2.0, x)
    }
    // 4x³
    assert_eq!(f::value_and_gradient(1.0), (4.0, 12.0));
    assert_eq!(f::jvp(1.0, 2.0), (4.0, 24.0));
}

#[test]
fn only_what_is_differentiated_varies() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        g::gradient(x, 2.0)
    }
    // 16x
    assert_eq!(f::value_and_gradient(3.0), (48.0, 16.0));
    assert_eq!(f::jvp(3.0, 0.5), (48.0, 8.0));
}

#[test]
fn both_vary() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        g::gradient(x, x * y)
    }
    // 2x⁴y³
    assert_eq!(f::value_and_gradient(2.0, 1.0), (32.0, [64.0, 96.0]));
    assert_eq!(f::jvp(2.0, 1.0, [1.0, 1.0]), (32.0, 160.0));
}

#[test]
fn several_slopes_of_three() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let [a, b] = h::gradient(3.0, x, y);
        a + 2.0 * b
    }
    // 6x³y + 54x²y, whose slopes are 18x²y + 108xy and 6x³ + 54x²
    assert_eq!(f::value_and_gradient(1.0, 2.0), (120.0, [252.0, 60.0]));
    assert_eq!(f::jvp(1.0, 2.0, [1.0, -1.0]), (120.0, 192.0));
}

#[test]
fn the_value_beside_the_slope() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let (v, d) = g::value_and_gradient(2.0, x);
        v * d
    }
    // 4x³·4x³ = 16x⁶
    assert_eq!(f::value_and_gradient(1.0), (16.0, 96.0));
    assert_eq!(f::jvp(1.0, 1.0), (16.0, 96.0));
    #[differentiate]
    fn of_three(x: f64) -> f64 {
        let (v, [a, b]) = h::value_and_gradient(x, 1.0, x);
        v + a + b
    }
    // x³ + 2x² + 3x³
    assert_eq!(of_three::value_and_gradient(2.0), (40.0, 56.0));
}

#[test]
fn a_gradient_by_its_name() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let d = g::gradient(2.0, x);
        let e = h::gradient(1.0, x, x);
        d * d + e[0] * e[1]
    }
    // 16x⁶ + 2x⁴·3x³
    assert_eq!(f::value_and_gradient(1.0), (22.0, 138.0));
}

/// s³·Σp², by the array alone.
#[differentiate(wrt(p), order = 2)]
fn scaled(p: &[f64], s: f64) -> f64 {
    let mut sum = 0.0;
    for v in p {
        sum += v * v;
    }
    s * s * s * sum
}

/// p₀²p₁st, by the array and one of the numbers.
#[differentiate(wrt(p, s), order = 2)]
fn mixed(p: &[f64; 2], s: f64, t: f64) -> f64 {
    p[0] * p[0] * p[1] * s * t
}

#[test]
fn a_number_beside_an_array() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let d = scaled::gradient(&[1.0, 2.0], x);
        d[0] * d[1]
    }
    // 2x³·4x³
    assert_eq!(f::value_and_gradient(1.0), (8.0, 48.0));
    assert_eq!(f::jvp(1.0, 2.0), (8.0, 96.0));
    #[differentiate]
    fn of_both(p: &[f64], s: f64) -> f64 {
        let (v, d) = scaled::value_and_gradient(p, s);
        v + d[0]
    }
    // s³(p₀² + p₁²) + 2s³p₀
    assert_eq!(of_both::value_and_gradient(&[1.0, 2.0], 2.0), (56.0, (vec![32.0, 32.0], 84.0)));
    assert_eq!(of_both::jvp(&[1.0, 2.0], 2.0, (vec![1.0, 0.0], 1.0)), (56.0, 116.0));
    #[differentiate]
    fn of_the_array(p: &[f64]) -> f64 {
        let d = scaled::gradient(p, 2.0);
        d[0] * d[1]
    }
    assert_eq!(of_the_array::value_and_gradient(&[1.0, 2.0]), (512.0, vec![512.0, 256.0]));
}

#[test]
fn mixtures() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let (a, b) = mixed::gradient(&[x, 2.0], 3.0, y);
        a[0] + a[1] + b
    }
    // 12xy + 3x²y + 2x²y
    assert_eq!(f::value_and_gradient(1.0, 2.0), (34.0, [44.0, 17.0]));
    assert_eq!(f::jvp(1.0, 2.0, [1.0, 1.0]), (34.0, 61.0));
    #[differentiate]
    fn only_left_out(t: f64) -> f64 {
        let (v, (a, b)) = mixed::value_and_gradient(&[1.0, 2.0], 3.0, t);
        v + a[0] * b
    }
    // 6t + 12t·2t
    assert_eq!(only_left_out::value_and_gradient(1.0), (30.0, 54.0));
}

/// (p²q, pq³), by the first.
#[differentiate(wrt(p), order = 2)]
fn two(p: f64, q: f64) -> [f64; 2] {
    [p * p * q, p * q * q * q]
}

/// The same of a tuple, and of an array among the arguments.
#[differentiate(wrt(p), order = 2)]
fn pair(p: f64, q: f64) -> (f64, f64) {
    (p * p * q, p * q * q * q)
}

#[differentiate(wrt(p), order = 2)]
fn scaled_pair(p: &[f64; 2], q: f64) -> [f64; 2] {
    [p[0] * p[0] * q, p[1] * q * q * q]
}

#[test]
fn jacobians() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let [a, b] = two::jacobian(3.0, x);
        a * b
    }
    // 6x·x³
    assert_eq!(f::value_and_gradient(2.0), (96.0, 192.0));
    assert_eq!(f::jvp(2.0, 0.5), (96.0, 96.0));
    #[differentiate]
    fn with_values(x: f64) -> f64 {
        let (v, j) = two::value_and_jacobian(3.0, x);
        v[0] + v[1] + j[0] * j[1]
    }
    // 9x + 3x³ + 6x⁴
    assert_eq!(with_values::value_and_gradient(1.0), (18.0, 42.0));
    #[differentiate]
    fn of_a_tuple(x: f64) -> f64 {
        let (v, j) = pair::value_and_jacobian(3.0, x);
        v[0] + v[1] + j[0] * j[1]
    }
    assert_eq!(of_a_tuple::value_and_gradient(1.0), (18.0, 42.0));
    #[differentiate]
    fn of_an_array(q: f64) -> f64 {
        let j = scaled_pair::jacobian(&[3.0, 5.0], q);
        j[0][0] * j[1][1] + j[0][1]
    }
    // 6q·q³
    assert_eq!(of_an_array::value_and_gradient(2.0), (96.0, 192.0));
    #[differentiate]
    fn of_an_array_with_values(q: f64) -> f64 {
        let (v, j) = scaled_pair::value_and_jacobian(&[3.0, 5.0], q);
        v[0] + v[1] + j[0][0] * j[1][1]
    }
    // 9q + 5q³ + 6q⁴
    assert_eq!(of_an_array_with_values::value_and_gradient(1.0), (20.0, 48.0));
}

#[test]
fn along_a_direction_and_back() {
    #[differentiate]
    fn along(x: f64, y: f64) -> f64 {
        let (v, change) = g::jvp(2.0, x, y);
        v + change
    }
    // 4x³ + 4x³y
    assert_eq!(along::value_and_gradient(1.0, 2.0), (12.0, [36.0, 4.0]));
    assert_eq!(along::jvp(1.0, 2.0, [1.0, 1.0]), (12.0, 40.0));
    #[differentiate]
    fn back(x: f64, y: f64) -> f64 {
        let (v, slope) = g::vjp(2.0, x, y);
        v + slope
    }
    assert_eq!(back::value_and_gradient(1.0, 2.0), (12.0, [36.0, 4.0]));
    assert_eq!(back::jvp(1.0, 2.0, [1.0, 1.0]), (12.0, 40.0));
    #[differentiate]
    fn along_an_array(q: f64) -> f64 {
        let (v, change) = scaled::jvp(&[1.0, 2.0], q, vec![1.0, q]);
        v * change
    }
    // 5q³·2q³(1 + 2q)
    assert_eq!(along_an_array::value_and_gradient(1.0), (30.0, 200.0));
    #[differentiate]
    fn back_to_an_array(q: f64) -> f64 {
        let (v, d) = scaled::vjp(&[1.0, 2.0], q, q);
        v * d[1]
    }
    // 5q³·4q⁴
    assert_eq!(back_to_an_array::value_and_gradient(1.0), (20.0, 140.0));
    #[differentiate]
    fn of_an_array(q: f64) -> f64 {
        let (v, d) = scaled_pair::vjp(&[3.0, 5.0], q, [q, 1.0]);
        v[0] + d[0] * d[1]
    }
    // 9q + 6q²·q³
    assert_eq!(of_an_array::value_and_gradient(1.0), (15.0, 39.0));
}

/// x²y, as if its body could not be seen.
#[differentiate(derivative(x = 2.0 * x * y, y = x * x), order = 2)]
fn opaque(x: f64, y: f64) -> f64 {
    std::hint::black_box(x * x * y)
}

#[differentiate(wrt(x), derivative(x = 2.0 * x * y, y = x * x), order = 2)]
fn opaque_by_one(x: f64, y: f64) -> f64 {
    std::hint::black_box(x * x * y)
}

#[test]
fn opaque_functions() {
    #[differentiate]
    fn f(y: f64) -> f64 {
        let [a, b] = opaque::gradient(2.0, y);
        a * b
    }
    // 4y·4
    assert_eq!(f::value_and_gradient(3.0), (48.0, 16.0));
    #[differentiate]
    fn by_one(y: f64) -> f64 {
        let (v, d) = opaque_by_one::value_and_gradient(2.0, y);
        v * d
    }
    // 4y·4y
    assert_eq!(by_one::value_and_gradient(1.0), (16.0, 32.0));
}

/// √q·p², so that its slopes are NaN at q < 0.
#[differentiate(wrt(p), order = 2)]
fn rooted(p: f64, q: f64) -> f64 {
    p * p * q.sqrt()
}

#[test]
fn in_loops_and_branches() {
    #[differentiate]
    fn sum(x: f64) -> f64 {
        let mut s = 0.0;
        for k in 0..3 {
            s += g::gradient(f64::from(k), x) * x;
        }
        s
    }
    // 6x⁴
    assert_eq!(sum::value_and_gradient(2.0), (96.0, 192.0));
    #[differentiate]
    fn guarded(x: f64) -> f64 {
        if x > 0.0 { rooted::gradient(1.0, x) } else { 3.0 * x }
    }
    // 2√x
    assert_eq!(guarded::value_and_gradient(4.0), (4.0, 0.5));
    assert_eq!(guarded::value_and_gradient(-1.0), (-3.0, 3.0));
    assert_eq!(guarded::jvp(-1.0, 1.0), (-3.0, 3.0));
    #[differentiate]
    fn descended(x: f64) -> f64 {
        let mut p = 1.0;
        for _ in 0..2 {
            let slope = g::gradient(p, x);
            p -= 0.5 * slope;
        }
        p
    }
    // (1 − x³)²
    assert_eq!(descended::value_and_gradient(2.0), (49.0, 168.0));
}

#[test]
fn generic_functions() {
    #[differentiate(wrt(p), order = 2)]
    fn cubic<T: chainrule::Float>(p: T, q: T) -> T {
        p * p * q * q * q
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        cubic::gradient(2.0, x)
    }
    #[differentiate]
    fn generic<T: chainrule::Float>(x: T, y: T) -> T {
        cubic::gradient(x, y) * x
    }
    assert_eq!(f::value_and_gradient(1.0), (4.0, 12.0));
    // 2x²y³
    assert_eq!(generic::value_and_gradient(1.0f32, 2.0), (16.0, [32.0, 24.0]));
}

#[test]
fn constants_among_the_arguments() {
    #[differentiate(wrt(w), order = 2)]
    fn error(w: f64, b: f64, n: i32, data: &[f64]) -> f64 {
        (w * data[0] + b).powi(n)
    }
    #[differentiate]
    fn f(b: f64) -> f64 {
        error::gradient(2.0, b, 3, &[1.5, 0.0])
    }
    // 4.5·(3 + b)²
    assert_eq!(f::value_and_gradient(1.0), (72.0, 36.0));
}

#[test]
fn the_derivation_says_what_each_argument_gets() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let (v, d) = g::value_and_gradient(2.0, x);
        v * d
    }
    let lines = [
        "∂v = d\n",
        "∂d = v\n",
        "∂x = ∂v·∂₂g::value_and_gradient(2, x)₁ + ∂d·∂₂g::value_and_gradient(2, x)₂\n",
    ];
    for line in lines {
        assert!(f::DERIVATION.contains(line), "{}", f::DERIVATION);
    }
}

#[test]
fn jacobians_by_what_is_not_left_out() {
    #[differentiate]
    fn slopes(x: &[f64], y: f64) -> f64 {
        let rows = squares::jacobian(x, y);
        rows[0][0] * rows[1][1]
    }
    // 4x₀x₁y²
    assert_eq!(slopes::value_and_gradient(&[2.0, 3.0], 5.0), (600.0, (vec![300.0, 200.0], 240.0)));
    assert_eq!(slopes::jvp(&[2.0, 3.0], 5.0, (vec![1.0, 0.0], 1.0)), (600.0, 540.0));
    #[differentiate]
    fn slopes_and_values(x: &[f64], y: f64) -> f64 {
        let (values, rows) = squares::value_and_jacobian(x, y);
        rows[0][0] * values[1]
    }
    // 2x₀x₁²y²
    assert_eq!(slopes_and_values::value_and_gradient(&[2.0, 3.0], 5.0), (900.0, (vec![450.0, 600.0], 360.0)));
    assert_eq!(slopes_and_values::jvp(&[2.0, 3.0], 5.0, (vec![1.0, 0.0], 1.0)), (900.0, 810.0));
    #[differentiate]
    fn only_left_out(y: f64) -> f64 {
        let rows = squares::jacobian(&[2.0, 3.0], y);
        rows[0][0] * rows[1][1]
    }
    assert_eq!(only_left_out::value_and_gradient(5.0), (600.0, 240.0));
}

#[test]
fn jacobians_of_rows() {
    #[differentiate]
    fn slopes(q: f64) -> f64 {
        let rows = grid::jacobian(3.0, q);
        rows[0][0] * rows[1][1]
    }
    // 6q³
    assert_eq!(slopes::value_and_gradient(2.0), (48.0, 72.0));
    assert_eq!(slopes::jvp(2.0, 1.0), (48.0, 72.0));
    #[differentiate]
    fn slopes_and_values(p: f64, q: f64) -> f64 {
        let (values, rows) = grid::value_and_jacobian(p, q);
        rows[0][0] * values[1][1]
    }
    // 2p²q³
    assert_eq!(slopes_and_values::value_and_gradient(3.0, 2.0), (144.0, [96.0, 216.0]));
    assert_eq!(slopes_and_values::jvp(3.0, 2.0, [1.0, 1.0]), (144.0, 312.0));
}

/// Arrays and tuples that `wrt` holds constant vary in the caller of a derivative.
#[test]
fn arrays_that_are_held() {
    #[differentiate(wrt(p), order = 2)]
    fn of_array(p: f64, q: &[f64; 2]) -> f64 {
        p * p * q[0] * q[1] * q[1]
    }
    #[differentiate(wrt(p), order = 2)]
    fn of_slice(p: f64, q: &[f64]) -> f64 {
        p * p * q[0] * q[1] * q[1]
    }
    #[differentiate(wrt(p), order = 2)]
    fn of_vector(p: f64, q: Vec<f64>) -> f64 {
        p * p * q[0] * q[1] * q[1]
    }
    #[differentiate(wrt(p), order = 2)]
    fn of_tuple(p: f64, q: (f64, f64)) -> f64 {
        p * p * q.0 * q.1 * q.1
    }
    // 2p·q₀·q₁² at p = 2 and q = (x, 3x): 36x³.
    #[differentiate]
    fn all(x: f64) -> f64 {
        let list = [x, 3.0 * x];
        of_array::gradient(2.0, &list)
            + of_slice::gradient(2.0, &list)
            + of_vector::gradient(2.0, vec![x, 3.0 * x])
            + of_tuple::gradient(2.0, (x, 3.0 * x))
    }
    assert_eq!(all::value_and_gradient(1.0), (4.0 * 36.0, 4.0 * 108.0));
    assert_eq!(all::jvp(2.0, 1.0), (4.0 * 288.0, 4.0 * 432.0));
    #[differentiate]
    fn handed_on(x: &[f64]) -> f64 {
        let (value, slope) = of_slice::value_and_gradient(2.0, x);
        value + slope
    }
    assert_eq!(handed_on::value_and_gradient(&[1.0, 3.0]), (72.0, vec![72.0, 48.0]));
    #[differentiate(wrt(a), order = 2)]
    fn product(a: &[f64; 2], b: &[[f64; 2]; 2]) -> [f64; 2] {
        [a[0] * b[0][0] * a[0], a[1] * b[1][0] + a[0]]
    }
    // The Jacobian is [[2a₀b₀₀, 0], [1, b₁₀]].
    #[differentiate]
    fn of_jacobian(x: f64) -> f64 {
        let b = [[x, 1.0], [x * x, 2.0]];
        let rows = product::jacobian(&[3.0, 1.0], &b);
        let (_, along) = product::jvp(&[3.0, 1.0], &b, [1.0, x]);
        let (_, back) = product::vjp(&[3.0, 1.0], &b, [1.0, x]);
        rows[0][0] + rows[1][1] + along[1] + back[0]
    }
    // (6x + x²) + (1 + x³) + (6x + x)
    assert_eq!(of_jacobian::value_and_gradient(2.0), (39.0, 13.0 + 4.0 + 12.0));
}

fn mean(data: &[f64]) -> f64 {
    data.iter().sum::<f64>() / data.len() as f64
}

fn sum(pair: (f64, f64)) -> f64 {
    pair.0 + pair.1
}

#[differentiate(order = 2, wrt(w))]
fn model(w: &[f64], data: &[f64]) -> f64 {
    w[0] * w[0] * data[0]
}

/// What `wrt` holds goes to functions that have no derivative, and to those that hold it, too.
#[differentiate(order = 2, wrt(w))]
fn with_helpers(w: &[f64], data: &[f64], pair: (f64, f64)) -> f64 {
    w[0] * w[1] * w[1] * mean(data) * sum(pair) + model(w, data)
}

#[test]
fn what_is_held_goes_to_any_function() {
    let hessian = with_helpers::hessian(&[1.0, 2.0], &[1.0, 3.0], (1.0, 2.0));
    // 6·w₀·w₁² + w₀²
    assert_eq!(hessian, [[2.0, 24.0], [24.0, 12.0]]);
}
