//! What is changed through a reference that a pattern, a loop or a name binds, or that the caller hands over.

use chainrule::differentiate;

#[differentiate]
fn rows(x: &[f64]) -> f64 {
    let mut y = [x.to_vec(), x.to_vec()];
    for row in &mut y {
        for v in row {
            *v *= x[0];
        }
    }
    y[0][1] * y[1][1]
}

#[differentiate]
fn named(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    let r = &mut y;
    for d in r {
        *d *= x[0];
    }
    y[0] * y[1]
}

#[differentiate]
fn patterns(x: &[f64]) -> f64 {
    let mut y = [[x[0], x[1]]; 2];
    for [a, b] in &mut y {
        *a *= *b;
    }
    for (i, row) in y.iter_mut().enumerate() {
        let [a, _] = row;
        *a += i as f64;
    }
    y[0][0]
}

#[differentiate]
fn array_by_pattern(x: f64) -> f64 {
    let mut s = [x, 1.0];
    let [a, b] = &mut s;
    *a *= x;
    *b += x;
    s[0] * s[1]
}

#[differentiate]
fn name_of_a_name(x: f64) -> f64 {
    let mut a = x;
    let r = &mut a;
    let q = &mut *r;
    *q *= x;
    let s = r;
    *s *= x;
    a
}

#[differentiate]
fn constant_at_first(x: f64) -> f64 {
    let mut a = 1.0;
    let r = &mut a;
    *r = x * x;
    a
}

#[differentiate]
fn moved_reference(x: f64) -> f64 {
    let mut a = x;
    let r = &mut a;
    let mut scale = move || *r *= x;
    scale();
    a
}

#[test]
fn changes_arrive() {
    let x = [2.0, 3.0];
    assert_eq!(rows::gradient(&x), [36.0, 24.0]);
    assert_eq!(named::gradient(&x), [36.0, 8.0]);
    assert_eq!(patterns::gradient(&x), [3.0, 2.0]);
    // x²·(1 + x)
    assert_eq!(array_by_pattern::gradient(2.0), 16.0);
    assert_eq!(name_of_a_name::gradient(2.0), 12.0);
    assert_eq!(constant_at_first::gradient(2.0), 4.0);
    assert_eq!(moved_reference::value_and_gradient(2.0), (4.0, 4.0));
}

#[differentiate]
fn each(x: &[f64], dy: &mut [f64]) {
    for d in dy {
        *d = *d * x[0] + x[1];
    }
}

#[differentiate]
fn zipped(x: &[f64], dy: &mut [f64]) {
    for (v, d) in x.iter().zip(dy) {
        *d = v * v;
    }
}

#[differentiate]
fn taken_apart(x: f64, dy: &mut [f64; 2]) {
    let [a, b] = dy;
    *a = x * x;
    *b = x * *a;
}

#[differentiate]
#[allow(clippy::single_match, reason = "such functions are written")]
fn matched(x: f64, dy: &mut [f64]) {
    match dy {
        [a, b] => {
            *a = x * x;
            *b = x;
        }
        _ => {}
    }
}

#[differentiate]
fn rows_written(x: &[f64], m: &mut [[f64; 2]]) {
    for [a, b] in m.iter_mut() {
        *a = x[0] * x[1];
        *b = *a * x[0];
    }
}

/// The inner `out` is another one.
#[differentiate]
fn hidden(x: f64, out: &mut f64) {
    *out = x * x;
    {
        let out = x * 5.0;
        if out > 1.0 {
            return;
        }
    }
    *out *= 2.0;
}

#[differentiate]
fn tail(x: &[f64], dy: &mut [f64]) {
    dy[0] = x[0] * x[0];
    let dy = &mut dy[1..];
    dy[0] = x[0] * x[1];
}

#[test]
fn results_are_written_by_any_name() {
    let x = [2.0, 3.0];
    assert_eq!(each::jacobian(&x, &[7.0, 5.0]), [[7.0, 1.0], [5.0, 1.0]]);
    assert_eq!(zipped::jacobian(&x, &[7.0, 5.0]), [[4.0, 0.0], [0.0, 6.0]]);
    assert_eq!(taken_apart::jacobian(2.0, &[7.0, 5.0]), [4.0, 12.0]);
    assert_eq!(matched::jacobian(2.0, &[7.0, 5.0]), [4.0, 1.0]);
    assert_eq!(rows_written::jacobian(&x, &[[7.0, 5.0]]), [[[3.0, 2.0], [12.0, 4.0]]]);
    assert_eq!(hidden::value_and_gradient(2.0, &0.0), (4.0, 4.0));
    assert_eq!(tail::jacobian(&x, &[0.0; 2]), [[4.0, 0.0], [3.0, 2.0]]);
}
