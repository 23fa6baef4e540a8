//! How a fit runs: settings, residuals and a start go in; the solver is run, its end is judged, and a [`Fit`] comes out.

use levenberg_marquardt::{LevenbergMarquardt, TerminationReason};

use super::covariance::uncertainty;
use super::problem::{Evaluate, Evaluation, LeastSquares};
use super::{Error, Fit, Fitting, Stop};
use crate::Point;

/// What is explained by another step, beside what is not, where a solver may end: a thousandth of a standard error is nothing
/// to a statistician.
const OFFSET: f64 = 1e-3;
/// The part of a sum of squares, or of the terms of a residual, that may be rounding.
const ROUNDING: f64 = 1e-13;

/// The minimum that the first of the solvers finds that finds one.
pub(super) fn run<P: Point<Scalar = f64>>(
    settings: &Fitting,
    evaluate: Evaluate<'_, P>,
    start: P,
) -> Result<Fit<P>, Error> {
    let mut problem = LeastSquares::between(evaluate, settings.bounds.clone(), start.clone())?;
    let found = problem.evaluation()?;
    let (observations, parameters) = (found.observations, found.jacobian.ncols());
    let fixed = settings.bounds.iter().filter(|(lower, upper)| lower == upper).count();
    if observations <= parameters - fixed {
        return Err(Error::TooFew { observations, parameters: parameters - fixed });
    }
    let mut evaluations = 1;
    let mut failure = None;
    for solver in &settings.solvers {
        problem.go_to(&start);
        let found;
        (problem, found) = minimize(solver, problem, &mut evaluations);
        match found.and_then(|stop| finish(&mut problem, evaluations, stop)) {
            Ok(fit) => return Ok(fit),
            Err(
                error @ (Error::Shape { .. }
                | Error::RankLost(_)
                | Error::OtherRank { .. }
                | Error::RanksDiffer { .. }),
            ) => return Err(error),
            // The first solver is the one whose failure says most.
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    Err(failure.unwrap_or(Error::NoParameters))
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
    let Evaluation { residuals, jacobian, observations, own, .. } = problem.evaluation()?;
    let (held, free): (Vec<_>, Vec<_>) = (0..stuck.len()).partition(|&index| stuck[index]);
    let numbers = || parameters.coordinates().to_vec();
    let found = uncertainty(jacobian, residuals, *observations, &free)
        .map_err(|index| Error::Undetermined { index, parameters: numbers() })?;
    let degrees_of_freedom = observations - free.len();
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
        residuals: own.clone(),
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
