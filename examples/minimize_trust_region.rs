//! A trust region, over vectors of nalgebra, fed by the gradient and the Hessian of a differentiated function: a hanging chain.
//!
//! ```sh
//! cargo run --features argmin --example minimize_trust_region
//! ```

use argmin::core::{Error, Executor, State};
use argmin::solver::trustregion::{Steihaug, TrustRegion};
use chainrule::argmin::Problem;
use chainrule::differentiate;
use nalgebra::DVector;

/// The knots of a chain of springs between two nails at height 0.
pub(crate) const KNOTS: usize = 9;

/// Stiffness of a spring, and the weight of a knot.
const STIFFNESS: f64 = 40.0;
const WEIGHT: f64 = 1.0;

/// The energy of the chain: what stretching the springs takes, and the heights of the knots.
#[differentiate(order = 2)]
pub(crate) fn energy(heights: &[f64; KNOTS]) -> f64 {
    let mut sum = 0.0;
    let mut before = 0.0;
    for i in 0..KNOTS {
        sum += 0.5 * STIFFNESS * (heights[i] - before).powi(2) + WEIGHT * heights[i];
        before = heights[i];
    }
    sum + 0.5 * STIFFNESS * before.powi(2)
}

/// How it hangs, and how many steps it took.
pub(crate) fn minimize() -> Result<(DVector<f64>, u64), Error> {
    let hessian = |p: &[f64]| match p.try_into() {
        Ok(heights) => energy::hessian(heights).to_vec(),
        Err(_) => Vec::new(),
    };
    let problem = Problem::of::<energy>().with_hessian(hessian).over::<DVector<f64>>();
    let start = DVector::zeros(KNOTS);
    let result = Executor::new(problem, TrustRegion::new(Steihaug::new()))
        .configure(|state| state.param(start.clone()).max_iters(10))
        .run()?;
    let best = result.state().get_best_param().cloned().unwrap_or(start);
    Ok((best, result.state().get_iter()))
}

pub(crate) fn main() -> Result<(), Error> {
    let (heights, steps) = minimize()?;
    println!("trust region, {steps} steps: the chain hangs like this");
    for &height in &heights {
        let depth = (0..40).take_while(|&depth| f64::from(depth) < -100.0 * height).count();
        println!("  {height:>8.4} {:>depth$}", '●');
    }
    Ok(())
}
