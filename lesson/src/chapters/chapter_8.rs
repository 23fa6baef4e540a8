//! Chapter 8: forward, loss, backward, step, repeat.

use std::error::Error;

use serde_json::{Value, json};

use crate::content::{Chapter, Table, both, rounded_points};
use crate::examples::chapter_8::{
    CULTIVARS, EPOCHS, MEASUREMENTS, NEURONS, WEIGHTS, accuracy, learn, wines_in,
};
use crate::facts::{Facts, fixed};

const WINES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/wine.csv");

/// The example itself, from which the page shows the loop.
const SOURCE: &str = include_str!("../../../examples/chapter_8.rs");

/// Each seed splits the wines in its own way, and begins with its own weights.
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];

pub(crate) fn chapter() -> Result<Chapter, Box<dyn Error>> {
    let mut losses = Vec::new();
    let mut shares = [[0.0; EPOCHS]; 2];
    let mut held_out_right = 0.0;
    let mut counts = [0; 2];
    for seed in SEEDS {
        let (examples, held_out) = wines_in(WINES, seed)?;
        counts = [examples.len(), held_out.len()];
        let mut by_epoch = Vec::new();
        let weights = learn(&examples, seed, |epoch, loss, weights| {
            by_epoch.push([epoch as f64, loss]);
            for (shares, wines) in shares.iter_mut().zip([&examples, &held_out]) {
                shares[epoch - 1] += 100.0 * accuracy(weights, wines) / SEEDS.len() as f64;
            }
        });
        if seed == SEEDS[0] {
            held_out_right = accuracy(&weights, &held_out);
        }
        losses.push(by_epoch);
    }
    let facts = Facts::default()
        .with("measurements", MEASUREMENTS.to_string())
        .with("neurons", NEURONS.to_string())
        .with("cultivars", CULTIVARS.to_string())
        .with("weights", WEIGHTS.to_string())
        .with("examples", counts[0].to_string())
        .with("held_out", counts[1].to_string())
        .with("epochs", EPOCHS.to_string())
        .with("first_loss", fixed(losses[0][0][1], 2))
        .with("last_loss", fixed(losses[0][EPOCHS - 1][1], 4))
        .with("right", fixed(100.0 * held_out_right, 1))
        .with("mean_right", fixed(shares[1][EPOCHS - 1], 1));
    Ok(Chapter::new(8, facts)
        .program("loop", function("pub(crate) fn learn("))
        .table("epochs", table(&losses[0]))
        .figure("loss", "chart", both("The loss, from five seeds", "시드 다섯 개의 손실"), loss(&losses))
        .figure(
            "right",
            "chart",
            both("Wines that are told right, mean of five seeds", "바르게 알아본 와인, 시드 다섯 개의 평균"),
            right(&shares),
        ))
}

/// A function of the example, from its name to the brace that ends it.
fn function(start: &str) -> &'static str {
    let from = SOURCE.find(start).unwrap_or(0);
    let text = &SOURCE[from..];
    text.find("\n}\n").map_or(text, |end| &text[..end + 2])
}

fn table(losses: &[[f64; 2]]) -> Table {
    let columns = [both("epoch", "에포크"), both("mean loss", "평균 손실")];
    let mut table = Table::new(both("The first seed, epoch by epoch", "첫 시드, 에포크마다"), &columns);
    for epoch in [1, 2, 3, 6, 11, 21, EPOCHS] {
        table.row([epoch.to_string().into(), fixed(losses[epoch - 1][1], 4).into()]);
    }
    table
}

fn loss(losses: &[Vec<[f64; 2]>]) -> Value {
    let series: Vec<Value> = losses
        .iter()
        .zip(SEEDS)
        .map(|(losses, seed)| {
            json!({
                "name": {"en": format!("seed {seed}"), "ko": format!("시드 {seed}")},
                "points": rounded_points(losses.iter().copied()),
            })
        })
        .collect();
    json!({
        "x": {"name": both("epoch", "에포크").json(), "from": 0, "to": EPOCHS},
        "y": {"name": both("mean loss", "평균 손실").json(), "from": 1e-3, "to": 1, "logarithmic": true},
        "series": series,
        "player": "epoch",
    })
}

fn right([learned, held_out]: &[[f64; EPOCHS]; 2]) -> Value {
    let points = |shares: &[f64]| {
        rounded_points(shares.iter().zip(1..).map(|(share, epoch)| [f64::from(epoch), *share]))
    };
    json!({
        "x": {"name": both("epoch", "에포크").json(), "from": 0, "to": EPOCHS},
        "y": {"name": "%", "from": 0, "to": 100},
        "decimals": 1,
        "series": [
            {"name": both("learned from", "학습에 쓴 와인").json(), "points": points(learned)},
            {"name": both("held out", "떼어 둔 와인").json(), "points": points(held_out)},
        ],
        "player": "epoch",
    })
}
