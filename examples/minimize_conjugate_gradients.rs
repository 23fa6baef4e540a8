//! Nonlinear conjugate gradients, fed by the gradient of a differentiated function: charges on a circle that repel one another.
//!
//! ```sh
//! cargo run --features argmin --example minimize_conjugate_gradients
//! ```

use argmin::core::{Error, Executor, State};
use argmin::solver::conjugategradient::NonlinearConjugateGradient;
use argmin::solver::conjugategradient::beta::PolakRibiere;
use argmin::solver::linesearch::MoreThuenteLineSearch;
use chainrule::argmin::Problem;
use chainrule::differentiate;

/// The energy of charges at these angles: one over the distance of each two.
#[differentiate]
pub(crate) fn repulsion(angles: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 1..angles.len() {
        for j in 0..i {
            sum += 0.5 / (0.5 * (angles[i] - angles[j])).sin().abs();
        }
    }
    sum
}

/// Where the charges come to rest, and how many steps it took.
pub(crate) fn minimize(start: Vec<f64>) -> Result<(Vec<f64>, u64), Error> {
    let problem = Problem::of::<repulsion>();
    let solver = NonlinearConjugateGradient::new(MoreThuenteLineSearch::new(), PolakRibiere::new());
    let result = Executor::new(problem, solver.restart_iters(10))
        .configure(|state| state.param(start).max_iters(200))
        .run()?;
    let best = result.state().get_best_param().cloned().unwrap_or_default();
    Ok((best, result.state().get_iter()))
}

pub(crate) fn main() -> Result<(), Error> {
    let (angles, steps) = minimize(vec![0.0, 0.4, 1.0, 2.5, 4.0])?;
    println!("conjugate gradients, {steps} steps: from each charge to the next");
    let degrees = angles.windows(2).map(|pair| (pair[1] - pair[0]).to_degrees());
    println!("  {:.4?} degrees", degrees.collect::<Vec<_>>());
    Ok(())
}
