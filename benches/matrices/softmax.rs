//! Softmax regression with ndarray: 64 examples, 50 inputs, 10 classes.

use std::hint::black_box;

use chainrule::differentiate;
use ndarray::{Array1, Array2, Axis};

use crate::flat;
use crate::measure::{Table, TypedRow, numbers};

#[differentiate(wrt(w, b))]
fn cross_entropy(w: &Array2<f64>, b: &Array1<f64>, x: &Array2<f64>, classes: &[usize]) -> f64 {
    let scores = x.dot(w) + b;
    let mut sum = 0.0;
    for i in 0..classes.len() {
        let mut total = 0.0;
        for j in 0..scores.ncols() {
            total += scores[[i, j]].exp();
        }
        sum += total.ln() - scores[[i, classes[i]]];
    }
    sum
}

fn by_hand(
    w: &Array2<f64>,
    b: &Array1<f64>,
    x: &Array2<f64>,
    classes: &[usize],
) -> (f64, (Array2<f64>, Array1<f64>)) {
    let mut scores = x.dot(w) + b;
    let mut sum = 0.0;
    for (mut row, &class) in scores.rows_mut().into_iter().zip(classes) {
        let score = row[class];
        let mut total = 0.0;
        for score in &mut row {
            *score = score.exp();
            total += *score;
        }
        sum += total.ln() - score;
        row /= total;
        row[class] -= 1.0;
    }
    (sum, (x.t().dot(&scores), scores.sum_axis(Axis(0))))
}

pub(crate) fn compare(table: &mut Table) {
    let (examples, inputs, outputs) = (64, 50, 10);
    let shaped = |rows, columns| {
        Array2::from_shape_vec((rows, columns), numbers(rows * columns)).expect("as many as there are")
    };
    let (x, w, b) = (shaped(examples, inputs), shaped(inputs, outputs), Array1::from(numbers(outputs)));
    let classes: Vec<usize> = (0..examples).map(|i| i * 7 % outputs).collect();
    table.typed(
        "softmax regression, 64×50×10",
        3.0,
        &mut TypedRow {
            function: &mut || cross_entropy(black_box(&w), black_box(&b), black_box(&x), black_box(&classes)),
            by_hand: &mut || by_hand(black_box(&w), black_box(&b), black_box(&x), black_box(&classes)),
            chainrule: &mut || {
                cross_entropy::value_and_gradient(
                    black_box(&w),
                    black_box(&b),
                    black_box(&x),
                    black_box(&classes),
                )
            },
            numbers: &|(w, b)| [flat(w), flat(b)].concat(),
        },
    );
}
