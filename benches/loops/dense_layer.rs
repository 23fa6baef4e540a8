//! A dense layer of 64×64 with tanh, and the sum of what comes out.

use std::hint::black_box;

use chainrule::differentiate;

use crate::measure::{Row, Table, numbers};

const SIZE: usize = 64;

#[differentiate(wrt(weights))]
fn dense_layer(weights: &[[f64; SIZE]], inputs: &[f64; SIZE]) -> f64 {
    let mut sum = 0.0;
    for row in weights {
        let mut activation = 0.0;
        for j in 0..SIZE {
            activation += row[j] * inputs[j];
        }
        sum += activation.tanh();
    }
    sum
}

fn by_hand(weights: &[[f64; SIZE]], inputs: &[f64; SIZE], gradient: &mut [[f64; SIZE]]) -> f64 {
    let mut sum = 0.0;
    for (row, slopes) in weights.iter().zip(gradient) {
        let mut activation = 0.0;
        for j in 0..SIZE {
            activation += row[j] * inputs[j];
        }
        let t = activation.tanh();
        sum += t;
        let slope = (1.0 - t) * (1.0 + t);
        for j in 0..SIZE {
            slopes[j] = slope * inputs[j];
        }
    }
    sum
}

pub(crate) fn compare(table: &mut Table) {
    let all = numbers(SIZE * SIZE + SIZE);
    let (weights, inputs) = all.split_at(SIZE * SIZE);
    let weights: Vec<[f64; SIZE]> = weights.as_chunks().0.to_vec();
    let inputs: [f64; SIZE] = inputs.try_into().expect("as many as there are");
    table.row(
        "dense layer, 64×64, tanh",
        SIZE * SIZE,
        3.0,
        &mut Row {
            function: &mut || dense_layer(black_box(&weights), black_box(&inputs)),
            by_hand: &mut |gradient| {
                by_hand(black_box(&weights), black_box(&inputs), gradient.as_chunks_mut().0)
            },
            chainrule: &mut |gradient| {
                dense_layer::value_and_gradient_into(
                    black_box(&weights),
                    black_box(&inputs),
                    gradient.as_chunks_mut().0,
                )
            },
        },
    );
}
