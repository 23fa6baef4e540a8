//! The squared errors of a network of five weights over 10,000 examples.

use std::hint::black_box;

use chainrule::differentiate;

use crate::measure::{Row, Table, numbers};

/// The gradient by hand is added up in so many lanes.
const LANES: usize = 16;

#[differentiate(wrt(w))]
fn network(w: &[f64; 5], x1: &[f64], x2: &[f64], targets: &[f64]) -> f64 {
    let mut sum = 0.0;
    for ((x1, x2), target) in x1.iter().zip(x2).zip(targets) {
        let h1 = (x1 + w[0] * x2).powi(2);
        let h2 = w[1] * x1 * x2;
        let y = w[2] * h1 + w[3] * h2 + w[4];
        sum += (y - target).powi(2);
    }
    sum
}

fn by_hand(w: &[f64; 5], x1: &[f64], x2: &[f64], targets: &[f64]) -> (f64, [f64; 5]) {
    let mut sum = 0.0;
    let mut lanes = [[0.0; LANES]; 5];
    // What is computed in one example: its squared error, and what is added up for each weight.
    let example = |x1: f64, x2: f64, target: f64| {
        let t = x1 + w[0] * x2;
        let (h1, h2) = (t * t, w[1] * x1 * x2);
        let e = w[2] * h1 + w[3] * h2 + w[4] - target;
        (e * e, [e * t * x2, e * x1 * x2, e * h1, e * h2, e])
    };
    let (blocks, rest) = (x1.as_chunks::<LANES>(), targets.len() / LANES * LANES);
    for ((x1, x2), targets) in
        blocks.0.iter().zip(x2.as_chunks::<LANES>().0).zip(targets.as_chunks::<LANES>().0)
    {
        let mut squares = [0.0; LANES];
        for lane in 0..LANES {
            let (square, terms) = example(x1[lane], x2[lane], targets[lane]);
            squares[lane] = square;
            for (lanes, term) in lanes.iter_mut().zip(terms) {
                lanes[lane] += term;
            }
        }
        for square in squares {
            sum += square;
        }
    }
    let mut sums = lanes.map(|lanes| lanes.iter().sum::<f64>());
    for place in rest..targets.len() {
        let (square, terms) = example(x1[place], x2[place], targets[place]);
        sum += square;
        for (sum, term) in sums.iter_mut().zip(terms) {
            *sum += term;
        }
    }
    let factors = [4.0 * w[2], 2.0 * w[3], 2.0, 2.0, 2.0];
    (sum, std::array::from_fn(|weight| factors[weight] * sums[weight]))
}

pub(crate) fn compare(table: &mut Table) {
    const EXAMPLES: usize = 10_000;
    let w = [0.3, -0.7, 1.1, 0.5, 0.2];
    let all = numbers(3 * EXAMPLES);
    let (x1, rest) = all.split_at(EXAMPLES);
    let (x2, targets) = rest.split_at(EXAMPLES);
    table.row(
        "network of 5 weights, 10⁴",
        w.len(),
        1.5,
        &mut Row {
            function: &mut || network(black_box(&w), black_box(x1), black_box(x2), black_box(targets)),
            by_hand: &mut |gradient| {
                let (value, slopes) =
                    by_hand(black_box(&w), black_box(x1), black_box(x2), black_box(targets));
                gradient.copy_from_slice(&slopes);
                value
            },
            chainrule: &mut |gradient| {
                let (value, slopes) = network::value_and_gradient(
                    black_box(&w),
                    black_box(x1),
                    black_box(x2),
                    black_box(targets),
                );
                gradient.copy_from_slice(&slopes);
                value
            },
        },
    );
}
