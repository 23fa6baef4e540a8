//! Chapter 4 of the lesson: the forward pass, from inputs to a prediction and its error.
//!
//! ```sh
//! cargo run --example chapter_4
//! cargo run --example chapter_4 -- folder/for/pictures
//! ```

#[path = "drawings/chapter_4.rs"]
pub(crate) mod drawings;
mod five_weights;

use std::error::Error;

use chainrule_pictures::Folder;
use five_weights::{INPUTS, START, first_neuron, predict, row, second_neuron, shortest, squared, target};

/// What the lesson wants and what it predicts.
pub(crate) const LESSON: [(f64, f64); 3] = [(24.0, 37.0), (14.0, 33.0), (11.0, 13.0)];

/// The lesson's differences, of what is wanted and what is predicted.
pub(crate) const LESSON_DIFFERENCES: [f64; 3] = [-13.0, -19.0, -2.0];

/// The lesson's total squared error.
pub(crate) const LESSON_ERROR: f64 = 534.0;

/// What is wanted, what is predicted, and the squared error, for each example.
pub(crate) fn forward() -> [(f64, f64, f64); 3] {
    INPUTS.map(|input| {
        let (wanted, predicted) = (target(input), predict(START, input));
        (wanted, predicted, squared(predicted, wanted))
    })
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    print();
    println!("\nPictures:\n");
    drawings::draw(&Folder::of_the_command_line("target/chapters"))
}

pub(crate) fn print() {
    println!("Chapter 4 · The forward pass\n");
    println!("h1 = (x1 + w1·x2)², h2 = w2·x1·x2, y = w3·h1 + w4·h2 + w5, with the weights {}", row(&START));
    println!("The network is to learn 2·x1² + 3·x2.\n");
    println!(
        "  (x1, x2) │   h1   h2 │ predicted  lesson │ wanted  lesson │ difference  lesson │ squared error"
    );
    println!(
        "  ─────────┼───────────┼───────────────────┼────────────────┼────────────────────┼──────────────"
    );
    let (mut total, mut sum) = (0.0, 0.0);
    let lesson = LESSON.into_iter().zip(LESSON_DIFFERENCES);
    for ((input, (wanted, predicted, error)), (lesson, difference)) in
        INPUTS.into_iter().zip(forward()).zip(lesson)
    {
        let [x1, x2] = input;
        println!(
            "  {:>8} │ {:>4} {:>4} │ {:>9} {:>7} │ {:>6} {:>7} │ {:>10} {:>7} │ {:>13}",
            row(&input),
            shortest(first_neuron(START[0], x1, x2)),
            shortest(second_neuron(START[1], x1, x2)),
            shortest(predicted),
            shortest(lesson.1),
            shortest(wanted),
            shortest(lesson.0),
            shortest(wanted - predicted),
            shortest(difference),
            shortest(error),
        );
        total += error;
        sum += wanted - predicted;
    }
    println!(
        "\nThe differences together are {}. Differences of both signs would cancel, and a network that is",
        shortest(sum)
    );
    println!(
        "13 too high here and 13 too low there would look perfect. Squares cannot cancel, they count a large"
    );
    println!(
        "error for more than two of half its size, and their slope, 2·(y − wanted), fades as the error does."
    );
    println!(
        "\nTogether the squared errors are {}; the lesson has {}.",
        shortest(total),
        shortest(LESSON_ERROR)
    );
    println!("Which weight is to blame for how much of it? That is the next chapter.");
}
