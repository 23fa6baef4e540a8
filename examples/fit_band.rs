//! A fit with the band in which the curve lies: NIST's `BoxBOD`, how much oxygen the bacteria in a bottle use in so many days.
//!
//! ```sh
//! cargo run --features levenberg-marquardt --example fit_band
//! cargo run --features levenberg-marquardt --example fit_band -- folder/for/pictures
//! ```

use std::error::Error;

use chainrule::differentiate;
use chainrule::least_squares::{self, Fit, fit};
use chainrule_pictures::{Axis, Folder, Frame, Legend, Picture, Plane, palette};

pub(crate) const DAYS: [f64; 6] = [1.0, 2.0, 3.0, 5.0, 7.0, 10.0];
pub(crate) const OXYGEN: [f64; 6] = [109.0, 149.0, 149.0, 191.0, 213.0, 224.0];

/// The oxygen that is used after some days, in milligrams a litre.
#[differentiate(wrt(b))]
pub(crate) fn used(b: &[f64; 2], days: f64) -> f64 {
    b[0] * (1.0 - (-b[1] * days).exp())
}

/// The fit from NIST's far start.
pub(crate) fn fitted() -> Result<Fit<[f64; 2]>, least_squares::Error> {
    fit(used::value_and_gradient, &DAYS, &OXYGEN, [1.0, 1.0])
}

/// The curve at a place, and how far to either side it may lie, with this probability.
pub(crate) fn curve(
    fit: &Fit<[f64; 2]>,
    days: f64,
    probability: f64,
) -> Result<(f64, f64), least_squares::Error> {
    let (value, gradient) = used::value_and_gradient(&fit.parameters, days);
    Ok((value, fit.t(probability)? * fit.standard_error_of(&gradient)?))
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let fit = fitted()?;
    println!("BoxBOD: oxygen = b1·(1 − exp(−b2·days))\n");
    for (index, name) in ["b1", "b2"].iter().enumerate() {
        let (value, error) = (fit.parameters[index], fit.standard_errors[index]);
        println!("  {name} = {value:>11.6} ± {:.6} (95 %)", fit.t(0.95)? * error);
    }
    println!("\n  days │  oxygen  ± (95 %)");
    for days in [1.0, 2.0, 5.0, 10.0] {
        let (value, reach) = curve(&fit, days, 0.95)?;
        println!("  {days:>4} │ {value:>7.2} {reach:>9.2}");
    }
    println!();
    Folder::of_the_command_line("target/chapters").write("fit_band", &draw(&fit)?)?;
    Ok(())
}

/// Data, curve and band.
pub(crate) fn draw(fit: &Fit<[f64; 2]>) -> Result<Picture, least_squares::Error> {
    const PIECES: i32 = 120;
    let frame = Frame { left: 80.0, top: 60.0, width: 600.0, height: 340.0 };
    let plane = Plane::new(Axis::linear("days", 0.0, 12.0), Axis::linear("oxygen, mg/l", 0.0, 320.0), frame);
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    for piece in 0..=PIECES {
        let days = 12.0 * f64::from(piece) / f64::from(PIECES);
        let (value, reach) = curve(fit, days, 0.95)?;
        upper.push([days, value + reach]);
        lower.push([days, value - reach]);
    }
    let band = plane.line(upper.into_iter().chain(lower.into_iter().rev()));
    let band = band.set("stroke", "none").set("fill", palette::BLUE).set("fill-opacity", 0.2);
    let curve = plane.graph(|days| used(&fit.parameters, days)).set("stroke", palette::BLUE);
    let mut inside = plane.inside().add(band).add(curve);
    for (&days, &oxygen) in DAYS.iter().zip(&OXYGEN) {
        inside = inside.add(plane.dot([days, oxygen], 5.0, palette::ROSE));
    }
    let legend = Legend::new([700.0, 60.0])
        .dot("measured", palette::ROSE)
        .line("b1·(1 − exp(−b2·days)), fitted", palette::BLUE, "none")
        .line("where the curve lies, 95 % sure", "#d0dcea", "none");
    Ok(Picture::new("A fit of six measurements, and how sure it is", [1000.0, 460.0])
        .with(plane.axes())
        .with(inside)
        .with(legend.draw()))
}
