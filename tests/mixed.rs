//! Constructs of the language mixed with each other, written as people write them: every derivative against differences.
#![allow(warnings, clippy::all, clippy::pedantic, reason = "people write so, and it must do")]

#[macro_use]
mod differences;
#[macro_use]
mod thorough;

use chainrule::differentiate;

macro_rules! at {
    ($($kind:ident $name:ident $($x:expr),+ ;)*) => {
        mod generated { use super::*; $(#[test] fn $name() { $($kind!(super::$name, $x);)+ })* }
    };
}

// names of ours
#[differentiate(order = 2)]
fn names_of_ours(x: &[f64]) -> f64 {
    let d_x = x[0];
    let t1 = d_x * x[1];
    let mut tape = t1.sin();
    let mut value = 0.0;
    let cotangent = x[1];
    for k in 0..3 {
        let steps = tape * cotangent;
        tape = steps.sin() + k as f64 * t1;
        value += tape * d_x;
    }
    let direction_x = value * value;
    let change_x = direction_x + tape;
    let seed = change_x * x[0];
    seed + d_x
}

#[differentiate(order = 2)]
fn loop_variable_named_like_array(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for x in x {
        s += x * x * x;
    }
    for x in x.iter() {
        s *= x.cos();
    }
    s
}

#[differentiate(order = 2)]
fn read_before_and_after(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1], 0.0];
    let b = a[0] * a[1];
    a[0] = b * b;
    let c = a[0] * a[1];
    a[1] = a[0] + c;
    a[2] = a[1] * a[0] + b;
    a[0] *= a[2];
    a[0] + c * a[2]
}

#[differentiate(order = 2)]
fn swap_elements(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1], x[2]];
    for i in 0..2 {
        let t = a[i];
        a[i] = a[i + 1] * 0.5;
        a[i + 1] = t * a[i];
    }
    a.swap(0, 2);
    a[0] + 2.0 * a[1] * a[2]
}

#[differentiate(order = 2)]
fn break_first(x: &[f64]) -> f64 {
    let mut s = x[0];
    for i in 0..10 {
        if s > 0.5 {
            break;
        }
        s += x[i] * x[i];
    }
    loop {
        s *= x[1];
        break;
    }
    s
}

#[differentiate(order = 2)]
fn accumulator_used_in_between(x: &[f64]) -> f64 {
    let mut acc = 1.0;
    let mut out = 0.0;
    for i in 0..x.len() {
        acc *= x[i];
        out += acc.sin();
        if i % 2 == 1 {
            acc = x[i];
        }
    }
    acc = out * acc;
    for v in x {
        acc += v * out;
    }
    acc
}

#[differentiate(order = 2)]
fn untaken_index(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += if i + 1 < x.len() { x[i] * x[i + 1] } else { x[i].exp() };
        if i >= 1 {
            s *= x[i - 1];
        }
    }
    if x.len() > 100 {
        s += x[99];
    }
    s
}

#[differentiate(order = 2)]
fn remainder(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1]];
    a[0] %= 0.7;
    a[1] /= x[0];
    a[0] -= a[1];
    let mut s = a[0];
    s %= x[1];
    s /= a[1];
    s
}

#[differentiate(order = 2)]
fn rows_copied(x: &[f64]) -> f64 {
    let mut m = [[x[0], x[1]], [x[1], x[2]]];
    let r = m[0];
    m[1][0] = r[0] * m[0][1];
    let mut q = m;
    q[0][0] *= 3.0;
    let mut s = 0.0;
    for i in 0..2 {
        for j in 0..2 {
            s += m[i][j] * q[j][i];
        }
    }
    s
}

#[differentiate(order = 2)]
fn nested_local(x: &[f64]) -> f64 {
    let mut m = [[0.0; 3]; 3];
    for i in 0..3 {
        for j in 0..3 {
            m[i][j] = x[i] * x[j] + if i == j { 1.0 } else { 0.0 };
        }
    }
    for k in 0..3 {
        for i in k + 1..3 {
            let f = m[i][k] / m[k][k];
            for j in k..3 {
                m[i][j] -= f * m[k][j];
            }
        }
    }
    m[0][0] * m[1][1] * m[2][2]
}

#[differentiate(order = 2)]
fn iter_mut_forms(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    for v in a.iter_mut() {
        *v = v.sin() * *v;
    }
    for (i, v) in a.iter_mut().enumerate() {
        *v *= i as f64 + x[i];
    }
    for (v, w) in a.iter_mut().zip(x.iter()) {
        *v -= w * w;
    }
    let mut p = 1.0;
    for v in &a {
        p *= *v;
    }
    p
}

#[differentiate(order = 2)]
fn push_only(x: &[f64]) -> f64 {
    let mut v = Vec::new();
    for &e in x.iter() {
        v.push(e * e);
        if v.len() > 2 {
            v.push(e.sin());
        }
    }
    let mut w: Vec<f64> = Vec::with_capacity(3);
    w.push(v[0]);
    w.push(v[v.len() - 1]);
    v.iter().zip(w.iter()).map(|(a, b)| a * b).sum::<f64>() * w[1]
}

#[differentiate(order = 2)]
fn while_with_float_cond(x: &[f64]) -> f64 {
    let mut y = x[0];
    let mut n = 0;
    while y.abs() < 10.0 && n < 20 {
        y = y * x[1] + 0.3;
        if y > 5.0 {
            n += 2;
            continue;
        }
        n += 1;
    }
    y
}

#[differentiate(order = 2)]
fn labels(x: &[f64]) -> f64 {
    let mut s = 1.0;
    'outer: for i in 0..x.len() {
        let mut j = 0;
        'inner: loop {
            if j == x.len() {
                continue 'outer;
            }
            if s > 50.0 {
                break 'outer;
            }
            j += 1;
            if x[j - 1] < 0.0 {
                continue 'inner;
            }
            if (i + j) % 3 == 0 {
                break 'inner;
            }
            s += x[i] * x[j - 1] * s * 0.1;
        }
        s *= x[i];
    }
    s
}

#[differentiate(order = 2)]
fn loop_value(x: &[f64]) -> f64 {
    let mut y = x[0];
    let mut r = 0.0;
    loop {
        y = y * y + x[1];
        if y > 3.0 {
            r = y * x[0];
            break;
        }
    }
    r + y
}

#[differentiate(order = 2)]
fn iterator_zoo(x: &[f64]) -> f64 {
    let a = x.iter().skip(1).take(2).map(|v| v * v).sum::<f64>();
    let b: f64 = x.iter().rev().skip(1).map(|&v| v + 1.0).product();
    let c = x.iter().copied().filter(|v| *v > 0.0).fold(0.0, |acc, v| acc * 0.5 + v.sqrt());
    let d = x.iter().cloned().fold(f64::MIN, f64::max);
    let e = x.iter().copied().fold(f64::INFINITY, |a, b| a.min(b));
    let f: f64 = (1..x.len()).map(|i| x[i] * x[i - 1]).sum();
    let g: f64 = (0..=2).map(|i| x[i].powi(i as i32)).product::<f64>();
    let h = x.iter().zip(x.iter().skip(1)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    let k: Vec<f64> = x.windows(2).map(|w| w[0] * w[1]).collect();
    let l: f64 = k.iter().enumerate().map(|(i, v)| v * i as f64).sum();
    a + b * c + d * e + f * g + h + l
}

#[differentiate(order = 2)]
fn closures(x: &[f64]) -> f64 {
    let one = x[0];
    let sq = |t: f64| t * t * one;
    let poly = |a: f64, b: f64| {
        let c = a * b;
        c + sq(a)
    };
    let pick = |i: usize| x[i] * 2.0;
    let mut s = 0.0;
    for i in 0..x.len() {
        s += poly(pick(i), s) * 0.1 + sq(x[i]);
    }
    s
}

#[differentiate(order = 2)]
fn asserts(x: &[f64]) -> f64 {
    assert!(!x.is_empty());
    assert!(x.len() > 1, "too short: {}", x.len());
    assert_eq!(x.len() % 1, 0, "length {}", x.len());
    debug_assert!(x[0].is_finite(), "x[0] is {}", x[0]);
    let n = x.len();
    debug_assert_eq!(n, x.len());
    assert_ne!(n, 0);
    x[0] * x[1]
}

#[differentiate(order = 2)]
fn usizes_and_casts(x: &[f64]) -> f64 {
    let n = x.len();
    let half = n / 2;
    let last: usize = n - 1;
    let mut idx = 0usize;
    let mut s = 0.0;
    let flag = n > 2;
    let big = x[0] > 1.0 && flag;
    while idx < n {
        let w = (idx as i32 - half as i32) as f64;
        s += w * x[idx] * x[last - idx];
        idx += if big { 2 } else { 1 };
    }
    if !big || s.is_nan() { s * 2.0 } else { s * s }
}

#[differentiate(order = 2)]
fn shadowed_everything(x: &[f64]) -> f64 {
    let y = x[0];
    let x = [y * y, x[1], x[0] * x[1]];
    let y = x[2];
    let mut s = y;
    for y in 0..3 {
        let y = x[y] * s;
        let s2 = {
            let s = y * 2.0;
            s.sin()
        };
        s += s2;
    }
    s * y
}

#[differentiate(order = 2)]
fn early_return_in_nested(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        for j in 0..=i {
            s += x[i] * x[j];
            if s > 10.0 {
                return s * x[j];
            }
            if x[j] < -5.0 {
                return x[i];
            }
        }
    }
    s.exp()
}

#[differentiate(order = 2)]
fn tuple_state(x: &[f64]) -> f64 {
    let mut st = (x[0], x[1]);
    for i in 0..4 {
        st = (st.1, st.0 * st.1 + x[i % x.len()]);
    }
    let (a, b) = st;
    a * b
}

#[differentiate(order = 2)]
fn chunks_and_rows(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for (i, c) in x.chunks_exact(2).enumerate() {
        let [a, b] = [c[0], c[1]];
        s += a.powi(i as i32 + 1) * b;
    }
    s
}

#[differentiate(order = 2)]
fn step_by_rev(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in (0..x.len()).step_by(2).rev() {
        s = s * 0.5 + x[i] * x[i];
    }
    for i in (0..x.len()).rev().step_by(3) {
        s = s * x[i] + 1.0;
    }
    for i in (1..=x.len() - 1).rev() {
        s += x[i] * x[i - 1];
    }
    s
}

#[differentiate(order = 2)]
fn match_in_loop(x: &[f64]) -> f64 {
    let mut s = 1.0;
    for i in 0..x.len() {
        match i % 4 {
            0 => s += x[i],
            1 => {
                s *= x[i];
            }
            2 if s > 1.0 => {
                continue;
            }
            _ => {
                if x[i] > 2.0 {
                    break;
                }
                s -= x[i] * s;
            }
        }
        s = match (i, x[i] > 0.0) {
            (0, true) => s * 2.0,
            (_, false) => -s,
            _ => s.sin(),
        };
    }
    s
}

#[differentiate(order = 2)]
fn a_loop_with_a_value(x: &[f64]) -> f64 {
    let mut y = x[0];
    let r = loop {
        y = y * y + x[1];
        if y > 3.0 {
            break y * x[0];
        }
    };
    r * 2.0
}

#[differentiate(order = 2)]
fn parts_of_a_tuple(x: &[f64]) -> f64 {
    let mut st = (x[0], x[1]);
    st.0 *= 0.5;
    for _ in 0..3 {
        st.1 += st.0 * st.0;
        st.0 = st.1 * x[0];
    }
    st.0 + st.1
}

#[differentiate(order = 2)]
fn break_within_an_expression(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..5 {
        let v = if s > 3.0 { break } else { x[0] };
        let w = match i {
            2 => continue,
            _ => x[1],
        };
        s += v * w;
    }
    s
}

#[differentiate(order = 2)]
fn left_from_either_side(x: &[f64]) -> f64 {
    let mut s = x[0];
    let mut r = 1.0;
    for i in 0..9 {
        if i % 2 == 0 {
            r *= x[1];
            continue;
        } else {
            s += r;
            if s > 5.0 {
                r = s * s;
                break;
            } else {
                s *= 1.5;
            }
        }
        s += 0.1 * r;
    }
    s * r
}

#[differentiate(order = 2)]
fn mutable_in_reverse(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    for v in a.iter_mut().rev() {
        *v = *v * *v;
    }
    a[0] * a[1]
}

#[differentiate(order = 2)]
fn vectors_of_one_element(x: &[f64]) -> f64 {
    let v = vec![x[0] * x[1]; x.len() + 1];
    let w = vec![[x[0], x[1]]; 3];
    v.iter().sum::<f64>() * w[1][1]
}

at! {
    second names_of_ours [0.7, 0.4];
    second loop_variable_named_like_array [0.7, 0.4, 1.2], [0.3];
    second read_before_and_after [0.7, 0.4];
    second swap_elements [0.7, 0.4, 1.5];
    second break_first [0.7, 0.4], [0.1, 0.6, 0.9, 1.2];
    second accumulator_used_in_between [0.7, 0.4, 1.2, 0.8];
    second untaken_index [0.7, 0.4, 1.2], [0.5];
    second remainder [1.1, 0.4];
    second rows_copied [0.7, 0.4, 1.2];
    second nested_local [0.7, 0.4, 1.2];
    second iter_mut_forms [0.7, 0.4, 1.2];
    second push_only [0.7, 0.4, 1.2];
    second while_with_float_cond [0.7, 1.45], [20.0, 1.0];
    second labels [0.7, 0.4, 1.2], [2.0, -1.0, 3.0, 1.5];
    second loop_value [0.7, 0.9];
    second iterator_zoo [0.7, 0.4, 1.2, 0.9];
    second closures [0.7, 0.4, 0.2];
    second asserts [0.7, 0.4];
    second usizes_and_casts [0.7, 0.4, 1.2], [1.7, 0.4, 1.2, 0.3];
    second shadowed_everything [0.7, 0.4];
    second early_return_in_nested [0.7, 0.4], [2.1, 3.0, 1.0], [1.0, -6.0, 2.0];
    second tuple_state [0.7, 0.4, 1.2];
    second chunks_and_rows [0.7, 0.4, 1.2, 0.9, 1.1];
    second step_by_rev [0.7, 0.4, 1.2, 0.9, 1.1];
    second match_in_loop [0.7, 0.4, 1.2, 0.9, 1.1, 1.3, 0.2, 2.2], [0.5, -0.7];
    second a_loop_with_a_value [0.7, 1.4];
    second parts_of_a_tuple [0.7, 1.4];
    second break_within_an_expression [0.7, 1.4];
    second left_from_either_side [0.7, 1.4];
    second mutable_in_reverse [0.7, 1.4];
    second vectors_of_one_element [0.7, 1.4];
}
