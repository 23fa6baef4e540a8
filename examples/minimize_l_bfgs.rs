//! L-BFGS, fed by the gradient of a differentiated function with data bound to it: a logistic regression.
//!
//! ```sh
//! cargo run --features argmin --example minimize_l_bfgs
//! ```

use argmin::core::{Error, Executor, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use chainrule::argmin::Problem;
use chainrule::differentiate;

/// Hours of study, and whether the examination was passed.
pub(crate) const HOURS: [f64; 12] = [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0, 3.5, 4.0];
pub(crate) const PASSED: [f64; 12] = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0];

/// Less the logarithm of how likely the outcomes are.
#[differentiate(wrt(p))]
pub(crate) fn surprise(p: &[f64], hours: &[f64], passed: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..hours.len() {
        let score = p[0] + p[1] * hours[i];
        sum += score.exp().ln_1p() - passed[i] * score;
    }
    sum
}

/// The parameters for which they are most likely, and how many steps it took.
pub(crate) fn minimize() -> Result<(Vec<f64>, u64), Error> {
    let problem = Problem::new(|p| surprise::value_and_gradient(p, &HOURS, &PASSED));
    let solver = LBFGS::new(MoreThuenteLineSearch::new(), 7).with_tolerance_grad(1e-9)?;
    let result =
        Executor::new(problem, solver).configure(|state| state.param(vec![0.0, 0.0]).max_iters(100)).run()?;
    let best = result.state().get_best_param().cloned().unwrap_or_default();
    Ok((best, result.state().get_iter()))
}

pub(crate) fn main() -> Result<(), Error> {
    let (p, steps) = minimize()?;
    println!("L-BFGS, {steps} steps: the odds of passing are even after {:.3} hours,", -p[0] / p[1]);
    println!("and {:.2} times as good with each more", p[1].exp());
    println!("gradient there: {:?}", surprise::gradient(&p, &HOURS, &PASSED));
    Ok(())
}
