//! The pictures of chapter 6: three ways of taking examples, their noise, a race of rules, and what the network cannot learn.

use std::error::Error;

use super::five_weights::{predict, target};
use super::{MANY, RULES, descent_by_examples, fit, race, with_many};
use chainrule_pictures::{Axis, Chart, Folder, Picture, number, training_curves};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_6_noise", &noise())?;
    // One way stands for all three: by epoch, they are the same curve.
    let (name, history) = &with_many()?[1];
    let many = training_curves("300 examples: it falls, but not to zero", [(*name, history)]);
    folder.write("chapter_6_many", &many)?;
    folder.write("chapter_6_race", &rules()?)?;
    folder.write("chapter_6_unlearnable", &unlearnable())?;
    Ok(())
}

/// The mean error as more examples are seen: each single one pulls its own way, and all together pull steadily.
fn noise() -> Picture {
    let seen = Axis::linear("examples seen", 0.0, 2.0 * MANY as f64);
    let ways = [("online", 1), ("mini-batch of 30", 30), ("batch of 300", MANY)];
    ways.into_iter()
        .fold(
            Chart::new("Online is noisy, the batch is smooth", seen, Axis::linear("mean error", 0.0, 50.0)),
            |chart, (name, batch)| chart.line(name, descent_by_examples(batch)),
        )
        .draw()
}

/// The error by the number of steps, up to the goal.
fn rules() -> Result<Picture, Box<dyn Error>> {
    let mut chart = Chart::new(
        "The race: steps until the error is below 10⁻⁶",
        Axis::logarithmic("steps", 1.0, 100_000.0),
        Axis::logarithmic("error over the three", 1e-7, 1000.0),
    );
    for (name, rule, rate) in RULES {
        let errors = race(rule, rate)?;
        let steps = thousands(errors.len() - 1);
        chart = chart.line(&format!("{steps} steps: {name}, rate {rate}"), thinned(&errors));
    }
    Ok(chart.draw())
}

/// The steps, each at least a hundredth further than the last that is drawn: more the eye cannot tell apart.
pub(crate) fn thinned(errors: &[f64]) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = Vec::new();
    for (step, &error) in errors.iter().enumerate().skip(1) {
        let is_last = step + 1 == errors.len();
        let step = step as f64;
        if is_last || points.last().is_none_or(|[last, _]| step >= 1.01 * last) {
            points.push([step, error]);
        }
    }
    points
}

fn thousands(count: usize) -> String {
    if count < 1000 { count.to_string() } else { format!("{},{:03}", count / 1000, count % 1000) }
}

/// Where x1 is 0, the target is a line, and the prediction a parabola whatever the weights are.
fn unlearnable() -> Picture {
    let (weights, _) = fit();
    let along = |value: &dyn Fn([f64; 2]) -> f64| -> Vec<[f64; 2]> {
        (-50..=50).map(|tenth| f64::from(tenth) / 10.0).map(|x2| [x2, value([0.0, x2])]).collect()
    };
    let asked = [0.0, 4.0];
    let [wanted, found] = [target(asked), predict(weights, asked)];
    Chart::new(
        "What it cannot learn: x2 alone, here where x1 is 0",
        Axis::linear("x2", -5.0, 5.0),
        Axis::linear("y", -16.0, 16.0),
    )
    .line("target 3·x2", along(&target))
    .line("prediction", along(&|input| predict(weights, input)))
    .dots("at (0, 4)", [[asked[1], wanted], [asked[1], found]])
    .note(&number(wanted, 1), [asked[1] - 0.45, wanted + 0.3])
    .note(&number(found, 1), [asked[1] + 0.5, found - 0.9])
    .draw()
}
