//! A network of two layers with ndarray: 100 inputs, 60 neurons, 10 outputs.

use std::hint::black_box;

use chainrule::differentiate;
use ndarray::{Array1, Array2, Axis};

use crate::flat;
use crate::measure::{Table, TypedRow, numbers};

type Gradient = (Array2<f64>, Array1<f64>, Array2<f64>);

#[differentiate(wrt(w, b, v))]
fn layers(w: &Array2<f64>, b: &Array1<f64>, v: &Array2<f64>, x: &Array1<f64>, y: &Array1<f64>) -> f64 {
    let hidden = (w.dot(x) + b).mapv(f64::tanh);
    let error = v.dot(&hidden) - y;
    (&error * &error).sum()
}

fn by_hand(
    w: &Array2<f64>,
    b: &Array1<f64>,
    v: &Array2<f64>,
    x: &Array1<f64>,
    y: &Array1<f64>,
) -> (f64, Gradient) {
    let outer =
        |a: &Array1<f64>, b: &Array1<f64>| &a.view().insert_axis(Axis(1)) * &b.view().insert_axis(Axis(0));
    let hidden = (w.dot(x) + b).mapv(f64::tanh);
    let error = v.dot(&hidden) - y;
    let value = (&error * &error).sum();
    let d_out = error * 2.0;
    let mut d_before = v.t().dot(&d_out);
    d_before.zip_mut_with(&hidden, |slope, h| *slope *= 1.0 - h * h);
    (value, (outer(&d_before, x), d_before, outer(&d_out, &hidden)))
}

pub(crate) fn compare(table: &mut Table) {
    let (inputs, neurons, outputs) = (100, 60, 10);
    let shaped = |rows, columns, scale: f64| {
        Array2::from_shape_vec((rows, columns), numbers(rows * columns)).expect("as many as there are")
            * scale
    };
    let (w, v) = (shaped(neurons, inputs, 0.1), shaped(outputs, neurons, 0.1));
    let [b, x, y] = [neurons, inputs, outputs].map(|count| Array1::from(numbers(count)));
    table.typed(
        "layers, 100-60-10",
        3.0,
        &mut TypedRow {
            function: &mut || {
                layers(black_box(&w), black_box(&b), black_box(&v), black_box(&x), black_box(&y))
            },
            by_hand: &mut || {
                by_hand(black_box(&w), black_box(&b), black_box(&v), black_box(&x), black_box(&y))
            },
            chainrule: &mut || {
                layers::value_and_gradient(
                    black_box(&w),
                    black_box(&b),
                    black_box(&v),
                    black_box(&x),
                    black_box(&y),
                )
            },
            numbers: &|(w, b, v)| [flat(w), flat(b), flat(v)].concat(),
        },
    );
}
