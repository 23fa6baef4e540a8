//! A gradient held against difference quotients: a function along a line goes in, a V comes out.

use crate::{Axis, Chart, Picture};

/// The error of difference quotients at a place against the slope there, by the length of the step: a long step leaves the place, a
/// short one drowns in rounding, and a slope that is right has the V between them reach far down.
///
/// ```
/// use chainrule::differentiate;
/// use chainrule_pictures::gradient_check;
///
/// #[differentiate]
/// fn f(x: f64, y: f64) -> f64 {
///     x.sin() * y
/// }
///
/// let [slope, _] = f::gradient(1.0, 2.0);
/// let picture = gradient_check("Is ∂f/∂x right?", |x| f(x, 2.0), 1.0, slope);
/// assert!(picture.to_string().contains("rounding"));
/// ```
pub fn gradient_check(title: &str, function: impl Fn(f64) -> f64, at: f64, slope: f64) -> Picture {
    let ways = (0..=64).map(|quarter| 10_f64.powf(-f64::from(quarter) / 4.0));
    let here = function(at);
    let errors: Vec<[f64; 2]> =
        ways.map(|way| [way, ((function(at + way) - here) / way - slope).abs()]).collect();
    // Below the V there is room for what has no error: no logarithm is that of zero.
    let lowest = errors.iter().map(|[_, error]| *error).filter(|error| *error > 0.0).fold(1.0, f64::min);
    let numbers = errors.iter().map(|[_, error]| *error).chain([lowest / 30.0]);
    let error_axis = Axis::powers("error of the slope", numbers);
    let place = |way: f64, share: f64| [way, error_axis.number(share)];
    let notes = [
        ("rounding", place(1e-12, 0.85)),
        ("curvature", place(1e-4, 0.92)),
        ("a derivative needs no h", place(1e-12, 0.06)),
    ];
    let chart =
        Chart::new(title, Axis::logarithmic("step h", 1e-16, 1.0), error_axis).line("quotient", errors);
    notes.into_iter().fold(chart, |chart, (words, point)| chart.note(words, point)).draw()
}
