//! Numerical code: statistics, learning, signals, prices.

use chainrule::differentiate;

use crate::check::{check, jacobian};

/// A softmax that does not overflow.
#[test]
fn softmax() {
    #[differentiate]
    fn f(x: &[f64]) -> Vec<f64> {
        let m = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let e: Vec<f64> = x.iter().map(|v| (v - m).exp()).collect();
        let s: f64 = e.iter().sum();
        e.iter().map(|v| v / s).collect()
    }

    let p = 1.0 / (1.0 + (-1.0f64).exp());
    let q = 1.0 - p;
    jacobian!(f(&[2.0, 1.0]), [p, q], [[p * q, -p * q], [-p * q, p * q]]);
}

/// Log-sum-exp.
#[test]
fn logsumexp() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut m = x[0];
        for &v in &x[1..] {
            if v > m {
                m = v;
            }
        }
        let mut s = 0.0;
        for v in x {
            s += (v - m).exp();
        }
        m + s.ln()
    }

    let z = 1f64.exp() + 2f64.exp() + 0.5f64.exp();
    check!(f(&[1.0, 2.0, 0.5]), z.ln(), [1f64.exp() / z, 2f64.exp() / z, 0.5f64.exp() / z]);
    check!(f(&[1000.0, 1000.0]), 1000.0 + 2f64.ln(), [0.5, 0.5]);
}

/// Cross entropy with labels.
#[test]
fn cross_entropy() {
    #[differentiate]
    fn f(w: &[[f64; 2]; 3], x: &[f64; 2], label: usize) -> f64 {
        let mut z = [0.0; 3];
        for (zi, row) in z.iter_mut().zip(w) {
            *zi = row.iter().zip(x).map(|(a, b)| a * b).sum();
        }
        let m = z.iter().copied().fold(f64::MIN, f64::max);
        m + z.iter().map(|v| (v - m).exp()).sum::<f64>().ln() - z[label]
    }

    let w = [[0.1, 0.2], [0.3, -0.4], [0.5, 0.6]];
    let e = [0.5f64.exp(), (-0.5f64).exp(), 1.7f64.exp()];
    let s = e[0] + e[1] + e[2];
    // softmax, less one at the label
    let [a, b, c] = [e[0] / s, e[1] / s - 1.0, e[2] / s];
    let by_x = [0.1 * a + 0.3 * b + 0.5 * c, 0.2 * a - 0.4 * b + 0.6 * c];
    check!(f(&w, &[1.0, 2.0], 1), s.ln() + 0.5, ([[a, 2.0 * a], [b, 2.0 * b], [c, 2.0 * c]], by_x));
}

/// Welford's variance.
#[test]
fn variance_online() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let (mut mean, mut m2) = (0.0, 0.0);
        for (i, v) in x.iter().enumerate() {
            let d = v - mean;
            mean += d / (i + 1) as f64;
            m2 += d * (v - mean);
        }
        m2 / (x.len() - 1) as f64
    }

    check!(f(&[1.0, 2.0, 6.0]), 7.0, [-2.0, -1.0, 3.0]);
}

/// Least squares: slope and intercept.
#[test]
fn least_squares() {
    #[differentiate]
    fn f(x: &[f64], y: &[f64]) -> (f64, f64) {
        let n = x.len() as f64;
        let mx = x.iter().sum::<f64>() / n;
        let my = y.iter().sum::<f64>() / n;
        let (sxy, sxx) = x
            .iter()
            .zip(y)
            .fold((0.0, 0.0), |(a, b), (p, q)| (a + (p - mx) * (q - my), b + (p - mx).powi(2)));
        let k = sxy / sxx;
        (k, my - k * mx)
    }

    jacobian!(
        f(&[0.0, 2.0], &[1.0, 5.0]),
        (2.0, 1.0),
        [([1.0, -1.0], [-0.5, 0.5]), ([-2.0, 0.0], [1.0, 0.0])]
    );
}

/// Logistic regression, log-likelihood.
#[test]
fn logistic_regression() {
    #[differentiate(wrt(w))]
    fn f(w: &[f64], xs: &[[f64; 2]], labels: &[bool]) -> f64 {
        let mut ll = 0.0;
        for (x, &yes) in xs.iter().zip(labels) {
            let z = w[0] * x[0] + w[1] * x[1];
            ll += if yes { -(-z).exp().ln_1p() } else { -z.exp().ln_1p() };
        }
        ll
    }

    let s = |z: f64| 1.0 / (1.0 + (-z).exp());
    check!(
        f(&[0.5, -0.2], &[[1.0, 2.0], [3.0, 1.0]], &[true, false]),
        s(0.1).ln() + (1.0 - s(1.3)).ln(),
        [(1.0 - s(0.1)) - 3.0 * s(1.3), 2.0 * (1.0 - s(0.1)) - s(1.3)]
    );
}

/// A small network, weights in one slice.
#[test]
fn two_layer() {
    #[differentiate(wrt(w))]
    fn f(w: &[f64], x: &[f64; 2], t: f64) -> f64 {
        let mut h = [0.0; 2];
        let mut k = 0;
        for i in 0..2 {
            for j in 0..2 {
                h[i] += w[k] * x[j];
                k += 1;
            }
            h[i] = (h[i] + w[k]).tanh();
            k += 1;
        }
        let out = h[0] * w[k] + h[1] * w[k + 1] + w[k + 2];
        0.5 * (out - t).powi(2)
    }

    let w = [0.1, 0.2, 0.3, -0.1, 0.4, 0.2, 0.7, -0.3, 0.05];
    let (p, q) = (0.8f64.tanh(), 0.9f64.tanh());
    let e = p * 0.7 - q * 0.3 + 0.05 - 0.5;
    let (a, b) = (e * 0.7 * (1.0 - p * p), e * -0.3 * (1.0 - q * q));
    check!(f(&w, &[1.0, 2.0], 0.5), 0.5 * e * e, [a, 2.0 * a, a, b, 2.0 * b, b, e * p, e * q, e]);
}

/// The mean of the nearest, sorted by distance.
#[test]
fn nearest_neighbours() {
    #[differentiate]
    fn f(x: &[f64], y: &[f64], q: f64, k: usize) -> f64 {
        let mut order: Vec<usize> = (0..x.len()).collect();
        order.sort_by(|&i, &j| (x[i] - q).abs().total_cmp(&(x[j] - q).abs()));
        let mut s = 0.0;
        for &i in order.iter().take(k) {
            s += y[i] * (-(x[i] - q).powi(2)).exp();
        }
        s / k as f64
    }

    let (a, b) = ((-0.04f64).exp(), (-0.64f64).exp());
    let by_x = [0.0, 2.0 * 0.2 * a, -3.0 * 0.8 * b, 0.0];
    check!(
        f(&[0.0, 1.0, 2.0, 5.0], &[1.0, 2.0, 3.0, 4.0], 1.2, 2),
        a + 1.5 * b,
        (by_x, [0.0, a / 2.0, b / 2.0, 0.0], -2.0 * 0.2 * a + 3.0 * 0.8 * b)
    );
}

/// K-means cost.
#[test]
fn kmeans() {
    #[differentiate]
    fn f(points: &[f64], centres: &[f64]) -> f64 {
        let mut total = 0.0;
        for p in points {
            let mut best = f64::MAX;
            for c in centres {
                let d = (p - c) * (p - c);
                if d < best {
                    best = d;
                }
            }
            total += best;
        }
        total
    }

    check!(f(&[1.0, 2.0, 8.0], &[1.5, 9.0]), 0.25 + 0.25 + 1.0, ([-1.0, 1.0, -2.0], [1.0 - 1.0, 2.0]));
}

/// The nearest neighbour, squared distance.
#[test]
fn nearest_neighbour() {
    #[differentiate]
    fn f(points: &[[f64; 2]], q: &[f64; 2]) -> f64 {
        points.iter().map(|p| (p[0] - q[0]).powi(2) + (p[1] - q[1]).powi(2)).fold(f64::INFINITY, f64::min)
    }

    check!(
        f(&[[0.0, 0.0], [3.0, 3.0], [9.0, 1.0]], &[2.0, 5.0]),
        5.0,
        ([[0.0, 0.0], [2.0, -4.0], [0.0, 0.0]], [-2.0, 4.0])
    );
}

/// The power of a discrete Fourier transform: Parseval's theorem.
#[test]
fn fourier_transform() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let n = x.len();
        let mut power = 0.0;
        for k in 0..n {
            let (mut re, mut im) = (0.0, 0.0);
            for (j, v) in x.iter().enumerate() {
                let angle = -2.0 * std::f64::consts::PI * (j * k) as f64 / n as f64;
                re += v * angle.cos();
                im += v * angle.sin();
            }
            power += re * re + im * im;
        }
        power / n as f64
    }

    check!(f(&[1.0, 2.0, 3.0, 4.0, 5.0]), 55.0, [2.0, 4.0, 6.0, 8.0, 10.0]);
}

/// Goertzel's filter.
#[test]
fn goertzel() {
    #[differentiate]
    fn f(x: &[f64], w: f64) -> f64 {
        let c = 2.0 * w.cos();
        let (mut s1, mut s2) = (0.0, 0.0);
        for v in x {
            let s0 = v + c * s1 - s2;
            s2 = s1;
            s1 = s0;
        }
        s1 * s1 + s2 * s2 - c * s1 * s2
    }

    let w = 0.7f64;
    let (re, im) = (1.0 + 2.0 * w.cos() + 3.0 * (2.0 * w).cos(), 2.0 * w.sin() + 3.0 * (2.0 * w).sin());
    check!(
        f(&[1.0, 2.0, 3.0], 0.7),
        re * re + im * im,
        (
            [
                2.0 * re,
                2.0 * (re * w.cos() + im * w.sin()),
                2.0 * (re * (2.0 * w).cos() + im * (2.0 * w).sin())
            ],
            2.0 * (re * (-2.0 * w.sin() - 6.0 * (2.0 * w).sin())
                + im * (2.0 * w.cos() + 6.0 * (2.0 * w).cos()))
        )
    );
}

/// The payoff of an average along a path.
#[test]
fn asian() {
    #[differentiate(wrt(s0, sigma))]
    fn f(s0: f64, sigma: f64, z: &[f64]) -> f64 {
        let dt = 1.0 / z.len() as f64;
        let (mut s, mut sum) = (s0, 0.0);
        for &n in z {
            s *= ((0.02 - sigma * sigma / 2.0) * dt + sigma * dt.sqrt() * n).exp();
            sum += s;
        }
        (sum / z.len() as f64 - 100.0).max(0.0)
    }

    // 0.02 − σ²/2 is 0: a price depends on the sum of the normals until then
    let price = |sum: f64| 105.0 * (0.5 * 0.2 * sum).exp();
    let (a, b, c, d) = (price(0.3), price(-0.2), price(1.0), price(1.1));
    let mean = (a + b + c + d) / 4.0;
    let slope = a * (-0.05 + 0.15) + b * (-0.1 - 0.1) + c * (-0.15 + 0.5) + d * (-0.2 + 0.55);
    check!(f(105.0, 0.2, &[0.3, -0.5, 1.2, 0.1]), mean - 100.0, [mean / 105.0, slope / 4.0]);
    check!(f(10.0, 0.2, &[0.3, -0.5]), 0.0, [0.0, 0.0]);
}

/// The price of a bond and its duration.
#[test]
fn bond_yield() {
    #[differentiate]
    fn f(y: f64) -> f64 {
        let mut price = 0.0;
        let mut d = 1.0;
        for year in 1..=5 {
            d /= 1.0 + y;
            price += if year == 5 { 105.0 } else { 5.0 } * d;
        }
        price
    }

    check!(
        f(0.05),
        100.0,
        -(1..=5).map(|k| k as f64 * if k == 5 { 105.0 } else { 5.0 } / 1.05f64.powi(k + 1)).sum::<f64>()
    );
}

/// A knock-out option, with an early return.
#[test]
fn knock_out() {
    #[differentiate]
    fn f(path: &[f64], strike: f64, barrier: f64) -> f64 {
        for s in path {
            if *s >= barrier {
                return 0.0;
            }
        }
        match path.last() {
            Some(&s) if s > strike => (s - strike).powi(2),
            _ => 0.0,
        }
    }

    check!(f(&[90.0, 95.0, 104.0], 100.0, 120.0), 16.0, ([0.0, 0.0, 8.0], -8.0, 0.0));
    check!(f(&[90.0, 125.0, 104.0], 100.0, 120.0), 0.0, ([0.0; 3], 0.0, 0.0));
}
