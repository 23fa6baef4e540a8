//! Branches that write into arrays and vectors: one that does not run contributes nothing, whatever its slopes are.

use chainrule::differentiate;

#[differentiate(order = 2)]
fn increased(a: f64, b: f64) -> f64 {
    let mut s = [a];
    if b > 0.0 {
        s[0] += b.sqrt();
    }
    s[0] * 2.0
}

#[differentiate(order = 2)]
fn pushed(x: f64) -> f64 {
    let mut v = vec![1.0];
    if x > 0.0 {
        v.push(x.sqrt());
    }
    v.iter().sum()
}

#[differentiate(order = 2)]
fn stored(x: &[f64]) -> f64 {
    let mut v = [0.0; 2];
    for (i, t) in x.iter().enumerate() {
        if *t > 0.0 {
            v[i] = t.ln();
        }
    }
    v[0] + v[1]
}

#[differentiate(order = 2)]
fn filtered(x: &[f64]) -> f64 {
    let y: Vec<f64> = x.iter().filter(|v| **v > 0.0).map(|v| v.sqrt()).collect();
    y.iter().sum()
}

#[test]
fn nothing_leaks_into_an_array() {
    assert_eq!(increased::value_and_gradient(1.0, 0.0), (2.0, [2.0, 0.0]));
    assert_eq!(increased::value_and_gradient(1.0, -1.0), (2.0, [2.0, 0.0]));
    assert_eq!(increased::value_and_gradient(1.0, 4.0), (6.0, [2.0, 0.5]));
    assert_eq!(increased::hessian(1.0, 0.0), [[0.0, 0.0], [0.0, 0.0]]);
    assert_eq!(increased::hessian(1.0, 4.0), [[0.0, 0.0], [0.0, -0.0625]]);
    assert_eq!(increased::hvp(1.0, -1.0, [1.0, 1.0]), [0.0, 0.0]);
    assert_eq!(pushed::value_and_gradient(-1.0), (1.0, 0.0));
    assert_eq!(pushed::value_and_gradient(4.0), (3.0, 0.25));
    assert_eq!(pushed::hessian(-1.0), [[0.0]]);
    assert_eq!(pushed::hessian(0.0), [[0.0]]);
    assert_eq!(stored::value_and_gradient(&[1.0, 0.0]), (0.0, vec![1.0, 0.0]));
    assert_eq!(stored::hessian(&[1.0, 0.0]), [[-1.0, 0.0], [0.0, 0.0]]);
    assert_eq!(filtered::value_and_gradient(&[4.0, -1.0]), (2.0, vec![0.25, 0.0]));
    assert_eq!(filtered::value_and_gradient(&[0.0, 4.0]), (2.0, vec![0.0, 0.25]));
    assert_eq!(filtered::hvp(&[4.0, -1.0], vec![1.0, 1.0]), [-0.031_25, 0.0]);
    // No turn of a loop, no element at all.
    assert_eq!(filtered::value_and_gradient(&[]), (-0.0, vec![]));
}

#[test]
fn nothing_leaks_in_the_other_forms() {
    let x = [1.0, 0.0];
    let mut slopes = [f64::NAN; 2];
    stored::gradient_into(&x, &mut slopes);
    assert_eq!(slopes, [1.0, 0.0]);
    assert_eq!(stored::vjp(&x, 3.0), (0.0, vec![3.0, 0.0]));
    assert_eq!(stored::jvp(&x, vec![2.0, 5.0]), (0.0, 2.0));
    let mut slopes = [f64::NAN; 2];
    assert_eq!(filtered::vjp_into(&[-4.0, 4.0], 2.0, &mut slopes), 2.0);
    assert_eq!(slopes, [0.0, 0.5]);
    let mut product = [f64::NAN; 2];
    stored::hvp_into(&x, &[1.0, 1.0], &mut product);
    assert_eq!(product, [-1.0, 0.0]);
}

#[differentiate]
fn several(x: &[f64; 2], y: f64) -> [f64; 2] {
    let mut h = [1.0, y];
    if x[0] > 0.0 {
        h[0] = x[0].sqrt() * y;
    } else if x[1] > 0.0 {
        h[1] /= x[1];
        h[0] *= y.ln();
    } else {
        h.swap(0, 1);
    }
    h
}

#[test]
fn jacobians_have_the_rows_of_the_branch_that_runs() {
    assert_eq!(
        several::value_and_jacobian(&[4.0, 0.0], 3.0),
        ([6.0, 3.0], [([0.75, 0.0], 2.0), ([0.0, 0.0], 1.0)])
    );
    assert_eq!(
        several::value_and_jacobian(&[0.0, 2.0], 1.0),
        ([0.0, 0.5], [([0.0, 0.0], 1.0), ([0.0, -0.25], 0.5)])
    );
    assert_eq!(
        several::value_and_jacobian(&[-1.0, 0.0], -3.0),
        ([-3.0, 1.0], [([0.0, 0.0], 1.0), ([0.0, 0.0], 0.0)])
    );
}

/// Behind `continue`, before `break`, in an arm, through `iter_mut`: √x where it is not left out.
#[differentiate]
fn behind_continue(x: &[f64]) -> f64 {
    let mut v = Vec::new();
    for t in x {
        if *t <= 0.0 {
            continue;
        }
        v.push(t.sqrt());
    }
    v.iter().sum()
}

#[differentiate]
fn before_break(x: &[f64]) -> f64 {
    let mut v = vec![0.0];
    for t in x {
        if *t > 0.0 {
            v.push(t.sqrt());
        } else {
            break;
        }
    }
    v.iter().sum()
}

#[differentiate]
fn broken_before(x: &[f64]) -> f64 {
    let mut v = vec![0.0];
    for t in x {
        if *t <= 0.0 {
            break;
        }
        v.push(t.sqrt());
    }
    v.iter().sum()
}

#[differentiate]
fn in_arms(x: f64, n: usize) -> f64 {
    let mut v = vec![x];
    match n {
        0 => v.push(x.sqrt()),
        1 => v[0] = x.ln(),
        2 => v.fill(1.0 / x),
        3 => v[0] += x.acos(),
        _ => v.push(2.0 * x),
    }
    v.iter().sum()
}

#[differentiate]
fn through_iter_mut(x: &[f64; 2], y: f64) -> f64 {
    let mut v = [1.0, 2.0];
    for (t, u) in v.iter_mut().zip(x) {
        if *u > 0.0 {
            *t = u.sqrt() * y;
        }
    }
    v[0] + v[1]
}

#[test]
fn nothing_leaks_past_what_leaves_an_iteration() {
    for slopes in [behind_continue::gradient, before_break::gradient, broken_before::gradient] {
        assert_eq!(slopes(&[4.0, 1.0, -1.0]), [0.25, 0.5, 0.0]);
        assert_eq!(slopes(&[4.0, 1.0, 0.0]), [0.25, 0.5, 0.0]);
        assert_eq!(slopes(&[0.0]), [0.0]);
        assert!(slopes(&[]).is_empty());
    }
    assert_eq!(behind_continue::gradient(&[0.0, 4.0]), [0.0, 0.25]);
    assert_eq!(before_break::gradient(&[0.0, 4.0]), [0.0, 0.0]);
    assert_eq!(broken_before::gradient(&[0.0, 4.0]), [0.0, 0.0]);
    assert_eq!(in_arms::gradient(0.0, 4), 3.0);
    assert_eq!(in_arms::gradient(-2.0, 4), 3.0);
    assert_eq!(in_arms::gradient(-2.0, 2), -0.25);
    assert_eq!(in_arms::gradient(-2.0, 1), -0.5);
    assert_eq!(in_arms::gradient(4.0, 0), 1.25);
    assert_eq!(through_iter_mut::gradient(&[-1.0, 4.0], 3.0), ([0.0, 0.75], 2.0));
    assert_eq!(through_iter_mut::gradient(&[0.0, 0.0], 3.0), ([0.0, 0.0], 0.0));
}

#[differentiate]
fn in_branches_of_branches(x: f64, y: f64, a: bool, b: bool) -> f64 {
    let mut v = [y];
    if a {
        if b {
            v[0] = x.sqrt();
        }
    } else {
        v[0] += 2.0 * x.sqrt();
    }
    v[0]
}

#[test]
fn a_branch_in_a_branch_contributes_nothing_either() {
    assert_eq!(in_branches_of_branches::gradient(0.0, 3.0, true, false), [0.0, 1.0]);
    assert_eq!(in_branches_of_branches::gradient(-1.0, 3.0, true, false), [0.0, 1.0]);
    assert_eq!(in_branches_of_branches::gradient(4.0, 3.0, true, true), [0.25, 0.0]);
    assert_eq!(in_branches_of_branches::gradient(4.0, 3.0, false, false), [0.5, 1.0]);
}

#[differentiate]
fn never_repeated(x: f64, y: f64, n: usize) -> f64 {
    let mut sum = y;
    for _ in 0..n {
        sum += x.sqrt();
    }
    sum
}

#[differentiate]
fn repeated_without_branch(x: f64, data: &[f64]) -> f64 {
    let mut sum = [0.0];
    for t in data {
        if *t > 0.0 {
            sum[0] += x.sqrt() * t;
        }
    }
    sum[0]
}

#[differentiate]
fn scaled(x: f64, y: f64, n: i32) -> f64 {
    let (scale, mut sum) = (y.ln(), x);
    let mut i = 0;
    while i < n {
        sum += x * scale;
        i += 1;
    }
    sum
}

/// A loop that does not run is like a branch that does not.
#[test]
fn a_loop_without_iterations_contributes_nothing() {
    assert_eq!(never_repeated::gradient(0.0, 1.0, 0), [0.0, 1.0]);
    assert_eq!(never_repeated::gradient(-1.0, 1.0, 0), [0.0, 1.0]);
    assert_eq!(never_repeated::gradient(4.0, 1.0, 2), [0.5, 1.0]);
    assert_eq!(repeated_without_branch::gradient(0.0, &[-1.0, 0.0]).0, 0.0);
    assert_eq!(repeated_without_branch::gradient(4.0, &[-1.0, 2.0]), (0.5, vec![0.0, 2.0]));
    assert_eq!(scaled::gradient(2.0, -1.0, 0), [1.0, 0.0]);
    assert_eq!(scaled::gradient(2.0, 0.0, -3), [1.0, 0.0]);
    assert_eq!(scaled::gradient(2.0, 1.0, 3), [1.0, 6.0]);
}

#[differentiate(order = 2)]
fn norm(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for v in x {
        sum += v * v;
    }
    sum.sqrt()
}

#[differentiate(order = 2)]
fn normalized(x: &[f64]) -> f64 {
    let length = norm(x);
    if length > 0.0 { x[0] / length } else { 0.0 }
}

#[differentiate(order = 2)]
fn of_rows(x: &[[f64; 2]]) -> f64 {
    let mut sum = 0.0;
    for row in x {
        let length = norm(row);
        if length > 0.0 {
            sum += length * length;
        }
    }
    sum
}

#[differentiate(order = 2)]
fn repeated_roots(x: f64, taken: bool) -> f64 {
    let mut s = x;
    for _ in 0..2 {
        s = s.sqrt();
    }
    if taken { s } else { 2.0 * x }
}

#[differentiate]
fn logarithms(x: &[f64], y: f64) -> f64 {
    let mut sum = 0.0;
    for v in x {
        sum += v.ln() * y.sqrt();
    }
    if y > 0.0 { sum } else { y }
}

/// What is computed before a branch and used in that alone has no slope where the branch does not run.
#[test]
fn nothing_leaks_through_calls_and_loops_before_the_branch() {
    assert_eq!(normalized::value_and_gradient(&[0.0, 0.0]), (0.0, vec![0.0, 0.0]));
    assert_eq!(normalized::value_and_gradient(&[0.0, 2.0]), (0.0, vec![0.5, 0.0]));
    assert_eq!(normalized::hvp(&[0.0, 0.0], vec![1.0, 1.0]), [0.0, 0.0]);
    assert_eq!(of_rows::gradient(&[[0.0, 0.0], [3.0, 4.0]]), [[0.0, 0.0], [6.0, 8.0]]);
    assert_eq!(of_rows::hvp(&[[0.0, 0.0]], vec![[1.0, 1.0]]), [[0.0, 0.0]]);
    for x in [0.0, -1.0] {
        assert_eq!(repeated_roots::gradient(x, false), 2.0);
        assert_eq!(repeated_roots::hessian(x, false), [[0.0]]);
    }
    assert_eq!(repeated_roots::value_and_gradient(16.0, true), (2.0, 0.031_25));
    assert_eq!(logarithms::value_and_gradient(&[0.0, 1.0], 0.0), (0.0, (vec![0.0, 0.0], 1.0)));
    assert_eq!(logarithms::value_and_gradient(&[1.0, 1.0], 4.0), (0.0, (vec![2.0, 2.0], 0.0)));
}

#[differentiate(order = 2)]
fn roots_in_a_loop(x: &[f64], y: f64) -> f64 {
    let mut v = [y, 0.0];
    for t in x {
        let mut r = *t;
        for _ in 0..2 {
            r = r.sqrt();
        }
        if *t > 0.0 {
            v[1] += r * r * y;
        }
    }
    v[0] + v[1]
}

#[test]
fn nothing_leaks_through_loops_in_loops() {
    assert_eq!(
        roots_in_a_loop::value_and_gradient(&[16.0, 0.0, -1.0], 3.0),
        (15.0, (vec![0.375, 0.0, 0.0], 5.0))
    );
    assert_eq!(roots_in_a_loop::hvp(&[16.0, -1.0], 3.0, (vec![0.0, 1.0], 1.0)), (vec![0.125, 0.0], 0.0));
}

#[differentiate]
fn many_times(x: f64, n: usize) -> f64 {
    let mut v = [1.0];
    if n == 1 {
        v[0] += x.sqrt();
    }
    if n == 2 {
        v[0] -= x.sqrt();
    }
    if n == 3 {
        v[0] *= x.sqrt();
    }
    if n == 4 {
        v[0] /= x.sqrt();
    }
    if n == 5 {
        v[0] += x.sqrt();
    }
    if n == 6 {
        v[0] += 2.0 * x.sqrt();
    }
    if n == 7 {
        v[0] += 3.0 * x.sqrt();
    }
    if n == 8 {
        v[0] += 4.0 * x.sqrt();
    }
    if n == 9 {
        v[0] += 5.0 * x.sqrt();
    }
    v[0]
}

#[test]
fn nothing_leaks_from_many_branches() {
    assert_eq!(many_times::gradient(0.0, 0), 0.0);
    assert_eq!(many_times::gradient(-1.0, 0), 0.0);
    assert_eq!(many_times::gradient(4.0, 9), 1.25);
}
