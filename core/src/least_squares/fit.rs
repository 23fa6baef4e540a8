//! What a fit found: parameters, how sure they are, and why it stopped.

use nalgebra::DMatrix;

use super::Error;
use super::problem::shape;
use super::student::quantile;
use crate::Point;

/// Parameters with their errors.
///
/// ```
/// use chainrule::{differentiate, least_squares::fit};
///
/// #[differentiate(wrt(b))]
/// fn line(b: &[f64; 2], x: f64) -> f64 {
///     b[0] + b[1] * x
/// }
///
/// let found = fit(line::value_and_gradient, &[0.0, 1.0, 2.0, 3.0], &[1.1, 2.9, 5.1, 6.9], [0.0, 0.0])?;
/// // The closed forms of linear regression.
/// assert!((found.parameters[0] - 1.06).abs() < 1e-12);
/// assert!((found.parameters[1] - 1.96).abs() < 1e-12);
/// assert!((found.sum_of_squares - 0.032).abs() < 1e-12);
/// assert!((found.standard_errors[1] - (0.016_f64 / 5.0).sqrt()).abs() < 1e-12);
/// # Ok::<(), chainrule::least_squares::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Fit<P> {
    /// Where the sum of squares is least.
    pub parameters: P,
    /// The standard deviation of each parameter; zero of one that its bound holds.
    pub standard_errors: P,
    /// Their covariance s²·(JᵀJ)⁻¹ in the order of the parameters, where s² is the sum of squares over the degrees of freedom.
    pub covariance: DMatrix<f64>,
    /// Model less data, for each observation; of a fit across ranks, for each that this rank has.
    pub residuals: Vec<f64>,
    /// The sum of the squares of the residuals.
    pub sum_of_squares: f64,
    /// The standard deviation s of the residuals.
    pub residual_standard_deviation: f64,
    /// How many observations there are beyond the parameters that are free.
    pub degrees_of_freedom: usize,
    /// Which parameters, counted from 0, are held by a bound. Of these there is no error to be known.
    pub held: Vec<usize>,
    /// How much of the residuals a small change of the parameters would still explain, beside what it would not (the criterion
    /// of Bates and Watts, 1981); at a minimum it is zero up to rounding.
    pub relative_offset: f64,
    /// How often the residuals were computed.
    pub evaluations: usize,
    /// Why it went no further.
    pub stop: Stop,
}

impl<P: Point<Scalar = f64>> Fit<P> {
    /// The standard error of a number that depends on the parameters with this gradient: √(gᵀ·covariance·g).
    ///
    /// With the gradient of the model at a place, it is half the width of the band in which the curve lies.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the gradient has not a slope for each parameter.
    ///
    /// ```
    /// use chainrule::least_squares::fit;
    ///
    /// let line = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, [1.0, x]);
    /// let found = fit(line, &[-1.0, 0.0, 1.0], &[0.0, 0.3, 0.0], [0.0, 0.0])?;
    /// // In the middle of the data the error is that of a mean of three.
    /// let (_, gradient) = line(&found.parameters, 0.0);
    /// let error = found.standard_error_of(&gradient)?;
    /// assert!((error - found.residual_standard_deviation / 3.0_f64.sqrt()).abs() < 1e-12);
    /// # Ok::<(), chainrule::least_squares::Error>(())
    /// ```
    pub fn standard_error_of(&self, gradient: &impl Point<Scalar = f64>) -> Result<f64, Error> {
        let gradient = gradient.coordinates();
        shape("slopes", self.covariance.nrows(), gradient.len())?;
        let row =
            |i: usize| gradient.iter().enumerate().map(|(j, g)| g * self.covariance[(i, j)]).sum::<f64>();
        let variance: f64 = gradient.iter().enumerate().map(|(i, g)| g * row(i)).sum();
        // Rounding may leave less than nothing of a variance that is zero.
        Ok(variance.max(0.0).sqrt())
    }

    /// How many standard errors an interval reaches to either side that holds the true value with this probability: Student's
    /// t. It is exact for models that are linear in their parameters, and as good as they are nearly so for others.
    ///
    /// # Errors
    ///
    /// [`Error::Probability`] if the probability is not between 0 and 1.
    ///
    /// ```
    /// # use chainrule::least_squares::fit;
    /// # let line = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, [1.0, x]);
    /// let found = fit(line, &[-1.0, 0.0, 1.0, 2.0], &[0.0, 0.3, 0.0, 0.1], [0.0, 0.0])?;
    /// assert!((found.t(0.95)? - 4.303).abs() < 1e-3); // of two degrees of freedom
    /// # Ok::<(), chainrule::least_squares::Error>(())
    /// ```
    pub fn t(&self, probability: f64) -> Result<f64, Error> {
        if probability > 0.0 && probability < 1.0 {
            Ok(quantile(probability, self.degrees_of_freedom))
        } else {
            Err(Error::Probability { probability })
        }
    }
}

/// Why a fit went no further. All of these are ends at a minimum; others are errors.
///
/// ```
/// use chainrule::least_squares::{Stop, fit};
///
/// let line = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, [1.0, x]);
/// assert_eq!(fit(line, &[1.0, 2.0, 3.0], &[3.0, 5.0, 7.0], [1.0, 2.0])?.stop, Stop::Exact);
/// # Ok::<(), chainrule::least_squares::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stop {
    /// All residuals are zero.
    Exact,
    /// No change of a parameter would explain any of the residuals.
    Orthogonal,
    /// Neither the sum of squares nor the parameters change beyond the tolerance.
    Converged,
    /// Neither changes by what the last digit of a number can show.
    Precision,
}
