//! Fits: parameters of a model that are closest to data, in the sense of least squares, and how sure they are.
//!
//! [`fit`] takes a differentiated model of a place, data and a start. [`Fitting`] has settings, bounds, and the form for residuals
//! of any kind. [`LeastSquares`] is the way to the crate [`levenberg_marquardt`], which does the minimising, by itself.
//!
//! Where there are more than 64 observations, they are taken in blocks that are condensed one after another, so that of the Jacobian of
//! n parameters some (n + 1)/64 is kept, if that is less than all of it. [`Fitting::model_across`] shares them out among processes.
//!
//! The Jacobian is always the exact one. What is returned is a minimum, or an [`Error`] says why not: where the solver's steps
//! have become small, [`Fit::relative_offset`] shows that no residual is left to be explained.

mod across;
mod blocks;
mod covariance;
mod error;
mod exchange;
mod fit;
mod fitting;
mod parts;
mod problem;
mod run;
mod student;

pub use error::Error;
pub use fit::{Fit, Stop};
pub use fitting::Fitting;
pub use parts::part;
pub use problem::LeastSquares;

use crate::Point;

/// Fits a model to data: the parameters for which the sum over all observations of (model(parameters, x) − y)² is least.
///
/// The model is a function of the parameters and of a place x, which may be a number, an array, or anything that can be copied; it
/// gives the value and the gradient by the parameters, as `value_and_gradient` does. The parameters have the type of the start.
///
/// # Errors
///
/// See [`Error`]: data or a start that make no sense, a model that is not finite at the start, and an end that is not at a
/// minimum.
///
/// ```
/// use chainrule::{differentiate, least_squares::fit};
///
/// /// How much is adsorbed at a pressure: the model of NIST's Misra1a.
/// #[differentiate(wrt(b))]
/// fn volume(b: &[f64; 2], pressure: f64) -> f64 {
///     b[0] * (1.0 - (-b[1] * pressure).exp())
/// }
///
/// let pressures = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];
/// let volumes = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78];
/// let found = fit(volume::value_and_gradient, &pressures, &volumes, [500.0, 0.0001])?;
///
/// // To the digits that NIST certifies.
/// assert_eq!(format!("{:.7}", found.parameters[0]), "238.9421292");
/// assert_eq!(format!("{:.6}", found.standard_errors[0]), "2.707008");
/// assert_eq!(format!("{:.8}", found.residual_standard_deviation), "0.10187876");
/// # Ok::<(), chainrule::least_squares::Error>(())
/// ```
pub fn fit<P, X, G>(
    model: impl FnMut(&P, X) -> (f64, G),
    xs: &[X],
    ys: &[f64],
    start: P,
) -> Result<Fit<P>, Error>
where
    P: Point<Scalar = f64>,
    X: Copy,
    G: Point<Scalar = f64>,
{
    Fitting::new().model(model, xs, ys, start)
}
