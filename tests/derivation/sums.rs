//! Loops that add up, multiply, or look for the largest.

use chainrule::differentiate;

use crate::functions::carried_out;

const X: [f64; 4] = [0.3, -1.2, 2.0, 0.7];
const ROWS: [[f64; 2]; 3] = [[0.2, 1.1], [-0.4, 0.6], [0.9, -0.3]];

#[differentiate]
fn plain_sum(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for v in x {
        s += v.sin() * v;
    }
    s
}

#[differentiate(wrt(w))]
fn layer<const N: usize>(w: &[[f64; N]], inputs: &[f64; N]) -> f64 {
    w.iter().map(|row| row.iter().zip(inputs).map(|(w, x)| w * x).sum::<f64>().tanh()).sum()
}

#[differentiate(wrt(m))]
fn least_squares(m: f64, data: &[f64]) -> f64 {
    let mut s = 0.0;
    for &d in data {
        s += (d - m).powi(2);
    }
    s / data.len() as f64
}

#[differentiate]
fn largest(x: &[f64]) -> f64 {
    x.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

#[differentiate]
fn smallest_square(x: &[f64], c: f64) -> f64 {
    let mut least = c * c;
    for v in x {
        least = least.min((v - c).powi(2));
    }
    least
}

#[differentiate]
fn pairs_of_points(x: &[f64], n: usize) -> f64 {
    let mut e = 0.0;
    for i in 0..n {
        for j in 0..i {
            let d = x[i] - x[j];
            e += 1.0 / (d * d + 1.0).sqrt();
        }
    }
    e
}

#[differentiate]
fn product(x: &[f64], c: f64) -> f64 {
    x.iter().map(|v| v + c).product()
}

#[differentiate]
fn mean_and_spread(x: &[f64]) -> f64 {
    let n = x.len() as f64;
    let mean = x.iter().sum::<f64>() / n;
    let spread: f64 = x.iter().map(|v| (v - mean).powi(2)).sum();
    (spread / (n - 1.0)).sqrt()
}

#[differentiate]
fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += 100.0 * (x[i + 1] - x[i].powi(2)).powi(2) + (1.0 - x[i]).powi(2);
    }
    sum
}

#[differentiate]
fn cosine(a: &[f64], b: &[f64]) -> f64 {
    let dot: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
    let left: f64 = a.iter().map(|v| v * v).sum();
    let right: f64 = b.iter().map(|v| v * v).sum();
    dot / (left.sqrt() * right.sqrt())
}

#[differentiate]
fn log_sum_exp(x: &[f64]) -> f64 {
    let m = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    m + x.iter().map(|v| (v - m).exp()).sum::<f64>().ln()
}

#[differentiate]
fn weighted(x: &[f64; 4], c: f64) -> f64 {
    let mut s = c;
    for (i, v) in x.iter().enumerate() {
        s += v * c * (i as f64 + 0.5);
    }
    s * s
}

#[differentiate]
fn polynomial(x: f64, n: usize) -> f64 {
    let mut s = 0.0;
    for k in 0..n {
        s += x.powi(k as i32) / (k + 1) as f64;
    }
    s
}

#[differentiate]
fn called_in_a_sum(x: &[f64], y: f64) -> f64 {
    let mut s = 1.0;
    for v in x {
        s += crate::functions::helper(*v, y);
    }
    s
}

#[differentiate]
fn two_sums_at_once(x: &[f64]) -> f64 {
    let (mut s, mut q) = (0.0, 0.0);
    for v in x {
        s += v;
        q += v * v;
    }
    q - s * s / 4.0
}

#[differentiate(wrt(scale))]
fn over_pairs(scale: f64, x: &[f64], y: &[f64]) -> f64 {
    let mut s = 0.0;
    for (a, b) in x.iter().zip(y) {
        s += (scale * a - b).powi(2);
    }
    s
}

#[differentiate]
fn matrix_form(m: &[[f64; 2]; 3], x: &[f64; 2], y: &[f64; 3]) -> f64 {
    let mut s = 0.0;
    for i in 0..3 {
        for j in 0..2 {
            s += y[i] * m[i][j] * x[j];
        }
    }
    s
}

#[differentiate]
fn deep_sum(x: &[f64], c: f64) -> f64 {
    let mut total = 0.0;
    for i in 0..x.len() {
        let mut inner = c;
        for j in 0..x.len() {
            inner += (x[i] * x[j]).cos();
        }
        total += inner.tanh() * c;
    }
    total
}

#[differentiate]
fn sum_of_nothing(x: f64) -> f64 {
    let mut s = 0.0;
    for v in [0.5; 0] {
        s += v * x;
    }
    s + x * x
}

carried_out! {
    plain_sum[x] gradient by [x] at (&X[..]) at (&X[..1]);
    layer[w inputs] gradient by [w] at (&ROWS[..], &[0.4, -0.8]);
    least_squares[m data] gradient by [m] at (0.4, &X[..]);
    largest[x] gradient by [x] at (&X[..]);
    smallest_square[x c] gradient by [x c] at (&X[..], 0.5) at (&X[..], 0.01);
    pairs_of_points[x n] gradient by [x] at (&X[..], 4) at (&X[..], 1);
    product[x c] gradient by [x c] at (&X[..], 0.5) at (&X[..], -0.3);
    mean_and_spread[x] gradient by [x] at (&X[..]);
    rosenbrock[x] gradient by [x] at (&X[..]);
    cosine[a b] gradient by [a b] at (&X[..], &[1.0, 0.5, -0.2, 0.1][..]);
    log_sum_exp[x] gradient by [x] at (&X[..]);
    weighted[x c] gradient by [x c] at (&X, 0.7);
    polynomial[x n] gradient by [x] at (0.8, 5) at (0.8, 0);
    called_in_a_sum[x y] gradient by [x y] at (&X[..], 0.9);
    two_sums_at_once[x] gradient by [x] at (&X[..]);
    over_pairs[scale x y] gradient by [scale] at (1.4, &X[..], &[1.0, 0.5, -0.2, 0.1][..]);
    matrix_form[m x y] gradient by [m x y] at (&ROWS, &[0.4, -0.8], &[1.0, 0.5, -0.2]);
    deep_sum[x c] gradient by [x c] at (&X[..], 0.3);
    sum_of_nothing[x] gradient by [x] at (1.5);
}
