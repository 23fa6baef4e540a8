//! Attention of one head with ndarray: 32 tokens of 24 numbers, keys of 16.

use std::hint::black_box;

use chainrule::differentiate;
use ndarray::{Array2, Zip};

use crate::flat;
use crate::measure::{Table, TypedRow, numbers};

type Gradient = (Array2<f64>, Array2<f64>, Array2<f64>);

#[differentiate(wrt(query, key, value))]
fn attention(query: &Array2<f64>, key: &Array2<f64>, value: &Array2<f64>, tokens: &Array2<f64>) -> f64 {
    let keys = tokens.dot(key);
    let scores = tokens.dot(query).dot(&keys.t()) * 0.25;
    let mut shares = scores.mapv(f64::exp);
    for i in 0..shares.nrows() {
        let total = shares.row(i).sum();
        for j in 0..shares.ncols() {
            shares[[i, j]] /= total;
        }
    }
    let mixed = shares.dot(&tokens.dot(value));
    let error = mixed - tokens;
    (&error * &error).sum()
}

fn by_hand(
    query: &Array2<f64>,
    key: &Array2<f64>,
    value: &Array2<f64>,
    tokens: &Array2<f64>,
) -> (f64, Gradient) {
    let (queries, keys, values) = (tokens.dot(query), tokens.dot(key), tokens.dot(value));
    let mut shares = (queries.dot(&keys.t()) * 0.25).mapv(f64::exp);
    for mut row in shares.rows_mut() {
        let total = row.sum();
        row.mapv_inplace(|share| share / total);
    }
    let error = shares.dot(&values) - tokens;
    let loss = (&error * &error).sum();
    let d_mixed = error * 2.0;
    let mut d_scores = d_mixed.dot(&values.t());
    Zip::from(d_scores.rows_mut()).and(shares.rows()).for_each(|mut slopes, shares| {
        let mean = slopes.dot(&shares);
        slopes.zip_mut_with(&shares, |slope, share| *slope = (*slope - mean) * share * 0.25);
    });
    let by_query = tokens.t().dot(&d_scores.dot(&keys));
    let by_key = tokens.t().dot(&d_scores.t().dot(&queries));
    (loss, (by_query, by_key, tokens.t().dot(&shares.t().dot(&d_mixed))))
}

pub(crate) fn compare(table: &mut Table) {
    let (count, size, keys) = (32, 24, 16);
    let shaped = |rows, columns, scale: f64| {
        Array2::from_shape_vec((rows, columns), numbers(rows * columns)).expect("as many as there are")
            * scale
    };
    let (query, key) = (shaped(size, keys, 0.3), shaped(size, keys, 0.2));
    let (value, tokens) = (shaped(size, size, 0.2), shaped(count, size, 1.0));
    table.typed(
        "attention, 32×24×16",
        3.0,
        &mut TypedRow {
            function: &mut || {
                attention(black_box(&query), black_box(&key), black_box(&value), black_box(&tokens))
            },
            by_hand: &mut || {
                by_hand(black_box(&query), black_box(&key), black_box(&value), black_box(&tokens))
            },
            chainrule: &mut || {
                attention::value_and_gradient(
                    black_box(&query),
                    black_box(&key),
                    black_box(&value),
                    black_box(&tokens),
                )
            },
            numbers: &|(query, key, value)| [flat(query), flat(key), flat(value)].concat(),
        },
    );
}
