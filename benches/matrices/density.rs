//! The logarithm of a normal distribution's density with nalgebra, by mean and covariance: 40 dimensions.

use std::hint::black_box;

use chainrule::differentiate;
use nalgebra::{DMatrix, DVector};

use crate::flat;
use crate::measure::{Table, TypedRow, numbers};

const REGULAR: &str = "the covariance has an inverse";

#[differentiate(wrt(mean, covariance))]
fn density(x: &DVector<f64>, mean: &DVector<f64>, covariance: &DMatrix<f64>) -> f64 {
    let apart = x - mean;
    let solved = covariance.clone().lu().solve(&apart).expect(REGULAR);
    -0.5 * (apart.dot(&solved) + covariance.determinant().ln())
}

fn by_hand(
    x: &DVector<f64>,
    mean: &DVector<f64>,
    covariance: &DMatrix<f64>,
) -> (f64, (DVector<f64>, DMatrix<f64>)) {
    let apart = x - mean;
    let decomposed = covariance.clone().lu();
    let solved = decomposed.solve(&apart).expect(REGULAR);
    let value = -0.5 * (apart.dot(&solved) + decomposed.determinant().ln());
    let inverse = decomposed.try_inverse().expect(REGULAR);
    let transposed = inverse.tr_mul(&apart);
    let mut by_covariance = inverse.transpose() * -0.5;
    by_covariance.ger(0.5, &transposed, &solved, 1.0);
    (value, ((solved + transposed) * 0.5, by_covariance))
}

pub(crate) fn compare(table: &mut Table) {
    const SIZE: usize = 40;
    let half = DMatrix::from_vec(SIZE, SIZE, numbers(SIZE * SIZE));
    let covariance = &half * half.transpose() + DMatrix::identity(SIZE, SIZE);
    let (x, mean) = (DVector::from_vec(numbers(SIZE)) * 2.0, DVector::from_vec(numbers(SIZE)));
    table.typed(
        "log-density, 40",
        3.0,
        &mut TypedRow {
            function: &mut || density(black_box(&x), black_box(&mean), black_box(&covariance)),
            by_hand: &mut || by_hand(black_box(&x), black_box(&mean), black_box(&covariance)),
            chainrule: &mut || {
                density::value_and_gradient(black_box(&x), black_box(&mean), black_box(&covariance))
            },
            numbers: &|(by_mean, by_covariance)| [flat(by_mean), flat(by_covariance)].concat(),
        },
    );
}
