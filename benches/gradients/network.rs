//! The squared error of a network of five weights, differentiated with respect to the weights.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate(wrt(w1, w2, w3, w4, w5))]
fn error(w1: f64, w2: f64, w3: f64, w4: f64, w5: f64, x1: f64, x2: f64, target: f64) -> f64 {
    let h1 = (x1 + w1 * x2).powi(2);
    let h2 = w2 * x1 * x2;
    let y_pred = w3 * h1 + w4 * h2 + w5;
    (y_pred - target).powi(2)
}

#[inline]
fn by_hand(w1: f64, w2: f64, w3: f64, w4: f64, w5: f64, x1: f64, x2: f64, target: f64) -> (f64, [f64; 5]) {
    let u = x1 + w1 * x2;
    let h1 = u * u;
    let h2 = w2 * x1 * x2;
    let v = w3 * h1 + w4 * h2 + w5 - target;
    let d = 2.0 * v;
    (v * v, [d * (w3 * ((2.0 * u) * x2)), d * (w4 * (x1 * x2)), d * h1, d * h2, d])
}

#[symdiff::gradient(var = w, dim = 5)]
fn for_symdiff(w: &[f64], x: &[f64]) -> f64 {
    let h1 = (x[0] + w[0] * x[1]).powi(2);
    let h2 = w[1] * x[0] * x[1];
    let y_pred = w[2] * h1 + w[3] * h2 + w[4];
    (y_pred - x[2]).powi(2)
}

#[inline]
fn for_duals<D: Dual>([w1, w2, w3, w4, w5]: [D; 5], [x1, x2, target]: [f64; 3]) -> D {
    let h1 = (w1 * x2 + x1).powi(2);
    let h2 = w2 * x1 * x2;
    let y_pred = w3 * h1 + w4 * h2 + w5;
    (y_pred - target).powi(2)
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "network of 5 weights",
        |random| std::array::from_fn(|_| random.between(-1.0, 1.0)),
        |row| {
            row.reference(
                |[w1, w2, w3, w4, w5, x1, x2, target]| error(w1, w2, w3, w4, w5, x1, x2, target),
                |[w1, w2, w3, w4, w5, x1, x2, target]| by_hand(w1, w2, w3, w4, w5, x1, x2, target),
            );
            row.gradient(By::Chainrule, |[w1, w2, w3, w4, w5, x1, x2, target]| {
                error::value_and_gradient(w1, w2, w3, w4, w5, x1, x2, target)
            });
            row.gradient(By::Symdiff, |p| {
                let (w, x) = p.split_at(5);
                (for_symdiff(w, x), for_symdiff_gradient(w, x))
            });
            row.gradient(By::NumDual, |[w1, w2, w3, w4, w5, x1, x2, target]| {
                dual::num_dual([w1, w2, w3, w4, w5], |w| for_duals(w, [x1, x2, target]))
            });
            row.gradient(By::Hyperdual, |[w1, w2, w3, w4, w5, x1, x2, target]| {
                dual::hyperdual::<5, 6>([w1, w2, w3, w4, w5], |w| for_duals(w, [x1, x2, target]))
            });
        },
    );
}
