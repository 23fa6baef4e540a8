//! `rchunks` and its kin: parts of a list from its end, of which the last to come may be shorter.

#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "the numbers are small")]

use chainrule::differentiate;

mod differences;

#[differentiate]
fn of_several_lengths(x: &[f64]) -> f64 {
    x.rchunks(2).map(|c| c[0] * c[0] * c.len() as f64).sum()
}

#[differentiate]
fn numbered(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for (k, c) in x.rchunks(3).enumerate() {
        s += c.iter().sum::<f64>().powi(k as i32 + 1);
    }
    s
}

#[differentiate]
fn exact(x: &[f64]) -> f64 {
    x.rchunks_exact(2).map(|c| c[0] * c[1]).sum()
}

#[differentiate]
fn changed(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    for c in v.rchunks_mut(2) {
        let f = c[0];
        for e in c.iter_mut() {
            *e *= f;
        }
    }
    v.iter().product()
}

#[differentiate]
fn changed_exactly(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    for c in v.rchunks_exact_mut(2) {
        c[0] *= c[1];
        c[1] = c[0] * c[0];
    }
    v[0] * v[1] + v[2] * v[2] - v[3]
}

#[differentiate]
fn beside_others(x: &[f64]) -> f64 {
    x.rchunks(2).zip(x.chunks(2)).rev().map(|(a, b)| a[0] * b[0]).fold(1.0, |s, v| 0.5 * s + v)
}

#[test]
fn chunks_from_the_end() {
    type Function = fn(&[f64]) -> f64;
    type Gradient = fn(&[f64]) -> (f64, Vec<f64>);
    let functions: [(Function, Gradient); 6] = [
        (of_several_lengths, of_several_lengths::value_and_gradient),
        (numbered, numbered::value_and_gradient),
        (exact, exact::value_and_gradient),
        (changed, changed::value_and_gradient),
        (changed_exactly, changed_exactly::value_and_gradient),
        (beside_others, beside_others::value_and_gradient),
    ];
    for (value, derivatives) in functions {
        for x in [&[1.5, -0.6, 0.3, 0.7, 1.1][..], &[0.4, 0.9, -0.3, 1.2], &[0.7, 0.2, -1.3, 0.8, 0.5, -0.4]]
        {
            differences::check(value, x, derivatives(x));
        }
    }
}
