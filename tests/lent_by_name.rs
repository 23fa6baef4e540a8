//! Mutable references that go to other functions by their names, as in `step(state, dt);`, and scratch that `wrt` leaves out.

#![allow(
    clippy::ptr_arg,
    clippy::explicit_auto_deref,
    clippy::explicit_iter_loop,
    clippy::unnecessary_mut_passed,
    reason = "such functions are written"
)]

mod differences;

use chainrule::differentiate;
use differences::parts::check_at;

#[differentiate(wrt(p, q))]
fn advance(p: f64, q: &mut [f64]) {
    q[0] *= p;
    q[1] += p * q[0];
}

#[differentiate(wrt(p, q))]
fn checked(p: f64, q: &mut [f64]) -> Result<(), String> {
    if p < -10.0 {
        return Err("far away".into());
    }
    q[0] *= p.sin();
    Ok(())
}

#[differentiate(wrt(p, q))]
fn reads(p: f64, q: &[f64]) -> f64 {
    q[0] * q[1] + p
}

#[differentiate(wrt(a, x, y))]
fn axpy(a: f64, x: &[f64], y: &mut [f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += a * x;
    }
}

#[differentiate(wrt(p, q))]
fn twice(p: f64, q: &mut [f64]) -> f64 {
    advance(p, q);
    advance(2.0 * p, q);
    reads(p, q)
}

#[differentiate(wrt(p, q))]
fn tried(p: f64, q: &mut [f64]) -> Result<f64, String> {
    checked(p, q)?;
    checked(2.0 * p, q).map_err(|error| error + " again")?;
    Ok(reads(p, q))
}

#[differentiate(wrt(p))]
fn rows(p: f64, n: usize) -> f64 {
    let mut m = vec![vec![p, 2.0]; n];
    for row in m.iter_mut() {
        advance(p, row);
    }
    for (i, row) in m.iter_mut().enumerate() {
        if i > 0 {
            advance(i as f64 * p, row);
        }
    }
    let last = &mut m[n - 1];
    advance(0.5, last);
    m.iter().map(|row| reads(1.0, row)).sum()
}

#[differentiate(wrt(p, q))]
fn with_others(p: f64, q: &mut [f64]) -> f64 {
    let k = [p, 2.0];
    axpy(p, &k, q);
    let mut z = [p, p * p];
    axpy(2.0, q, &mut z);
    reads(z[0], &z)
}

#[test]
fn what_they_change_is_followed() {
    let point = (0.7, vec![1.5, 0.4]);
    let at = |f: fn(f64, &mut [f64]) -> f64| move |(p, q): &(f64, Vec<f64>)| f(*p, &mut q.clone());
    check_at(&point, at(twice), twice::value_and_gradient(0.7, &mut [1.5, 0.4]));
    check_at(&point, at(with_others), with_others::value_and_gradient(0.7, &mut [1.5, 0.4]));
    let derivatives = tried::value_and_gradient(0.7, &mut [1.5, 0.4]).expect("it is near");
    check_at(&point, at(|p, q| tried(p, q).expect("it is near")), derivatives);
    check_at(&0.7, |p| rows(*p, 3), rows::value_and_gradient(0.7, 3));
}

#[differentiate(wrt(p), order = 2)]
fn in_scratch(p: &[f64], scratch: &mut Vec<f64>) -> f64 {
    scratch.clear();
    for v in p {
        scratch.push(v * v * v);
    }
    scratch.iter().sum()
}

#[differentiate(wrt(p))]
fn in_two_places(p: f64, scratch: &mut [f64]) -> f64 {
    scratch[0] = p * p;
    scratch[1] = scratch[0] * p;
    scratch[0] + scratch[1]
}

#[test]
fn scratch_that_wrt_leaves_out() {
    let mut scratch = vec![1.0, 2.0];
    assert_eq!(in_scratch::gradient(&[1.0, 2.0], &mut scratch), [3.0, 12.0]);
    assert_eq!(in_scratch::hvp(&[1.0, 2.0], &mut scratch, vec![1.0, 1.0]), [6.0, 12.0]);
    // p² + p³
    assert_eq!(in_two_places::value_and_gradient(2.0, &mut scratch), (12.0, 16.0));
}

#[differentiate(wrt(x, y, z))]
fn exchanged(x: &mut [f64; 2], y: &mut [f64; 2], z: f64) -> f64 {
    std::mem::swap(x, y);
    x[0] *= z;
    let before = std::mem::replace(y, [z, 1.0]);
    before[0] * x[0] * y[0] + x[1] * before[1]
}

#[test]
fn what_is_exchanged_by_name() {
    let (mut x, mut y) = ([2.0, 3.0], [5.0, 7.0]);
    // x₀·y₀·z² + x₁·y₁
    let derivatives = exchanged::value_and_gradient(&mut x, &mut y, 0.5);
    assert_eq!(derivatives, (2.5 + 21.0, ([1.25, 7.0], [0.5, 3.0], 10.0)));
}

macro_rules! by_the_name {
    ($name:ident) => {
        #[differentiate(wrt(p, $name))]
        fn made(p: f64, $name: &mut [f64]) -> f64 {
            let s = reads(p, $name);
            $name[0] *= s;
            $name[0] + $name.iter().sum::<f64>()
        }
    };
}

by_the_name! { q }

#[test]
fn what_a_macro_names() {
    // 2·q₀·(q₀·q₁ + p) + q₁
    assert_eq!(made::value_and_gradient(1.0, &mut [2.0, 3.0]), (31.0, (4.0, vec![26.0, 9.0])));
}
