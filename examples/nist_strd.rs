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

/// A fit, and how many of its digits are right: those of the worst figure of each kind.
pub(crate) struct Judged {
    pub(crate) fit: Fit<Vec<f64>>,
    pub(crate) parameters: f64,
    pub(crate) standard_deviations: f64,
    /// Of the sum of squares and the standard deviation of the residuals.
    pub(crate) residuals: f64,
    /// Whether all have the digits that are asked for, which are 6.
    pub(crate) certified: bool,
}

/// Fits a set from one of its starts, and counts the digits.
pub(crate) fn judge(set: &Set, start: usize) -> Result<Judged, Box<dyn Error>> {
    let model = models::of(&set.name).ok_or_else(|| format!("no model for {}", set.name))?;
    let fit = fit(|b: &Vec<f64>, x| model(b, x), &set.xs, &set.ys, set.starts[start].clone())?;

    // What Lanczos1 leaves over is mostly the rounding of its data to 13 digits and of the sums here, so that its standard
    // deviations have only the digits that this has. Measured by it they are those of the Jacobian.
    let (unit, of_residuals) = match set.name.as_str() {
        "Lanczos1" => (fit.residual_standard_deviation / set.residual_standard_deviation, 2.0),
        _ => (1.0, 6.0),
    };
    let parameters = fewest(fit.parameters.iter().copied(), &set.parameters);
    let deviations = fit.standard_errors.iter().map(|deviation| deviation / unit);
    let standard_deviations = fewest(deviations, &set.standard_deviations);
    let residuals = fewest(
        [fit.sum_of_squares, fit.residual_standard_deviation].into_iter(),
        &[set.sum_of_squares, set.residual_standard_deviation],
    );
    let certified = parameters >= 6.0
        && standard_deviations >= 6.0
        && residuals >= of_residuals
        && fit.degrees_of_freedom == set.degrees_of_freedom;
    Ok(Judged { fit, parameters, standard_deviations, residuals, certified })
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
    println!("  set       │ level   │ start │ evaluations │ parameters │ std. deviations │ residuals");
    println!("  ──────────┼─────────┼───────┼─────────────┼────────────┼─────────────────┼──────────");
    let (mut fits, mut certified) = (0, 0);
    for set in data::all()? {
        for start in 0..set.starts.len() {
            fits += 1;
            let row = format!("{:<9} │ {:<7} │ {:>5}", set.name, set.level, start + 1);
            match judge(&set, start) {
                Ok(Judged { fit, parameters, standard_deviations, residuals, certified: right }) => {
                    certified += usize::from(right);
                    println!(
                        "  {row} │ {:>11} │ {parameters:>10.1} │ {standard_deviations:>15.1} │ {residuals:>9.1}  {}",
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
