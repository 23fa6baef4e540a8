//! Newton's method with conjugate gradients, fed by the gradient and the Hessian of a differentiated function: Beale's.
//!
//! ```sh
//! cargo run --features argmin --example minimize_newton_cg
//! ```

use argmin::core::{Error, Executor, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::newton::NewtonCG;
use chainrule::argmin::Problem;
use chainrule::differentiate;

#[differentiate(order = 2)]
pub(crate) fn beale(x: f64, y: f64) -> f64 {
    (1.5 - x + x * y).powi(2) + (2.25 - x + x * y.powi(2)).powi(2) + (2.625 - x + x * y.powi(3)).powi(2)
}

/// The lowest point, and how many steps it took.
pub(crate) fn minimize(start: [f64; 2]) -> Result<(Vec<f64>, u64), Error> {
    let problem = Problem::of::<beale>().with_hessian(|p| beale::hessian(p[0], p[1]));
    let solver: NewtonCG<_, f64> = NewtonCG::new(MoreThuenteLineSearch::new());
    let result = Executor::new(problem, solver)
        .configure(|state| state.param(start.to_vec()).max_iters(200).target_cost(1e-20))
        .run()?;
    let best = result.state().get_best_param().cloned().unwrap_or_default();
    Ok((best, result.state().get_iter()))
}

pub(crate) fn main() -> Result<(), Error> {
    for start in [[1.0, 1.0], [2.0, 0.0]] {
        let (p, steps) = minimize(start)?;
        println!("Newton-CG, {steps:>3} steps from {start:?}: {:.1e} at {p:.9?}", beale(p[0], p[1]));
    }
    Ok(())
}
