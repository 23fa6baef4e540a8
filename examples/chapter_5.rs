//! Chapter 5 of the lesson: backpropagation, which shares the blame for one error among five weights.
//!
//! ```sh
//! cargo run --example chapter_5
//! cargo run --example chapter_5 -- folder/for/pictures
//! ```

#[path = "drawings/chapter_5.rs"]
pub(crate) mod drawings;
mod five_weights;

use std::error::Error;

use chainrule_pictures::Folder;
use five_weights::{
    START, error, error_and_gradient, first_neuron, output, predict, row, second_neuron, shortest, squared,
    step, target,
};

/// The example that the lesson goes through.
pub(crate) const INPUT: [f64; 2] = [3.0, 2.0];

/// The lesson's gradient, and its weights and its prediction after one step at the rate 0.0001.
pub(crate) const LESSON: ([f64; 5], [f64; 5], f64) =
    ([520.0, 156.0, 650.0, 312.0, 26.0], [0.948, 1.9844, 0.935, 0.9688, -0.0026], 33.945);

/// The hidden neurons after that step, as the lesson has them.
pub(crate) const LESSON_AFTER: [f64; 2] = [23.97, 11.91];

/// The hidden neurons at the example.
pub(crate) fn hidden([w1, w2, ..]: [f64; 5]) -> [f64; 2] {
    let [x1, x2] = INPUT;
    [first_neuron(w1, x1, x2), second_neuron(w2, x1, x2)]
}

/// The slope of each step on the way from the weights to the error.
#[derive(Debug, PartialEq)]
pub(crate) struct LocalSlopes {
    pub(crate) error_by_y: f64,
    pub(crate) y_by_w3: f64,
    pub(crate) y_by_w4: f64,
    pub(crate) y_by_w5: f64,
    pub(crate) y_by_h1: f64,
    pub(crate) y_by_h2: f64,
    pub(crate) h1_by_w1: f64,
    pub(crate) h2_by_w2: f64,
}

impl LocalSlopes {
    /// Each with its name and its formula, from the error back to the weights.
    pub(crate) fn table(&self) -> [(&'static str, &'static str, f64); 8] {
        [
            ("∂error/∂y", "2·(y − target)", self.error_by_y),
            ("∂y/∂w3", "h1", self.y_by_w3),
            ("∂y/∂w4", "h2", self.y_by_w4),
            ("∂y/∂w5", "1", self.y_by_w5),
            ("∂y/∂h1", "w3", self.y_by_h1),
            ("∂y/∂h2", "w4", self.y_by_h2),
            ("∂h1/∂w1", "2·(x1 + w1·x2)·x2", self.h1_by_w1),
            ("∂h2/∂w2", "x1·x2", self.h2_by_w2),
        ]
    }
}

pub(crate) fn local_slopes() -> LocalSlopes {
    let [w1, w2, w3, w4, w5] = START;
    let [x1, x2] = INPUT;
    let (h1, [h1_by_w1, ..]) = first_neuron::value_and_gradient(w1, x1, x2);
    let (h2, [h2_by_w2, ..]) = second_neuron::value_and_gradient(w2, x1, x2);
    let (y, [y_by_w3, y_by_w4, y_by_w5, y_by_h1, y_by_h2]) = output::value_and_gradient(w3, w4, w5, h1, h2);
    let error_by_y = squared::gradient(y, target(INPUT));
    LocalSlopes { error_by_y, y_by_w3, y_by_w4, y_by_w5, y_by_h1, y_by_h2, h1_by_w1, h2_by_w2 }
}

/// The local slopes multiplied along the path from each weight to the error.
pub(crate) fn along_each_path(s: &LocalSlopes) -> [f64; 5] {
    [
        s.error_by_y * s.y_by_h1 * s.h1_by_w1,
        s.error_by_y * s.y_by_h2 * s.h2_by_w2,
        s.error_by_y * s.y_by_w3,
        s.error_by_y * s.y_by_w4,
        s.error_by_y * s.y_by_w5,
    ]
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    print();
    println!("\nPictures:\n");
    drawings::draw(&Folder::of_the_command_line("target/chapters"))
}

pub(crate) fn print() {
    println!("Chapter 5 · Backpropagation\n");
    println!("The error at {} is ({} − {})².\n", row(&INPUT), predict(START, INPUT), target(INPUT));
    let s = local_slopes();
    println!("The slope of each step:");
    for (name, formula, slope) in s.table() {
        println!("  {name:<9} = {formula:<17} = {}", shortest(slope));
    }

    println!("\nMultiplied along each path; ∂error/∂y was worked out once, and all five share it:");
    let (_, gradient) = error_and_gradient(START, INPUT);
    let [e, w3, w4, h1, h2, w1, w2, w5] =
        [s.error_by_y, s.y_by_w3, s.y_by_w4, s.y_by_h1, s.y_by_h2, s.h1_by_w1, s.h2_by_w2, s.y_by_w5]
            .map(shortest);
    let paths = [
        ("w1", format!("∂error/∂y·∂y/∂h1·∂h1/∂w1 = {e}·{h1}·{w1}")),
        ("w2", format!("∂error/∂y·∂y/∂h2·∂h2/∂w2 = {e}·{h2}·{w2}")),
        ("w3", format!("∂error/∂y·∂y/∂w3 = {e}·{w3}")),
        ("w4", format!("∂error/∂y·∂y/∂w4 = {e}·{w4}")),
        ("w5", format!("∂error/∂y·∂y/∂w5 = {e}·{w5}")),
    ];
    for ((weight, path), ((slope, emitted), lesson)) in
        paths.into_iter().zip(along_each_path(&s).into_iter().zip(gradient).zip(LESSON.0))
    {
        let slope_text = shortest(slope);
        let right = if slope == emitted && slope == lesson { "✓" } else { "✗" };
        println!(
            "  ∂error/∂{weight} = {path:<41} = {slope_text:>3}   the lesson: {:>3} {right}",
            shortest(lesson)
        );
    }

    let next = step(START, gradient, 0.0001);
    println!("\nOne step at the rate 0.0001:");
    println!("  the weights are now {}", row(&next));
    println!("  the lesson has      {}", row(&LESSON.1));
    let [h1, h2] = hidden(next);
    println!("  h1 = {h1:.2}, h2 = {h2:.2}; the lesson has {} and {}", LESSON_AFTER[0], LESSON_AFTER[1]);
    let [before, after] = [START, next].map(|weights| predict(weights, INPUT));
    let wanted = target(INPUT);
    println!("  the prediction is now {after:.3}, the lesson has {}; wanted is {wanted}", LESSON.2);
    println!("  it was {} off, and is {:.3} off now", before - wanted, after - wanted);

    println!("\nThe same, as `#[differentiate]` derives it from the whole network:\n");
    for line in error::DERIVATION.lines() {
        println!("  {line}");
    }
    println!("\nThe gradient is a function like any other: nothing to set to zero, nothing to call twice.");
}
