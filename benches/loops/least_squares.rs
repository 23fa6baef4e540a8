//! Linear least squares with 100,000 points and 64 coefficients.

use std::hint::black_box;

use chainrule::differentiate;

use crate::measure::{Row, Table, numbers};

const COEFFICIENTS: usize = 64;

#[differentiate(wrt(coefficients))]
fn least_squares(coefficients: &[f64; COEFFICIENTS], points: &[[f64; COEFFICIENTS]], wanted: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..points.len() {
        let mut error = -wanted[i];
        for j in 0..COEFFICIENTS {
            error += coefficients[j] * points[i][j];
        }
        sum += error * error;
    }
    0.5 * sum
}

fn by_hand(
    coefficients: &[f64; COEFFICIENTS],
    points: &[[f64; COEFFICIENTS]],
    wanted: &[f64],
) -> (f64, [f64; COEFFICIENTS]) {
    let mut gradient = [0.0; COEFFICIENTS];
    let mut sum = 0.0;
    for (point, wanted) in points.iter().zip(wanted) {
        let mut error = -wanted;
        for j in 0..COEFFICIENTS {
            error += coefficients[j] * point[j];
        }
        sum += error * error;
        for j in 0..COEFFICIENTS {
            gradient[j] += error * point[j];
        }
    }
    (0.5 * sum, gradient)
}

pub(crate) fn compare(table: &mut Table) {
    const POINTS: usize = 100_000;
    let all = numbers(POINTS * COEFFICIENTS + POINTS + COEFFICIENTS);
    let (points, rest) = all.split_at(POINTS * COEFFICIENTS);
    let points = points.as_chunks().0;
    let (wanted, coefficients) = rest.split_at(POINTS);
    let coefficients: &[f64; COEFFICIENTS] = coefficients.try_into().expect("as many as there are");
    table.row(
        "least squares, 10⁵×64",
        COEFFICIENTS,
        2.5,
        &mut Row {
            function: &mut || least_squares(black_box(coefficients), black_box(points), black_box(wanted)),
            by_hand: &mut |gradient| {
                let (value, slopes) = by_hand(black_box(coefficients), black_box(points), black_box(wanted));
                gradient.copy_from_slice(&slopes);
                value
            },
            chainrule: &mut |gradient| {
                let (value, slopes) = least_squares::value_and_gradient(
                    black_box(coefficients),
                    black_box(points),
                    black_box(wanted),
                );
                gradient.copy_from_slice(&slopes);
                value
            },
        },
    );
}
