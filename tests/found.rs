//! What random programs (`tests/random_programs/`) found, each against its closed form.

#![allow(
    clippy::cast_lossless,
    clippy::clone_on_copy,
    clippy::unused_enumerate_index,
    clippy::useless_vec,
    clippy::let_and_return,
    reason = "the forms that were wrong are what is tested"
)]

use chainrule::{Float, differentiate};

#[differentiate(order = 2)]
fn changes_its_parameter(x0: f64, mut x1: [f64; 2]) -> f64 {
    x1[1] *= 3.0;
    x1[1] * x1[1] * x1[0] + x0
}

#[test]
fn the_hessian_by_an_array_that_the_function_changes() {
    // 9·b²·a
    assert_eq!(changes_its_parameter::gradient(1.0, [2.0, 5.0]), (1.0, [225.0, 180.0]));
    assert_eq!(changes_its_parameter::hvp(1.0, [2.0, 5.0], (1.0, [1.0, 1.0])), (0.0, [90.0, 126.0]));
}

#[differentiate(order = 2)]
fn product(x: &[f64], a: f64) -> f64 {
    x[0] * x[1] * a
}

#[differentiate]
fn reads_an_array_at_two_times(mut x: [f64; 2]) -> f64 {
    x[1] -= product(&x, x[0]);
    x[0] = product(&x, x[1]);
    x[0]
}

#[test]
fn an_array_that_two_calls_read_at_two_times() {
    // a·c² with c = b − a²·b
    let (a, b) = (2.0, 3.0);
    let c: f64 = b - a * a * b;
    let wanted = [c * c + 2.0 * a * c * (-2.0 * a * b), 2.0 * a * c * (1.0 - a * a)];
    assert_eq!(reads_an_array_at_two_times::value_and_gradient([a, b]), (a * c * c, wanted));
}

#[differentiate(order = 2)]
fn power_by_recursion(a: f64, b: f64, depth: usize) -> f64 {
    if depth == 0 {
        return a.abs();
    }
    let inner = power_by_recursion(b, a, depth - 1);
    (1.0 + b.powi(2)).powf(inner.sin()) * inner
}

#[test]
fn nothing_of_a_branch_that_is_not_taken_is_evaluated() {
    // `depth - 1` would overflow
    assert_eq!(power_by_recursion::hvp(2.0, 3.0, 0, [1.0, 1.0]), [0.0, 0.0]);
    assert_eq!(power_by_recursion::hessian(2.0, 3.0, 0), [[0.0; 2]; 2]);
}

#[differentiate]
fn power_of_a_choice(x: f64, n: usize) -> f64 {
    let turn = std::f64::consts::TAU;
    let chosen = (if n > 2 { turn } else { x }).powi(3);
    0.5 + chosen
}

#[differentiate]
fn tests_by_path(x: f64) -> f64 {
    let sound = f64::is_finite(x * x);
    if f64::is_nan(x) || !sound { 0.0 } else { x * x }
}

#[differentiate]
fn tuples_of_a_constant_iterator(x: f64) -> f64 {
    (1..4).enumerate().fold(x, |total, (i, j)| total * x * (j - i) as f64)
}

#[differentiate]
fn a_list_among_the_arguments(a: f64) -> f64 {
    product(&[product(&[a; 2], 2.0); 2], a)
}

#[differentiate]
fn rows_of_one_number(x: f64) -> f64 {
    let mut rows = [[x * 2.0; 3]; 2];
    rows[1][0] = x;
    rows[0][1] * rows[1][0]
}

#[differentiate(wrt(x))]
fn a_constant_vector(c: f64, x: f64) -> f64 {
    let list = vec![c; 2];
    let mut changed = vec![c; 2];
    changed[1] = x * list[0];
    changed[0] * changed[1]
}

#[differentiate]
fn shadowed_in_its_own_value(x: &[f64]) -> f64 {
    let v = x[0];
    let w = {
        let v = v * f64::exp(0.0) * 2.0;
        v
    };
    w * v
}

#[differentiate]
fn sum_over_what_was_pushed(a: f64) -> f64 {
    let mut list = vec![];
    for _ in 0..3 {
        list.push(a * a);
    }
    (1..3).map(|i| list[i % 3]).sum::<f64>() * a
}

#[differentiate]
fn a_closure_that_remembers(x: f64) -> f64 {
    let factor = x;
    let mut calls = 0.0;
    let mut scaled = |t: f64| {
        calls += 1.0;
        t * factor
    };
    let factor = scaled(factor) * 2.0;
    let sum = scaled(3.0) + factor;
    sum * calls
}

#[test]
fn of_one_number() {
    // (3x + 2x²)·2
    assert_eq!(a_closure_that_remembers::value_and_gradient(2.0), (28.0, 22.0));

    assert_eq!(power_of_a_choice::gradient(2.0, 0), 12.0);
    assert_eq!(power_of_a_choice::gradient(2.0, 3), 0.0);
    assert_eq!(tests_by_path::gradient(3.0), 6.0);
    assert_eq!(tests_by_path::gradient(f64::NAN), 0.0);
    assert_eq!(tuples_of_a_constant_iterator::gradient(2.0), 4.0 * 8.0);
    // (2a²)²·a
    assert_eq!(a_list_among_the_arguments::gradient(2.0), 20.0 * 16.0);
    assert_eq!(rows_of_one_number::gradient(3.0), 12.0);
    assert_eq!(a_constant_vector::gradient(3.0, 2.0), 9.0);
    assert_eq!(shadowed_in_its_own_value::gradient(&[3.0]), [12.0]);
    assert_eq!(sum_over_what_was_pushed::gradient(2.0), 6.0 * 4.0);
}

#[differentiate]
fn slopes_in_a_tuple(x: f64) -> f64 {
    let (value, (by_list, by_factor)) = product::value_and_gradient(&[x; 2], 3.0 * x);
    value + by_list[1] * by_factor
}

#[differentiate(order = 2, wrt(x))]
fn a_constant_slice_in_a_call(c: &[f64], x: f64) -> f64 {
    product(&c[1..3], x * x)
}

#[differentiate(order = 2)]
fn cubed(a: f64, b: f64, n: usize) -> f64 {
    a.powi(3) * b * n as f64
}

#[differentiate]
fn slopes_beside_a_constant(x: f64) -> f64 {
    let [by_a, by_b] = cubed::gradient(x, 2.0, 3);
    by_a * by_b
}

#[test]
fn through_derivatives() {
    // 3x³ + 3x²·x²
    assert_eq!(slopes_in_a_tuple::gradient(2.0), 9.0 * 4.0 + 12.0 * 8.0);
    assert_eq!(a_constant_slice_in_a_call::hessian(&[9.0, 2.0, 5.0], 3.0), [[20.0]]);
    assert_eq!(a_constant_slice_in_a_call::hvp(&[9.0, 2.0, 5.0], 3.0, 2.0), 40.0);
    // 18x²·3x³
    assert_eq!(slopes_beside_a_constant::gradient(1.0), 54.0 * 5.0);
}

#[differentiate]
fn an_iterator_of_one_direction(x: f64) -> f64 {
    (1..=3).take(2).map(|i| product(&[x, x], i as f64)).product::<f64>()
}

#[differentiate]
fn an_assertion_that_asks_a_closure(x: f64) -> f64 {
    let square = |t: f64| t * t;
    assert!(square(x) >= 0.0, "of {x}");
    square(x)
}

#[differentiate]
fn copied_to_a_vector(x: [f64; 2], list: &[f64; 2]) -> Vec<f64> {
    let mut y = x.to_vec();
    y[1] += list[0];
    y = list.to_vec();
    y[0] *= x[1];
    y
}

#[differentiate]
fn windows_of_constants(c: &[f64], x: f64) -> f64 {
    let mut sum = 0.0;
    for (i, w) in (0..2).zip(c.windows(2)) {
        sum += w[0] * w[1] * x * i as f64;
    }
    sum
}

#[differentiate(wrt(x))]
fn a_constant_array_that_comes_to_vary(x: f64, mut c: [f64; 3]) -> f64 {
    for v in &mut c {
        *v *= x;
    }
    c[0] * c[2]
}

#[differentiate]
fn doubled<T: Float>(x: &[T], by: T) -> Vec<T> {
    vec![x[0] * by, by]
}

#[differentiate]
fn vectors_in_a_loop<T: Float>(x: &[T]) -> T {
    let mut product = x[0];
    for _ in 0..2 {
        let y = doubled(x, product);
        product *= y[1] * y[0];
    }
    product
}

#[test]
fn of_arrays() {
    // x²·2x²
    assert_eq!(an_iterator_of_one_direction::gradient(2.0), 8.0 * 8.0);
    assert_eq!(an_assertion_that_asks_a_closure::gradient(3.0), 6.0);
    let rows = copied_to_a_vector::jacobian([2.0, 3.0], &[5.0, 7.0]);
    assert_eq!(rows, [([0.0, 5.0], [3.0, 0.0]), ([0.0, 0.0], [0.0, 1.0])]);
    assert_eq!(windows_of_constants::gradient(&[2.0, 3.0, 5.0], 7.0), (vec![0.0, 35.0, 21.0], 15.0));
    assert_eq!(a_constant_array_that_comes_to_vary::gradient(2.0, [3.0, 1.0, 5.0]), 60.0);
    // p → x₀·p³, twice: x₀⁴·x₀⁹
    assert_eq!(vectors_in_a_loop::gradient(&[1.0]), [13.0]);
    assert_eq!(vectors_in_a_loop::gradient(&[1.0_f32]), [13.0]);
}

#[differentiate(order = 2)]
fn declared_behind_a_return(x: f64, c: &[f64], n: usize) -> f64 {
    if n == 1 {
        return x;
    }
    let mut v = x * x + (if n < 5 { x } else { c[0] });
    if v < 0.0 {
        v *= x;
    }
    v
}

#[test]
fn what_is_declared_behind_a_return() {
    assert_eq!(declared_behind_a_return::jvp(3.0, &[1.0], 0, (2.0, vec![1.0])), (12.0, 14.0));
    assert_eq!(declared_behind_a_return::jvp(3.0, &[1.0], 5, (2.0, vec![1.0])), (10.0, 13.0));
    assert_eq!(declared_behind_a_return::hvp(3.0, &[1.0], 0, (2.0, vec![1.0])), (4.0, vec![0.0]));
}

#[differentiate]
fn two_outputs_of_one_call(x: &[f64]) -> (f64, f64) {
    let v = product(&[x[0]; 2], x[1]);
    (2.0 * v, 3.0 * v)
}

#[test]
fn each_output_goes_back_through_the_call() {
    assert_eq!(two_outputs_of_one_call::jacobian(&[5.0, 7.0]), [[140.0, 50.0], [210.0, 75.0]]);
}

#[differentiate]
fn leaves_within_an_assignment(x: &[f64]) -> f64 {
    let mut v = [x[0], x[0]];
    for _ in 0..5 {
        v[0] += if v[0] > 10.0 { break } else { v[0] * v[1] };
    }
    let mut w = v[0];
    w *= if w > 100.0 { return w } else { 2.0 };
    w
}

#[test]
fn what_is_left_assigns_nothing() {
    // 2·(x + x²)·(1 + x)
    assert_eq!(leaves_within_an_assignment::value_and_gradient(&[2.0]), (36.0, vec![42.0]));
    // x + x², which is more than 100
    assert_eq!(leaves_within_an_assignment::value_and_gradient(&[10.0]), (110.0, vec![21.0]));
}

#[differentiate]
fn changed_on_its_right(x: f64) -> f64 {
    let mut v = x;
    v *= {
        v += 1.0;
        v * 2.0
    };
    v
}

#[test]
fn the_right_side_of_an_assignment_comes_first() {
    // 2·(x + 1)²
    assert_eq!(changed_on_its_right::value_and_gradient(2.0), (18.0, 12.0));
}

#[differentiate]
fn alternatives_with_something_in_common(a: f64, b: f64, depth: usize) -> f64 {
    if depth == 0 {
        return b;
    }
    let inner = alternatives_with_something_in_common(a, a * b, depth - 1);
    f64::hypot(inner, if depth & 1 == 0 { inner } else { a })
}

#[test]
fn what_may_overflow_stays_where_the_function_evaluates_it() {
    assert_eq!(alternatives_with_something_in_common::value_and_gradient(3.0, 2.0, 0), (2.0, [0.0, 1.0]));
    // a·√(b² + 1)
    assert_eq!(alternatives_with_something_in_common::value_and_gradient(2.0, 0.75, 1), (2.5, [1.25, 1.2]));
    // √2·a·√(a²b² + 1)
    let (value, [by_a, by_b]) = alternatives_with_something_in_common::value_and_gradient(0.75, 1.0, 2);
    let root = 2.0_f64.sqrt();
    assert!((value - root * 0.9375).abs() < 1e-15);
    assert!((by_a - root * (1.25 + 0.75 * 0.75 / 1.25)).abs() < 1e-14);
    assert!((by_b - root * 0.75 * 0.5625 / 1.25).abs() < 1e-15);
}

#[differentiate]
fn goes_on_or_leaves(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for v in x {
        if *v > 0.0 {
            continue;
        }
        if *v > -3.0 {
            break;
        }
        sum += v * v;
    }
    sum
}

#[differentiate]
fn goes_on_or_returns(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for v in x {
        if *v > 0.0 {
            continue;
        }
        if *v > -3.0 {
            return sum * 10.0;
        }
        sum += v * v;
    }
    sum
}

#[differentiate]
fn leaves_or_returns(x: f64) -> f64 {
    let mut s = x;
    loop {
        if s > 2.0 {
            break;
        }
        if s > 1.0 {
            return s * 10.0;
        }
        s *= s + 1.0;
    }
    s + 100.0
}

#[test]
fn what_left_an_iteration_first_has_left_it() {
    // Where the first condition holds, the second would, too.
    assert_eq!(
        goes_on_or_leaves::value_and_gradient(&[1.0, -4.0, 2.0, -1.0, -5.0]),
        (16.0, vec![0.0, -8.0, 0.0, 0.0, 0.0])
    );
    assert_eq!(
        goes_on_or_returns::value_and_gradient(&[1.0, -4.0, 2.0, -1.0]),
        (160.0, vec![0.0, -80.0, 0.0, 0.0])
    );
    assert_eq!(goes_on_or_returns::value_and_gradient(&[1.0, -4.0]), (16.0, vec![0.0, -8.0]));
    assert_eq!(leaves_or_returns::value_and_gradient(3.0), (103.0, 1.0));
    assert_eq!(leaves_or_returns::value_and_gradient(1.5), (15.0, 10.0));
    // 10·(t² + t) with t = x² + x
    assert_eq!(leaves_or_returns::value_and_gradient(0.5), (13.125, 50.0));
}

#[differentiate]
fn asked_twice(a: f64, n: usize) -> f64 {
    if n > 0 {
        let v = if n == 3 { a } else { a / (2.0 + a.powi(2)) };
        if n == 3 {
            return a * -v;
        }
    }
    let both = [2.0 * a, 3.0 * a];
    both[n & 1]
}

#[test]
fn a_condition_is_asked_again_where_it_is_known() {
    assert_eq!(asked_twice::value_and_gradient(2.0, 0), (4.0, 2.0));
    assert_eq!(asked_twice::jvp(2.0, 1, 0.5), (6.0, 1.5));
    assert_eq!(asked_twice::value_and_gradient(2.0, 3), (-4.0, -4.0));
    assert_eq!(asked_twice::jvp(2.0, 3, 0.5), (-4.0, -2.0));
}

#[differentiate]
fn twice(a: f64) -> f64 {
    2.0 * a
}

#[differentiate]
fn asserts_within_an_argument(x: f64) -> f64 {
    twice({
        let half = 0.5;
        assert!(x.is_finite());
        half + x
    }) * x
}

#[test]
fn an_argument_is_a_block_that_asserts() {
    // (1 + 2x)·x
    assert_eq!(asserts_within_an_argument::value_and_gradient(2.0), (10.0, 9.0));
}

#[differentiate]
fn rows_that_vary_and_do_not(x: f64, i: usize) -> f64 {
    let row = [0.25; 3];
    let table = [[0.5; 3], [x, 2.0, x], row];
    table[0][1] * table[1][0] + table[i][0] + table[2][1] * x
}

#[test]
fn a_row_does_not_vary() {
    assert_eq!(rows_that_vary_and_do_not::value_and_gradient(2.0, 0), (2.0, 0.75));
    assert_eq!(rows_that_vary_and_do_not::value_and_gradient(2.0, 1), (3.5, 1.75));
}

#[differentiate]
fn power_by_a_call(a: f64, depth: usize) -> f64 {
    if depth == 0 {
        return a * a;
    }
    let exponent = power_by_a_call(0.5, depth - 1);
    f64::min(a, 3.0).powf(exponent * 8.0)
}

#[test]
fn the_form_of_a_slope_is_asked_where_the_function_comes_to_it() {
    assert_eq!(power_by_a_call::value_and_gradient(2.0, 0), (4.0, 4.0));
    assert_eq!(power_by_a_call::value_and_gradient(2.0, 1), (4.0, 4.0));
    assert_eq!(power_by_a_call::vjp(4.0, 1, 1.0), (9.0, 0.0));
}

#[differentiate(order = 2)]
fn volume(x: &[f64; 2], a: f64) -> f64 {
    x[0] * x[1] * a
}

#[differentiate]
#[allow(clippy::unnecessary_cast, reason = "the name of this constant's cotangent was that of an array")]
fn names_of_derivatives_meet(x: [f64; 2], b: f64, a: f64) -> [f64; 2] {
    let v7 = 1.0
        / (2.0
            + ({
                let (d1, _d2) = volume::gradient(&x, 0.5 + a);
                let (d4, (_d5, _d6)) = volume::vjp(&d1, d1[0] - a, 3 as f64);
                d4
            })
            .powi(2));
    [v7 * (1 as f64), b]
}

#[test]
fn a_number_is_not_called_like_an_array() {
    // w = x₀·x₁·s²·(x₁·s − a) with s = a + 1/2, and v = 1/(2 + w²)
    let (value, rows) = names_of_derivatives_meet::value_and_jacobian([3.0, 2.0], 7.0, 0.5);
    let (w, root) = (9.0, 83.0);
    let slope = -2.0 * w / (root * root);
    let close = |a: f64, b: f64| (a - b).abs() < 1e-14;
    assert!(close(value[0], 1.0 / root) && close(rows[0].0[0], slope * 3.0));
    assert!(close(rows[0].0[1], slope * (4.5 + 6.0)) && close(rows[0].2, slope * (2.0 * 9.0 + 6.0)));
    assert_eq!((value[1], rows[1]), (7.0, ([0.0, 0.0], 1.0, 0.0)));
}

#[differentiate(order = 2)]
fn a_loop_that_does_nothing(x: f64) -> f64 {
    for _ in 0..2 {}
    x * x
}

#[test]
fn loops_in_a_function_without_arrays() {
    assert_eq!(a_loop_that_does_nothing::value_and_gradient(3.0), (9.0, 6.0));
    assert_eq!(a_loop_that_does_nothing::hvp(3.0, 1.0), 2.0);
}
