//! Chapter 2 of the lesson: downhill in two dimensions, along the gradient.
//!
//! ```sh
//! cargo run --example chapter_2
//! cargo run --example chapter_2 -- folder/for/pictures
//! ```

#[path = "drawings/chapter_2.rs"]
pub(crate) mod drawings;

use std::error::Error;

use chainrule::descent::{self, Step};
use chainrule::{Descent, differentiate};
use chainrule_pictures::Folder;

/// The lesson's elliptical bowl.
#[differentiate]
pub(crate) fn bowl(x1: f64, x2: f64) -> f64 {
    x1.powi(2) + 2.0 * x2.powi(2)
}

/// The lesson's table: iteration, x1, x2 and f(x1, x2).
pub(crate) const LESSON: [(usize, &str, &str, &str); 5] = [
    (0, "3", "2", "17"),
    (1, "2.4", "1.2", "8.64"),
    (2, "1.92", "0.72", "4.72"),
    (3, "1.536", "0.432", "2.73"),
    (10, "0.40", "0.03", "0.162"),
];

/// The bowl's descent from (3, 2) at the rate 0.1.
pub(crate) fn descend() -> Result<Vec<Step<[f64; 2]>>, descent::Error<[f64; 2]>> {
    Descent::new(0.1).steps::<bowl>([3.0, 2.0]).take(11).collect()
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

pub(crate) fn print() -> Result<(), descent::Error<[f64; 2]>> {
    println!("Chapter 2 · Downhill in two dimensions\n");
    println!("f(x1, x2) = x1² + 2·x2², from (3, 2), at the rate 0.1\n");
    println!("∂f/∂x1 = 2·x1, ∂f/∂x2 = 4·x2, as `#[differentiate]` finds them:\n");
    for line in bowl::DERIVATION.lines() {
        println!("{}", format!("  {line}").trim_end());
    }
    println!(
        "\n  iteration │       x1  lesson │       x2  lesson │         f  lesson │  ∂f/∂x1   ∂f/∂x2 │ update of x1  of x2"
    );
    println!(
        "  ──────────┼──────────────────┼──────────────────┼───────────────────┼──────────────────┼────────────────────"
    );
    let steps = descend()?;
    for (iteration, lesson_x1, lesson_x2, lesson_f) in LESSON {
        let Step { point: [x1, x2], value, gradient: [d1, d2], next, .. } = steps[iteration];
        let right = agrees(x1, lesson_x1) && agrees(x2, lesson_x2) && agrees(value, lesson_f);
        println!(
            "  {iteration:>9} │ {x1:>8.6} {lesson_x1:>7} │ {x2:>8.6} {lesson_x2:>7} │ {value:>9.6} {lesson_f:>7} │ \
             {d1:>7.5}  {d2:>7.5} │     {:>8.5} {:>8.5}  {}",
            next[0] - x1,
            next[1] - x2,
            if right { "✓" } else { "✗" }
        );
    }

    let [x1, _] = steps[9].point;
    let [_, x2] = steps[8].point;
    println!("\nEach step multiplies x1 by 0.8 and x2 by 0.6: the steeper direction is done first.\n");
    println!("The lesson's row 10 is wrong. Its x1 = 0.40 is that of iteration 9 ({x1:.4}), and its");
    println!("x2 = 0.03 that of iteration 8 ({x2:.4}); its f is worked out from these two.");
    Ok(())
}
