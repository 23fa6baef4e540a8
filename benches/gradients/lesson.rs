//! The function of the lesson's third chapter.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate]
fn lesson(x1: f64, x2: f64) -> f64 {
    ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3)
}

#[inline]
fn by_hand(x1: f64, x2: f64) -> (f64, [f64; 2]) {
    let u = 2.0 * x1 + x2;
    let v = u.powi(2) + 3.0 * x2.powi(2);
    let v2 = v.powi(2);
    (v.powi(3), [12.0 * v2 * u, 6.0 * v2 * (u + 3.0 * x2)])
}

#[symdiff::gradient(var = x, dim = 2)]
fn for_symdiff(x: &[f64]) -> f64 {
    ((2.0 * x[0] + x[1]).powi(2) + 3.0 * x[1].powi(2)).powi(3)
}

#[inline]
fn for_duals<D: Dual>([x1, x2]: [D; 2]) -> D {
    ((x1 * 2.0 + x2).powi(2) + x2.powi(2) * 3.0).powi(3)
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "lesson",
        |random| [random.between(-1.0, 1.0), random.between(-1.0, 1.0)],
        |row| {
            row.reference(|[x1, x2]| lesson(x1, x2), |[x1, x2]| by_hand(x1, x2));
            row.gradient(By::Chainrule, |[x1, x2]| lesson::value_and_gradient(x1, x2));
            row.gradient(By::Symdiff, |x| (for_symdiff(&x), for_symdiff_gradient(&x)));
            row.gradient(By::NumDual, |x| dual::num_dual(x, for_duals));
            row.gradient(By::Hyperdual, |x| dual::hyperdual::<2, 3>(x, for_duals));
        },
    );
}
