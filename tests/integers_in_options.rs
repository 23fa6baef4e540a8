//! `let mut i = Some(0);` as an index that may be none: its type is that of what it is put to use for.

use chainrule::differentiate;

mod differences;

#[differentiate]
fn one_by_one(x: &[f64]) -> f64 {
    let mut i = Some(0);
    let mut s = 0.0;
    while let Some(k) = i {
        s += x[k] * x[k];
        i = if k + 1 < x.len() { Some(k + 1) } else { None };
    }
    s
}

#[differentiate]
fn after_the_last(x: &[f64]) -> f64 {
    let mut last = Some(0);
    let mut s = 0.0;
    for (k, v) in x.iter().enumerate() {
        if *v > 0.0 {
            if let Some(l) = last {
                s += v * x[l];
            }
            last = Some(k);
        }
    }
    s
}

#[differentiate]
fn first_beyond(x: &[f64]) -> f64 {
    let mut at = None;
    for (k, v) in x.iter().enumerate() {
        if *v > 2.0 && at.is_none() {
            at = Some(k);
        }
    }
    x[at.unwrap_or(0)] * x[0]
}

#[differentiate]
fn backwards(x: &[f64]) -> f64 {
    let mut at = Some(1);
    let mut s = 1.0;
    for _ in 0..3 {
        if let Some(k) = at {
            s *= x[k];
            at = if k > 0 { Some(k - 1) } else { None };
        }
    }
    s
}

#[differentiate]
fn as_a_number(x: &[f64]) -> f64 {
    let mut count = Some(3_u8);
    let mut s = 0.0;
    while let Some(c) = count {
        s += x[0] * f64::from(c);
        count = c.checked_sub(1);
    }
    s * x[1]
}

#[test]
fn integers_in_options() {
    type Function = fn(&[f64]) -> f64;
    type Gradient = fn(&[f64]) -> (f64, Vec<f64>);
    let functions: [(Function, Gradient); 5] = [
        (one_by_one, one_by_one::value_and_gradient),
        (after_the_last, after_the_last::value_and_gradient),
        (first_beyond, first_beyond::value_and_gradient),
        (backwards, backwards::value_and_gradient),
        (as_a_number, as_a_number::value_and_gradient),
    ];
    for (value, derivatives) in functions {
        for x in [[1.5, -2.0, 3.0], [0.5, 0.7, 1.1]] {
            differences::check(value, &x, derivatives(&x));
        }
    }
}
