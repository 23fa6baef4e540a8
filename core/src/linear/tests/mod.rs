//! Each operation against differences of itself, and its second derivatives against differences of the first.

#[path = "../../../../tests/differences/mod.rs"]
mod differences;

#[macro_use]
mod held;
#[cfg(feature = "nalgebra")]
mod of_nalgebra;
#[cfg(feature = "ndarray")]
mod of_ndarray;
#[cfg(feature = "nalgebra")]
mod of_turns;

use crate::Differentiable;

/// All numbers, in order.
fn numbers<D: Differentiable<Number = f64>>(of: &D) -> Vec<f64> {
    let mut numbers = vec![0.0; of.count()];
    of.write_numbers(&mut numbers);
    numbers
}

/// Something of the same shape with numbers that look like chance, each of its own seed.
fn some<D: Differentiable<Number = f64>>(like: &D, seed: u32) -> D::Tangent {
    let mut made = like.zeros();
    let numbers: Vec<f64> =
        (0..like.count()).map(|i| (f64::from(seed) * 12.9 + i as f64 * 78.2).sin()).collect();
    made.read_numbers(&numbers);
    made
}

/// So far along a direction.
fn moved<D: Differentiable<Number = f64> + Clone>(from: &D, by: f64, along: &D::Tangent) -> D {
    let mut moved = from.clone();
    moved.add_multiple(by, along);
    moved
}

/// Holds numbers against the slopes of what gives them, at zero.
fn against_slopes(what: &str, found: &[f64], of: impl Fn(f64) -> Vec<f64>) {
    assert_eq!(found.len(), of(0.0).len(), "{what}");
    for (i, &found) in found.iter().enumerate() {
        let wanted = differences::slope(|t| of(t)[i], 0.0);
        assert!(
            (found - wanted).abs() <= 1e-8 * wanted.abs().max(1.0),
            "{what}: number {i} is {found}, by differences {wanted}"
        );
    }
}

/// Holds what was pulled back against the slopes of the value by each number.
fn against_value<D: Differentiable<Number = f64> + Clone>(
    what: &str,
    found: &D::Tangent,
    at: &D,
    cotangent: &[f64],
    value: impl Fn(&D) -> Vec<f64>,
) {
    let found = numbers(found);
    for (i, &found) in found.iter().enumerate() {
        let wanted = differences::slope(
            |t| {
                let mut place = numbers(at);
                place[i] += t;
                let mut moved = at.clone();
                moved.read_numbers(&place);
                value(&moved).iter().zip(cotangent).map(|(value, cotangent)| value * cotangent).sum()
            },
            0.0,
        );
        assert!(
            (found - wanted).abs() <= 1e-8 * wanted.abs().max(1.0),
            "{what}: number {i} is {found}, by differences {wanted}"
        );
    }
}
