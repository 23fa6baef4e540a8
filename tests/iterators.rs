//! Iterators and closures, against differences of the function itself.

mod differences;

use chainrule::differentiate;
use differences::check;

#[differentiate]
fn mapped(x: &[f64]) -> f64 {
    x.iter().map(|v| v.sin() * v).sum::<f64>()
}

#[differentiate]
fn dot(x: &[f64]) -> f64 {
    let (a, b) = (&x[..2], &x[2..]);
    a.iter().zip(b.iter()).map(|(a, b)| a * b * b).sum()
}

#[differentiate]
fn multiplied(x: &[f64]) -> f64 {
    x.iter().product::<f64>()
}

#[differentiate]
fn folded(x: &[f64]) -> f64 {
    x.iter().fold(1.0, |acc, v| acc * 0.5 + v * v * acc)
}

#[differentiate]
fn folded_pair(x: &[f64]) -> f64 {
    let (sum, squares) = x.iter().fold((0.0, 0.0), |(s, q), &v| (s + v, q + v * v));
    squares - sum * sum / 4.0
}

#[differentiate]
fn largest(x: &[f64]) -> f64 {
    x.iter().copied().fold(f64::MIN, f64::max)
}

#[differentiate]
fn indexed(x: &[f64]) -> f64 {
    (0..x.len()).map(|i| x[i] * (i as f64)).sum::<f64>().exp()
}

#[differentiate]
fn every_other(x: &[f64]) -> f64 {
    x.iter().skip(1).step_by(2).map(|v| v.powi(3)).sum::<f64>()
        + x.iter().take(2).map(|v| v.cos()).sum::<f64>()
}

#[differentiate]
fn from_behind(x: &[f64]) -> f64 {
    x.iter().rev().enumerate().map(|(i, v)| v.powi(2) * (i as f64 + 0.5)).sum()
}

#[differentiate]
fn filtered(x: &[f64]) -> f64 {
    x.iter().filter(|v| **v > 0.0).map(|v| v.ln()).sum()
}

#[differentiate]
fn with_closure(x: &[f64]) -> f64 {
    let c = x[0];
    let square = |t: f64| t * t * c;
    square(x[1]) + square(square(x[2]))
}

#[differentiate]
fn collected(x: &[f64]) -> f64 {
    let squares: Vec<f64> = x.iter().map(|v| v * v).collect();
    let mut sum = 0.0;
    for i in 1..squares.len() {
        sum += squares[i] * squares[i - 1];
    }
    sum
}

#[differentiate]
fn softmax_loss(x: &[f64]) -> f64 {
    let m = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = x.iter().map(|v| (v - m).exp()).sum();
    total.ln() + m - x[1]
}

#[differentiate]
fn rows(x: &[f64]) -> f64 {
    x.chunks_exact(2).map(|c| c.iter().map(|v| v * v).sum::<f64>().sqrt()).sum()
}

#[differentiate]
#[allow(clippy::needless_for_each, reason = "it is what is tested")]
fn for_each(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    x.iter().for_each(|v| sum += v * v);
    sum
}

#[differentiate]
fn changed_in_place(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    for v in &mut y {
        *v *= 2.0;
    }
    for (v, w) in y.iter_mut().zip(x) {
        *v += w * w;
    }
    y.iter().map(|v| v * v).sum()
}

macro_rules! checked {
    ($($name:ident at $($x:expr),+ ;)*) => {$(
        #[test]
        fn $name() {
            $(check(super::$name, &$x, super::$name::value_and_gradient(&$x));)+
        }
    )*};
}

mod test {
    use super::check;

    checked! {
        mapped at [1.0, 2.0, 3.0];
        dot at [1.0, 2.0, 3.0, 4.0];
        multiplied at [1.0, 2.0, 3.0], [0.0, 2.0, 3.0];
        folded at [1.0, 2.0, 3.0];
        folded_pair at [1.0, 2.0, 3.0];
        largest at [1.0, 2.0, -3.0];
        indexed at [1.0, 0.2, 0.3];
        every_other at [1.0, 0.2, 0.3, 2.0];
        from_behind at [1.0, 0.2, 0.3, 2.0];
        filtered at [1.0, -0.2, 0.3, 2.0];
        with_closure at [1.0, -0.2, 0.3];
        collected at [1.0, -0.2, 0.3];
        softmax_loss at [1.0, -0.2, 0.3];
        rows at [1.0, -0.2, 0.3, 2.0];
        for_each at [1.0, -0.2, 0.3, 2.0];
        changed_in_place at [1.0, -0.2, 0.3, 2.0];
    }
}
