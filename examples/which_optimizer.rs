//! Which optimiser for which problem: what each takes to the minimum of the problems of Moré, Garbow and Hillstrom, side by side.
//!
//! ```sh
//! cargo run --release --features argmin,levenberg-marquardt --example which_optimizer
//! ```

#[path = "which_optimizer/problems.rs"]
pub(crate) mod problems;
#[path = "which_optimizer/runs.rs"]
pub(crate) mod runs;

use runs::{Cost, OPTIMIZERS};

pub(crate) fn main() {
    println!(
        "To the minimum of the problems of Moré, Garbow and Hillstrom: evaluations of the function with its"
    );
    println!(
        "gradient (by Levenberg-Marquardt: of the residuals with their Jacobian), and of the Hessian after a +;"
    );
    println!("below them microseconds. An optimiser that ends elsewhere has a dash.\n");
    header();
    let mut solved = [0; OPTIMIZERS.len()];
    let mut least = [0; OPTIMIZERS.len()];
    for problem in problems::all() {
        let costs = OPTIMIZERS.each_ref().map(|optimizer| optimizer.solve(&problem));
        let fewest = costs.iter().flatten().map(|cost| cost.evaluations + cost.hessians).min();
        row(&format!("{:>2} {}", problem.number, problem.name), costs.map(evaluations));
        row("", costs.map(|cost| cost.map_or(String::new(), |cost| cost.time.as_micros().to_string())));
        for (index, cost) in costs.into_iter().enumerate() {
            solved[index] += usize::from(cost.is_some());
            least[index] += usize::from(cost.map(|cost| cost.evaluations + cost.hessians) == fewest);
        }
    }
    println!();
    row("minima found", solved.map(|count| count.to_string()));
    row("with the fewest", least.map(|count| count.to_string()));
}

fn evaluations(cost: Option<Cost>) -> String {
    match cost {
        None => "—".into(),
        Some(Cost { evaluations, hessians: 0, .. }) => evaluations.to_string(),
        Some(Cost { evaluations, hessians, .. }) => format!("{evaluations}+{hessians}"),
    }
}

fn header() {
    row("problem", OPTIMIZERS.each_ref().map(|optimizer| optimizer.name.to_owned()));
    println!("  {}", "─".repeat(24 + 15 * OPTIMIZERS.len()));
}

fn row<const N: usize>(name: &str, cells: [String; N]) {
    let cells = cells.map(|cell| format!("{cell:>12}")).join(" │ ");
    println!("  {name:<24} │ {cells}");
}
