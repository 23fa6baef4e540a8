//! The squared residual of a Michaelis–Menten fit: a measured rate against `vmax·s/(km + s)`.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate(wrt(vmax, km))]
fn residual(vmax: f64, km: f64, substrate: f64, rate: f64) -> f64 {
    (vmax * substrate / (km + substrate) - rate).powi(2)
}

#[inline]
fn by_hand(vmax: f64, km: f64, substrate: f64, rate: f64) -> (f64, [f64; 2]) {
    let sum = km + substrate;
    let predicted = vmax * substrate / sum;
    let reciprocal = 1.0 / sum;
    let error = predicted - rate;
    let d = 2.0 * error * reciprocal;
    (error * error, [d * substrate, -(d * predicted)])
}

#[symdiff::gradient(var = p, dim = 2)]
fn for_symdiff(p: &[f64], data: &[f64]) -> f64 {
    (p[0] * data[0] / (p[1] + data[0]) - data[1]).powi(2)
}

#[inline]
fn for_duals<D: Dual>([vmax, km]: [D; 2], substrate: f64, rate: f64) -> D {
    (vmax * substrate / (km + substrate) - rate).powi(2)
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "michaelis-menten",
        |random| {
            [
                random.between(0.5, 3.0),
                random.between(0.1, 2.0),
                random.between(0.1, 10.0),
                random.between(0.0, 2.0),
            ]
        },
        |row| {
            row.reference(
                |[vmax, km, substrate, rate]| residual(vmax, km, substrate, rate),
                |[vmax, km, substrate, rate]| by_hand(vmax, km, substrate, rate),
            );
            row.gradient(By::Chainrule, |[vmax, km, substrate, rate]| {
                residual::value_and_gradient(vmax, km, substrate, rate)
            });
            row.gradient(By::Symdiff, |p| {
                let (p, data) = p.split_at(2);
                (for_symdiff(p, data), for_symdiff_gradient(p, data))
            });
            row.gradient(By::NumDual, |[vmax, km, substrate, rate]| {
                dual::num_dual([vmax, km], |p| for_duals(p, substrate, rate))
            });
            row.gradient(By::Hyperdual, |[vmax, km, substrate, rate]| {
                dual::hyperdual::<2, 3>([vmax, km], |p| for_duals(p, substrate, rate))
            });
        },
    );
}
