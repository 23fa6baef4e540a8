//! Rosenbrock's valley.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate]
fn rosenbrock(x: f64, y: f64) -> f64 {
    (1.0 - x).powi(2) + 100.0 * (y - x.powi(2)).powi(2)
}

#[inline]
fn by_hand(x: f64, y: f64) -> (f64, [f64; 2]) {
    let u = 1.0 - x;
    let v = y - x * x;
    let d_y = 200.0 * v;
    (u * u + 100.0 * (v * v), [-2.0 * (u + d_y * x), d_y])
}

#[symdiff::gradient(var = x, dim = 2)]
fn for_symdiff(x: &[f64]) -> f64 {
    (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0].powi(2)).powi(2)
}

#[inline]
fn for_duals<D: Dual>([x, y]: [D; 2]) -> D {
    (-x + 1.0).powi(2) + (y - x.powi(2)).powi(2) * 100.0
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "rosenbrock",
        |random| [random.between(-2.0, 2.0), random.between(-1.0, 3.0)],
        |row| {
            row.reference(|[x, y]| rosenbrock(x, y), |[x, y]| by_hand(x, y));
            row.gradient(By::Chainrule, |[x, y]| rosenbrock::value_and_gradient(x, y));
            row.gradient(By::Symdiff, |x| (for_symdiff(&x), for_symdiff_gradient(&x)));
            row.gradient(By::NumDual, |x| dual::num_dual(x, for_duals));
            row.gradient(By::Hyperdual, |x| dual::hyperdual::<2, 3>(x, for_duals));
        },
    );
}
