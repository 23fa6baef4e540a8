//! Queues of what varies, and what is taken out of vectors in parts.

use std::collections::VecDeque;

use chainrule::{Differentiable, differentiate};

use crate::check::held;

#[derive(Clone, Copy, Debug, PartialEq, Default, Differentiable)]
struct P {
    x: f64,
    y: f64,
}

#[differentiate]
fn a_window(x: &[f64]) -> f64 {
    let mut q = VecDeque::new();
    let mut s = 0.0;
    for v in x {
        q.push_back(v * v);
        if q.len() > 2 {
            let old = q.pop_front().unwrap();
            s += old * v;
        }
    }
    s + q.iter().sum::<f64>()
}

#[differentiate]
fn both_ends(x: &[f64]) -> f64 {
    let mut q: VecDeque<f64> = VecDeque::with_capacity(3);
    q.push_back(x[0]);
    q.push_front(x[1] * x[0]);
    q.push_back(x[2]);
    let mut s = q[0] * q[2];
    while let Some(v) = q.pop_back() {
        s = s * v + 1.0;
    }
    s
}

#[differentiate]
fn of_zeros(x: &[f64]) -> f64 {
    let mut q = VecDeque::from(vec![0.0; 3]);
    let mut s = 0.0;
    for v in x {
        q.pop_front();
        q.push_back(*v);
        s += q.iter().zip([0.2, 0.3, 0.5]).map(|(a, w)| a * w).sum::<f64>() * q.back().unwrap();
    }
    s + q.front().copied().unwrap_or(0.0)
}

#[differentiate]
fn a_running_maximum(x: &[f64]) -> f64 {
    let mut q: VecDeque<(f64, usize)> = VecDeque::new();
    let mut best = 0.0;
    for (i, &v) in x.iter().enumerate() {
        while let Some(&(b, _)) = q.back() {
            if b <= v {
                q.pop_back();
            } else {
                break;
            }
        }
        q.push_back((v, i));
        if let Some(&(_, j)) = q.front() {
            if i - j >= 2 {
                q.pop_front();
            }
        }
        best += q.front().unwrap().0 * v;
    }
    best
}

#[differentiate]
fn collected(x: &[f64]) -> f64 {
    let mut q: VecDeque<f64> = x.iter().map(|v| v * 2.0).collect();
    q.rotate_left(1);
    q.swap(0, 1);
    let m = q.iter().rev().skip(1).fold(1.0, |a, b| a * b);
    m + q[2] * q[2]
}

#[differentiate]
fn of_places(x: &[f64]) -> f64 {
    let mut q = VecDeque::new();
    q.push_back(0usize);
    let mut s = 0.0;
    while let Some(i) = q.pop_front() {
        s += x[i] * x[i];
        if i + 1 < x.len() {
            q.push_back(i + 1);
        }
    }
    s
}

#[differentiate]
fn split_and_drained(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    v.push(x[0] * x[1]);
    let tail = v.split_off(2);
    let d: Vec<f64> = v.drain(..1).collect();
    tail.iter().sum::<f64>() * d[0] + v[0] * v.len() as f64
}

#[differentiate]
fn swapped_out(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    let a = v.swap_remove(0);
    let mut s = 0.0;
    for (i, t) in v.drain(1..).enumerate() {
        s += t * a * (i + 1) as f64;
    }
    s + v[0] * v[0]
}

#[differentiate]
fn concatenated(x: &[f64]) -> f64 {
    let rows = vec![vec![x[0], x[1]], vec![x[2] * x[0]]];
    let all = rows.concat();
    all.iter().enumerate().map(|(i, v)| v * v * i as f64).sum::<f64>()
        + [[x[0], x[1]], [x[2], 1.0]].concat()[2]
}

#[differentiate]
fn of_structs(x: &[f64]) -> f64 {
    let mut q = VecDeque::new();
    for c in x.chunks(2) {
        q.push_back(P { x: c[0], y: c[0] * c[1] });
    }
    let mut s = 0.0;
    while let Some(p) = q.pop_front() {
        s += p.x * p.y;
        if let Some(n) = q.front_mut() {
            n.x += p.y;
        }
    }
    s
}

#[differentiate]
fn all_drained(x: &[f64]) -> f64 {
    let mut v: Vec<f64> = x.iter().map(|t| t * t).collect();
    let s: f64 = v.drain(..).sum();
    assert!(v.is_empty());
    v.push(s);
    v.extend(x.iter().copied());
    v[0] * v[1]
}

#[differentiate]
fn structs_split_off(x: &[f64]) -> f64 {
    let mut pts = vec![P { x: x[0], y: x[1] }, P { x: x[2], y: x[3] }, P { x: x[0] * x[1], y: 1.0 }];
    let b = pts.split_off(1);
    let f = pts.remove(0);
    b.iter().map(|p| p.x * f.y + p.y * f.x).sum()
}

#[test]
fn all() {
    held(a_window, a_window::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(both_ends, both_ends::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(of_zeros, of_zeros::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(a_running_maximum, a_running_maximum::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(collected, collected::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(of_places, of_places::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(split_and_drained, split_and_drained::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(swapped_out, swapped_out::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(concatenated, concatenated::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(of_structs, of_structs::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(all_drained, all_drained::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(structs_split_off, structs_split_off::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
}
