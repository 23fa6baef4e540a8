//! Chapter 1 of the lesson: downhill in one dimension, and a curve with two valleys.
//!
//! ```sh
//! cargo run --example chapter_1
//! cargo run --example chapter_1 -- folder/for/pictures
//! ```

#[path = "drawings/chapter_1.rs"]
pub(crate) mod drawings;

use std::cmp::Ordering;
use std::error::Error;

use chainrule::descent::{self, Step, Stop, Summary};
use chainrule::{Descent, differentiate};
use chainrule_pictures::Folder;

/// The lesson's parabola.
#[differentiate]
pub(crate) fn square(x: f64) -> f64 {
    x.powi(2)
}

/// The lesson's curve with two valleys.
#[differentiate]
pub(crate) fn two_valleys(x: f64) -> f64 {
    x.powi(4) - 4.0 * x.powi(2) + x + 1.0
}

/// The lesson's table for the parabola: iteration, x and f(x).
pub(crate) const LESSON: [(usize, &str, &str); 6] = [
    (0, "3", "9"),
    (1, "2.4", "5.76"),
    (2, "1.92", "3.686"),
    (3, "1.536", "2.359"),
    (4, "1.229", "1.510"),
    (10, "0.322", "0.104"),
];

/// Learning rates, and what becomes of a descent at each.
pub(crate) const RATES: [(f64, &str); 6] = [
    (0.001, "crawls"),
    (0.1, "walks down"),
    (0.5, "is there in one step"),
    (0.9, "swings from side to side, and settles"),
    (1.0, "swings between 3 and -3 for ever"),
    (1.1, "swings further out each time"),
];

/// The parabola's descent from 3 at the rate 0.1.
pub(crate) fn descend() -> Result<Vec<Step<f64>>, descent::Error<f64>> {
    Descent::new(0.1).steps::<square>(3.0).take(11).collect()
}

/// The same descent at another rate, to where the slope is below a thousandth.
pub(crate) fn descend_at(rate: f64) -> Result<Summary<f64>, descent::Error<f64>> {
    Descent::new(rate).iterations(2000).tolerance(1e-3).minimize::<square>(3.0)
}

/// The valley that is downhill from a start.
pub(crate) fn valley(start: f64) -> Result<Summary<f64>, descent::Error<f64>> {
    Descent::new(0.05).tolerance(1e-12).minimize::<two_valleys>(start)
}

/// Whether a figure is what the lesson prints, to as many decimals as it prints.
pub(crate) fn agrees(figure: f64, printed: &str) -> bool {
    let decimals = printed.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    format!("{figure:.decimals$}") == printed
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    print()?;
    println!("\nPictures:\n");
    drawings::draw(&Folder::of_the_command_line("target/chapters"))
}

pub(crate) fn print() -> Result<(), Box<dyn Error>> {
    println!("Chapter 1 · Downhill in one dimension\n");
    print_slopes();
    print_table()?;
    print_rates();
    print_valleys()?;
    Ok(())
}

fn print_slopes() {
    println!("The slope f′(x) = 2·x of f(x) = x² points uphill, and downhill is the other way:\n");
    for x in [3.0, -2.0, 0.0] {
        let slope = square::gradient(x);
        let way = match slope.total_cmp(&0.0) {
            Ordering::Greater => "uphill is to the right, so go left",
            Ordering::Less => "uphill is to the left, so go right",
            Ordering::Equal => "flat: the bottom",
        };
        println!("  f′({x:>2}) = {slope:>2}   {way}");
    }
    println!();
}

fn print_table() -> Result<(), Box<dyn Error>> {
    println!("f(x) = x², from x = 3, at the rate 0.1\n");
    println!(
        "  iteration │         x   lesson │      f(x)   lesson │     f′(x) │ update -0.1·f′ │     new x"
    );
    println!(
        "  ──────────┼────────────────────┼────────────────────┼───────────┼────────────────┼──────────"
    );
    let steps = descend()?;
    for (iteration, x, f) in LESSON {
        let step = &steps[iteration];
        let verdict = if agrees(step.point, x) && agrees(step.value, f) { "✓" } else { "✗" };
        let Step { point, value, gradient, next, .. } = step;
        println!(
            "  {iteration:>9} │ {point:>9.6} {x:>8} │ {value:>9.6} {f:>8} │ {gradient:>9.6} │ {:>14.6} │ {next:>9.6}  {verdict}",
            next - point
        );
    }
    println!("\nThe lesson is right to every digit. Each step multiplies x by 1 - 2·rate = 0.8.");
    println!("A step is one move; its iteration is its number, from 0.\n");
    Ok(())
}

fn print_rates() {
    println!("The factor 1 - 2·rate decides what becomes of a descent:\n");
    println!("   rate │ factor │ manner                                │ outcome");
    println!("  ──────┼────────┼───────────────────────────────────────┼──────────────────────────");
    for (rate, manner) in RATES {
        let outcome = match descend_at(rate) {
            Ok(Summary { stop: Stop::Converged, iterations, .. }) => {
                format!("flat at iteration {iterations}")
            }
            Ok(Summary { iterations, point, .. }) => {
                format!("x = {point:.3} at iteration {iterations}")
            }
            Err(descent::Error::Diverged { iteration, .. }) => format!("diverged at iteration {iteration}"),
            Err(error) => error.to_string(),
        };
        println!("  {rate:>5} │ {:>6.3} │ {manner:<37} │ {outcome}", 1.0 - 2.0 * rate);
    }
    println!();
}

fn print_valleys() -> Result<(), Box<dyn Error>> {
    println!("f(x) = x⁴ - 4·x² + x + 1, at the rate 0.05\n");
    println!("  start │ valley at x   lesson │      f(x)   lesson");
    println!("  ──────┼──────────────────────┼───────────────────");
    for (start, lesson_x, lesson_f) in [(-0.5, "-1", "-1"), (0.5, "1.5", "-2.8")] {
        let Summary { point, value, .. } = valley(start)?;
        println!("  {start:>5} │ {point:>11.6} {lesson_x:>8} │ {value:>9.6} {lesson_f:>8}  ✗");
    }
    println!("\nThe lesson has the valleys the wrong way round: the deep one is the left one, and it");
    println!("is deeper by 2.8. Its story fits the mirror image, x⁴ - 4·x² - x + 1.\n");

    let starts = (-32..=32).map(|start| f64::from(start) / 16.0);
    let basins = starts.map(|start| valley(start).map(|valley| if valley.point < 0.0 { '◁' } else { '▶' }));
    println!("Where each start between -2 and 2 ends; the watershed is the hilltop at x = 0.1260:\n");
    println!("  {}", basins.collect::<Result<String, _>>()?);
    println!("  -2              -1               0               1               2");
    Ok(())
}
