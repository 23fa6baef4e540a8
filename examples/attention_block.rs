//! A block of a transformer with ndarray: attention of one head, a layer of two steps behind it, both added to what came in. Its gradient by
//! all weights, and how far that is from differences.
//!
//! ```sh
//! cargo run --features ndarray --example attention_block
//! ```

use chainrule::{Differentiable, Flat, Point, differentiate};
use ndarray::Array2;

/// The weights of the block.
#[derive(Clone, Debug, Differentiable)]
pub(crate) struct Block {
    query: Array2<f64>,
    key: Array2<f64>,
    value: Array2<f64>,
    wide: Array2<f64>,
    narrow: Array2<f64>,
}

/// How far what comes out is from what is wanted, token by token.
#[differentiate(wrt(block))]
pub(crate) fn loss(block: &Block, tokens: &Array2<f64>, wanted: &Array2<f64>) -> f64 {
    let query = tokens.dot(&block.query);
    let key = tokens.dot(&block.key);
    let value = tokens.dot(&block.value);
    let scores = query.dot(&key.t()) / (query.ncols() as f64).sqrt();
    let mut attention = scores.mapv(f64::exp);
    for i in 0..attention.nrows() {
        let total = attention.row(i).sum();
        for j in 0..attention.ncols() {
            attention[[i, j]] /= total;
        }
    }
    let mixed = attention.dot(&value) + tokens;
    let hidden = mixed.dot(&block.wide).mapv(f64::tanh);
    let out = hidden.dot(&block.narrow) + mixed;
    let off = out - wanted;
    (&off * &off).sum()
}

/// Numbers between −0.5 and 0.5 that look like chance.
fn numbers(rows: usize, columns: usize, seed: usize) -> Array2<f64> {
    Array2::from_shape_fn((rows, columns), |(i, j)| {
        let k = (i * 31 + j * 17 + seed * 101) % 97;
        k as f64 / 97.0 - 0.5
    })
}

/// The value, and by how much the gradient and differences differ at most.
pub(crate) fn compare() -> (f64, f64) {
    let block = Block {
        query: numbers(4, 3, 1),
        key: numbers(4, 3, 2),
        value: numbers(4, 4, 3),
        wide: numbers(4, 6, 4),
        narrow: numbers(6, 4, 5),
    };
    let (tokens, wanted) = (numbers(5, 4, 6), numbers(5, 4, 7));
    let (value, gradient) = loss::value_and_gradient(&block, &tokens, &wanted);
    let at = Flat::new(block);
    let gradient = at.with(&gradient);
    let off = (0..at.coordinates().len()).map(|i| {
        let moved = |h: f64| {
            let mut moved = at.clone();
            moved.coordinates_mut()[i] += h;
            loss(&moved.value(), &tokens, &wanted)
        };
        let (near, far) = (moved(1e-3) - moved(-1e-3), moved(2e-3) - moved(-2e-3));
        (gradient.coordinates()[i] - (8.0 * near - far) / 12e-3).abs()
    });
    (value, off.fold(0.0, f64::max))
}

pub(crate) fn main() {
    let (value, off) = compare();
    println!("a loss of {value:.6}; the gradient and differences are at most {off:.1e} apart");
}
