//! The settings of a fit: a model with data, or residuals, and a start go in, a [`Fit`] comes out.

use levenberg_marquardt::LevenbergMarquardt;

use super::problem::{by_places, by_rows, collected};
use super::run::run;
use super::{Error, Fit};
use crate::{Point, Rows};

/// A fit with settings.
///
/// ```
/// use chainrule::{differentiate, least_squares::Fitting};
///
/// #[differentiate(wrt(amount, rate))]
/// fn decay(amount: f64, rate: f64, time: f64) -> f64 {
///     amount * (-rate * time).exp()
/// }
///
/// let (times, amounts) = ([0.0, 1.0, 2.0, 3.0], [8.1, 4.0, 2.1, 0.9]);
/// let fit = Fitting::new().bounds(&[(0.0, 8.0), (0.0, f64::INFINITY)]).model(
///     |&[amount, rate], time| decay::value_and_gradient(amount, rate, time),
///     &times,
///     &amounts,
///     [5.0, 1.0],
/// )?;
/// assert_eq!((fit.parameters[0], fit.held), (8.0, vec![0]));
/// # Ok::<(), chainrule::least_squares::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "settings do nothing until a fit is run with `model` or `residuals`"]
pub struct Fitting {
    /// The first is asked first, the next where one finds no minimum.
    pub(super) solvers: Vec<LevenbergMarquardt<f64>>,
    pub(super) bounds: Vec<(f64, f64)>,
}

impl Fitting {
    /// A fit without bounds. Its tolerances are the last digit, its patience 1000 evaluations for each parameter and one more,
    /// and its first step no longer than the start itself; where that finds no minimum, it begins again with a first step up to
    /// a hundred times that, and then a tenth. NIST's reference sets are fitted from both starts by the first of these.
    ///
    /// ```
    /// use chainrule::least_squares::{Fitting, fit};
    ///
    /// let line = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, [1.0, x]);
    /// let (xs, ys) = ([1.0, 2.0, 3.0], [1.0, 2.0, 4.0]);
    /// assert_eq!(Fitting::new().model(line, &xs, &ys, [0.0; 2]), fit(line, &xs, &ys, [0.0; 2]));
    /// ```
    pub fn new() -> Self {
        let solver = LevenbergMarquardt::new().with_patience(1000);
        let solver = solver.with_ftol(f64::EPSILON).with_xtol(f64::EPSILON);
        let solvers = [1.0, 100.0, 0.1].map(|bound| solver.with_stepbound(bound));
        Self { solvers: solvers.to_vec(), bounds: Vec::new() }
    }

    /// Keeps each parameter from a lower to an upper bound, either of which may be infinite; with both equal it is held there.
    ///
    /// A parameter that would leave them stays on its bound until the residuals draw it back; at the end none is on a bound
    /// that would not press against it. One that ends there is named in [`Fit::held`], and counts as known.
    ///
    /// ```
    /// use chainrule::least_squares::Fitting;
    ///
    /// let line = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, [1.0, x]);
    /// let through_zero = Fitting::new().bounds(&[(0.0, 0.0), (f64::NEG_INFINITY, f64::INFINITY)]);
    /// let fit = through_zero.model(line, &[1.0, 2.0, 3.0], &[1.0, 2.0, 4.0], [0.0, 1.0])?;
    /// assert!((fit.parameters[1] - 17.0 / 14.0).abs() < 1e-12); // Σxy/Σx²
    /// # Ok::<(), chainrule::least_squares::Error>(())
    /// ```
    pub fn bounds(mut self, bounds: &[(f64, f64)]) -> Self {
        self.bounds = bounds.to_vec();
        self
    }

    /// Uses this solver and no other: its tolerances, its patience, and how far the first step may go.
    ///
    /// ```
    /// use chainrule::least_squares::Fitting;
    /// use levenberg_marquardt::LevenbergMarquardt;
    ///
    /// let careful = Fitting::new().solver(LevenbergMarquardt::new().with_stepbound(0.1).with_patience(1000));
    /// # let _ = careful;
    /// ```
    pub fn solver(mut self, solver: LevenbergMarquardt<f64>) -> Self {
        self.solvers = vec![solver];
        self
    }

    /// Fits a model of one place at a time, as [`fit`](super::fit) does.
    ///
    /// ```
    /// use chainrule::{differentiate, least_squares::Fitting};
    /// use levenberg_marquardt::LevenbergMarquardt;
    ///
    /// #[differentiate(wrt(a, b))]
    /// fn plane(a: f64, b: f64, x: f64, y: f64) -> f64 {
    ///     a * x + b * y
    /// }
    ///
    /// let places = [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
    /// let fit = Fitting::new().solver(LevenbergMarquardt::new()).model(
    ///     |&[a, b], [x, y]| plane::value_and_gradient(a, b, x, y),
    ///     &places,
    ///     &[2.0, 3.0, 5.0],
    ///     [0.0, 0.0],
    /// )?;
    /// assert!((fit.parameters[0] - 2.0).abs() < 1e-9 && (fit.parameters[1] - 3.0).abs() < 1e-9);
    /// # Ok::<(), chainrule::least_squares::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn model<P, X, G>(
        &self,
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
        run(self, collected(by_places(model, xs, ys)?), start)
    }

    /// Fits residuals, given by a closure from the parameters to all of them and their Jacobian, as `value_and_jacobian` gives
    /// it of a function that returns an array or a vector. This is the form for weights and for models of many values.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    ///
    /// ```
    /// use chainrule::{differentiate, least_squares::Fitting};
    ///
    /// #[differentiate(wrt(b))]
    /// fn weighted(b: &[f64; 2], xs: &[f64], ys: &[f64], deviations: &[f64]) -> Vec<f64> {
    ///     let mut residuals = vec![0.0; xs.len()];
    ///     for i in 0..xs.len() {
    ///         residuals[i] = (b[0] + b[1] * xs[i] - ys[i]) / deviations[i];
    ///     }
    ///     residuals
    /// }
    ///
    /// let (xs, ys, deviations) = ([0.0, 1.0, 2.0], [0.0, 1.0, 3.0], [1.0, 1.0, 1e-6]);
    /// let fit = Fitting::new()
    ///     .residuals(|b| weighted::value_and_jacobian(b, &xs, &ys, &deviations), [0.0, 0.0])?;
    /// assert!((fit.parameters[0] + 2.0 * fit.parameters[1] - 3.0).abs() < 1e-9);
    /// # Ok::<(), chainrule::least_squares::Error>(())
    /// ```
    pub fn residuals<P, R, J>(&self, evaluate: impl FnMut(&P) -> (R, J), start: P) -> Result<Fit<P>, Error>
    where
        P: Point<Scalar = f64>,
        R: Point<Scalar = f64>,
        J: Rows<Scalar = f64>,
    {
        run(self, collected(by_rows(evaluate)), start)
    }
}

impl Default for Fitting {
    fn default() -> Self {
        Self::new()
    }
}
