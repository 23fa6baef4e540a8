//! Chapter 8 of the lesson: it is not magic. Forward, loss, backward, step, repeat: a network from nothing but a function
//! and its gradient.
//!
//! ```sh
//! cargo run --example chapter_8
//! cargo run --example chapter_8 -- folder/for/pictures
//! ```

#[path = "drawings/chapter_8.rs"]
pub(crate) mod drawings;

use std::error::Error;

use chacha20::ChaCha8Rng;
use chainrule::data::{Dataset, HoldOut, Standardization, Table};
use chainrule::differentiate;
use chainrule_pictures::Folder;
use rand::{RngExt, SeedableRng};

/// Measurements of a wine, hidden neurons, and cultivars.
pub(crate) const MEASUREMENTS: usize = 13;
pub(crate) const NEURONS: usize = 8;
pub(crate) const CULTIVARS: usize = 3;
pub(crate) const WEIGHTS: usize = NEURONS * (MEASUREMENTS + 1) + CULTIVARS * (NEURONS + 1);

/// How often all wines are gone through.
pub(crate) const EPOCHS: usize = 40;

/// Where the data are, wherever the program is started.
pub(crate) const WINES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/wine.csv");

/// Forward: how much speaks for each cultivar.
#[differentiate(wrt(weights))]
pub(crate) fn scores(weights: &[f64], wine: &[f64]) -> [f64; CULTIVARS] {
    let first = &weights[..NEURONS * (MEASUREMENTS + 1)];
    let second = &weights[NEURONS * (MEASUREMENTS + 1)..];
    let mut hidden = [0.0; NEURONS];
    for i in 0..NEURONS {
        let mut sum = first[i * (MEASUREMENTS + 1)];
        for j in 0..MEASUREMENTS {
            sum += first[i * (MEASUREMENTS + 1) + 1 + j] * wine[j];
        }
        hidden[i] = sum.tanh();
    }
    let mut scores = [0.0; CULTIVARS];
    for i in 0..CULTIVARS {
        scores[i] = second[i * (NEURONS + 1)];
        for j in 0..NEURONS {
            scores[i] += second[i * (NEURONS + 1) + 1 + j] * hidden[j];
        }
    }
    scores
}

/// Loss: how little of all that is said speaks for the right cultivar.
#[differentiate(wrt(weights))]
pub(crate) fn loss(weights: &[f64], wine: &[f64], cultivar: usize) -> f64 {
    let scores = scores(weights, wine);
    let largest = scores[0].max(scores[1]).max(scores[2]);
    let mut sum = 0.0;
    for i in 0..CULTIVARS {
        sum += (scores[i] - largest).exp();
    }
    largest + sum.ln() - scores[cultivar]
}

/// The wines to learn from and those held out, on one scale.
pub(crate) fn wines(seed: u64) -> Result<(Dataset<f64>, Dataset<f64>), chainrule::data::Error> {
    wines_in(WINES, seed)
}

/// The same from a file.
pub(crate) fn wines_in(
    path: &str,
    seed: u64,
) -> Result<(Dataset<f64>, Dataset<f64>), chainrule::data::Error> {
    let table = Table::read(path)?;
    let (targets, _) = table.one_hot("class")?;
    let wines = Dataset::new(table.numbers(&table.columns_but("class"))?, targets)?;
    let (examples, held_out) = wines.split(HoldOut { share: 0.3, seed })?;
    let scale = Standardization::of(&examples)?;
    Ok((scale.apply(examples)?, scale.apply(held_out)?))
}

/// The wines of a data set, each with its cultivar.
fn pairs(wines: &Dataset<f64>) -> Vec<(Vec<f64>, usize)> {
    let cultivars = wines.targets().rows().into_iter().map(|row| largest(&row.to_vec())).collect::<Vec<_>>();
    wines.inputs().rows().into_iter().map(|row| row.to_vec()).zip(cultivars).collect()
}

fn largest(numbers: &[f64]) -> usize {
    (0..numbers.len()).max_by(|&a, &b| numbers[a].total_cmp(&numbers[b])).unwrap_or(0)
}

/// What share of the wines is told right.
pub(crate) fn accuracy(weights: &[f64], wines: &Dataset<f64>) -> f64 {
    let wines = pairs(wines);
    let right = wines.iter().filter(|(wine, cultivar)| largest(&scores(weights, wine)) == *cultivar).count();
    right as f64 / wines.len() as f64
}

/// The five steps; the mean loss of every epoch and the weights after it are told on the way.
pub(crate) fn learn(wines: &Dataset<f64>, seed: u64, mut tell: impl FnMut(usize, f64, &[f64])) -> Vec<f64> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut weights: Vec<f64> = (0..WEIGHTS).map(|_| chance.random::<f64>() - 0.5).collect();
    let wines = pairs(wines);
    let mut gradient = vec![0.0; WEIGHTS];
    for epoch in 0..EPOCHS {
        let mut sum = 0.0;
        for (wine, cultivar) in &wines {
            // Forward, loss and backward, at once.
            sum += loss::value_and_gradient_into(&weights, wine, *cultivar, &mut gradient);
            // Step.
            for (weight, slope) in weights.iter_mut().zip(&gradient) {
                *weight -= 0.02 * slope;
            }
        }
        // Repeat.
        tell(epoch + 1, sum / wines.len() as f64, &weights);
    }
    weights
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    print()?;
    println!("\nPictures:\n");
    drawings::draw(&Folder::of_the_command_line("target/chapters"))
}

pub(crate) fn print() -> Result<(), chainrule::data::Error> {
    println!("Chapter 8 · It is not magic\n");
    println!("Wines of three cultivars, told apart by {MEASUREMENTS} measurements with {NEURONS} neurons.");
    let (examples, held_out) = wines(1)?;
    println!(
        "{} to learn from, {} held out. Forward, loss, backward, step, repeat:\n",
        examples.len(),
        held_out.len()
    );
    let weights = learn(&examples, 1, |epoch, loss, _| {
        if [1, 2, 3, 6, 11, 21, EPOCHS].contains(&epoch) {
            println!("  epoch {epoch:>2}: mean loss {loss:.4}");
        }
    });
    println!("\nOf the wines held out, {:.1} % are told right.", 100.0 * accuracy(&weights, &held_out));
    Ok(())
}
