//! The determinant of an 8×8 matrix, by minors.

use std::hint::black_box;

use chainrule::differentiate;

use crate::measure::{Row, Table, numbers};

#[differentiate]
fn determinant(a: &[f64], size: usize) -> f64 {
    if size == 1 {
        return a[0];
    }
    let mut sum = 0.0;
    let mut sign = 1.0;
    for column in 0..size {
        let mut minor = vec![0.0; (size - 1) * (size - 1)];
        for i in 1..size {
            for j in 0..size - 1 {
                let from = if j < column { j } else { j + 1 };
                minor[(i - 1) * (size - 1) + j] = a[i * size + from];
            }
        }
        sum += sign * a[column] * determinant(&minor, size - 1);
        sign = -sign;
    }
    sum
}

fn by_hand(a: &[f64], size: usize, cotangent: f64, gradient: &mut [f64]) -> f64 {
    if size == 1 {
        gradient[0] += cotangent;
        return a[0];
    }
    let mut sum = 0.0;
    let mut sign = 1.0;
    let mut minor = vec![0.0; (size - 1) * (size - 1)];
    let mut slopes = vec![0.0; (size - 1) * (size - 1)];
    for column in 0..size {
        slopes.fill(0.0);
        for i in 1..size {
            for j in 0..size - 1 {
                let from = if j < column { j } else { j + 1 };
                minor[(i - 1) * (size - 1) + j] = a[i * size + from];
            }
        }
        let inner = by_hand(&minor, size - 1, cotangent * sign * a[column], &mut slopes);
        gradient[column] += cotangent * sign * inner;
        for i in 1..size {
            for j in 0..size - 1 {
                let from = if j < column { j } else { j + 1 };
                gradient[i * size + from] += slopes[(i - 1) * (size - 1) + j];
            }
        }
        sum += sign * a[column] * inner;
        sign = -sign;
    }
    sum
}

pub(crate) fn compare(table: &mut Table) {
    let a = numbers(64);
    table.row(
        "determinant by minors, 8×8",
        64,
        4.0,
        &mut Row {
            function: &mut || determinant(black_box(&a), 8),
            by_hand: &mut |gradient| {
                gradient.fill(0.0);
                by_hand(black_box(&a), 8, 1.0, gradient)
            },
            chainrule: &mut |gradient| determinant::value_and_gradient_into(black_box(&a), 8, gradient),
        },
    );
}
