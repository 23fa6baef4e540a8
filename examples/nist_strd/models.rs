//! The models of the sets, each as its page at NIST writes it, and differentiated by its parameters.

use std::f64::consts::PI;

use chainrule::differentiate;

/// A model with its gradient: parameters and a place go in.
pub(crate) type Model = fn(&[f64], [f64; 2]) -> (f64, Vec<f64>);

/// The model of a set.
pub(crate) fn of(set: &str) -> Option<Model> {
    Some(match set {
        "Misra1a" | "BoxBOD" => |b, [x, _]| saturation::value_and_gradient(b, x),
        "Misra1b" => |b, [x, _]| misra1b::value_and_gradient(b, x),
        "Misra1c" => |b, [x, _]| misra1c::value_and_gradient(b, x),
        "Misra1d" => |b, [x, _]| misra1d::value_and_gradient(b, x),
        "Chwirut1" | "Chwirut2" => |b, [x, _]| chwirut::value_and_gradient(b, x),
        "Lanczos1" | "Lanczos2" | "Lanczos3" => |b, [x, _]| lanczos::value_and_gradient(b, x),
        "Gauss1" | "Gauss2" | "Gauss3" => |b, [x, _]| gauss::value_and_gradient(b, x),
        "DanWood" => |b, [x, _]| danwood::value_and_gradient(b, x),
        "Kirby2" => |b, [x, _]| kirby2::value_and_gradient(b, x),
        "Hahn1" | "Thurber" => |b, [x, _]| cubics::value_and_gradient(b, x),
        "Nelson" => |b, x| nelson::value_and_gradient(b, x),
        "MGH09" => |b, [x, _]| mgh09::value_and_gradient(b, x),
        "MGH10" => |b, [x, _]| mgh10::value_and_gradient(b, x),
        "MGH17" => |b, [x, _]| mgh17::value_and_gradient(b, x),
        "Roszman1" => |b, [x, _]| roszman1::value_and_gradient(b, x),
        "ENSO" => |b, [x, _]| enso::value_and_gradient(b, x),
        "Rat42" => |b, [x, _]| rat42::value_and_gradient(b, x),
        "Rat43" => |b, [x, _]| rat43::value_and_gradient(b, x),
        "Eckerle4" => |b, [x, _]| eckerle4::value_and_gradient(b, x),
        "Bennett5" => |b, [x, _]| bennett5::value_and_gradient(b, x),
        _ => return None,
    })
}

#[differentiate(wrt(b))]
pub(crate) fn saturation(b: &[f64], x: f64) -> f64 {
    b[0] * (1.0 - (-b[1] * x).exp())
}

#[differentiate(wrt(b))]
fn misra1b(b: &[f64], x: f64) -> f64 {
    b[0] * (1.0 - (1.0 + b[1] * x / 2.0).powi(-2))
}

#[differentiate(wrt(b))]
fn misra1c(b: &[f64], x: f64) -> f64 {
    b[0] * (1.0 - (1.0 + 2.0 * b[1] * x).powf(-0.5))
}

#[differentiate(wrt(b))]
fn misra1d(b: &[f64], x: f64) -> f64 {
    b[0] * b[1] * x / (1.0 + b[1] * x)
}

#[differentiate(wrt(b))]
fn chwirut(b: &[f64], x: f64) -> f64 {
    (-b[0] * x).exp() / (b[1] + b[2] * x)
}

#[differentiate(wrt(b))]
fn lanczos(b: &[f64], x: f64) -> f64 {
    b[0] * (-b[1] * x).exp() + b[2] * (-b[3] * x).exp() + b[4] * (-b[5] * x).exp()
}

#[differentiate(wrt(b))]
fn gauss(b: &[f64], x: f64) -> f64 {
    b[0] * (-b[1] * x).exp()
        + b[2] * (-((x - b[3]) / b[4]).powi(2)).exp()
        + b[5] * (-((x - b[6]) / b[7]).powi(2)).exp()
}

#[differentiate(wrt(b))]
fn danwood(b: &[f64], x: f64) -> f64 {
    b[0] * x.powf(b[1])
}

#[differentiate(wrt(b))]
fn kirby2(b: &[f64], x: f64) -> f64 {
    (b[0] + x * (b[1] + x * b[2])) / (1.0 + x * (b[3] + x * b[4]))
}

#[differentiate(wrt(b))]
fn cubics(b: &[f64], x: f64) -> f64 {
    (b[0] + x * (b[1] + x * (b[2] + x * b[3]))) / (1.0 + x * (b[4] + x * (b[5] + x * b[6])))
}

/// Of the logarithm of what was measured.
#[differentiate(wrt(b))]
fn nelson(b: &[f64], x: [f64; 2]) -> f64 {
    b[0] - b[1] * x[0] * (-b[2] * x[1]).exp()
}

#[differentiate(wrt(b))]
fn mgh09(b: &[f64], x: f64) -> f64 {
    b[0] * (x.powi(2) + x * b[1]) / (x.powi(2) + x * b[2] + b[3])
}

#[differentiate(wrt(b))]
fn mgh10(b: &[f64], x: f64) -> f64 {
    b[0] * (b[1] / (x + b[2])).exp()
}

#[differentiate(wrt(b))]
fn mgh17(b: &[f64], x: f64) -> f64 {
    b[0] + b[1] * (-x * b[3]).exp() + b[2] * (-x * b[4]).exp()
}

#[differentiate(wrt(b))]
fn roszman1(b: &[f64], x: f64) -> f64 {
    b[0] - b[1] * x - (b[2] / (x - b[3])).atan() / PI
}

#[differentiate(wrt(b))]
fn enso(b: &[f64], x: f64) -> f64 {
    let [year, second, third] = [2.0 * PI * x / 12.0, 2.0 * PI * x / b[3], 2.0 * PI * x / b[6]];
    b[0] + b[1] * year.cos()
        + b[2] * year.sin()
        + b[4] * second.cos()
        + b[5] * second.sin()
        + b[7] * third.cos()
        + b[8] * third.sin()
}

#[differentiate(wrt(b))]
fn rat42(b: &[f64], x: f64) -> f64 {
    b[0] / (1.0 + (b[1] - b[2] * x).exp())
}

#[differentiate(wrt(b))]
fn rat43(b: &[f64], x: f64) -> f64 {
    b[0] / (1.0 + (b[1] - b[2] * x).exp()).powf(1.0 / b[3])
}

#[differentiate(wrt(b))]
fn eckerle4(b: &[f64], x: f64) -> f64 {
    b[0] / b[1] * (-0.5 * ((x - b[2]) / b[1]).powi(2)).exp()
}

#[differentiate(wrt(b))]
fn bennett5(b: &[f64], x: f64) -> f64 {
    b[0] * (b[1] + x).powf(-1.0 / b[2])
}
