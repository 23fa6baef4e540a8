//! Elements that may not be there: nothing is read of them elsewhere.

use chainrule::{Differentiable, differentiate};

use crate::check::held;

#[derive(Clone, Copy, Debug, PartialEq, Default, Differentiable)]
struct P {
    x: f64,
    y: f64,
}

#[differentiate]
fn while_larger(x: &[f64]) -> f64 {
    let mut q: Vec<(f64, f64)> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        while let Some(&(b, _)) = q.last() {
            if b <= v {
                q.pop();
            } else {
                break;
            }
        }
        q.push((v, v * v));
        s += q[0].1;
    }
    s
}

#[differentiate]
fn last_pair(x: &[f64]) -> f64 {
    let mut q: Vec<(f64, f64)> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        if let Some(&(b, c)) = q.last() {
            s += b * c;
        }
        q.push((v, v * v));
    }
    s
}

#[differentiate]
fn last_struct(x: &[f64]) -> f64 {
    let mut q: Vec<P> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        if let Some(p) = q.last() {
            s += p.x * p.y;
        }
        q.push(P { x: v, y: v * v });
    }
    s
}

#[differentiate]
fn guarded(x: &[f64]) -> f64 {
    let mut q: Vec<(f64, f64)> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        match q.last() {
            Some(&(b, _)) if b > 0.5 => s += b,
            Some((_, c)) => s -= c,
            None => s += 1.0,
        }
        q.push((v, v * v));
    }
    s
}

#[differentiate]
fn first_with_place(x: &[f64]) -> f64 {
    let mut q: Vec<(f64, usize)> = Vec::new();
    let mut s = 0.0;
    for (i, &v) in x.iter().enumerate() {
        if let Some(&(b, j)) = q.first() {
            s += b * x[j];
            if i - j >= 2 {
                q.remove(0);
            }
        }
        q.push((v * v, i));
    }
    s
}

#[differentiate]
fn last_copied_by_pattern(x: &[f64]) -> f64 {
    let mut q: Vec<P> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        if let Some(&p) = q.last() {
            s += p.x * p.y;
        }
        q.push(P { x: v, y: v * v });
    }
    s
}

#[differentiate]
fn first_copied(x: &[f64]) -> f64 {
    let mut q: Vec<P> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        if let Some(p) = q.first().copied() {
            s += p.x * p.y;
        }
        q.push(P { x: v, y: v * v });
    }
    s
}

#[differentiate]
fn last_array(x: &[f64]) -> f64 {
    let mut q: Vec<[f64; 2]> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        if let Some(&[a, b]) = q.last() {
            s += a * b;
        }
        if let Some(&p) = q.last() {
            s += p[0];
        }
        q.push([v, v * v]);
    }
    s
}

#[differentiate]
fn by_place(x: &[f64]) -> f64 {
    let mut q: Vec<P> = Vec::new();
    let mut s = 0.0;
    for (i, &v) in x.iter().enumerate() {
        if let Some(P { x, y: w }) = q.get(2) {
            s += x * w;
        }
        match q.get(i) {
            Some(p) if p.x > 0.0 => s += p.y,
            Some(&P { x: u, .. }) => s -= u,
            None => {}
        }
        q.push(P { x: v, y: v * v });
    }
    s
}

#[differentiate]
fn or_else(x: &[f64]) -> f64 {
    let mut q: Vec<(f64, f64)> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        let Some((d, _)) = q.first() else {
            q.push((v, v * v));
            continue;
        };
        s += d * v;
    }
    s
}

#[differentiate]
fn last_changed(x: &[f64]) -> f64 {
    let mut q: Vec<(f64, f64)> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        if let Some((b, c)) = q.last_mut() {
            *b += v;
            s += *c * *b;
        }
        q.push((v, v * v));
        if let Some(l) = q.first_mut() {
            l.0 *= 2.0;
        }
    }
    s + q[0].0
}

#[differentiate]
fn kept(x: &[f64]) -> f64 {
    let mut q: Vec<P> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        let last = q.last().copied();
        q.push(P { x: v, y: v * v });
        if let Some(p) = last {
            s += p.x * p.y;
        }
    }
    s
}

#[differentiate]
fn kept_row(x: &[f64]) -> f64 {
    let mut q: Vec<Vec<f64>> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        let last = q.last().cloned();
        if let Some(r) = q.first_mut() {
            r[0] += v;
        }
        q.push(vec![v, v * v]);
        if let Some(p) = last {
            s += p[0] * p[1];
        }
    }
    s
}

#[differentiate]
fn or_another(x: &[f64]) -> f64 {
    let mut q: Vec<P> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        let p = q.last().copied().unwrap_or(P { x: v, y: 1.0 });
        q.push(P { x: v, y: v * v });
        s += p.x * p.y;
    }
    s
}

#[differentiate]
fn mapped(x: &[f64]) -> f64 {
    let mut q: Vec<(f64, f64)> = Vec::new();
    let mut s = 0.0;
    for &v in x {
        let t = q.last().map_or(0.0, |p| p.0 * p.1);
        s += q.last().map(|&(a, _)| a).unwrap_or(v);
        q.push((v, t + v * v));
    }
    s
}

#[test]
fn all() {
    held(while_larger, while_larger::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(last_pair, last_pair::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(last_struct, last_struct::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(guarded, guarded::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(first_with_place, first_with_place::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(last_copied_by_pattern, last_copied_by_pattern::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(first_copied, first_copied::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(last_array, last_array::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(by_place, by_place::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(or_else, or_else::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(last_changed, last_changed::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(kept, kept::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(kept_row, kept_row::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(or_another, or_another::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
    held(mapped, mapped::value_and_gradient(&[0.3, 0.7, -0.4, 1.1]));
}

/// What a loop asks for in vain is not there behind it either.
#[test]
fn elements_that_no_iteration_finds() {
    #[differentiate]
    fn f<const N: usize>(x: &[f64; N]) -> f64 {
        x.iter().fold(x[1], |sum, own| sum + x.get(2).copied().unwrap_or(*own))
    }

    assert_eq!(f::gradient(&[3.0, 4.0]), [1.0, 2.0]);
    assert_eq!(f::gradient(&[3.0, 4.0, 5.0]), [0.0, 1.0, 3.0]);
}
