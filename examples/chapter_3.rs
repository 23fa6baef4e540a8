//! Chapter 3 of the lesson: the chain rule, its derivation, and a descent along it.
//!
//! ```sh
//! cargo run --example chapter_3
//! cargo run --example chapter_3 -- folder/for/pictures
//! ```

#[path = "drawings/chapter_3.rs"]
pub(crate) mod drawings;

use std::error::Error;

use chainrule::descent::{self, Step};
use chainrule::{Descent, differentiate};
use chainrule_pictures::Folder;

/// The lesson's composition of three functions.
#[differentiate]
pub(crate) fn f(x1: f64, x2: f64) -> f64 {
    ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3)
}

/// Where the descents start.
pub(crate) const START: [f64; 2] = [1.0, 0.5];

/// The gradients that the lesson works out by hand.
pub(crate) const LESSON: [&str; 2] = ["∂f/∂x1 = 12·u·v²", "∂f/∂x2 = 3·v²·(2·u + 6·x2)"];

/// The steps at a rate, up to iteration 100, which is the last to be printed.
pub(crate) fn descend(rate: f64) -> impl Iterator<Item = Result<Step<[f64; 2]>, descent::Error<[f64; 2]>>> {
    Descent::new(rate).steps::<f>(START).take(101)
}

/// The slope by x1 at the start as a difference quotient, by the way that it goes to the right.
pub(crate) fn difference_quotient(way: f64) -> f64 {
    let [x1, x2] = START;
    (f(x1 + way, x2) - f(x1, x2)) / way
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    print()?;
    println!("\nPictures:\n");
    drawings::draw(&Folder::of_the_command_line("target/chapters"))
}

pub(crate) fn print() -> Result<(), descent::Error<[f64; 2]>> {
    println!("Chapter 3 · The chain rule\n");
    print_derivation();
    print_descent()?;
    print_divergence();
    print_difference_quotients();
    Ok(())
}

fn print_derivation() {
    println!("What `#[differentiate]` found while this program was compiled:\n");
    for line in f::DERIVATION.lines() {
        println!("{}", format!("  {line}").trim_end());
    }
    let verdict = if LESSON.iter().all(|gradient| f::DERIVATION.contains(gradient)) { "✓" } else { "✗" };
    println!(
        "\nThe lesson collects by hand {}\n                        and {}  {verdict}\n",
        LESSON[0], LESSON[1]
    );
}

fn print_descent() -> Result<(), descent::Error<[f64; 2]>> {
    println!("100 iterations from (1, 0.5), at the rate 0.0001:\n");
    print_heading();
    for step in descend(0.0001) {
        let step = step?;
        if [0, 1, 2, 5, 10, 20, 50, 100].contains(&step.iteration) {
            print_step(&step);
        }
    }
    println!("\nThe minimum is 0, at (0, 0). The descent slows down, because the slope fades with");
    println!("the fifth power of the distance: at half the distance it is 32 times gentler.\n");
    Ok(())
}

fn print_divergence() {
    println!("The same at the rate 0.01:\n");
    print_heading();
    for step in descend(0.01) {
        match step {
            Ok(step) => print_step(&step),
            Err(error) => println!("  error: {error}"),
        }
    }
    println!("\nHere the fifth power works the other way. The first step ends 16 times as far beyond");
    println!("the minimum as it began. There the slope is a million times steeper, and so it goes on.\n");
}

fn print_heading() {
    println!("  iteration │        x1         x2 │            f │                  gradient");
    println!("  ──────────┼──────────────────────┼──────────────┼──────────────────────────");
}

fn print_step(step: &Step<[f64; 2]>) {
    let Step { iteration, point: [x1, x2], value, gradient: [d1, d2], .. } = step;
    if *value < 1e6 {
        println!("  {iteration:>9} │ {x1:>9.6}  {x2:>9.6} │ {value:>12.6} │ ({d1:>11.6}, {d2:>11.6})");
    } else {
        println!("  {iteration:>9} │ {x1:>9.1e}  {x2:>9.1e} │ {value:>12.1e} │ ({d1:>11.1e}, {d2:>11.1e})");
    }
}

fn print_difference_quotients() {
    let [exact, _] = f::gradient(START[0], START[1]);
    println!("Why not (f(x1 + h, x2) - f(x1, x2)) / h? Its error, beside ∂f/∂x1 = {exact} at the start:\n");
    println!("        h │      quotient │   error");
    println!("  ────────┼───────────────┼──────────────────────────────────────────────────");
    for exponent in (1..=15).step_by(2) {
        let way = 10_f64.powi(-exponent);
        let quotient = difference_quotient(way);
        let error = (quotient - exact).abs();
        println!("  {way:>7.0e} │ {quotient:>13.6} │ {error:>8.0e} {}", bar(error));
    }
    println!("    exact │ {exact:>13.6} │ {:>8}", 0);
    println!("\nA large h leaves the point, a small one drowns in rounding. The derivative needs no h.");
}

/// Two marks for each power of ten that an error is above 10⁻⁶.
fn bar(error: f64) -> String {
    let length = (2.0 * (error.log10() + 6.0)).round().max(0.0);
    (0..100).take_while(|&mark| f64::from(mark) < length).map(|_| '█').collect()
}
