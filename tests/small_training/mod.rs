//! Trainings that are over at once.

#![allow(dead_code, reason = "each test uses what it needs of it")]

use chainrule::data::Dataset;
use chainrule::network::{identity, squared_error, tanh};
use chainrule::{Network, differentiate};

/// (w − x)², whose gradient is 2·(w − x).
#[differentiate(wrt(w))]
pub(crate) fn distance(w: f64, x: f64) -> f64 {
    (w - x).powi(2)
}

pub(crate) fn points(xs: &[f64]) -> Dataset<f64> {
    let rows: Vec<([f64; 1], [f64; 0])> = xs.iter().map(|&x| ([x], [])).collect();
    Dataset::from_rows(&rows)
}

pub(crate) fn small_network(seed: u64) -> Network<f64> {
    Network::builder(2).dense::<tanh>(8).dense::<identity>(1).seed(seed).build::<squared_error>().unwrap()
}

pub(crate) fn waves(count: usize) -> Dataset<f64> {
    let rows: Vec<([f64; 2], [f64; 1])> = (0..count)
        .map(|i| i as f64)
        .map(|i| [(i * 0.7).sin(), (i * 1.3).cos()])
        .map(|[a, b]| ([a, b], [a * b]))
        .collect();
    Dataset::from_rows(&rows)
}
