//! Second derivatives at a kink: where the function is smooth although what it is made of is not, they are those of the
//! function.

#![allow(clippy::items_after_statements, reason = "each function stands before what is said of it")]

use chainrule::differentiate;

const NONE: [[f64; 2]; 2] = [[0.0, 0.0], [0.0, 0.0]];

#[test]
fn the_square_of_hypot() {
    #[differentiate(order = 2)]
    fn f(a: f64, b: f64) -> f64 {
        a.hypot(b) * a.hypot(b)
    }
    assert_eq!(f::value_and_gradient(0.0, 0.0), (0.0, [0.0, 0.0]));
    assert_eq!(f::hessian(0.0, 0.0), [[2.0, 0.0], [0.0, 2.0]]);
    assert_eq!(f::hvp(0.0, 0.0, [3.0, -1.0]), [6.0, -2.0]);
    let [[aa, ab], [ba, bb]] = f::hessian(3.0, 4.0);
    for (found, expected) in [(aa, 2.0), (ab, 0.0), (ba, 0.0), (bb, 2.0)] {
        assert!((found - expected).abs() < 1e-14, "{found} {expected}");
    }
    #[differentiate(order = 2)]
    fn powi(a: f64, b: f64) -> f64 {
        a.hypot(b).powi(2) + a.hypot(b).powi(4)
    }
    assert_eq!(powi::hessian(0.0, 0.0), [[2.0, 0.0], [0.0, 2.0]]);
}

#[test]
fn smooth_functions_of_hypot() {
    #[differentiate(order = 2)]
    fn cosine(a: f64, b: f64) -> f64 {
        a.hypot(b).cos()
    }
    assert_eq!(cosine::hessian(0.0, 0.0), [[-1.0, 0.0], [0.0, -1.0]]);
    assert_eq!(cosine::hvp(0.0, 0.0, [1.0, 2.0]), [-1.0, -2.0]);
    #[differentiate(order = 2)]
    fn bell(a: f64, b: f64, s: f64) -> f64 {
        let r = (a - 1.0).hypot(b + 2.0);
        s * (-r * r).exp()
    }
    // s·exp(−(a − 1)² − (b + 2)²)
    assert_eq!(bell::hessian(1.0, -2.0, 3.0), [[-6.0, 0.0, 0.0], [0.0, -6.0, 0.0], [0.0, 0.0, 0.0]]);
    #[differentiate(order = 2)]
    fn of_inner_functions(x: f64) -> f64 {
        (2.0 * x).sin().hypot(x * x).powi(2)
    }
    // sin²(2x) + x⁴
    assert_eq!(of_inner_functions::hessian(0.0), [[8.0]]);
}

#[test]
fn what_is_a_kink_stays_one() {
    #[differentiate(order = 2)]
    fn cone(a: f64, b: f64) -> f64 {
        a.hypot(b)
    }
    assert_eq!(cone::hessian(0.0, 0.0), NONE);
    #[differentiate(order = 2)]
    fn ridge(x: f64, z: f64) -> f64 {
        x.abs() * z
    }
    assert_eq!(ridge::hessian(0.0, 1.0), NONE);
    assert_eq!(ridge::hessian(0.0, 0.0), NONE);
    assert_eq!(ridge::hvp(0.0, 0.0, [1.0, 1.0]), [0.0, 0.0]);
    #[differentiate(order = 2)]
    fn notch(x: f64) -> f64 {
        (x.abs() - 1.0).powi(2)
    }
    assert_eq!(notch::hessian(0.0), [[0.0]]);
    assert_eq!(notch::hessian(0.5), [[2.0]]);
}

#[test]
fn absolute_values() {
    #[differentiate(order = 2)]
    fn square(x: f64) -> f64 {
        x.abs() * x.abs()
    }
    assert_eq!(square::hessian(0.0), [[2.0]]);
    assert_eq!(square::hvp(0.0, 3.0), 6.0);
    assert_eq!(square::gradient(0.0), 0.0);
    #[differentiate(order = 2)]
    fn powers(x: f64) -> f64 {
        x.abs().powf(2.0) + x.abs().powi(3) + x.abs().powf(4.0)
    }
    assert_eq!(powers::hessian(0.0), [[2.0]]);
    #[differentiate(order = 2)]
    fn cubed(x: f64) -> f64 {
        x.abs() * x.abs() * x
    }
    assert_eq!(cubed::hessian(0.0), [[0.0]]);
    #[differentiate(order = 2)]
    fn signed(x: f64) -> f64 {
        3.0 * x.copysign(-1.0).powi(2)
    }
    assert_eq!(signed::hessian(0.0), [[6.0]]);
    #[differentiate(order = 2)]
    fn generic<T: chainrule::Float>(x: T, y: T) -> T {
        x.abs().cosh() + (x * y).abs().powi(2)
    }
    // cosh(x) + x²y²
    assert_eq!(generic::hessian(0.0f32, 3.0), [[19.0, 0.0], [0.0, 0.0]]);
}

#[test]
fn roots_of_squares() {
    #[differentiate(order = 2)]
    fn norm(x: f64, y: f64) -> f64 {
        (x * x + y * y).sqrt().powi(2)
    }
    assert_eq!(norm::value_and_gradient(0.0, 0.0), (0.0, [0.0, 0.0]));
    assert_eq!(norm::hessian(0.0, 0.0), [[2.0, 0.0], [0.0, 2.0]]);
    #[differentiate(order = 2)]
    fn root(x: f64) -> f64 {
        x.sqrt() * x.sqrt()
    }
    assert_eq!(root::value_and_gradient(0.0), (0.0, 1.0));
    assert_eq!(root::hessian(0.0), [[0.0]]);
    #[differentiate]
    fn cube_root(x: f64) -> f64 {
        x.cbrt().powi(3)
    }
    assert_eq!(cube_root::value_and_gradient(0.0), (0.0, 1.0));
}

#[test]
fn powers_at_zero() {
    #[differentiate(order = 2)]
    fn f(x: f64, p: f64) -> f64 {
        x.powf(p)
    }
    assert_eq!(f::hessian(0.0, 2.0), [[2.0, 0.0], [0.0, 0.0]]);
    assert_eq!(f::hessian(0.0, 3.0), NONE);
    assert_eq!(f::hessian(0.0, 1.0)[0][0], 0.0);
    #[differentiate(order = 2)]
    fn of_integers(x: f64, n: i32) -> f64 {
        x.powi(n)
    }
    assert_eq!(of_integers::hessian(0.0, 0), [[0.0]]);
    assert_eq!(of_integers::hessian(0.0, 1), [[0.0]]);
    assert_eq!(of_integers::hessian(0.0, 2), [[2.0]]);
    assert_eq!(of_integers::hessian(0.0, 3), [[0.0]]);
}

#[test]
fn in_loops_and_branches() {
    #[differentiate(order = 2)]
    fn sum(x: &[f64]) -> f64 {
        x.iter().map(|v| v.abs().powi(2)).sum()
    }
    assert_eq!(sum::hessian(&[0.0, 1.0]), [[2.0, 0.0], [0.0, 2.0]]);
    #[differentiate(order = 2)]
    fn pairs(x: &[f64; 4]) -> f64 {
        let mut s = 0.0;
        for i in 0..3 {
            let r = x[i].hypot(x[i + 1]);
            s += 0.5 * r * r;
        }
        s
    }
    assert_eq!(pairs::hvp(&[0.0; 4], [1.0, 2.0, 3.0, 4.0]), [1.0, 4.0, 6.0, 4.0]);
    #[differentiate(order = 2)]
    fn guarded(x: f64) -> f64 {
        if x >= 0.0 { x.sqrt().abs().powi(2) + x.abs() * x } else { x.abs().powi(2) }
    }
    assert_eq!(guarded::hessian(-1.0), [[2.0]]);
    assert_eq!(guarded::hessian(4.0), [[2.0]]);
    #[differentiate(order = 2)]
    fn nested(x: f64, y: f64, z: f64) -> f64 {
        x.hypot(y).hypot(z).powi(2)
    }
    assert_eq!(nested::hessian(0.0, 0.0, 0.0), [[2.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 2.0]]);
    let hessian = nested::hessian(0.0, 0.0, 1.5);
    for i in 0..3 {
        for j in 0..3 {
            assert!((hessian[i][j] - if i == j { 2.0 } else { 0.0 }).abs() < 1e-14, "{hessian:?}");
        }
    }
}

#[test]
fn carried_through_loops() {
    #[differentiate(order = 2)]
    fn norm(x: &[f64]) -> f64 {
        let mut r = 0.0f64;
        for v in x {
            r = r.hypot(*v);
        }
        r * r
    }
    #[differentiate(order = 2)]
    fn folded(x: &[f64]) -> f64 {
        x.iter().fold(0.0f64, |r, v| r.hypot(*v)).powi(2)
    }
    #[differentiate(order = 2)]
    fn rows(x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for k in 1..3 {
            let mut r = 0.0f64;
            for v in x {
                r = v.hypot(r);
            }
            sum += f64::from(k) / 3.0 * r * r;
        }
        sum
    }
    for x in [[0.0, 0.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 2.0, 0.0], [1.0, 2.0, 2.0]] {
        for hessian in [norm::hessian(&x), folded::hessian(&x), rows::hessian(&x)] {
            for i in 0..3 {
                for j in 0..3 {
                    let expected = if i == j { 2.0 } else { 0.0 };
                    assert!((hessian[i][j] - expected).abs() < 1e-14, "{x:?} {hessian:?}");
                }
            }
        }
    }
}

#[test]
fn handed_to_another_function() {
    #[differentiate(order = 2)]
    fn square(x: f64) -> f64 {
        x * x
    }
    #[differentiate(order = 2)]
    fn product(x: f64, y: f64) -> f64 {
        x * y
    }
    #[differentiate(order = 2)]
    fn f(x: f64) -> f64 {
        square(x.abs()) + product(x.abs(), 3.0 * x.abs())
    }
    // 4x²
    assert_eq!(f::value_and_gradient(0.0), (0.0, 0.0));
    assert_eq!(f::hessian(0.0), [[8.0]]);
    assert_eq!(f::hessian(-2.0), [[8.0]]);
    #[differentiate(order = 2)]
    fn in_closures(x: f64, y: f64) -> f64 {
        let norm = |a: f64, b: f64| a.hypot(b);
        0.5 * norm(x, y) * norm(x, y) + (x.abs() * 2.0 + y.abs()).powi(2)
    }
    assert_eq!(in_closures::hessian(0.0, 0.0), [[9.0, 0.0], [0.0, 3.0]]);
}

#[test]
fn through_derivatives_that_are_called() {
    #[differentiate(order = 2)]
    fn bowl(a: f64, b: f64) -> f64 {
        a.hypot(b).powi(2)
    }
    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let [da, db] = bowl::gradient(a, b);
        da + 3.0 * db
    }
    assert_eq!(f::value_and_gradient(0.0, 0.0), (0.0, [2.0, 6.0]));
    assert_eq!(f::jvp(0.0, 0.0, [1.0, 1.0]), (0.0, 8.0));
}

#[test]
fn kinks_that_are_used_in_a_branch_alone() {
    #[differentiate(order = 2)]
    fn numbers(a: f64, b: f64, c: f64) -> f64 {
        let h = a.hypot(b);
        if c > 0.0 { h * h * c } else { a * c }
    }
    assert_eq!(numbers::hessian(0.0, 0.0, 2.0), [[4.0, 0.0, 0.0], [0.0, 4.0, 0.0], [0.0; 3]]);
    assert_eq!(numbers::hessian(0.0, 0.0, -2.0), [[0.0, 0.0, 1.0], [0.0; 3], [1.0, 0.0, 0.0]]);
    #[differentiate(order = 2)]
    fn with_an_array(x: &[f64], c: f64) -> f64 {
        let h = x[0].hypot(x[1]);
        if c > 0.0 {
            let mut squares = x.to_vec();
            for i in 0..x.len() {
                squares[i] = x[i] * x[i];
            }
            squares[0] + h * h
        } else {
            c
        }
    }
    let along = || (vec![1.0, 1.0], 0.0);
    assert_eq!(with_an_array::hvp(&[0.0, 0.0], 1.0, along()), (vec![4.0, 2.0], 0.0));
    assert_eq!(with_an_array::hvp(&[0.0, 0.0], -1.0, along()), (vec![0.0, 0.0], 0.0));
    #[differentiate(order = 2)]
    fn behind_a_loop(x: &[f64], c: f64) -> f64 {
        let mut r = 0.0;
        for i in 0..x.len() {
            r = f64::hypot(r, x[i]);
        }
        if c > 0.0 { r * r } else { c }
    }
    assert_eq!(behind_a_loop::hvp(&[0.0, 0.0], 1.0, along()), (vec![2.0, 2.0], 0.0));
    assert_eq!(behind_a_loop::hvp(&[0.0, 0.0], -1.0, along()), (vec![0.0, 0.0], 0.0));
}

const TWO: [[f64; 2]; 2] = [[2.0, 0.0], [0.0, 2.0]];

#[test]
fn through_memory() {
    #[differentiate(order = 2)]
    fn stored(x: &[f64; 2]) -> f64 {
        let mut h = [0.0; 2];
        for i in 0..2 {
            h[i] = x[i].abs();
        }
        let mut sum = 0.0;
        for i in 0..2 {
            sum += h[i] * h[i];
        }
        sum
    }
    #[differentiate(order = 2)]
    fn collected(x: &[f64; 2]) -> f64 {
        let h: Vec<f64> = x.iter().map(|v| v.abs()).collect();
        h.iter().map(|v| v * v).sum()
    }
    #[differentiate(order = 2)]
    fn pushed(x: &[f64; 2]) -> f64 {
        let mut h = Vec::new();
        for i in 0..1 {
            h.push(x[i].hypot(x[i + 1]));
        }
        h.iter().map(|v| v.powi(2)).sum()
    }
    #[differentiate(order = 2)]
    fn largest(x: &[f64; 2]) -> f64 {
        let mut h = [0.0; 2];
        for i in 0..2 {
            h[i] = x[i].max(-x[i]);
        }
        h[0] * h[0] + h[1] * h[1]
    }
    #[differentiate(order = 2)]
    fn squares(x: &[f64]) -> f64 {
        x.iter().map(|v| v * v).sum()
    }
    #[differentiate(order = 2)]
    fn handed_on(x: &[f64; 2]) -> f64 {
        squares(&[x[0].abs(), x[1].abs()])
    }
    #[differentiate(order = 2)]
    fn out_of_a_branch(x: &[f64; 2]) -> f64 {
        let mut t = [0.0; 2];
        let r = if x[1] >= 0.0 {
            t[0] = x[0];
            t[0].abs()
        } else {
            x[0]
        };
        r * r + x[1] * x[1]
    }
    let origin = [0.0, 0.0];
    for hessian in [
        stored::hessian(&origin),
        collected::hessian(&origin),
        pushed::hessian(&origin),
        largest::hessian(&origin),
        handed_on::hessian(&origin),
        out_of_a_branch::hessian(&origin),
        stored::hessian(&[0.0, 3.0]),
        collected::hessian(&[-1.0, 3.0]),
    ] {
        assert_eq!(hessian, TWO);
    }
    assert_eq!(stored::hvp(&origin, [3.0, -1.0]), [6.0, -2.0]);
    assert_eq!(pushed::hvp(&origin, [3.0, -1.0]), [6.0, -2.0]);
}

#[test]
fn multiplied_in_loops() {
    #[differentiate(order = 2)]
    fn power(x: f64, y: f64) -> f64 {
        let r = x.hypot(y);
        let mut p = 1.0;
        let mut n = 0;
        while n < 2 {
            p *= r;
            n += 1;
        }
        p
    }
    #[differentiate(order = 2)]
    fn again(x: &[f64]) -> f64 {
        let mut p = 1.0;
        for _ in 0..2 {
            p *= x[0].abs();
        }
        p + x[1] * x[1]
    }
    #[differentiate(order = 2)]
    fn squared_sum<T: chainrule::Float>(x: Vec<T>, y: T) -> T {
        let mut sum = T::of(0.0);
        for i in 0..x.len() {
            sum += x[i].hypot(y);
        }
        sum * sum
    }
    assert_eq!(power::hessian(0.0, 0.0), TWO);
    assert_eq!(power::hvp(0.0, 0.0, [3.0, -1.0]), [6.0, -2.0]);
    assert_eq!(again::hessian(&[0.0, 0.0]), TWO);
    let mut product = [0.0; 2];
    again::hvp_into(&[0.0, 0.0], &[3.0, -1.0], &mut product);
    assert_eq!(product, [6.0, -2.0]);
    assert_eq!(squared_sum::hvp(vec![0.0f32], 0.0, (vec![3.0], -1.0)), (vec![6.0], -2.0));
    assert_eq!(squared_sum::hessian(vec![0.0], 0.0), (vec![(vec![2.0], 0.0)], (vec![0.0], 2.0)));
}

/// Where the function has a kink itself, nothing is added to the slope 0 by which it counts.
#[test]
fn what_is_a_kink_in_memory_stays_one() {
    #[differentiate(order = 2)]
    fn weighted(x: &[f64; 2]) -> f64 {
        let mut sum = 0.0;
        for i in 0..1 {
            let h = [x[i].abs(), x[i + 1]];
            sum += h[0] * h[1];
        }
        sum
    }
    #[differentiate(order = 2)]
    fn cone(x: &[f64]) -> f64 {
        let mut r = [0.0];
        for v in x {
            r[0] = f64::hypot(r[0], *v);
        }
        r[0]
    }
    for at in [[0.0, 1.0], [0.0, 0.0]] {
        assert_eq!(weighted::hessian(&at), NONE);
        assert_eq!(weighted::hvp(&at, [1.0, 1.0]), [0.0, 0.0]);
    }
    assert_eq!(weighted::hessian(&[2.0, 1.0]), [[0.0, 1.0], [1.0, 0.0]]);
    assert_eq!(weighted::hessian(&[-2.0, 1.0]), [[0.0, -1.0], [-1.0, 0.0]]);
    assert_eq!(cone::hessian(&[0.0, 0.0]), NONE);
}

#[differentiate(order = 2)]
fn length(x: f64, y: f64) -> f64 {
    x.hypot(y)
}

#[differentiate(order = 2)]
fn length_of_loop(x: f64, y: f64) -> f64 {
    let mut length = 0.0_f64;
    for side in [x, y] {
        length = length.hypot(side);
    }
    length
}

const TWICE_ONE: [[f64; 2]; 2] = [[2.0, 0.0], [0.0, 2.0]];

#[test]
fn through_calls_of_numbers() {
    #[differentiate(order = 2)]
    fn square(x: f64, y: f64) -> f64 {
        length(x, y).powi(2)
    }
    #[differentiate(order = 2)]
    fn of_loop(x: f64, y: f64) -> f64 {
        length_of_loop(x, y) * length_of_loop(x, y)
    }
    assert_eq!(square::hessian(0.0, 0.0), TWICE_ONE);
    assert_eq!(square::hvp(0.0, 0.0, [3.0, -1.0]), [6.0, -2.0]);
    assert_eq!(square::gradient_and_hvp(0.0, 0.0, [3.0, -1.0]), ([0.0, 0.0], [6.0, -2.0]));
    assert_eq!(of_loop::hessian(0.0, 0.0), TWICE_ONE);
    #[differentiate(order = 2)]
    fn of_a_call(x: f64, y: f64) -> f64 {
        length(x, length(y, x)).powi(2) + square(x, y) + length(x, y)
    }
    // 3x² + 2y², and a cone.
    assert_eq!(of_a_call::hessian(0.0, 0.0), [[6.0, 0.0], [0.0, 4.0]]);
    #[differentiate(order = 2)]
    fn sum(x: &[f64], y: f64) -> f64 {
        let mut sum = 0.0;
        for &x in x {
            let side = length(x - 1.0, 2.0 * y);
            sum += 0.5 * side * side;
        }
        sum
    }
    assert_eq!(sum::hvp(&[1.0, 3.0], 0.0, (vec![1.0, 2.0], 1.0)), (vec![1.0, 2.0], 8.0));
    #[differentiate(order = 2)]
    fn generic<T: chainrule::Float>(x: T, y: T) -> T {
        x.hypot(y)
    }
    #[differentiate(order = 2)]
    fn of_generic<T: chainrule::Float>(x: T, y: T) -> T {
        generic(x, y).cosh()
    }
    assert_eq!(of_generic::hessian(0.0_f32, 0.0), [[1.0, 0.0], [0.0, 1.0]]);
    #[differentiate(order = 2)]
    fn both(x: f64, y: f64) -> (f64, f64) {
        (x.abs(), 2.0 * y.abs())
    }
    #[differentiate(order = 2)]
    fn of_both(x: f64, y: f64) -> f64 {
        let (a, b) = both(x, y);
        a * a + b * b + a * b
    }
    assert_eq!(of_both::hessian(0.0, 0.0), [[2.0, 0.0], [0.0, 8.0]]);
    #[differentiate(order = 2)]
    fn cone(x: f64, y: f64) -> f64 {
        2.0 * length(x, y)
    }
    assert_eq!(cone::hessian(0.0, 0.0), NONE);
}

#[test]
fn through_calls_with_arrays() {
    #[differentiate(order = 2)]
    fn distance(a: &[f64; 2], b: &[f64; 2]) -> f64 {
        (a[0] - b[0]).hypot(a[1] - b[1])
    }
    #[differentiate(order = 2)]
    fn energy(p: &[[f64; 2]; 2]) -> f64 {
        0.5 * distance(&p[0], &p[1]).powi(2)
    }
    let found = energy::hvp(&[[1.0, 2.0], [1.0, 2.0]], [[1.0, 0.0], [0.0, 3.0]]);
    assert_eq!(found, [[1.0, -3.0], [-1.0, 3.0]]);
    #[differentiate(order = 2)]
    fn residuals(x: &[f64]) -> Vec<f64> {
        x.iter().map(|x| x.abs()).collect()
    }
    #[differentiate(order = 2)]
    fn cost(x: &[f64]) -> f64 {
        residuals(x).iter().map(|r| r * r).sum()
    }
    assert_eq!(cost::hessian(&[0.0, 1.0]), TWICE_ONE);
    #[differentiate(order = 2, wrt(y))]
    fn by_one(x: &[f64; 2], y: f64) -> f64 {
        length(x[0], y).powi(2)
    }
    assert_eq!(by_one::hessian(&[0.0, 1.0], 0.0), [[2.0]]);
}

#[test]
fn through_functions_as_parameters() {
    use chainrule::TwiceDifferentiated2;

    #[differentiate(order = 2)]
    fn square<F: TwiceDifferentiated2<f64, f64, Output = f64>>(x: f64, y: f64) -> f64 {
        F::call(x, y).powi(2)
    }
    assert_eq!(square::hessian::<length>(0.0, 0.0), TWICE_ONE);
    assert_eq!(square::hessian::<length_of_loop>(0.0, 0.0), TWICE_ONE);
}
