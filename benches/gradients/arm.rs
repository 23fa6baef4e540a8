//! The squared distance between the hand of a two-link arm and a target, differentiated with respect to the angles.

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

#[differentiate(wrt(shoulder, elbow))]
fn distance(shoulder: f64, elbow: f64, upper: f64, lower: f64, target_x: f64, target_y: f64) -> f64 {
    let (s1, c1) = shoulder.sin_cos();
    let (s2, c2) = (shoulder + elbow).sin_cos();
    let x = upper * c1 + lower * c2;
    let y = upper * s1 + lower * s2;
    (x - target_x).powi(2) + (y - target_y).powi(2)
}

#[inline]
fn by_hand(
    shoulder: f64,
    elbow: f64,
    upper: f64,
    lower: f64,
    target_x: f64,
    target_y: f64,
) -> (f64, [f64; 2]) {
    let (s1, c1) = shoulder.sin_cos();
    let (s2, c2) = (shoulder + elbow).sin_cos();
    let (lower_x, lower_y) = (lower * c2, lower * s2);
    let x = upper * c1 + lower_x;
    let y = upper * s1 + lower_y;
    let (miss_x, miss_y) = (x - target_x, y - target_y);
    (
        miss_x * miss_x + miss_y * miss_y,
        [2.0 * (miss_y * x - miss_x * y), 2.0 * (miss_y * lower_x - miss_x * lower_y)],
    )
}

#[symdiff::gradient(var = q, dim = 2)]
fn for_symdiff(q: &[f64], p: &[f64]) -> f64 {
    let x = p[0] * q[0].cos() + p[1] * (q[0] + q[1]).cos();
    let y = p[0] * q[0].sin() + p[1] * (q[0] + q[1]).sin();
    (x - p[2]).powi(2) + (y - p[3]).powi(2)
}

#[inline]
fn for_duals<D: Dual>([shoulder, elbow]: [D; 2], [upper, lower, target_x, target_y]: [f64; 4]) -> D {
    let (s1, c1) = shoulder.sin_cos();
    let (s2, c2) = (shoulder + elbow).sin_cos();
    let x = c1 * upper + c2 * lower;
    let y = s1 * upper + s2 * lower;
    (x - target_x).powi(2) + (y - target_y).powi(2)
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "two-link arm",
        |random| {
            [
                random.between(-3.0, 3.0),
                random.between(-3.0, 3.0),
                random.between(0.5, 1.5),
                random.between(0.5, 1.5),
                random.between(-2.0, 2.0),
                random.between(-2.0, 2.0),
            ]
        },
        |row| {
            row.reference(
                |[q1, q2, l1, l2, x, y]| distance(q1, q2, l1, l2, x, y),
                |[q1, q2, l1, l2, x, y]| by_hand(q1, q2, l1, l2, x, y),
            );
            row.gradient(By::Chainrule, |[q1, q2, l1, l2, x, y]| {
                distance::value_and_gradient(q1, q2, l1, l2, x, y)
            });
            row.gradient(By::Symdiff, |p| {
                let (q, p) = p.split_at(2);
                (for_symdiff(q, p), for_symdiff_gradient(q, p))
            });
            row.gradient(By::NumDual, |[q1, q2, l1, l2, x, y]| {
                dual::num_dual([q1, q2], |q| for_duals(q, [l1, l2, x, y]))
            });
            row.gradient(By::Hyperdual, |[q1, q2, l1, l2, x, y]| {
                dual::hyperdual::<2, 3>([q1, q2], |q| for_duals(q, [l1, l2, x, y]))
            });
        },
    );
}
