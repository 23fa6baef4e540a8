//! The pictures of chapter 8: how the loss falls and how many more wines are told right, round by round.

use std::error::Error;

use super::pictures::{Axis, Chart, Folder};
use super::{ROUNDS, accuracy, learn, wines};

/// Each seed splits the wines in its own way, and begins with its own weights.
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    let rounds = || Axis::linear("round", 0.0, ROUNDS as f64);
    let mut losses = Chart::new(
        "Forward, loss, backward, step, repeat",
        rounds(),
        Axis::logarithmic("mean loss", 1e-3, 1.0),
    );
    let mut shares = [[[0.0; 2]; ROUNDS]; 2];
    for seed in SEEDS {
        let (examples, held_out) = wines(seed)?;
        let mut loss_by_round = Vec::new();
        learn(&examples, seed, |round, loss, weights| {
            let number = round as f64 + 1.0;
            loss_by_round.push([number, loss]);
            for (shares, wines) in shares.iter_mut().zip([&examples, &held_out]) {
                let [_, sum] = shares[round];
                shares[round] = [number, sum + 100.0 * accuracy(weights, wines) / SEEDS.len() as f64];
            }
        });
        losses = losses.line(&format!("seed {seed}"), loss_by_round);
    }
    folder.write("chapter_8_loss", &losses.draw())?;
    let [learned, held_out] = shares;
    let shares = Chart::new(
        "Wines that are told right, on average of five seeds",
        rounds(),
        Axis::linear("% of the wines", 90.0, 100.5),
    );
    let shares = shares.line("learned from", learned).line("held out", held_out);
    folder.write("chapter_8_accuracy", &shares.draw())
}
