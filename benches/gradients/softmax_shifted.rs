//! The cross-entropy of the softmax of three logits, with the largest taken off first, so that no exponential overflows.
//!
//! By hand one knows that the shift changes nothing and so has no derivative. `symdiff` does not know `max`.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate]
fn cross_entropy(a: f64, b: f64, c: f64) -> f64 {
    let shift = a.max(b).max(c);
    ((a - shift).exp() + (b - shift).exp() + (c - shift).exp()).ln() + shift - a
}

#[inline]
fn by_hand(a: f64, b: f64, c: f64) -> (f64, [f64; 3]) {
    let shift = a.max(b).max(c);
    let (p, q, r) = ((a - shift).exp(), (b - shift).exp(), (c - shift).exp());
    let sum = p + q + r;
    let reciprocal = 1.0 / sum;
    (sum.ln() + shift - a, [p * reciprocal - 1.0, q * reciprocal, r * reciprocal])
}

#[inline]
fn for_duals<D: Dual>([a, b, c]: [D; 3]) -> D {
    let shift = a.max(b).max(c);
    ((a - shift).exp() + (b - shift).exp() + (c - shift).exp()).ln() + shift - a
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "softmax of 3, shifted",
        |random| std::array::from_fn(|_| random.between(-3.0, 3.0)),
        |row| {
            row.reference(|[a, b, c]| cross_entropy(a, b, c), |[a, b, c]| by_hand(a, b, c));
            row.gradient(By::Chainrule, |[a, b, c]| cross_entropy::value_and_gradient(a, b, c));
            row.gradient(By::NumDual, |x| dual::num_dual(x, for_duals));
            row.gradient(By::Hyperdual, |x| dual::hyperdual::<3, 4>(x, for_duals));
        },
    );
}
