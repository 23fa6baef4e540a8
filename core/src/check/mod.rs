//! Whether derivatives are those of their function: for rules that are given with `derivative(…)`, and objectives written by
//! hand.
//!
//! Derivatives that the attribute finds need no such check. What is given to it, or written beside it, is only as right as its
//! author made it, and an optimiser does not tell: it converges slowly, or to another place.
//!
//! [`check_gradient`] and [`check_jacobian`] hold derivatives against values, [`check_hessian`] second derivatives against
//! first ones, all by extrapolated differences with an estimate of their error. [`check_jvp_vjp`] holds forward mode against
//! reverse mode, exactly. All say where a derivative is wrong and by how much; none takes what it cannot tell for right.
//!
//! ```
//! use chainrule::{check::check_gradient, differentiate};
//!
//! // The error function's derivative is 2/√π·exp(−x²); here the 2 is missing.
//! #[differentiate(derivative(x = (-x * x).exp() / std::f64::consts::PI.sqrt()))]
//! fn erf(x: f64) -> f64 {
//!     let terms = (0..40).scan(x, |term, n| {
//!         let this = *term / (2 * n + 1) as f64;
//!         *term *= -x * x / (n + 1) as f64;
//!         Some(this)
//!     });
//!     terms.sum::<f64>() * 2.0 / std::f64::consts::PI.sqrt()
//! }
//!
//! let error = check_gradient(|&x| erf::value_and_gradient(x), 0.5).unwrap_err();
//! assert!(error.to_string().starts_with("1 derivative is wrong: by input 0 it is 0.439391289"));
//! assert!(error.to_string().contains("and should be 0.87878257"));
//! ```

mod differences;
mod error;
mod judge;
mod modes;

use differences::{Difference, slopes};
pub use error::{Error, Mistake};
use judge::{Verdict, judge};
pub use modes::check_jvp_vjp;

use crate::{Point, Rows};

/// The part of the largest derivative that forward and reverse mode may differ by.
const ROUNDING: f64 = 1e-9;

/// Checks a gradient against the values around a point.
///
/// At a kink the differences have a slope of their own, between those of its two sides: check beside it.
///
/// # Errors
///
/// [`Error::Wrong`] with all slopes that are wrong; [`Error::Unclear`] if the values do not tell; [`Error::Shape`] and
/// [`Error::Undefined`].
///
/// ```
/// use chainrule::{Objective, check::check_gradient, differentiate};
///
/// #[differentiate]
/// fn f(x: f64, y: f64) -> f64 {
///     x.powi(2) * y.sin()
/// }
///
/// check_gradient(f::evaluate, [1.0, 2.0])?;
/// # Ok::<(), chainrule::check::Error>(())
/// ```
pub fn check_gradient<P, G>(mut evaluate: impl FnMut(&P) -> (f64, G), point: P) -> Result<(), Error>
where
    P: Point<Scalar = f64>,
    G: Point<Scalar = f64>,
{
    check_jacobian(
        |point| {
            let (value, gradient) = evaluate(point);
            ([value], vec![gradient])
        },
        point,
    )
}

/// Checks a Jacobian against the values around a point, given as `value_and_jacobian` gives them.
///
/// # Errors
///
/// As [`check_gradient`].
///
/// ```
/// use chainrule::check::check_jacobian;
///
/// let swapped = |&[x, y]: &[f64; 2]| ([x * y, x + y], [[x, y], [1.0, 1.0]]);
/// let error = check_jacobian(swapped, [2.0, 3.0]).unwrap_err();
/// assert!(error.to_string().starts_with("2 derivatives are wrong: by input 0 it is 2 and should be "));
/// ```
pub fn check_jacobian<P, R, J>(mut evaluate: impl FnMut(&P) -> (R, J), point: P) -> Result<(), Error>
where
    P: Point<Scalar = f64>,
    R: Point<Scalar = f64>,
    J: Rows<Scalar = f64>,
{
    let (values, rows) = evaluate(&point);
    let values = values.coordinates();
    shape("rows", values.len(), rows.count())?;
    if let Some(output) = values.iter().position(|value| !value.is_finite()) {
        return Err(Error::Undefined { output, found: values[output] });
    }
    let inputs = point.coordinates().len();
    for output in 0..values.len() {
        shape("slopes", inputs, rows.row(output).len())?;
    }
    let mut mistakes = Vec::new();
    let mut unclear = None;
    let mut moved = point.clone();
    for input in 0..inputs {
        let at = point.coordinates()[input];
        let mut other_count = None;
        let along = |place: f64| {
            moved.coordinates_mut()[input] = place;
            let mut outputs = evaluate(&moved).0.coordinates().to_vec();
            if outputs.len() != values.len() {
                other_count = Some(outputs.len());
                outputs.resize(values.len(), f64::NAN);
            }
            outputs
        };
        let found = slopes(along, at, values);
        shape("outputs", values.len(), other_count.unwrap_or(values.len()))?;
        moved.coordinates_mut()[input] = at;
        for output in 0..values.len() {
            let candidates: Vec<Difference> = found.iter().map(|slopes| slopes[output]).collect();
            match judge(rows.row(output)[input], &candidates) {
                Verdict::Right => {}
                Verdict::Wrong(expected) => {
                    mistakes.push(Mistake { output, input, found: rows.row(output)[input], expected });
                }
                Verdict::Unclear(Difference { slope, error, .. }) => {
                    let found = rows.row(output)[input];
                    unclear =
                        unclear.or(Some(Error::Unclear { output, input, found, slope, uncertainty: error }));
                }
            }
        }
    }
    mistakes.sort_by_key(|mistake| (mistake.output, mistake.input));
    match unclear {
        _ if !mistakes.is_empty() => Err(Error::Wrong { mistakes }),
        Some(unclear) => Err(unclear),
        None => Ok(()),
    }
}

/// Checks a Hessian against the gradients around a point, and that it is symmetric. The output of a [`Mistake`] is the row.
///
/// # Errors
///
/// As [`check_gradient`].
///
/// ```
/// use chainrule::{check::check_hessian, differentiate};
///
/// #[differentiate(order = 2)]
/// fn f(x: f64, y: f64) -> f64 {
///     x.powi(2) * y.sin()
/// }
///
/// check_hessian(|&[x, y]| f::gradient(x, y), |&[x, y]| f::hessian(x, y), [1.0, 2.0])?;
/// # Ok::<(), chainrule::check::Error>(())
/// ```
pub fn check_hessian<P, G, H>(
    mut gradient: impl FnMut(&P) -> G,
    mut hessian: impl FnMut(&P) -> H,
    point: P,
) -> Result<(), Error>
where
    P: Point<Scalar = f64>,
    G: Point<Scalar = f64>,
    H: Rows<Scalar = f64>,
{
    let here = hessian(&point);
    shape("rows", point.coordinates().len(), here.count())?;
    check_jacobian(|at| (gradient(at), References(&here)), point)?;
    let count = here.count();
    let largest = largest((0..count).flat_map(|row| here.row(row).iter().copied()));
    let mut mistakes = Vec::new();
    for output in 0..count {
        for input in 0..output {
            let (found, expected) = (here.row(output)[input], here.row(input)[output]);
            if (found - expected).abs() > ROUNDING * largest {
                mistakes.push(Mistake { output, input, found, expected });
            }
        }
    }
    if mistakes.is_empty() { Ok(()) } else { Err(Error::Wrong { mistakes }) }
}

fn largest(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.map(f64::abs).filter(|number| number.is_finite()).fold(0.0, f64::max)
}

fn shape(what: &'static str, expected: usize, found: usize) -> Result<(), Error> {
    if found == expected { Ok(()) } else { Err(Error::Shape { what, expected, found }) }
}

/// Rows that belong to someone else.
struct References<'a, J>(&'a J);

impl<J: Rows> Rows for References<'_, J> {
    type Scalar = J::Scalar;

    fn count(&self) -> usize {
        self.0.count()
    }

    fn row(&self, index: usize) -> &[J::Scalar] {
        self.0.row(index)
    }
}
