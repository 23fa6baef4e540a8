//! The cross-entropy of the softmax of three logits, the first of which should win.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate]
fn cross_entropy(a: f64, b: f64, c: f64) -> f64 {
    (a.exp() + b.exp() + c.exp()).ln() - a
}

#[inline]
fn by_hand(a: f64, b: f64, c: f64) -> (f64, [f64; 3]) {
    let (p, q, r) = (a.exp(), b.exp(), c.exp());
    let sum = p + q + r;
    let reciprocal = 1.0 / sum;
    (sum.ln() - a, [p * reciprocal - 1.0, q * reciprocal, r * reciprocal])
}

#[symdiff::gradient(var = x, dim = 3)]
fn for_symdiff(x: &[f64]) -> f64 {
    (x[0].exp() + x[1].exp() + x[2].exp()).ln() - x[0]
}

#[inline]
fn for_duals<D: Dual>([a, b, c]: [D; 3]) -> D {
    (a.exp() + b.exp() + c.exp()).ln() - a
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "softmax of 3",
        |random| std::array::from_fn(|_| random.between(-3.0, 3.0)),
        |row| {
            row.reference(|[a, b, c]| cross_entropy(a, b, c), |[a, b, c]| by_hand(a, b, c));
            row.gradient(By::Chainrule, |[a, b, c]| cross_entropy::value_and_gradient(a, b, c));
            row.gradient(By::Symdiff, |x| (for_symdiff(&x), for_symdiff_gradient(&x)));
            row.gradient(By::NumDual, |x| dual::num_dual(x, for_duals));
            row.gradient(By::Hyperdual, |x| dual::hyperdual::<3, 4>(x, for_duals));
        },
    );
}
