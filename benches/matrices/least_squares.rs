//! Linear least squares with nalgebra: 200 equations for 50 numbers.

use std::hint::black_box;

use chainrule::differentiate;
use nalgebra::{DMatrix, DVector};

use crate::flat;
use crate::measure::{Table, TypedRow, numbers};

#[differentiate(wrt(x))]
fn least_squares(a: &DMatrix<f64>, x: &DVector<f64>, b: &DVector<f64>) -> f64 {
    (a * x - b).norm_squared()
}

fn by_hand(a: &DMatrix<f64>, x: &DVector<f64>, b: &DVector<f64>) -> (f64, DVector<f64>) {
    let error = a * x - b;
    (error.norm_squared(), a.tr_mul(&error) * 2.0)
}

pub(crate) fn compare(table: &mut Table) {
    let (rows, columns) = (200, 50);
    let a = DMatrix::from_vec(rows, columns, numbers(rows * columns));
    let (x, b) = (DVector::from_vec(numbers(columns)), DVector::from_vec(numbers(rows)));
    table.typed(
        "least squares, 200×50",
        3.0,
        &mut TypedRow {
            function: &mut || least_squares(black_box(&a), black_box(&x), black_box(&b)),
            by_hand: &mut || by_hand(black_box(&a), black_box(&x), black_box(&b)),
            chainrule: &mut || least_squares::value_and_gradient(black_box(&a), black_box(&x), black_box(&b)),
            numbers: &flat,
        },
    );
}
