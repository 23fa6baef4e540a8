//! A model whose parameters are a struct, fitted by Levenberg and Marquardt: a peak on a sloping ground.
//!
//! ```sh
//! cargo run --features levenberg-marquardt --example fit_struct
//! ```

use chainrule::least_squares::{Error, Fitting};
use chainrule::{Differentiable, Flat, Point, differentiate};
use nalgebra::Vector2;

#[derive(Clone, Debug, Differentiable)]
pub(crate) struct Peak {
    pub(crate) height: f64,
    pub(crate) center: f64,
    pub(crate) width: f64,
    /// The height of the ground at 0, and its slope.
    pub(crate) ground: Vector2<f64>,
    #[differentiate(constant)]
    name: &'static str,
}

#[differentiate(wrt(peak))]
fn intensity(peak: &Peak, x: f64) -> f64 {
    let z = (x - peak.center) / peak.width;
    peak.height * (-0.5 * z * z).exp() + peak.ground.dot(&Vector2::new(1.0, x))
}

/// The peak that was measured, with a ripple on it.
pub(crate) fn measured() -> (Vec<f64>, Vec<f64>) {
    let peak = Peak { height: 5.0, center: 4.2, width: 0.8, ground: Vector2::new(1.0, -0.05), name: "true" };
    let xs: Vec<f64> = (0..120).map(|i| f64::from(i) / 12.0).collect();
    let ys = xs.iter().map(|&x| intensity(&peak, x) + 0.02 * (31.0 * x).sin()).collect();
    (xs, ys)
}

/// The fitted peak, and the standard errors of its numbers in the order of the fields.
pub(crate) fn fit() -> Result<(Peak, Vec<f64>), Error> {
    let (xs, ys) = measured();
    let start = Peak { height: 3.0, center: 3.5, width: 1.2, ground: Vector2::zeros(), name: "found" };
    let model = |peak: &Flat<Peak>, x: f64| {
        let (value, gradient) = intensity::value_and_gradient(&peak.value(), x);
        (value, peak.with(&gradient))
    };
    let fit = Fitting::new().model(model, &xs, &ys, Flat::new(start))?;
    Ok((fit.parameters.value(), fit.standard_errors.coordinates().to_vec()))
}

pub(crate) fn main() -> Result<(), Error> {
    let (peak, errors) = fit()?;
    println!("{}: {:.4} high at {:.4}, {:.4} wide", peak.name, peak.height, peak.center, peak.width);
    println!("on a ground of {:.4} {:+.4}·x", peak.ground.x, peak.ground.y);
    println!("standard errors {errors:.4?}");
    Ok(())
}
