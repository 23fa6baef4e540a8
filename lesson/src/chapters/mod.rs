//! The chapters: differentiated functions go in, the figures, tables and drawings of each chapter come out.

use std::error::Error;

use chainrule::descent::Step;
use serde_json::Value;

use crate::content::{Chapter, rounded, rounded_list};

mod chapter_0;
mod chapter_1;
mod chapter_2;
mod chapter_3;
mod chapter_4;
mod chapter_5;
mod chapter_6;
mod chapter_7;
mod chapter_7_networks;
mod chapter_8;
mod five_weights;

/// What makes a chapter.
pub(crate) type Make = fn() -> Result<Chapter, Box<dyn Error>>;

macro_rules! texts {
    ($number:literal) => {
        [
            include_str!(concat!("../../text/en/", $number, ".md")),
            include_str!(concat!("../../text/ko/", $number, ".md")),
        ]
    };
}

/// Every chapter with its texts; the one of number 0 is the list of the others.
pub(crate) const CHAPTERS: [(Make, [&str; 2]); 9] = [
    (|| Ok(chapter_0::chapter()), texts!("0")),
    (chapter_1::chapter, texts!("1")),
    (chapter_2::chapter, texts!("2")),
    (chapter_3::chapter, texts!("3")),
    (|| Ok(chapter_4::chapter()), texts!("4")),
    (|| Ok(chapter_5::chapter()), texts!("5")),
    (chapter_6::chapter, texts!("6")),
    (chapter_7::chapter, texts!("7")),
    (chapter_8::chapter, texts!("8")),
];

/// The steps of a run for each rate and each start, as far as they are finite: x, f and the slope, one after another.
fn runs_on_a_line<R: Iterator<Item = Step<f64>>>(
    rates: &[f64],
    starts: &[f64],
    run: impl Fn(f64, f64) -> R,
) -> Value {
    let pairs = rates.iter().flat_map(|&rate| starts.iter().map(move |&start| (rate, start)));
    pairs
        .map(|(rate, start)| {
            rounded_list(run(rate, start).flat_map(|step| [step.point, step.value, step.gradient]))
        })
        .collect()
}

/// The same in the plane: x1, x2, f and the two slopes, at the iterations that are shown.
fn runs_in_the_plane<R: Iterator<Item = Step<[f64; 2]>>>(
    rates: &[f64],
    starts: &[[f64; 2]],
    iterations: &[usize],
    run: impl Fn(f64, [f64; 2]) -> R,
) -> Value {
    let pairs = rates.iter().flat_map(|&rate| starts.iter().map(move |&start| (rate, start)));
    pairs
        .map(|(rate, start)| {
            let shown = run(rate, start).filter(|step| iterations.contains(&step.iteration));
            rounded_list(
                shown.flat_map(|Step { point: [x1, x2], value, gradient: [d1, d2], .. }| {
                    [x1, x2, value, d1, d2]
                }),
            )
        })
        .collect()
}

/// The graph of a function from one number to another.
fn graph(function: impl Fn(f64) -> f64, from: f64, to: f64) -> Value {
    const PIECES: i32 = 120;
    let places = (0..=PIECES).map(|piece| from + (to - from) * f64::from(piece) / f64::from(PIECES));
    places.map(|x| [x, function(x)]).map(rounded_list).collect()
}

/// The line on which a function of the plane has the value 1, if twice the distance always means 2 to this power times the
/// value: then every other level is that line, stretched.
fn unit_level(function: impl Fn(f64, f64) -> f64, power: f64) -> Value {
    let angles = (0..=96).map(|piece| std::f64::consts::TAU * f64::from(piece) / 96.0);
    let place = |angle: f64| {
        let (sin, cos) = angle.sin_cos();
        let reach = function(cos, sin).powf(-1.0 / power);
        [reach * cos, reach * sin]
    };
    angles.map(place).map(rounded_list).collect()
}

/// Levels of such a function: the value of each, and how far its line is stretched.
fn levels(values: &[f64], power: f64) -> Value {
    values
        .iter()
        .map(|&value| [value, value.powf(1.0 / power)])
        .map(|pair| pair.map(rounded).into_iter().collect::<Value>())
        .collect()
}

/// The place of the number in a list that is nearest to it.
fn nearest(list: &[f64], number: f64) -> usize {
    let distance = |index: &usize| (list[*index] - number).abs();
    (0..list.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
}
