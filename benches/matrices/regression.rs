//! Linear regression of many outputs with nalgebra: 100 examples, 30 inputs, 20 outputs.

use std::hint::black_box;

use chainrule::differentiate;
use nalgebra::DMatrix;

use crate::flat;
use crate::measure::{Table, TypedRow, numbers};

#[differentiate(wrt(w))]
fn regression(x: &DMatrix<f64>, w: &DMatrix<f64>, y: &DMatrix<f64>, decay: f64) -> f64 {
    let error = x * w - y;
    error.norm_squared() / x.nrows() as f64 + decay * w.norm_squared()
}

fn by_hand(x: &DMatrix<f64>, w: &DMatrix<f64>, y: &DMatrix<f64>, decay: f64) -> (f64, DMatrix<f64>) {
    let error = x * w - y;
    let value = error.norm_squared() / x.nrows() as f64 + decay * w.norm_squared();
    let mut gradient = w * (2.0 * decay);
    gradient.gemm_tr(2.0 / x.nrows() as f64, x, &error, 1.0);
    (value, gradient)
}

pub(crate) fn compare(table: &mut Table) {
    let (examples, inputs, outputs) = (100, 30, 20);
    let x = DMatrix::from_vec(examples, inputs, numbers(examples * inputs));
    let w = DMatrix::from_vec(inputs, outputs, numbers(inputs * outputs));
    let y = DMatrix::from_vec(examples, outputs, numbers(examples * outputs));
    table.typed(
        "regression, 100×30×20",
        3.0,
        &mut TypedRow {
            function: &mut || regression(black_box(&x), black_box(&w), black_box(&y), 0.1),
            by_hand: &mut || by_hand(black_box(&x), black_box(&w), black_box(&y), 0.1),
            chainrule: &mut || {
                regression::value_and_gradient(black_box(&x), black_box(&w), black_box(&y), 0.1)
            },
            numbers: &flat,
        },
    );
}
