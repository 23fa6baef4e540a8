//! A stiff reaction by an implicit method: Robertson's three substances, of which one is gone before another has begun. Each step solves a
//! linear system with the Jacobian of the rates.
//!
//! ```sh
//! cargo run --features levenberg-marquardt --example stiff_reaction
//! ```

use chainrule::differentiate;
use nalgebra::{Matrix3, Vector3};

/// The constants of the three reactions.
pub(crate) struct Rates {
    pub(crate) slow: f64,
    pub(crate) fast: f64,
    pub(crate) between: f64,
}

/// H. H. Robertson, The solution of a set of reaction rate equations, in: J. Walsh (ed.), Numerical Analysis: An Introduction, 1966.
pub(crate) const ROBERTSON: Rates = Rates { slow: 0.04, fast: 3e7, between: 1e4 };

/// How fast each substance comes and goes, as solvers of differential equations ask for it.
#[differentiate(wrt(y))]
fn change(rates: &Rates, y: &[f64; 3], dy: &mut [f64; 3]) {
    let slow = rates.slow * y[0];
    let between = rates.between * y[1] * y[2];
    let fast = rates.fast * y[1] * y[1];
    dy[0] = -slow + between;
    dy[1] = slow - between - fast;
    dy[2] = fast;
}

/// What is there at a time, by a Rosenbrock method of second order (Verwer et al., A second-order Rosenbrock method applied to
/// photochemical dispersion problems, 1999) with steps that grow.
pub(crate) fn concentrations(rates: &Rates, time: f64, steps: u32) -> [f64; 3] {
    let gamma = 1.0 + 0.5_f64.sqrt();
    let mut y = Vector3::new(1.0, 0.0, 0.0);
    let at = |k: u32| time * ((f64::from(k) / f64::from(steps) * 12.0).exp() - 1.0) / (12.0_f64.exp() - 1.0);
    for k in 0..steps {
        let h = at(k + 1) - at(k);
        let (f, jacobian) = change::value_and_jacobian(rates, &y.into(), &[0.0; 3]);
        let rows = jacobian.concat();
        let system = Matrix3::identity() - Matrix3::from_row_slice(&rows) * (gamma * h);
        let system = system.lu();
        let solve = |right: Vector3<f64>| system.solve(&right).expect("the step is short enough");
        let first = solve(f.into());
        let next: [f64; 3] = (y + first * h).into();
        let mut rate = [0.0; 3];
        change(rates, &next, &mut rate);
        let second = solve(Vector3::from(rate) - first * 2.0);
        y += first * (1.5 * h) + second * (0.5 * h);
    }
    y.into()
}

pub(crate) fn main() {
    for time in [0.4, 40.0, 4000.0] {
        let [a, b, c] = concentrations(&ROBERTSON, time, 4000);
        println!("after {time:>6}: {a:.6}  {b:.6e}  {c:.6}, {:.12} in all", a + b + c);
    }
}
