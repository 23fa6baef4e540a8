//! Integers and truth values beside numbers in lists of tuples, and stacks of these.

use chainrule::{Differentiable, differentiate};

use crate::check::held;

#[derive(Clone, Copy, Debug, PartialEq, Default, Differentiable)]
struct P {
    x: f64,
    y: f64,
}

#[differentiate]
fn sorted_with_places(x: &[f64]) -> f64 {
    let mut pairs: Vec<(f64, usize)> = x.iter().enumerate().map(|(i, v)| (*v, i)).collect();
    pairs.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap());
    pairs.iter().map(|(v, i)| v * *i as f64).sum()
}

#[differentiate]
fn pushed_with_places(x: &[f64]) -> f64 {
    let mut pairs = Vec::new();
    for (i, v) in x.iter().enumerate() {
        pairs.push((i, v * v));
    }
    let mut s = 0.0;
    for (i, v) in &pairs {
        s += v * x[*i];
    }
    s
}

#[differentiate]
fn collected_with_places(x: &[f64]) -> f64 {
    let pairs: Vec<(usize, f64)> = x.iter().copied().enumerate().collect();
    pairs[1].1 * pairs[2].0 as f64
}

#[differentiate]
fn a_stack_of_structs(x: &[f64]) -> f64 {
    let mut st = vec![P { x: x[0], y: x[1] }];
    let mut s = 0.0;
    while let Some(p) = st.pop() {
        s += p.x * p.y;
        if s < 1.0 {
            st.push(P { x: p.x + 1.0, y: p.y * 2.0 });
        }
    }
    s
}

#[differentiate]
fn a_stack_of_depths(x: &[f64]) -> f64 {
    let mut st = vec![(0usize, x[0])];
    let mut s = 0.0;
    while let Some((d, v)) = st.pop() {
        if d < 2 {
            st.push((d + 1, v * x[1]));
            st.push((d + 1, v + x[2]));
        } else {
            s += v * v;
        }
    }
    s
}

#[differentiate]
fn with_truth_values(x: &[f64]) -> f64 {
    let tags: Vec<(bool, f64)> = x.iter().map(|v| (*v > 0.0, v * v)).collect();
    tags.iter().filter(|(pos, _)| *pos).map(|(_, v)| v).sum()
}

#[differentiate]
fn with_powers(x: &[f64]) -> f64 {
    let mut v = vec![(0.0, 0i32, false); 4];
    for i in 0..4 {
        v[i].0 = x[i] * x[0];
        v[i].1 += i as i32;
        v[i].2 = x[i] > 0.0;
    }
    let mut s = 0.0;
    for &(a, n, keep) in &v {
        if keep {
            s += a.powi(n);
        }
    }
    v[0] = (x[1], 2, true);
    s + v[0].0.powi(v[0].1)
}

#[differentiate]
fn the_best_and_its_place(x: &[f64]) -> f64 {
    let mut best = (0, x[0]);
    for (i, &v) in x.iter().enumerate() {
        if v * v > best.1 {
            best = (i, v * v);
        }
    }
    best.1 * x[best.0]
}

#[differentiate]
fn in_two_parts(x: &[f64]) -> f64 {
    let scored: Vec<(usize, f64, bool)> = x.iter().enumerate().map(|(i, v)| (i, v * v, *v > 0.0)).collect();
    let (a, b): (Vec<_>, Vec<_>) = scored.into_iter().partition(|t| t.2);
    a.iter().map(|t| t.1 * t.0 as f64).sum::<f64>() - b.iter().map(|t| t.1).sum::<f64>()
}

#[test]
fn all() {
    held(sorted_with_places, sorted_with_places::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(pushed_with_places, pushed_with_places::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(collected_with_places, collected_with_places::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(a_stack_of_structs, a_stack_of_structs::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(a_stack_of_depths, a_stack_of_depths::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(with_truth_values, with_truth_values::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(with_powers, with_powers::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(the_best_and_its_place, the_best_and_its_place::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(in_two_parts, in_two_parts::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
}
