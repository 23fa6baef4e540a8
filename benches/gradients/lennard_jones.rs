//! The Lennard-Jones potential of two atoms.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate]
fn potential(r: f64, epsilon: f64, sigma: f64) -> f64 {
    4.0 * epsilon * ((sigma / r).powi(12) - (sigma / r).powi(6))
}

#[inline]
fn by_hand(r: f64, epsilon: f64, sigma: f64) -> (f64, [f64; 3]) {
    let depth = 4.0 * epsilon;
    let x = sigma / r;
    let x2 = x * x;
    let x4 = x2 * x2;
    let x6 = x4 * x2;
    let x12 = (x4 * x4) * x4;
    let difference = x12 - x6;
    let d_sigma = (6.0 * depth) * (x4 * x) * (x6 + x6 - 1.0) / r;
    (depth * difference, [-(d_sigma * x), 4.0 * difference, d_sigma])
}

#[symdiff::gradient(var = x, dim = 3)]
fn for_symdiff(x: &[f64]) -> f64 {
    4.0 * x[1] * ((x[2] / x[0]).powi(12) - (x[2] / x[0]).powi(6))
}

#[inline]
fn for_duals<D: Dual>([r, epsilon, sigma]: [D; 3]) -> D {
    epsilon * 4.0 * ((sigma / r).powi(12) - (sigma / r).powi(6))
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "lennard-jones",
        |random| [random.between(0.9, 2.5), random.between(0.5, 1.5), random.between(0.8, 1.2)],
        |row| {
            row.reference(
                |[r, epsilon, sigma]| potential(r, epsilon, sigma),
                |[r, epsilon, sigma]| by_hand(r, epsilon, sigma),
            );
            row.gradient(By::Chainrule, |[r, epsilon, sigma]| {
                potential::value_and_gradient(r, epsilon, sigma)
            });
            row.gradient(By::Symdiff, |x| (for_symdiff(&x), for_symdiff_gradient(&x)));
            row.gradient(By::NumDual, |x| dual::num_dual(x, for_duals));
            row.gradient(By::Hyperdual, |x| dual::hyperdual::<3, 4>(x, for_duals));
        },
    );
}
