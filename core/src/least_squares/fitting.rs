//! The settings of a fit, and how one runs: a model with data, or residuals, and a start go in, a [`Fit`] comes out.

use levenberg_marquardt::{LevenbergMarquardt, TerminationReason};

use super::covariance::uncertainty;
use super::problem::{Evaluate, Evaluation, LeastSquares, all_finite, by_rows, put_row};
use super::{Error, Fit, Stop};
use crate::{Point, Rows};

/// What is explained by another step, beside what is not, where a solver may end: a thousandth of a standard error is nothing
/// to a statistician.
const OFFSET: f64 = 1e-3;
/// The part of a sum of squares, or of the terms of a residual, that may be rounding.
const ROUNDING: f64 = 1e-13;

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
    solvers: Vec<LevenbergMarquardt<f64>>,
    bounds: Vec<(f64, f64)>,
}

impl Fitting {
    /// A fit without bounds. Its tolerances are the last digit, its patience 1000 evaluations for each parameter and one more,
    /// and its first step no longer than the start itself; where that finds no minimum, it begins again with a first step up to
    /// a hundred times that, and then a tenth. NIST's reference sets are fitted from both starts by the first of these.
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
    /// # Errors
    ///
    /// See [`Error`].
    pub fn model<P, X, G>(
        &self,
        mut model: impl FnMut(&P, X) -> (f64, G),
        xs: &[X],
        ys: &[f64],
        start: P,
    ) -> Result<Fit<P>, Error>
    where
        P: Point<Scalar = f64>,
        X: Copy,
        G: Point<Scalar = f64>,
    {
        if xs.len() != ys.len() {
            return Err(Error::Lengths { xs: xs.len(), ys: ys.len() });
        }
        all_finite("value", ys)?;
        self.run(
            Box::new(|point: &P| {
                let (count, width) = (ys.len(), point.coordinates().len());
                let mut found = Evaluation {
                    residuals: nalgebra::DVector::zeros(count),
                    jacobian: nalgebra::DMatrix::zeros(count, width),
                };
                for (index, (&x, y)) in xs.iter().zip(ys).enumerate() {
                    let (value, gradient) = model(point, x);
                    found.residuals[index] = value - y;
                    put_row(&mut found.jacobian, index, gradient.coordinates())?;
                }
                Ok(found)
            }),
            start,
        )
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
        self.run(by_rows(evaluate), start)
    }

    fn run<P: Point<Scalar = f64>>(&self, evaluate: Evaluate<'_, P>, start: P) -> Result<Fit<P>, Error> {
        let mut problem = LeastSquares::between(evaluate, self.bounds.clone(), start.clone())?;
        let (observations, parameters) = problem.evaluation()?.jacobian.shape();
        let fixed = self.bounds.iter().filter(|(lower, upper)| lower == upper).count();
        if observations <= parameters - fixed {
            return Err(Error::TooFew { observations, parameters: parameters - fixed });
        }
        let mut evaluations = 1;
        let mut failure = None;
        for solver in &self.solvers {
            problem.go_to(&start);
            let found;
            (problem, found) = minimize(solver, problem, &mut evaluations);
            match found.and_then(|stop| finish(&mut problem, evaluations, stop)) {
                Ok(fit) => return Ok(fit),
                Err(error @ Error::Shape { .. }) => return Err(error),
                // The first solver is the one whose failure says most.
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        Err(failure.unwrap_or(Error::NoParameters))
    }
}

/// Runs a solver to where no parameter that a bound holds would be drawn back.
fn minimize<'a, P: Point<Scalar = f64>>(
    solver: &LevenbergMarquardt<f64>,
    mut problem: LeastSquares<'a, P>,
    evaluations: &mut usize,
) -> (LeastSquares<'a, P>, Result<Stop, Error>) {
    let mut least = f64::INFINITY;
    let mut drawn_back = problem.restart();
    loop {
        if let Err(error) = drawn_back {
            return (problem, Err(error));
        }
        let report;
        (problem, report) = solver.minimize(problem);
        *evaluations += report.number_of_evaluations;
        let stop = judge(&mut problem, report.termination, *evaluations);
        drawn_back = problem.restart();
        let falls = report.objective_function < least * (1.0 - ROUNDING);
        if stop.is_err() || drawn_back != Ok(true) || !falls {
            return (problem, stop);
        }
        least = report.objective_function;
    }
}

impl Default for Fitting {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether an end of the solver is one at a minimum.
fn judge<P: Point<Scalar = f64>>(
    problem: &mut LeastSquares<'_, P>,
    reason: TerminationReason,
    evaluations: usize,
) -> Result<Stop, Error> {
    problem.evaluation()?;
    let parameters = problem.parameters().coordinates().to_vec();
    match reason {
        TerminationReason::ResidualsZero => Ok(Stop::Exact),
        TerminationReason::Orthogonal => Ok(Stop::Orthogonal),
        TerminationReason::Converged { .. } => Ok(Stop::Converged),
        TerminationReason::NoImprovementPossible(_) => Ok(Stop::Precision),
        TerminationReason::LostPatience => Err(Error::Patience { evaluations, parameters }),
        TerminationReason::Numerical(subject)
        | TerminationReason::User(subject)
        | TerminationReason::WrongDimensions(subject) => Err(Error::Range { subject, parameters }),
        TerminationReason::NoParameters | TerminationReason::NoResiduals => Err(Error::NoParameters),
    }
}

/// The errors of the parameters where the solver ended, if that is a minimum.
fn finish<P: Point<Scalar = f64>>(
    problem: &mut LeastSquares<'_, P>,
    evaluations: usize,
    stop: Stop,
) -> Result<Fit<P>, Error> {
    let stuck = problem.stuck();
    let parameters = problem.parameters().clone();
    let Evaluation { residuals, jacobian } = problem.evaluation()?;
    let (held, free): (Vec<_>, Vec<_>) = (0..stuck.len()).partition(|&index| stuck[index]);
    let numbers = || parameters.coordinates().to_vec();
    let found = uncertainty(jacobian, residuals, &free)
        .map_err(|index| Error::Undetermined { index, parameters: numbers() })?;
    let degrees_of_freedom = residuals.len() - free.len();
    let sum_of_squares = residuals.norm_squared();
    let variance = sum_of_squares / degrees_of_freedom as f64;

    let (explained, rest) = found.parts;
    let size = (0..parameters.coordinates().len())
        .map(|index| jacobian.column(index).norm() * parameters.coordinates()[index].abs())
        .fold(0.0, f64::max);
    let relative_offset = match explained {
        0.0 => 0.0,
        _ => explained / rest * (degrees_of_freedom as f64 / free.len() as f64).sqrt(),
    };
    let rounding = ROUNDING * size;
    if explained.is_nan() || (explained > rounding && relative_offset > OFFSET) {
        return Err(Error::Stuck { offset: relative_offset, parameters: numbers() });
    }

    let covariance = found.inverse * variance;
    let mut standard_errors = parameters.clone();
    for (index, error) in standard_errors.coordinates_mut().iter_mut().enumerate() {
        *error = covariance[(index, index)].sqrt();
    }
    Ok(Fit {
        standard_errors,
        covariance,
        residuals: residuals.as_slice().to_vec(),
        sum_of_squares,
        residual_standard_deviation: variance.sqrt(),
        degrees_of_freedom,
        held,
        relative_offset,
        evaluations,
        stop,
        parameters,
    })
}
