//! The pictures of chapter 8: how the loss falls and how many more wines are told right, epoch by epoch.

use std::error::Error;

use super::{EPOCHS, accuracy, learn, wines};
use chainrule_pictures::{Axis, Chart, Folder};

/// Each seed splits the wines in its own way, and begins with its own weights.
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    let epochs = || Axis::linear("epoch", 0.0, EPOCHS as f64);
    let mut losses = Chart::new(
        "Forward, loss, backward, step, repeat",
        epochs(),
        Axis::logarithmic("mean loss", 1e-3, 1.0),
    );
    let mut shares = [[[0.0; 2]; EPOCHS]; 2];
    for seed in SEEDS {
        let (examples, held_out) = wines(seed)?;
        let mut loss_by_epoch = Vec::new();
        learn(&examples, seed, |epoch, loss, weights| {
            let number = epoch as f64;
            loss_by_epoch.push([number, loss]);
            for (shares, wines) in shares.iter_mut().zip([&examples, &held_out]) {
                let [_, sum] = shares[epoch - 1];
                shares[epoch - 1] = [number, sum + 100.0 * accuracy(weights, wines) / SEEDS.len() as f64];
            }
        });
        losses = losses.line(&format!("seed {seed}"), loss_by_epoch);
    }
    folder.write("chapter_8_loss", &losses.draw())?;
    let [learned, held_out] = shares;
    let shares = Chart::new(
        "Wines that are told right, on average of five seeds",
        epochs(),
        Axis::linear("% of the wines", 0.0, 100.0),
    );
    let shares = shares.line("learned from", learned).line("held out", held_out);
    folder.write("chapter_8_accuracy", &shares.draw())?;
    Ok(())
}
