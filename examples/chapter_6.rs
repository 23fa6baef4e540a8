//! Chapter 6 of the lesson: online, batch and mini-batch, and what this network cannot learn.
//!
//! ```sh
//! cargo run --example chapter_6
//! cargo run --example chapter_6 -- folder/for/pictures
//! ```

#[path = "drawings/chapter_6.rs"]
pub(crate) mod drawings;
mod five_weights;

use std::ops::ControlFlow;

use chacha20::ChaCha8Rng;
use chainrule::Training;
use chainrule::data::Dataset;
use chainrule::training::{Adam, Batches, Error, FunctionModel, History, Optimizer, Reduction};
use chainrule_pictures::Folder;
use five_weights::{
    INPUTS, START, batch_error_and_gradient, error, error_and_gradient, examples, first_neuron, predict, row,
    second_neuron, shortest, step, target,
};
use rand::{RngExt, SeedableRng};

/// The lesson's batch gradient, the weights after one step with it at the rate 0.0001, and the predictions it says that they
/// give.
pub(crate) const LESSON_GRADIENT: [f64; 5] = [924.0, 324.0, 1636.0, 632.0, 68.0];
pub(crate) const LESSON_WEIGHTS: [f64; 5] = [0.9076, 1.9676, 0.8364, 0.9368, -0.0068];
pub(crate) const LESSON_PREDICTIONS: [f64; 3] = [30.98, 27.69, 10.66];

/// The two entries of its table that are wrong: by w1 at the second example, and by w2 at the third.
pub(crate) const LESSON_SLIPS: [f64; 2] = [380.0, 16.0];

/// The ways of taking the three examples, with as many in a batch.
pub(crate) const WAYS: [(&str, Batches); 3] =
    [("online", Batches::Online), ("mini-batch", Batches::Mini(2)), ("batch", Batches::Full)];

/// The same for many examples.
pub(crate) const WAYS_WITH_MANY: [(&str, Batches); 3] =
    [("online", Batches::Online), ("mini-batch", Batches::Mini(30)), ("batch", Batches::Full)];

/// The rules that race on the batch, each at its rate.
pub(crate) const RULES: [(&str, Optimizer, f64); 4] = [
    ("descent", Optimizer::Sgd, 1e-4),
    ("descent", Optimizer::Sgd, 1e-3),
    ("momentum 0.9", Optimizer::Momentum { momentum: 0.9 }, 1e-4),
    ("Adam", Optimizer::Adam(Adam { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }), 0.05),
];

/// Where the race ends: the three errors together are below this.
const GOAL: f64 = 1e-6;

/// The network, trained on examples in one of the ways.
pub(crate) fn train(
    examples: &Dataset<f64>,
    training: &Training,
) -> Result<(FunctionModel<error>, History), Error> {
    let mut model = FunctionModel::<error>::new(START.to_vec())?;
    let history = training.run(&mut model, examples)?;
    Ok((model, history))
}

/// Steps from the sum of the errors, as the lesson makes them.
pub(crate) fn in_this_way(batches: Batches, rate: f64) -> Training<'static> {
    Training::new(Optimizer::Sgd)
        .learning_rate(rate)
        .batches(batches)
        .reduction(Reduction::Sum)
        .epochs(1000)
        .shuffled_by_seed(1)
}

/// The error by epoch over the three examples, in each of the ways.
pub(crate) fn with_three() -> Result<Vec<(&'static str, History)>, Error> {
    WAYS.into_iter()
        .map(|(name, batches)| Ok((name, train(&examples(), &in_this_way(batches, 0.0001))?.1)))
        .collect()
}

/// The lesson's three steps of an epoch online: the error that each example has when its turn comes, and the weights after it.
pub(crate) fn online_steps(rate: f64) -> [(f64, [f64; 5]); 3] {
    let mut weights = START;
    INPUTS.map(|input| {
        let (error, gradient) = error_and_gradient(weights, input);
        weights = step(weights, gradient, rate);
        (error, weights)
    })
}

/// How many examples are drawn where there are many.
pub(crate) const MANY: usize = 300;

/// The mean error over the many after each step, by how many examples have been seen: two epochs in batches of this size, each
/// step against the mean gradient of its batch.
pub(crate) fn descent_by_examples(batch: usize) -> Vec<[f64; 2]> {
    let inputs = drawn_inputs(MANY);
    let mean_error = |weights: [f64; 5]| {
        inputs.iter().map(|&input| error_and_gradient(weights, input).0).sum::<f64>() / MANY as f64
    };
    let mut weights = START;
    let mut points = vec![[0.0, mean_error(weights)]];
    for epoch in 0..2 {
        for (index, examples) in inputs.chunks(batch).enumerate() {
            let mut gradient = [0.0; 5];
            for &input in examples {
                let (_, slopes) = error_and_gradient(weights, input);
                for (sum, slope) in gradient.iter_mut().zip(slopes) {
                    *sum += slope / examples.len() as f64;
                }
            }
            weights = step(weights, gradient, NOISY_RATE);
            let seen = epoch * MANY + index * batch + examples.len();
            points.push([seen as f64, mean_error(weights)]);
        }
    }
    points
}

/// The rate at which the noise of single examples shows.
const NOISY_RATE: f64 = 0.003;

/// The error by epoch over many examples that are drawn from the target.
pub(crate) fn with_many() -> Result<Vec<(&'static str, History)>, Error> {
    let data = drawn(MANY);
    WAYS_WITH_MANY
        .into_iter()
        .map(|(name, batches)| Ok((name, train(&data, &in_this_way(batches, 0.00002).epochs(200))?.1)))
        .collect()
}

/// The error before each step on the batch, up to the goal.
pub(crate) fn race(rule: Optimizer, rate: f64) -> Result<Vec<f64>, Error> {
    let mut model = FunctionModel::<error>::new(START.to_vec())?;
    let training = Training::new(rule).learning_rate(rate).reduction(Reduction::Sum).epochs(100_000);
    let history = training.run_observed(&mut model, &examples(), |epoch, _| {
        if epoch.loss < GOAL { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(history.epochs.iter().map(|epoch| epoch.loss).collect())
}

/// Examples drawn from the target: x1 and x2 between −2 and 2.
pub(crate) fn drawn(count: usize) -> Dataset<f64> {
    let rows: Vec<_> = drawn_inputs(count).into_iter().map(|input| (input, [target(input)])).collect();
    Dataset::from_rows(&rows)
}

fn drawn_inputs(count: usize) -> Vec<[f64; 2]> {
    let mut chance = ChaCha8Rng::seed_from_u64(6);
    (0..count).map(|_| [0; 2].map(|_| chance.random::<f64>() * 4.0 - 2.0)).collect()
}

/// The weights to which descent leads from the lesson's start, where the three errors together are below 10⁻⁶, and
/// how many steps that takes.
pub(crate) fn fit() -> ([f64; 5], usize) {
    let mut weights = START;
    for count in 0.. {
        let (error, gradient) = batch_error_and_gradient(weights);
        if error < GOAL {
            return (weights, count);
        }
        weights = step(weights, gradient, 0.0001);
    }
    unreachable!("the count goes on for longer than the descent")
}

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    print()?;
    println!("\nPictures:\n");
    drawings::draw(&Folder::of_the_command_line("target/chapters"))
}

pub(crate) fn print() -> Result<(), Error> {
    println!("Chapter 6 · Online, batch, mini-batch\n");
    forward();
    the_slips();
    both_ways();
    side_by_side()?;
    the_race()?;
    what_it_cannot_learn();
    Ok(())
}

fn forward() {
    println!("Forward, with the first weights:\n");
    println!("  (x1, x2) │   h1   h2 │ predicted   wanted │ error");
    println!("  ─────────┼───────────┼────────────────────┼──────");
    for input in INPUTS {
        let [x1, x2] = input;
        println!(
            "  {:>8} │ {:>4} {:>4} │ {:>9} {:>8} │ {:>5}",
            row(&input),
            shortest(first_neuron(START[0], x1, x2)),
            shortest(second_neuron(START[1], x1, x2)),
            shortest(predict(START, input)),
            shortest(target(input)),
            shortest(error_and_gradient(START, input).0),
        );
    }
    println!();
}

fn the_slips() {
    println!("The gradient of the error at each example, by w1 … w5:");
    for input in INPUTS {
        println!("  at {}: {}", row(&input), row(&error_and_gradient(START, input).1));
    }
    let (_, gradient) = batch_error_and_gradient(START);
    println!("  together:  {}", row(&gradient));
    println!("  the lesson: {}\n", row(&LESSON_GRADIENT));
    println!(
        "The exact gradient finds two slips in the lesson. At (1, 4), ∂h1/∂w1 = 2·(1 + 1·4)·4 = 40, and the"
    );
    let [first, second] = LESSON_SLIPS;
    println!(
        "lesson has 10: ∂error/∂w1 is 1520 there, not {first}. At (2, 1), ∂h2/∂w2 = 2·1 = 2, and the lesson has 4:"
    );
    println!("∂error/∂w2 is 8 there, not {second}.\n");

    let next = step(START, gradient, 0.0001);
    let predictions = INPUTS.map(|input| predict(next, input));
    println!("One batch step at the rate 0.0001, weight by weight:\n");
    println!("       │ before │  slope │ update −0.0001·slope │   after    lesson");
    println!("  ─────┼────────┼────────┼──────────────────────┼──────────────────");
    for (index, lesson) in LESSON_WEIGHTS.into_iter().enumerate() {
        let [before, slope, update, after] =
            [START[index], gradient[index], next[index] - START[index], next[index]].map(shortest);
        println!(
            "    w{} │ {before:>6} │ {slope:>6} │ {update:>20} │ {after:>7} {:>9}",
            index + 1,
            shortest(lesson)
        );
    }
    println!("\nIt gives the weights {}", row(&next));
    let [a, b, c] = predictions;
    println!("and the predictions {a:.3}, {b:.3}, {c:.3} for 24, 14, 11.");
    let [a, b, c] = INPUTS.map(|input| predict(LESSON_WEIGHTS, input));
    let [p, q, r] = LESSON_PREDICTIONS;
    println!("(The lesson's weights {} would give", row(&LESSON_WEIGHTS));
    println!(" {a:.3}, {b:.3}, {c:.3}, and not its {p}, {q}, {r}.)\n");
}

/// An epoch online and in a batch, step by step, and what each way costs.
fn both_ways() {
    println!("One epoch, both ways, at the rate 0.0001:\n");
    println!("  step     │ example   │  its error │ the three after │ weights after");
    println!("  ─────────┼───────────┼────────────┼─────────────────┼──────────────");
    for (index, (error, weights)) in online_steps(0.0001).into_iter().enumerate() {
        let after = batch_error_and_gradient(weights).0;
        println!(
            "  online {} │ {:<9} │ {error:>10.2} │ {after:>15.2} │ {}",
            index + 1,
            row(&INPUTS[index]),
            row(&weights)
        );
    }
    let (error, gradient) = batch_error_and_gradient(START);
    let weights = step(START, gradient, 0.0001);
    let after = batch_error_and_gradient(weights).0;
    println!("  batch    │ all three │ {error:>10.2} │ {after:>15.2} │ {}\n", row(&weights));
    println!("What each way costs with {MANY} examples, an epoch:\n");
    println!("  way        │ examples a step │ steps │ gradients");
    println!("  ───────────┼─────────────────┼───────┼──────────");
    for (name, batch) in [("online", 1), ("mini-batch", 30), ("batch", MANY)] {
        println!("  {name:<10} │ {batch:>15} │ {:>5} │ {MANY:>9}", MANY.div_ceil(batch));
    }
    println!("\nThe mean error over the {MANY}, as more of them are seen, at the rate {NOISY_RATE}:\n");
    println!("  examples seen │   online   batches of 30   batch of 300");
    println!("  ──────────────┼───────────────────────────────────────");
    let curves = [1, 30, MANY].map(descent_by_examples);
    for seen in [0, 30, 150, 300, 450, 600] {
        let [online, mini, batch] = [0, 1, 2].map(|way| error_when(&curves[way], seen));
        println!("  {seen:>13} │ {online:>8.2} {mini:>15.2} {batch:>14.2}");
    }
    println!();
}

/// The error of the last step that so many examples were enough for.
fn error_when(curve: &[[f64; 2]], seen: usize) -> f64 {
    curve
        .iter()
        .take_while(|[examples, _]| *examples <= seen as f64)
        .last()
        .map_or(f64::NAN, |point| point[1])
}

fn side_by_side() -> Result<(), Error> {
    println!("Trained on, at the rate 0.0001: the error over the three examples, epoch by epoch");
    println!("(each as it was when its turn came)\n");
    compare(&with_three()?);
    println!("\nThe same on 300 examples drawn from the target, 30 in a mini-batch, at the rate 0.00002:\n");
    compare(&with_many()?);
    println!(
        "\nIt falls, but not to zero: on examples from everywhere, the network shows what it cannot be.\n"
    );
    Ok(())
}

fn compare(histories: &[(&str, History)]) {
    print!("  epoch");
    for (name, _) in histories {
        print!(" {name:>12}");
    }
    println!();
    let last = histories.iter().map(|(_, history)| history.epochs.len() - 1).min().unwrap_or(0);
    for epoch in [0, 1, 2, 5, 10, 100, last] {
        // Epochs are counted from 1.
        print!("  {:>5}", epoch + 1);
        for (_, history) in histories {
            print!(" {:>12.4}", history.epochs[epoch].loss);
        }
        println!();
    }
}

fn the_race() -> Result<(), Error> {
    println!(
        "Other rules go there faster. Steps on the batch until the three errors together are below 10⁻⁶:\n"
    );
    for (name, rule, rate) in RULES {
        let steps = race(rule, rate)?.len() - 1;
        println!("  {name:<12} at the rate {rate:<6} {steps:>6}");
    }
    println!();
    Ok(())
}

fn what_it_cannot_learn() {
    let (weights, steps) = fit();
    println!("After {steps} batch steps the three errors together are below 10⁻⁶:");
    for input in INPUTS {
        println!("  {} gives {:.3}, wanted {}", row(&input), predict(weights, input), target(input));
    }
    let new = [0.0, 4.0];
    println!(
        "Yet {} gives {:.1}, and wanted is {}.",
        row(&new),
        predict(weights, new),
        shortest(target(new))
    );
    println!(
        "It has learned the examples by heart. No choice of weights is 2·x1² + 3·x2 everywhere: w2 and w4 occur"
    );
    println!("only as a product, so that there are four weights in truth, and x2 occurs in no term alone.");
}
