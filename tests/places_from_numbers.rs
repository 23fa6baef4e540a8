//! Integers made from what varies change in jumps: their slope is 0, and what they lead to is read as it is. And constants of
//! enums, taken apart by patterns.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::ref_option,
    clippy::collapsible_else_if,
    reason = "such functions are written"
)]

use chainrule::differentiate;

#[differentiate(wrt(u))]
fn linear(u: f64, table: &[f64]) -> f64 {
    let i = (u as usize).min(table.len() - 2);
    let f = u - i as f64;
    table[i] * (1.0 - f) + table[i + 1] * f
}

#[differentiate]
fn linear_in_both(u: f64, table: &[f64]) -> f64 {
    let i = u.floor() as usize;
    let f = u - i as f64;
    table[i] * (1.0 - f) + table[i + 1] * f
}

#[differentiate]
fn image(u: f64, pixels: &[u8]) -> f64 {
    let i = u.floor() as usize;
    f64::from(pixels[i]) * (u - i as f64)
}

#[differentiate(wrt(x))]
fn between(x: f64, xs: &[f64], ys: &[f64]) -> f64 {
    let i = xs.partition_point(|&v| v <= x).clamp(1, xs.len() - 1);
    let t = (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
    ys[i - 1] + t * (ys[i] - ys[i - 1])
}

#[differentiate(wrt(x))]
fn searched(x: f64, xs: &[f64], ys: &[f64]) -> f64 {
    let i = match xs.binary_search_by(|v| v.partial_cmp(&x).unwrap()) {
        Ok(i) => i,
        Err(i) => i - 1,
    };
    ys[i] + (x - xs[i]) * 2.0
}

#[differentiate]
fn in_a_loop(x: &[f64], ys: &[f64; 4]) -> f64 {
    let mut sum = 0.0;
    for v in x {
        let i = (v * 2.0) as usize;
        let f = v * 2.0 - i as f64;
        sum += ys[i] * (1.0 - f) + ys[i + 1] * f;
    }
    sum
}

#[test]
fn integers_of_numbers() {
    let table = [1.0, 2.0, 4.0];
    assert_eq!(linear::value_and_gradient(1.25, &table), (2.5, 2.0));
    assert_eq!(linear_in_both::value_and_gradient(1.25, &table), (2.5, (2.0, vec![0.0, 0.75, 0.25])));
    assert_eq!(image::value_and_gradient(1.25, &[1, 2, 3]), (0.5, 2.0));
    assert_eq!(between::value_and_gradient(1.25, &table, &[1.0, 3.0, 4.0]), (1.5, 2.0));
    assert_eq!(searched::value_and_gradient(1.25, &table, &[1.0, 3.0, 4.0]), (1.5, 2.0));
    assert_eq!(
        in_a_loop::value_and_gradient(&[0.25, 0.75], &[1.0, 3.0, 4.0, 8.0]),
        (5.5, (vec![4.0, 2.0], [0.5, 1.0, 0.5, 0.0]))
    );
}

#[derive(Clone)]
enum Observation {
    Exact(f64),
    Right(f64),
    Interval { low: f64, high: f64 },
    Line(Line),
    Text(String),
}

#[derive(Clone)]
struct Line {
    slope: f64,
    offset: f64,
}

#[differentiate(wrt(k))]
fn likelihood(seen: &Observation, k: f64) -> f64 {
    match seen {
        Observation::Exact(t) => t * k,
        Observation::Right(t) => -t * k * k,
        Observation::Interval { low, high } => k * (high - low),
        // Used more than once, and not there for the others.
        Observation::Line(line) => line.slope * k * k + line.offset * k + line.slope,
        Observation::Text(text) => k * text.len() as f64 + text.len() as f64,
    }
}

#[differentiate(wrt(k))]
fn some_of_them(seen: &Observation, k: f64) -> f64 {
    if let Observation::Exact(t) = seen {
        t * k + t
    } else if let Observation::Interval { low, .. } = seen {
        k * k * low
    } else {
        0.0
    }
}

/// What is looked behind is a reference, as the user's `*` says.
#[differentiate(wrt(k))]
fn behind(seen: &Observation, k: f64, table: &Option<f64>) -> f64 {
    let more = match table {
        Some(t) => k * *t,
        None => k,
    };
    match seen {
        Observation::Exact(t) if *t > 5.0 => k.max(*t) + more,
        Observation::Exact(t) => k * *t + more,
        _ => more,
    }
}

#[test]
fn enums_with_data() {
    let k = 3.0;
    let line = Observation::Line(Line { slope: 2.0, offset: 3.0 });
    let of = |seen: &Observation| (likelihood::gradient(seen, k), some_of_them::gradient(seen, k));
    assert_eq!(of(&Observation::Exact(2.0)), (2.0, 2.0));
    assert_eq!(of(&Observation::Right(2.0)), (-12.0, 0.0));
    assert_eq!(of(&Observation::Interval { low: 1.0, high: 4.0 }), (3.0, 6.0));
    assert_eq!(of(&line), (15.0, 0.0));
    assert_eq!(of(&Observation::Text("abc".to_owned())), (3.0, 0.0));
    assert_eq!(behind::gradient(&Observation::Exact(2.0), k, &Some(7.0)), 9.0);
    assert_eq!(behind::gradient(&Observation::Exact(6.0), k, &None), 1.0);
    assert_eq!(behind::gradient(&Observation::Right(6.0), k, &None), 1.0);
}
