//! Beale's test function: three squared residuals in two unknowns.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate]
fn beale(x: f64, y: f64) -> f64 {
    (1.5 - x + x * y).powi(2) + (2.25 - x + x * y.powi(2)).powi(2) + (2.625 - x + x * y.powi(3)).powi(2)
}

#[inline]
fn by_hand(x: f64, y: f64) -> (f64, [f64; 2]) {
    let y2 = y * y;
    let y3 = y2 * y;
    let a = 1.5 - x + x * y;
    let b = 2.25 - x + x * y2;
    let c = 2.625 - x + x * y3;
    let half_x = a * (y - 1.0) + b * (y2 - 1.0) + c * (y3 - 1.0);
    let half_y = x * (a + 2.0 * (b * y) + 3.0 * (c * y2));
    (a * a + b * b + c * c, [2.0 * half_x, 2.0 * half_y])
}

#[symdiff::gradient(var = x, dim = 2)]
fn for_symdiff(x: &[f64]) -> f64 {
    (1.5 - x[0] + x[0] * x[1]).powi(2)
        + (2.25 - x[0] + x[0] * x[1].powi(2)).powi(2)
        + (2.625 - x[0] + x[0] * x[1].powi(3)).powi(2)
}

#[inline]
fn for_duals<D: Dual>([x, y]: [D; 2]) -> D {
    (x * y - x + 1.5).powi(2) + (x * y.powi(2) - x + 2.25).powi(2) + (x * y.powi(3) - x + 2.625).powi(2)
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "beale",
        |random| [random.between(-4.0, 4.0), random.between(-2.0, 2.0)],
        |row| {
            row.reference(|[x, y]| beale(x, y), |[x, y]| by_hand(x, y));
            row.gradient(By::Chainrule, |[x, y]| beale::value_and_gradient(x, y));
            row.gradient(By::Symdiff, |x| (for_symdiff(&x), for_symdiff_gradient(&x)));
            row.gradient(By::NumDual, |x| dual::num_dual(x, for_duals));
            row.gradient(By::Hyperdual, |x| dual::hyperdual::<2, 3>(x, for_duals));
        },
    );
}
