//! BFGS, fed by the gradient of a differentiated function: Rosenbrock's valley.
//!
//! ```sh
//! cargo run --features argmin --example minimize_bfgs
//! ```

use argmin::core::{Error, Executor, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::BFGS;
use chainrule::argmin::Problem;
use chainrule::differentiate;

#[differentiate]
pub(crate) fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += 100.0 * (x[i + 1] - x[i].powi(2)).powi(2) + (1.0 - x[i]).powi(2);
    }
    sum
}

/// The lowest point in so many dimensions, and how many steps it took.
pub(crate) fn minimize(dimensions: usize) -> Result<(Vec<f64>, u64), Error> {
    let problem = Problem::of::<rosenbrock>();
    let start: Vec<f64> = (0..dimensions).map(|i| if i % 2 == 0 { -1.2 } else { 1.0 }).collect();
    // What it takes for the inverse of the Hessian before it knows better: the unit matrix.
    let row = |i: usize| (0..dimensions).map(|j| if i == j { 1.0 } else { 0.0 }).collect();
    let unit: Vec<Vec<f64>> = (0..dimensions).map(row).collect();
    let solver = BFGS::new(MoreThuenteLineSearch::new()).with_tolerance_grad(1e-9)?;
    let result = Executor::new(problem, solver)
        .configure(|state| state.param(start).inv_hessian(unit).max_iters(500))
        .run()?;
    let best = result.state().get_best_param().cloned().unwrap_or_default();
    Ok((best, result.state().get_iter()))
}

pub(crate) fn main() -> Result<(), Error> {
    for dimensions in [2, 5, 10] {
        let (x, steps) = minimize(dimensions)?;
        println!("BFGS, {dimensions:>2} dimensions, {steps:>3} steps: {:.1e} at {x:.6?}", rosenbrock(&x));
    }
    Ok(())
}
