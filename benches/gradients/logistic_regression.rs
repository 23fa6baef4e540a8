//! The loss of logistic regression for one example of three features, labelled 1 or −1, differentiated with respect to
//! the four weights.
//!
//! `symdiff` does not know `ln_1p`.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate(wrt(w0, w1, w2, w3))]
fn loss(w0: f64, w1: f64, w2: f64, w3: f64, x1: f64, x2: f64, x3: f64, label: f64) -> f64 {
    let margin = label * (w0 + w1 * x1 + w2 * x2 + w3 * x3);
    (-margin).exp().ln_1p()
}

#[inline]
fn by_hand(w0: f64, w1: f64, w2: f64, w3: f64, x1: f64, x2: f64, x3: f64, label: f64) -> (f64, [f64; 4]) {
    let margin = label * (w0 + w1 * x1 + w2 * x2 + w3 * x3);
    let e = (-margin).exp();
    // So that e / (1 + e) is 1, and not ∞ / ∞, for a margin below −709.
    let finite = if e > f64::MAX { f64::MAX } else { e };
    let d = -label * (finite / (1.0 + finite));
    (e.ln_1p(), [d, d * x1, d * x2, d * x3])
}

#[inline]
fn for_duals<D: Dual>([w0, w1, w2, w3]: [D; 4], [x1, x2, x3, label]: [f64; 4]) -> D {
    let margin = (w0 + w1 * x1 + w2 * x2 + w3 * x3) * label;
    (-margin).exp().ln_1p()
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "logistic regression",
        |random| {
            let mut point = std::array::from_fn(|_| random.between(-2.0, 2.0));
            point[7] = point[7].signum();
            point
        },
        |row| {
            row.reference(
                |[w0, w1, w2, w3, x1, x2, x3, label]| loss(w0, w1, w2, w3, x1, x2, x3, label),
                |[w0, w1, w2, w3, x1, x2, x3, label]| by_hand(w0, w1, w2, w3, x1, x2, x3, label),
            );
            row.gradient(By::Chainrule, |[w0, w1, w2, w3, x1, x2, x3, label]| {
                loss::value_and_gradient(w0, w1, w2, w3, x1, x2, x3, label)
            });
            row.gradient(By::NumDual, |[w0, w1, w2, w3, x1, x2, x3, label]| {
                dual::num_dual([w0, w1, w2, w3], |w| for_duals(w, [x1, x2, x3, label]))
            });
            row.gradient(By::Hyperdual, |[w0, w1, w2, w3, x1, x2, x3, label]| {
                dual::hyperdual::<4, 5>([w0, w1, w2, w3], |w| for_duals(w, [x1, x2, x3, label]))
            });
        },
    );
}
