//! A mixture of Gaussians, with a Wishart prior on the precisions.

use std::f64::consts::PI;

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::lse::log_sum_exp;
use crate::protocol::{Outcome, read, run, run_into, unknown};

#[derive(Deserialize)]
struct Input {
    d: usize,
    x: Vec<Vec<f64>>,
    m: i32,
    gamma: f64,
    alpha: Vec<f64>,
    mu: Vec<Vec<f64>>,
    q: Vec<Vec<f64>>,
    l: Vec<Vec<f64>>,
}

/// The logarithm of the posterior, but for what depends on no parameter.
#[differentiate(wrt(alpha, mu, q, l))]
#[allow(clippy::too_many_arguments, reason = "they are the parameters of the mixture and the data")]
fn log_posterior(
    alpha: &[f64],
    mu: &[f64],
    q: &[f64],
    l: &[f64],
    x: &[f64],
    d: usize,
    m: i32,
    gamma: f64,
) -> f64 {
    let k = alpha.len();
    let n = x.len() / d;
    let triangle = d * (d - 1) / 2;
    let mut diagonals = vec![0.0; k * d];
    let mut sums = vec![0.0; k];
    for c in 0..k {
        for i in 0..d {
            diagonals[c * d + i] = q[c * d + i].exp();
            sums[c] += q[c * d + i];
        }
    }
    let mut likelihood = 0.0;
    let mut terms = vec![0.0; k];
    let mut centered = vec![0.0; d];
    let mut scaled = vec![0.0; d];
    for point in x.chunks_exact(d) {
        for c in 0..k {
            for i in 0..d {
                centered[i] = point[i] - mu[c * d + i];
                scaled[i] = diagonals[c * d + i] * centered[i];
            }
            let mut at = c * triangle;
            for i in 0..d {
                let rest = d - i - 1;
                for j in 0..rest {
                    scaled[i + 1 + j] += l[at + j] * centered[i];
                }
                at += rest;
            }
            let mut square = 0.0;
            for i in 0..d {
                square += scaled[i] * scaled[i];
            }
            terms[c] = alpha[c] + sums[c] - 0.5 * square;
        }
        likelihood += log_sum_exp(&terms);
    }
    let mut prior = 0.0;
    for c in 0..k {
        let mut frobenius = 0.0;
        for i in 0..d {
            frobenius += diagonals[c * d + i] * diagonals[c * d + i];
        }
        for i in 0..triangle {
            frobenius += l[c * triangle + i] * l[c * triangle + i];
        }
        prior += f64::from(m) * sums[c] - 0.5 * gamma * gamma * frobenius;
    }
    likelihood - n as f64 * log_sum_exp(alpha) + prior
}

/// Components far from a point have weights down to 1e-320, and products with such subnormal numbers take a hundred times as long.
/// A power of two that all cotangents are multiplied by loses nothing, and is divided out at the end: the guide's chapter on speed.
const LOSS_SCALE: f64 = f64::from_bits((1023 + 400) << 52);

/// What the posterior has beside: it depends on no parameter.
fn constant(k: usize, n: usize, d: usize, m: i32, gamma: f64) -> f64 {
    let (k, n, d) = (as_f64(k), as_f64(n), as_f64(d));
    let degrees = d + f64::from(m) + 1.0;
    let likelihood = -n * d * 0.5 * (2.0 * PI).ln();
    let prior = k * (degrees * d * (gamma.ln() - 0.5 * 2.0_f64.ln()) - log_multigamma(0.5 * degrees, d));
    likelihood + prior
}

#[allow(clippy::cast_precision_loss, reason = "they are small")]
fn as_f64(n: usize) -> f64 {
    n as f64
}

/// ln `Γ_p(a)`, <https://en.wikipedia.org/wiki/Multivariate_gamma_function>.
fn log_multigamma(a: f64, p: f64) -> f64 {
    let mut sum = 0.25 * p * (p - 1.0) * PI.ln();
    let mut j = 1.0;
    while j <= p {
        sum += log_gamma(a + 0.5 * (1.0 - j));
        j += 1.0;
    }
    sum
}

/// ln Γ(x) by Stirling's series, shifted to where it is exact to the last digits.
fn log_gamma(x: f64) -> f64 {
    let (mut x, mut shift) = (x, 0.0);
    while x < 12.0 {
        shift += x.ln();
        x += 1.0;
    }
    let w = 1.0 / (x * x);
    let series = (1.0 / 12.0 - w * (1.0 / 360.0 - w * (1.0 / 1260.0 - w / 1680.0))) / x;
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * PI).ln() + series - shift
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { d, x, m, gamma, alpha, mu, q, l } = read(input)?;
    let (n, k, triangle) = (x.len(), alpha.len(), d * (d - 1) / 2);
    let (x, mu, q, l) = (x.concat(), mu.concat(), q.concat(), l.concat());
    match function {
        "objective" => {
            run(input, || constant(k, n, d, m, gamma) + log_posterior(&alpha, &mu, &q, &l, &x, d, m, gamma))
        }
        "jacobian" => run_into(
            input,
            [alpha.len(), mu.len(), q.len(), l.len()].map(|length| vec![0.0; length]),
            |gradient| {
                let mut along = |cotangent: f64| {
                    let [by_alpha, by_mu, by_q, by_l] = &mut *gradient;
                    log_posterior::vjp_into(
                        &alpha, &mu, &q, &l, &x, d, m, gamma, cotangent, by_alpha, by_mu, by_q, by_l,
                    );
                    gradient.iter_mut().flatten().for_each(|slope| *slope /= cotangent);
                    gradient.iter().flatten().all(|slope| slope.is_finite())
                };
                if !along(LOSS_SCALE) {
                    along(1.0);
                }
            },
            |[alpha, mu, q, l]| {
                let rows = |all: Vec<f64>, width: usize| -> Vec<Vec<f64>> {
                    (0..k).map(|c| all[c * width..(c + 1) * width].to_vec()).collect()
                };
                json!({ "alpha": alpha, "mu": rows(mu, d), "q": rows(q, d), "l": rows(l, triangle) })
            },
        ),
        _ => unknown(function),
    }
}
