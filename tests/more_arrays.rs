//! More of the language of arrays, against differences of the function itself.

#![allow(
    clippy::explicit_iter_loop,
    clippy::range_minus_one,
    reason = "the forms that people write are what is tested"
)]

mod differences;

use chainrule::differentiate;
use differences::check;

#[differentiate]
fn remainder(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    y[0] %= 2.0;
    y[1] /= x[0];
    y[1] *= y[0];
    y[0] -= y[1];
    y[0] * y[1]
}

#[differentiate]
fn matrix_product(x: &[f64]) -> f64 {
    let mut m = [[0.0; 3]; 3];
    for i in 0..3 {
        for j in 0..3 {
            m[i][j] = x[(i + j) % 3] * (i as f64 + 1.0);
        }
    }
    let mut p = [[0.0; 3]; 3];
    for i in 0..3 {
        for j in 0..3 {
            for k in 0..3 {
                p[i][j] += m[i][k] * m[k][j];
            }
        }
    }
    let mut trace = 0.0;
    for (i, row) in p.iter().enumerate() {
        trace += row[i];
    }
    trace
}

#[differentiate]
fn taken_apart(x: &[f64]) -> f64 {
    let p = [x[0], x[1], x[2]];
    let [a, b, c] = p;
    let (d, e) = (a * b, b * c);
    let [f, g] = [d + e, d - e];
    f * g + a
}

#[differentiate(wrt(values))]
fn gathered(values: &[f64], indices: &[usize], weights: &[f64], scale: f64) -> f64 {
    let mut sum = 0.0;
    for (&i, w) in indices.iter().zip(weights) {
        sum += values[i] * values[i] * w * scale;
    }
    for (k, &i) in indices.iter().enumerate() {
        if k % 2 == 1 {
            sum *= values[i];
        }
    }
    sum
}

#[differentiate]
fn scattered(x: &[f64], bins: usize) -> f64 {
    let mut histogram = vec![0.0; bins];
    for i in 0..x.len() {
        histogram[i % bins] += x[i];
    }
    histogram.iter().map(|h| h.powi(3)).sum()
}

#[differentiate]
fn prefix_sums(x: &[f64]) -> f64 {
    let mut sums = Vec::with_capacity(x.len());
    let mut sum = 0.0;
    for v in x {
        sum += v;
        sums.push(sum);
    }
    let mut total = 0.0;
    for s in &sums {
        total += s * s;
    }
    total * sums[sums.len() - 1]
}

#[differentiate]
fn bubble(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    let n = y.len();
    for i in 0..n {
        for j in 0..n - 1 - i {
            if y[j] > y[j + 1] {
                y.swap(j, j + 1);
            }
        }
    }
    let mut sum = 0.0;
    for i in 0..n {
        sum += y[i] * (i as f64 + 1.0);
    }
    sum
}

#[differentiate]
fn gauss(x: &[f64]) -> f64 {
    // Solves a small system without pivoting.
    let mut a = [[4.0 + x[0], x[1], 1.0], [x[2], 5.0, x[0]], [0.5, x[1] * x[2], 6.0]];
    let mut b = [x[0], x[1], x[2]];
    for k in 0..3 {
        for i in k + 1..3 {
            let factor = a[i][k] / a[k][k];
            for j in k..3 {
                a[i][j] -= factor * a[k][j];
            }
            b[i] -= factor * b[k];
        }
    }
    let mut solution = [0.0; 3];
    for i in (0..3).rev() {
        let mut sum = b[i];
        for j in i + 1..3 {
            sum -= a[i][j] * solution[j];
        }
        solution[i] = sum / a[i][i];
    }
    solution[0] + 2.0 * solution[1] * solution[2]
}

#[differentiate]
fn double_buffered(x: &[f64]) -> f64 {
    let mut now = x.to_vec();
    let mut next = vec![0.0; x.len()];
    for _ in 0..3 {
        for i in 0..now.len() {
            let left = if i > 0 { now[i - 1] } else { 0.0 };
            let right = if i + 1 < now.len() { now[i + 1] } else { 0.0 };
            next[i] = now[i] + 0.1 * (left - 2.0 * now[i] + right) * now[i];
        }
        now.copy_from_slice(&next);
    }
    now.iter().sum()
}

#[differentiate]
fn swapped_buffers(x: &[f64]) -> f64 {
    let mut now = x.to_vec();
    for _ in 0..3 {
        let mut next = now.clone();
        for i in 1..now.len() {
            next[i] = now[i] * now[i - 1];
        }
        now = next;
    }
    now.iter().sum()
}

#[differentiate]
fn branches_in_arrays(x: &[f64]) -> f64 {
    let mut a = [0.0; 2];
    if x[0] > x[1] {
        a = [x[0], x[1] * x[1]];
    } else {
        a[0] = x[1];
    }
    let s = match (x.len(), a[0] > 1.0) {
        (0, _) => 0.0,
        (_, true) => a[0] * a[1] + x[0],
        (_, false) => a[0].exp(),
    };
    s + a[1]
}

#[differentiate]
fn logical(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    let mut found = false;
    for i in 0..x.len() {
        let big = x[i] > 1.0;
        if big && !found || i == 0 {
            sum += x[i] * x[i];
            found = true;
        }
    }
    if found { sum } else { 0.0 }
}

#[differentiate]
fn horner(x: &[f64]) -> f64 {
    let (c, t) = (&x[1..], x[0]);
    c.iter().rev().fold(0.0, |acc, &v| acc * t + v)
}

#[differentiate]
fn polynomial_and_slope(x: &[f64]) -> f64 {
    let t = x[0];
    let (mut p, mut dp) = (0.0, 0.0);
    for i in (1..x.len()).rev() {
        dp = dp * t + p;
        p = p * t + x[i];
    }
    p / dp
}

#[differentiate]
fn distances(x: &[f64]) -> f64 {
    let mut energy = 0.0;
    let n = x.len() / 2;
    for i in 0..n {
        for j in i + 1..n {
            let (dx, dy) = (x[2 * i] - x[2 * j], x[2 * i + 1] - x[2 * j + 1]);
            let r = dx.hypot(dy);
            energy += 1.0 / r - (-r).exp();
        }
    }
    energy
}

#[differentiate]
#[allow(clippy::let_and_return, reason = "it is what is tested")]
fn names_of_ours(x: &[f64]) -> f64 {
    let d_x = x[0];
    let t1 = d_x * x[1];
    let mut k = 1.0;
    let tape = [t1, k];
    let mut steps = 0;
    while steps < 2 {
        k *= tape[0] + x[steps];
        steps += 1;
    }
    let value = k;
    let cotangent = value * tape[1];
    let direction_x = cotangent + t1;
    direction_x
}

#[differentiate]
fn single_precision(x: &[f32]) -> f32 {
    let mut sum = 0.0;
    for v in x.iter() {
        sum += v * v;
    }
    sum.sqrt()
}

#[differentiate]
fn by_value(mut a: [f64; 3], scale: f64) -> f64 {
    a[1] *= scale;
    a.iter().map(|v| v * a[0]).sum()
}

#[differentiate]
fn maximum_norm(x: &[f64]) -> f64 {
    let mut largest = 0.0_f64;
    for v in x {
        largest = largest.max(v.abs());
    }
    largest
}

#[differentiate]
fn strided(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in (1..=x.len() - 1).step_by(2) {
        sum += x[i] * x[i - 1];
    }
    for i in (0..x.len()).rev().step_by(3) {
        sum += x[i].sin();
    }
    sum
}

#[differentiate]
fn closures_that_capture(x: &[f64]) -> f64 {
    let scale = x[0];
    let at = |i: usize| x[i] * scale;
    let combine = |a: f64, b: f64| {
        let c = a * b;
        c + a
    };
    (1..x.len()).map(|i| combine(at(i), at(i - 1))).sum()
}

#[differentiate]
fn newton_inside(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for &v in x {
        let mut y = v;
        for _ in 0..20 {
            let step = (y * y - v) / (2.0 * y);
            y -= step;
            if step.abs() < 1e-13 {
                break;
            }
        }
        sum += y;
    }
    sum
}

#[differentiate]
fn early(x: &[f64]) -> f64 {
    if x.is_empty() {
        return 0.0;
    }
    let mut product = 1.0;
    for i in 0..x.len() {
        if x[i] == 0.0 {
            return product * 2.0;
        }
        product *= x[i];
    }
    product
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
        remainder at [5.5, 0.3];
        matrix_product at [1.0, -2.0, 0.5];
        taken_apart at [1.0, -2.0, 0.5];
        prefix_sums at [1.0, -2.0, 0.5];
        bubble at [3.0, 1.0, 2.0, -1.0];
        gauss at [1.0, -2.0, 0.5];
        double_buffered at [1.0, -2.0, 0.5, 0.7];
        swapped_buffers at [1.0, -2.0, 0.5, 0.7];
        branches_in_arrays at [2.0, 0.3], [0.4, 0.7], [0.4, 2.7];
        logical at [2.0, 0.3, 1.5], [0.2, 3.0, 2.0];
        horner at [0.7, 1.0, 2.0, 3.0], [0.7, 1.0];
        polynomial_and_slope at [0.7, 1.0, 2.0, 3.0];
        distances at [0.0, 0.1, 1.0, 0.2, 0.5, 2.0];
        names_of_ours at [1.3, 0.7];
        maximum_norm at [1.3, -2.7, 0.3];
        strided at [1.3, -2.7, 0.3, 0.4, 0.5];
        closures_that_capture at [1.3, -2.7, 0.3, 0.4];
        newton_inside at [2.0, 3.0];
        early at [2.0, 3.0], [2.0, 0.5, 3.0];
    }
}

#[test]
fn constants_beside() {
    let f = |values: &[f64]| gathered(values, &[0, 2, 1], &[1.0, 0.5, 2.0], 3.0);
    let x = [0.3, 0.7, -1.1];
    check(f, &x, gathered::value_and_gradient(&x, &[0, 2, 1], &[1.0, 0.5, 2.0], 3.0));
    let f = |x: &[f64]| scattered(x, 2);
    check(f, &x, scattered::value_and_gradient(&x, 2));
    assert_eq!(single_precision::gradient(&[3.0, 4.0]), [0.6, 0.8]);
    // a₀² + s·a₁·a₀ + a₂·a₀
    assert_eq!(by_value::gradient([2.0, 3.0, 5.0], 4.0), ([4.0 + 12.0 + 5.0, 8.0, 2.0], 6.0));
    assert_eq!(early::value_and_gradient(&[]), (0.0, vec![]));
    assert_eq!(early::gradient(&[2.0, 0.0, 3.0]), [2.0, 0.0, 0.0]);
}
