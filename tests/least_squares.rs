//! Fits against closed forms, between bounds, and with every error.

#![allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "parameters are passed by reference, whatever their type"
)]

use chacha20::ChaCha8Rng;
use chainrule::differentiate;
use chainrule::least_squares::{Error, Fitting, LeastSquares, Stop, fit};
use levenberg_marquardt::{LevenbergMarquardt, TerminationReason};
use nalgebra::{DMatrix, DVector};
use rand::{RngExt, SeedableRng};

const INFINITY: f64 = f64::INFINITY;

#[differentiate(wrt(b))]
fn line(b: &[f64; 2], x: f64) -> f64 {
    b[0] + b[1] * x
}

#[differentiate(wrt(b))]
fn saturation(b: &[f64], x: f64) -> f64 {
    b[0] * (1.0 - (-b[1] * x).exp())
}

#[track_caller]
fn assert_close(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance * wanted.abs().max(1e-3), "{found} is not {wanted}");
}

mod closed_forms {
    use super::*;

    /// Slope, offset, their errors and their covariance by the sums of linear regression.
    #[test]
    fn lines_are_those_of_linear_regression() {
        let xs = [1.0, 2.0, 4.0, 7.0, 11.0];
        let ys = [2.0, 1.0, 5.5, 6.0, 13.0];
        let found = fit(line::value_and_gradient, &xs, &ys, [100.0, -30.0]).unwrap();
        let n = 5.0;
        let (x, y) = (xs.iter().sum::<f64>() / n, ys.iter().sum::<f64>() / n);
        let sxx: f64 = xs.iter().map(|v| (v - x).powi(2)).sum();
        let sxy: f64 = xs.iter().zip(&ys).map(|(v, w)| (v - x) * (w - y)).sum();
        let slope = sxy / sxx;
        let squares: f64 = xs.iter().zip(&ys).map(|(v, w)| (w - y - slope * (v - x)).powi(2)).sum();
        let variance = squares / (n - 2.0);
        assert_close(found.parameters[1], slope, 1e-12);
        assert_close(found.parameters[0], y - slope * x, 1e-12);
        assert_close(found.standard_errors[1], (variance / sxx).sqrt(), 1e-12);
        assert_close(found.standard_errors[0], (variance * (1.0 / n + x * x / sxx)).sqrt(), 1e-12);
        assert_close(found.covariance[(0, 1)], -variance * x / sxx, 1e-12);
        assert_close(found.covariance[(1, 0)], -variance * x / sxx, 1e-12);
        assert_close(found.sum_of_squares, squares, 1e-12);
        assert_close(found.residual_standard_deviation, variance.sqrt(), 1e-12);
        assert_eq!((found.degrees_of_freedom, found.residuals.len(), found.held.len()), (3, 5, 0));
        assert!(found.relative_offset < 1e-10);
        // The band is narrowest in the middle of the data.
        let error = found.standard_error_of(&line::gradient(&found.parameters, 9.0)).unwrap();
        assert_close(error, (variance * (1.0 / n + (9.0 - x).powi(2) / sxx)).sqrt(), 1e-12);
    }

    /// A residual divided by its deviation counts by the inverse of its square.
    #[test]
    fn weights_are_those_of_the_weighted_mean() {
        let (ys, deviations) = ([1.0, 2.0, 4.0], [1.0, 0.5, 2.0]);
        let residuals = |mean: &f64| {
            let row = |i: usize| (mean - ys[i]) / deviations[i];
            ([row(0), row(1), row(2)], deviations.map(|d| 1.0 / d))
        };
        let found = Fitting::new().residuals(residuals, 0.0).unwrap();
        assert_close(found.parameters, (1.0 + 4.0 * 2.0 + 0.25 * 4.0) / 5.25, 1e-12);
    }

    #[test]
    fn parameters_of_any_magnitude_have_their_errors() {
        let xs = [1.0, 2.0, 4.0, 7.0];
        let ys = [2.0, 1.0, 5.5, 6.0];
        let plain = fit(line::value_and_gradient, &xs, &ys, [0.0, 0.0]).unwrap();
        let scaled = |b: &[f64; 2], x: f64| (b[0] * 1e80 + b[1] * 1e-80 * x, [1e80, 1e-80 * x]);
        let found = fit(scaled, &xs, &ys, [1e-80, 1e80]).unwrap();
        for (index, scale) in [(0, 1e80), (1, 1e-80)] {
            assert_close(found.parameters[index] * scale, plain.parameters[index], 1e-10);
            assert_close(found.standard_errors[index] * scale, plain.standard_errors[index], 1e-10);
        }
    }

    #[test]
    fn data_without_scatter_have_parameters_without_error() {
        let found = fit(line::value_and_gradient, &[0.0, 1.0, 2.0], &[1.0, 3.0, 5.0], [0.0, 0.0]).unwrap();
        assert_close(found.parameters[0], 1.0, 1e-13);
        assert_close(found.parameters[1], 2.0, 1e-13);
        assert!(found.standard_errors[0] < 1e-13);
    }

    /// Where the parameters are zero, and nothing is left over beside them.
    #[test]
    fn nothing_is_fitted_by_nothing() {
        for start in [[1.0, 1.0], [1e6, -3.0], [1e-9, 0.0]] {
            let found = fit(line::value_and_gradient, &[0.0, 1.0, 2.0, 5.0], &[0.0; 4], start).unwrap();
            assert!(found.parameters.iter().all(|b| b.abs() < 1e-14), "{found:?}");
        }
        let curve = |b: &[f64; 2], x: f64| (b[0] * x.sin() + b[1].sin(), [x.sin(), b[1].cos()]);
        let found = fit(curve, &[0.0, 1.0, 2.0, 5.0], &[0.0; 4], [1.0, 0.5]).unwrap();
        assert!(found.parameters.iter().all(|b| b.abs() < 1e-14), "{found:?}");
    }

    #[test]
    fn places_may_be_of_any_kind() {
        let plane = |b: &Vec<f64>, [x, y]: [f64; 2]| (b[0] + b[1] * x + b[2] * y, vec![1.0, x, y]);
        let places = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
        let found = fit(plane, &places, &[1.0, 3.0, 4.0, 6.0], vec![0.0; 3]).unwrap();
        for (found, wanted) in found.parameters.iter().zip([1.0, 2.0, 3.0]) {
            assert_close(*found, wanted, 1e-12);
        }
        let slices: [&[f64]; 3] = [&[1.0, 2.0], &[3.0], &[]];
        let sums = |b: &f64, x: &[f64]| (b * x.iter().sum::<f64>(), x.iter().sum::<f64>());
        assert_close(fit(sums, &slices, &[6.0, 6.0, 0.0], 1.0).unwrap().parameters, 2.0, 1e-12);
    }

    /// Where the model is not a number a step is too long, and that is all.
    #[test]
    fn steps_into_what_is_undefined_are_taken_back() {
        let root = |b: &f64, x: f64| ((b * x).sqrt(), 0.5 * (x / b).sqrt());
        let found = fit(root, &[1.0, 2.0, 3.0], &[0.1, 0.1, 0.2], 100.0).unwrap();
        // The least squares of √b·√x is linear in √b.
        let wanted: f64 = (0.1 + 0.1 * 2.0_f64.sqrt() + 0.2 * 3.0_f64.sqrt()) / 6.0;
        assert_close(found.parameters, wanted * wanted, 1e-9);
        // The same a hundred times over, which are several blocks.
        let (xs, ys) = ([1.0, 2.0, 3.0].repeat(100), [0.1, 0.1, 0.2].repeat(100));
        assert_close(fit(root, &xs, &ys, 100.0).unwrap().parameters, wanted * wanted, 1e-9);
    }
}

mod bounds {
    use super::*;

    #[test]
    fn a_slope_that_may_not_be_as_steep_leaves_the_offset_its_mean() {
        let (xs, ys) = ([0.0, 1.0, 2.0, 3.0], [0.0, 2.5, 3.5, 6.0]);
        let settings = Fitting::new().bounds(&[(-INFINITY, INFINITY), (0.0, 1.5)]);
        for start in [[0.0, 0.0], [0.0, 1.5], [40.0, 0.7]] {
            let found = settings.model(line::value_and_gradient, &xs, &ys, start).unwrap();
            assert_eq!((found.parameters[1], found.standard_errors[1]), (1.5, 0.0));
            assert_close(found.parameters[0], 3.0 - 1.5 * 1.5, 1e-10);
            assert_eq!((found.held, found.degrees_of_freedom), (vec![1], 3));
            let squares: f64 = xs.iter().zip(&ys).map(|(x, y)| (0.75 + 1.5 * x - y).powi(2)).sum();
            assert_close(found.standard_errors[0], (squares / 3.0 / 4.0).sqrt(), 1e-10);
        }
    }

    #[test]
    fn bounds_that_hold_nothing_change_nothing() {
        let (xs, ys) = ([0.0, 1.0, 2.0, 3.0], [0.0, 2.5, 3.5, 6.0]);
        let free = fit(line::value_and_gradient, &xs, &ys, [1.0, 1.0]).unwrap();
        for start in [[-10.0, 0.0], [10.0, 10.0], [1.0, 1.0]] {
            let settings = Fitting::new().bounds(&[(-10.0, 10.0), (0.0, 10.0)]);
            let found = settings.model(line::value_and_gradient, &xs, &ys, start).unwrap();
            assert_close(found.parameters[0], free.parameters[0], 1e-9);
            assert_close(found.parameters[1], free.parameters[1], 1e-9);
            assert_close(found.standard_errors[0], free.standard_errors[0], 1e-9);
            assert!(found.held.is_empty());
        }
    }

    #[test]
    fn equal_bounds_hold_a_parameter() {
        let xs = [77.6, 191.0, 333.0, 477.0, 760.0];
        let ys = [10.0, 24.0, 38.0, 50.0, 68.0];
        let settings = Fitting::new().bounds(&[(250.0, 250.0), (0.0, 1.0)]);
        let found =
            settings.model(|b, x| saturation::value_and_gradient(b, x), &xs, &ys, vec![250.0, 1e-3]).unwrap();
        let alone = |b: &f64, x: f64| {
            let (value, gradient) = saturation::value_and_gradient(&[250.0, *b], x);
            (value, gradient[1])
        };
        let wanted = fit(alone, &xs, &ys, 1e-3).unwrap();
        assert_close(found.parameters[1] * 1e4, wanted.parameters * 1e4, 1e-8);
        assert_close(found.standard_errors[1] * 1e4, wanted.standard_errors * 1e4, 1e-8);
        assert_eq!((found.parameters[0], found.held), (250.0, vec![0]));
    }

    /// Linear models with random bounds: a point is the minimum of a convex function over a box if and only if no slope at it
    /// leads down and inwards. The slopes are those of the normal equations, which the fit does not use.
    #[test]
    fn ends_are_minima_over_the_box() {
        let mut numbers = ChaCha8Rng::seed_from_u64(7);
        let mut held = [0; 5];
        for _ in 0..300 {
            let mut number = || numbers.random::<f64>() * 2.0 - 1.0;
            let matrix = DMatrix::from_fn(9, 4, |_, _| number());
            let data = DVector::from_fn(9, |_, _| 3.0 * number());
            let box_: Vec<(f64, f64)> = (0..4).map(|_| (number() - 0.6, number() + 1.2)).collect();
            let box_: Vec<_> = box_.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
            let start: Vec<f64> = box_.iter().map(|&(a, b)| f64::midpoint(a, b)).collect();
            let residuals = |b: &Vec<f64>| {
                let residuals = &matrix * DVector::from_column_slice(b) - &data;
                let rows: Vec<Vec<f64>> =
                    matrix.row_iter().map(|row| row.iter().copied().collect()).collect();
                (residuals.as_slice().to_vec(), rows)
            };
            let found = Fitting::new().bounds(&box_).residuals(residuals, start).unwrap();
            let point = DVector::from_column_slice(&found.parameters);
            let slopes = matrix.transpose() * &matrix * &point - matrix.transpose() * &data;
            for (index, &(lower, upper)) in box_.iter().enumerate() {
                let at = point[index];
                assert!(at >= lower && at <= upper);
                assert_eq!(found.held.contains(&index), at == lower || at == upper);
                assert!(at == upper || slopes[index] > -1e-6, "{index} would go up: {slopes}");
                assert!(at == lower || slopes[index] < 1e-6, "{index} would go down: {slopes}");
            }
            held[found.held.len()] += 1;
        }
        assert!(held[..3].iter().all(|&count| count > 10), "bounds of each number hold: {held:?}");
    }
}

mod mistakes {
    use super::*;

    fn fitted(xs: &[f64], ys: &[f64], start: [f64; 2]) -> Error {
        fit(line::value_and_gradient, xs, ys, start).unwrap_err()
    }

    #[test]
    fn of_the_data() {
        assert_eq!(fitted(&[1.0, 2.0], &[1.0], [0.0; 2]), Error::Lengths { xs: 2, ys: 1 });
        assert_eq!(
            fitted(&[1.0, 2.0], &[1.0, 2.0], [0.0; 2]),
            Error::TooFew { observations: 2, parameters: 2 }
        );
        assert_eq!(fitted(&[], &[], [0.0; 2]), Error::TooFew { observations: 0, parameters: 2 });
        let infinite = Error::NotFinite { quantity: "value", index: 1, found: INFINITY };
        assert_eq!(fitted(&[1.0; 3], &[1.0, INFINITY, f64::NAN], [0.0; 2]), infinite);
        let undefined = Error::Undefined { quantity: "residual", observation: 2, parameters: vec![0.0; 2] };
        assert_eq!(fitted(&[1.0, 2.0, INFINITY], &[1.0; 3], [0.0; 2]), undefined);
    }

    #[test]
    fn of_the_start() {
        let nothing = |_: &Vec<f64>, _: f64| (0.0, vec![]);
        assert_eq!(fit(nothing, &[1.0], &[1.0], vec![]).unwrap_err(), Error::NoParameters);
        let infinite = Error::NotFinite { quantity: "parameter", index: 1, found: -INFINITY };
        assert_eq!(fitted(&[1.0; 3], &[1.0; 3], [0.0, -INFINITY]), infinite);
        let root = |b: &f64, x: f64| (b.sqrt() * x, 0.5 * x / b.sqrt());
        let error = fit(root, &[1.0, 2.0], &[1.0, 2.0], 0.0).unwrap_err();
        assert_eq!(error, Error::Undefined { quantity: "slope", observation: 0, parameters: vec![0.0] });
    }

    #[test]
    fn of_the_bounds() {
        let with = |bounds: &[(f64, f64)]| {
            let settings = Fitting::new().bounds(bounds);
            settings
                .model(line::value_and_gradient, &[1.0, 2.0, 3.0], &[1.0, 2.0, 4.0], [0.5, 2.0])
                .unwrap_err()
        };
        assert_eq!(with(&[(0.0, 1.0)]), Error::Bounds { bounds: 1, parameters: 2 });
        let outside = Error::Outside { index: 1, start: 2.0, lower: 0.0, upper: 1.0 };
        assert_eq!(with(&[(0.0, 1.0), (0.0, 1.0)]), outside);
        assert!(matches!(with(&[(1.0, 0.0), (0.0, 3.0)]), Error::Outside { index: 0, .. }));
        assert!(matches!(with(&[(f64::NAN, 1.0), (0.0, 3.0)]), Error::Outside { index: 0, .. }));
        assert!(matches!(with(&[(0.0, f64::NAN), (0.0, 3.0)]), Error::Outside { index: 0, .. }));
    }

    #[test]
    fn of_the_derivatives() {
        let short = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, vec![1.0]);
        let error = fit(short, &[1.0; 3], &[1.0; 3], [0.0; 2]).unwrap_err();
        assert_eq!(error, Error::Shape { what: "slopes", expected: 2, found: 1 });
        let error = Fitting::new().residuals(|b: &f64| ([*b; 3], [1.0; 2]), 0.0).unwrap_err();
        assert_eq!(error, Error::Shape { what: "rows", expected: 3, found: 2 });
        let calls = std::cell::Cell::new(0);
        let changing = |b: &f64| {
            calls.set(calls.get() + 1);
            let count = if calls.get() > 2 { 4 } else { 3 };
            (vec![b - 1.0; count], vec![1.0; count])
        };
        let error = Fitting::new().residuals(changing, 0.0).unwrap_err();
        assert_eq!(error, Error::Shape { what: "residuals", expected: 3, found: 4 });
    }

    /// Two parameters of which only the sum matters; a parameter that does nothing; one that has run away.
    #[test]
    fn parameters_that_the_data_do_not_determine() {
        let both = |b: &[f64; 2], x: f64| ((b[0] + b[1]) * x, [x, x]);
        let error = fit(both, &[1.0, 2.0, 3.0], &[1.0, 2.0, 4.0], [0.0, 0.5]).unwrap_err();
        assert!(matches!(error, Error::Undetermined { .. }), "{error}");
        let idle = |b: &[f64; 2], x: f64| (b[0] * x, [x, 0.0]);
        let error = fit(idle, &[1.0, 2.0, 3.0], &[1.0, 2.0, 4.0], [0.0, 0.5]).unwrap_err();
        assert!(matches!(error, Error::Undetermined { index: 1, .. }), "{error}");
    }

    /// The steps that NIST's `BoxBOD` tempts a solver to from its far start: too long, to where all is flat.
    #[test]
    fn ends_that_are_no_minima() {
        let xs = [1.0, 2.0, 3.0, 5.0, 7.0, 10.0];
        let ys = [109.0, 149.0, 149.0, 191.0, 213.0, 224.0];
        let model = |b: &[f64; 2], x: f64| saturation::value_and_gradient(b, x);
        let hasty = Fitting::new().solver(LevenbergMarquardt::new());
        let error = hasty.model(model, &xs, &ys, [1.0, 1.0]).unwrap_err();
        assert!(matches!(error, Error::Stuck { .. } | Error::Undetermined { .. }), "{error}");
        let impatient = Fitting::new().solver(LevenbergMarquardt::new().with_patience(1).with_stepbound(0.1));
        let error = impatient.model(model, &xs, &ys, [1.0, 1.0]).unwrap_err();
        assert!(matches!(error, Error::Patience { evaluations: 4, .. }), "{error}");
        assert_close(fit(model, &xs, &ys, [1.0, 1.0]).unwrap().parameters[0], 213.809_408_89, 1e-9);
    }

    /// A gradient that is not that of the model leads nowhere, and that is said.
    #[test]
    fn wrong_gradients_are_not_taken_for_minima() {
        let wrong = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, [-1.0, -x]);
        let error = fit(wrong, &[1.0, 2.0, 3.0], &[5.0, 7.0, 8.0], [0.0, 0.0]).unwrap_err();
        assert!(matches!(error, Error::Stuck { .. }), "{error}");
    }

    #[test]
    fn of_what_is_asked_of_a_fit() {
        let found = fit(line::value_and_gradient, &[0.0, 1.0, 2.0], &[0.0, 1.0, 3.0], [0.0; 2]).unwrap();
        let error = found.standard_error_of(&[1.0; 3]).unwrap_err();
        assert_eq!(error, Error::Shape { what: "slopes", expected: 2, found: 3 });
        for probability in [0.0, 1.0, -0.5, INFINITY] {
            assert_eq!(found.t(probability), Err(Error::Probability { probability }));
        }
        assert!(found.t(f64::NAN).is_err());
        // One degree of freedom: tan(π·0.95/2).
        assert_close(found.t(0.95).unwrap(), 12.706_204_736, 1e-9);
    }

    #[test]
    fn messages_say_what_to_do() {
        let message = Error::Undetermined { index: 1, parameters: vec![2.0, 3.5] }.to_string();
        assert_eq!(
            message,
            "the data do not determine parameter 1 at [2.0, 3.5]; hold it fixed, start elsewhere, or take other data"
        );
        let message = Error::Outside { index: 0, start: 3.0, lower: 0.0, upper: 1.0 }.to_string();
        assert_eq!(message, "the start of parameter 0 is 3, which is not from 0 to 1");
    }
}

mod problems {
    use super::*;

    /// Of a function that returns a vector, at as many residuals as parameters, where there are no errors to speak of.
    #[test]
    fn run_in_the_solver_itself() {
        #[differentiate]
        fn helix(x: &[f64]) -> Vec<f64> {
            let angle = x[1].atan2(x[0]) / (2.0 * std::f64::consts::PI);
            vec![10.0 * (x[2] - 10.0 * angle), 10.0 * (x[0].hypot(x[1]) - 1.0), x[2]]
        }
        let problem =
            LeastSquares::new(|x: &Vec<f64>| helix::value_and_jacobian(x), vec![-1.0, 0.0, 0.0]).unwrap();
        let (problem, report) = LevenbergMarquardt::new().minimize(problem);
        assert!(report.termination.was_successful());
        for (found, wanted) in problem.parameters().iter().zip([1.0, 0.0, 0.0]) {
            assert!((found - wanted).abs() < 1e-12);
        }
    }

    #[test]
    fn say_what_is_wrong_with_them() {
        let error = LeastSquares::new(|x: &f64| ([x.ln()], [1.0 / x]), 0.0).map(|_| ()).unwrap_err();
        assert_eq!(error, Error::Undefined { quantity: "residual", observation: 0, parameters: vec![0.0] });
        let flat = LeastSquares::new(|_: &f64| ([1.0], [0.0]), 0.0).unwrap();
        let (_, report) = LevenbergMarquardt::new().minimize(flat);
        assert_eq!(report.termination, TerminationReason::Orthogonal);
    }

    #[test]
    fn stop_where_nothing_is_left_over() {
        let found = fit(line::value_and_gradient, &[0.0, 1.0, 2.0], &[1.0, 3.0, 5.0], [1.0, 2.0]).unwrap();
        assert_eq!((found.stop, found.sum_of_squares, found.standard_errors), (Stop::Exact, 0.0, [0.0; 2]));
    }
}
