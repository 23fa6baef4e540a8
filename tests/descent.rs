//! Gradient descent against closed forms, at its limits, and with every error.

#![expect(clippy::float_cmp, reason = "most figures here are exact, and say so where they are not")]

use std::cell::Cell;
use std::iter;

use chainrule::descent::{Best, Error, Quantity, Step, Stop, Summary};
use chainrule::{Descent, Objective, Point, differentiate};

#[differentiate]
fn square(x: f64) -> f64 {
    x.powi(2)
}

#[differentiate]
fn square_f32(x: f32) -> f32 {
    x.powi(2)
}

#[differentiate]
fn bowl(x1: f64, x2: f64) -> f64 {
    x1.powi(2) + 2.0 * x2.powi(2)
}

#[differentiate]
fn bowl_f32(x1: f32, x2: f32, x3: f32) -> f32 {
    x1.powi(2) + 2.0 * x2.powi(2) + 0.5 * x3.powi(2)
}

/// x², with its slope.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "a point is passed by reference, whatever its type")]
fn parabola(x: &f64) -> (f64, f64) {
    (x * x, 2.0 * x)
}

/// A function whose gradient is the same everywhere.
fn tilted<P: Point>(gradient: P) -> impl Fn(&P) -> (P::Scalar, P) {
    move |point| (point.coordinates()[0], gradient.clone())
}

mod closed_forms {
    use super::*;

    /// 3·0.8ᵏ, up to the rounding of one product and one difference a step.
    #[test]
    fn parabola_shrinks_by_a_constant_factor() {
        let steps: Vec<_> = Descent::new(0.1).steps::<square>(3.0).take(200).map(Result::unwrap).collect();
        for (step, power) in steps.iter().zip(0..) {
            let x = 3.0 * 0.8_f64.powi(power);
            assert!((step.point - x).abs() < 1e-13 * x, "step {power}: {}", step.point);
            assert_eq!(step.value, step.point * step.point);
            assert_eq!(step.gradient, 2.0 * step.point);
        }
    }

    /// A quarter is exact, and so is every step: x halves.
    #[test]
    fn steps_of_halves_are_exact() {
        let steps: Vec<_> =
            Descent::new(0.25).iterations(3).steps::<square>(4.0).map(Result::unwrap).collect();
        let expected = [
            Step { iteration: 0, point: 4.0, value: 16.0, gradient: 8.0, next: 2.0 },
            Step { iteration: 1, point: 2.0, value: 4.0, gradient: 4.0, next: 1.0 },
            Step { iteration: 2, point: 1.0, value: 1.0, gradient: 2.0, next: 0.5 },
        ];
        assert_eq!(steps, expected);
    }

    /// The minimum of xᵀAx/2 - bᵀx solves Ax = b.
    #[test]
    fn quadratic_form_ends_at_the_solution() {
        let form = |&[x, y]: &[f64; 2]| {
            let [ax, ay] = [3.0 * x + y, x + 2.0 * y];
            (0.5 * (x * ax + y * ay) - 5.0 * x - 5.0 * y, [ax - 5.0, ay - 5.0])
        };
        let summary = Descent::new(0.4).tolerance(1e-13).minimize_with(form, [-7.0, 11.0]).unwrap();
        assert_eq!(summary.stop, Stop::Converged);
        assert!((summary.point[0] - 1.0).abs() < 1e-13);
        assert!((summary.point[1] - 2.0).abs() < 1e-13);
        assert!((summary.value + 7.5).abs() < 1e-13);
    }

    /// Each coordinate shrinks by its own factor, whatever the others do.
    #[test]
    fn coordinates_are_independent_in_a_bowl() {
        let summary = Descent::new(0.125).iterations(10).minimize::<bowl>([1024.0, 1024.0]).unwrap();
        assert_eq!(summary.point, [1024.0 * 0.75_f64.powi(10), 1.0]);
        assert_eq!(summary.gradient, [2.0 * summary.point[0], 4.0]);
    }

    /// The rate decides between the four fates of a descent of x².
    #[test]
    fn rate_decides() {
        let after = |rate: f64| Descent::new(rate).iterations(8).minimize::<square>(1.0).unwrap().point;
        assert_eq!(after(0.25), 0.5_f64.powi(8));
        assert_eq!(after(0.5), 0.0);
        assert_eq!(after(0.75), 0.5_f64.powi(8));
        assert_eq!(after(1.0), 1.0);
        assert_eq!(after(1.25), 1.5_f64.powi(8));
    }
}

mod kinds_of_points {
    use super::*;

    #[test]
    fn single_precision() {
        let summary = Descent::new(0.25_f32).iterations(4).minimize::<square_f32>(4.0).unwrap();
        assert_eq!(summary.point, 0.25_f32);
        let summary = Descent::new(0.125_f32).iterations(2).minimize::<bowl_f32>([16.0, 16.0, 64.0]).unwrap();
        assert_eq!(summary.point, [9.0_f32, 4.0, 49.0]);
    }

    #[test]
    fn vector_of_any_length() {
        let sum_of_squares =
            |point: &Vec<f64>| (point.iter().map(|x| x * x).sum(), point.iter().map(|x| 2.0 * x).collect());
        for length in [1, 2, 17] {
            let summary =
                Descent::new(0.25).iterations(5).minimize_with(sum_of_squares, vec![32.0; length]).unwrap();
            assert_eq!(summary.point, vec![1.0; length]);
        }
    }

    #[test]
    fn vector_in_single_precision() {
        let half = |point: &Vec<f32>| (0.0, point.clone());
        let summary = Descent::new(0.5).iterations(2).minimize_with(half, vec![4.0_f32, 8.0]).unwrap();
        assert_eq!(summary.point, [1.0, 2.0]);
    }

    #[test]
    fn point_of_ones_own() {
        #[derive(Clone, Debug)]
        struct Line {
            coordinates: [f64; 2],
        }

        impl Point for Line {
            type Scalar = f64;

            fn coordinates(&self) -> &[f64] {
                &self.coordinates
            }

            fn coordinates_mut(&mut self) -> &mut [f64] {
                &mut self.coordinates
            }
        }

        struct Flat;

        impl Objective for Flat {
            type Point = Line;

            fn evaluate(line: &Line) -> (f64, Line) {
                let [slope, offset] = line.coordinates;
                (slope * slope + offset * offset, Line { coordinates: [2.0 * slope, 2.0 * offset] })
            }
        }

        let start = Line { coordinates: [1.0, -2.0] };
        let summary = Descent::new(0.25).iterations(1).minimize::<Flat>(start).unwrap();
        assert_eq!(summary.point.coordinates, [0.5, -1.0]);
    }
}

mod functions_and_closures {
    use super::*;

    #[test]
    fn function_equals_its_closure() {
        let descent = Descent::new(0.1).tolerance(1e-9);
        let by_type = descent.minimize::<bowl>([3.0, 2.0]).unwrap();
        let by_closure = descent.minimize_with(|&[a, b]| bowl::value_and_gradient(a, b), [3.0, 2.0]).unwrap();
        assert_eq!(by_type, by_closure);
        let steps_by_type = descent.steps::<bowl>([3.0, 2.0]);
        let steps_by_closure = descent.steps_with(bowl::evaluate, [3.0, 2.0]);
        assert!(steps_by_type.eq(steps_by_closure));
    }

    #[test]
    fn closure_may_hold_constants() {
        #[differentiate(wrt(x))]
        fn scaled(x: f64, scale: f64) -> f64 {
            scale * x.powi(2)
        }
        let scale = 2.0;
        let summary = Descent::new(0.125)
            .iterations(3)
            .minimize_with(|&x| scaled::value_and_gradient(x, scale), 8.0)
            .unwrap();
        assert_eq!(summary.point, 1.0);
    }

    #[test]
    fn closure_may_remember() {
        let mut visited = Vec::new();
        let watched = |x: &f64| {
            visited.push(*x);
            parabola(x)
        };
        Descent::new(0.25).iterations(3).minimize_with(watched, 8.0).unwrap();
        assert_eq!(visited, [8.0, 4.0, 2.0, 1.0]);
    }

    #[test]
    fn function_in_a_module() {
        mod deep {
            #[chainrule::differentiate]
            pub(super) fn shifted(x: f64) -> f64 {
                (x - 3.0).powi(2)
            }
        }
        assert_eq!(Descent::new(0.5).minimize::<deep::shifted>(-9.0).unwrap().point, 3.0);
    }
}

mod summaries {
    use super::*;

    #[test]
    fn agrees_with_the_steps() {
        let descent = Descent::new(0.1).iterations(50).tolerance(1e-3);
        let steps: Vec<_> = descent.steps::<bowl>([3.0, 2.0]).map(Result::unwrap).collect();
        let summary = descent.minimize::<bowl>([3.0, 2.0]).unwrap();
        assert_eq!(summary.stop, Stop::Converged);
        assert_eq!(summary.iterations, steps.len());
        assert_eq!(summary.point, steps.last().unwrap().next);
        assert_eq!((summary.value, summary.gradient), bowl::evaluate(&summary.point));
    }

    fn at_the_start(point: f64, value: f64, gradient: f64, stop: Stop) -> Summary<f64> {
        let best = Best { iteration: 0, point, value };
        Summary { point, value, gradient, iterations: 0, evaluations: 1, best, stop }
    }

    #[test]
    fn zero_iterations_evaluate_the_start() {
        let expected = at_the_start(3.0, 9.0, 6.0, Stop::IterationLimit);
        let descent = Descent::new(0.1).iterations(0);
        assert_eq!(descent.minimize::<square>(3.0), Ok(expected));
        assert!(descent.steps::<square>(3.0).next().is_none());
    }

    #[test]
    fn flat_start_has_converged() {
        let expected = at_the_start(0.0, 0.0, 0.0, Stop::Converged);
        assert_eq!(Descent::new(0.1).minimize::<square>(0.0), Ok(expected));
        assert_eq!(Descent::new(0.1).iterations(0).minimize::<square>(0.0), Ok(expected));
        assert!(Descent::new(0.1).steps::<square>(0.0).next().is_none());
    }

    #[test]
    fn convergence_at_the_last_iteration_is_convergence() {
        let descent = Descent::new(0.25).tolerance(1.0);
        let stop = |limit| descent.iterations(limit).minimize::<square>(4.0).unwrap().stop;
        assert_eq!([stop(2), stop(3), stop(4)], [Stop::IterationLimit, Stop::Converged, Stop::Converged]);
    }

    #[test]
    fn a_thousand_iterations_by_default() {
        let summary = Descent::new(1e-6).minimize::<square>(1.0).unwrap();
        assert_eq!((summary.iterations, summary.stop), (1000, Stop::IterationLimit));
    }

    /// Without a tolerance only a slope of exactly zero is flat.
    #[test]
    fn smallest_slope_is_not_flat() {
        let least = f64::from_bits(1);
        let stop =
            |slope: f64| Descent::new(0.1).iterations(0).minimize_with(tilted(slope), 1.0).unwrap().stop;
        assert_eq!(
            [stop(least), stop(-least), stop(-0.0)],
            [Stop::IterationLimit, Stop::IterationLimit, Stop::Converged]
        );
    }
}

mod tolerances {
    use super::*;

    fn stop(gradient: Vec<f64>, tolerance: f64) -> Stop {
        let start = vec![1.0; gradient.len()];
        let descent = Descent::new(1e-200).iterations(0).tolerance(tolerance);
        descent.minimize_with(tilted(gradient), start).unwrap().stop
    }

    /// Norms that are exact: 5 of (3, 4), 7 of (2, 3, 6), times powers of two out to where squares are not finite.
    #[test]
    fn norm_is_euclidean_at_every_scale() {
        for exponent in [-1020, -600, -500, -1, 0, 1, 500, 600, 1020] {
            let scale = 2.0_f64.powi(exponent);
            for (gradient, norm) in [(vec![3.0, -4.0], 5.0), (vec![-2.0, 3.0, 6.0], 7.0), (vec![9.0], 9.0)] {
                let gradient: Vec<_> = gradient.iter().map(|slope| slope * scale).collect();
                let within = stop(gradient.clone(), norm * scale * (1.0 + 1e-15));
                assert_eq!(within, Stop::Converged, "{gradient:?}");
                assert_eq!(
                    stop(gradient.clone(), norm * scale * (1.0 - 1e-15)),
                    Stop::IterationLimit,
                    "{gradient:?}"
                );
            }
        }
    }

    #[test]
    fn norm_counts_every_coordinate() {
        assert_eq!(stop(vec![0.1; 100], 1.0 + 1e-12), Stop::Converged);
        assert_eq!(stop(vec![0.1; 100], 1.0 - 1e-12), Stop::IterationLimit);
    }

    /// A tolerance far from the slope, so that their quotient squared is infinite or vanishes.
    #[test]
    fn tolerance_may_be_of_another_magnitude() {
        assert_eq!(stop(vec![1e-300, 1e-300], 1e300), Stop::Converged);
        assert_eq!(stop(vec![1e300, 1e-300], 1e-300), Stop::IterationLimit);
        assert_eq!(stop(vec![f64::from_bits(1); 2], 1.0), Stop::Converged);
        assert_eq!(stop(vec![f64::MAX; 2], f64::MAX), Stop::IterationLimit);
    }
}

mod divergence {
    use super::*;

    /// x is multiplied by -3 each time; 9ᵏ is finite up to k = ln(1.797e308) / ln 9 = 323.02.
    #[test]
    fn carries_the_last_finite_point() {
        let error = Descent::new(2.0).iterations(10_000).minimize::<square>(1.0).unwrap_err();
        let Error::Diverged { iteration, point, value, quantity } = error else { panic!("{error}") };
        assert_eq!((iteration, quantity), (323, Quantity::Value));
        assert!((point / -3.0_f64.powi(323) - 1.0).abs() < 1e-13);
        assert_eq!(value, point * point);
        assert!(square(-3.0 * point).is_infinite());
    }

    #[test]
    fn is_the_last_item_of_the_steps() {
        let mut steps = Descent::new(2.0).iterations(10_000).steps::<square>(1.0);
        let finite: Vec<_> = steps.by_ref().map_while(Result::ok).collect();
        assert_eq!(finite.len(), 324);
        assert!(finite.iter().all(|step| step.value.is_finite() && step.next.is_finite()));
        assert!(steps.next().is_none());

        let last = Descent::new(2.0).iterations(10_000).steps::<square>(1.0).last().unwrap().unwrap_err();
        let (point, value) = (finite[323].point, finite[323].value);
        assert_eq!(last, Error::Diverged { iteration: 323, point, value, quantity: Quantity::Value });
    }

    /// 9ᵏ is above 1 by more than a thousand times the 8 that the first step promises from k = 5 on.
    #[test]
    fn carries_the_point_that_is_too_far_up() {
        let descent = |limit| Descent::new(2.0).iterations(limit);
        let summary = descent(4).minimize::<square>(1.0).unwrap();
        assert_eq!((summary.value, summary.best), (6561.0, Best { iteration: 0, point: 1.0, value: 1.0 }));
        for limit in [5, 6, 100, 300] {
            let error = descent(limit).minimize::<square>(1.0).unwrap_err();
            assert!(
                matches!(error, Error::Diverged { iteration, quantity: Quantity::Height, .. } if iteration == limit),
                "{error}"
            );
        }
        let (point, value) = (-243.0, 59_049.0);
        let error = Error::Diverged { iteration: 5, point, value, quantity: Quantity::Height };
        assert_eq!(descent(5).steps::<square>(1.0).last().unwrap().unwrap_err(), error);
        assert_eq!(descent(5).steps::<square>(1.0).count(), 6);
    }

    /// Rates from just too large to far too large, for as long as it takes: none ends well, or with a NaN.
    #[test]
    fn is_never_a_summary() {
        for rate in [1.1, 1.5, 10.0, 1e10, 1e100, 1e200, 1e300] {
            for start in [1e-200, 1e-6, 1.0, 1e6, 1e120] {
                let descent = Descent::new(rate).iterations(10_000);
                let error = descent.minimize::<square>(start).unwrap_err();
                assert!(
                    matches!(error, Error::Diverged { value, .. } if value.is_finite()),
                    "{rate} {start}"
                );
            }
        }
    }

    /// Rosenbrock's valley at a rate that throws the point up its walls.
    #[test]
    fn of_a_valley() {
        let valley = |&[x, y]: &[f64; 2]| {
            let (across, along) = (y - x * x, 1.0 - x);
            (100.0 * across * across + along * along, [-400.0 * across * x - 2.0 * along, 200.0 * across])
        };
        for rate in [2e-3, 3e-3, 1e-2, 0.1, 1.0] {
            let outcome = Descent::new(rate).iterations(100).minimize_with(valley, [-1.2, 1.0]);
            match outcome {
                Ok(summary) => assert!(summary.best.value <= summary.value && summary.value < 1e5, "{rate}"),
                Err(error) => assert!(matches!(error, Error::Diverged { .. })),
            }
        }
        assert!(Descent::new(0.01).iterations(100).minimize_with(valley, [-1.2, 1.0]).is_err());
    }

    /// A kink, at which each step goes to the other side, swings for ever, and is not far above anything.
    #[test]
    fn is_not_what_swings() {
        let kink = |x: &f64| (x.abs(), x.signum());
        for (rate, start) in [(1.0, 0.25), (1.0, 1e-3), (10.0, 1.0), (1e-3, 0.7)] {
            let summary = Descent::new(rate).minimize_with(kink, start).unwrap();
            assert!(summary.best.value <= start && summary.best.value <= summary.value);
        }
    }

    /// A start near the top of a hill, where the first step promises next to nothing.
    #[test]
    fn is_not_what_begins_flat() {
        let well = |x: &f64| (x.cos() + 1.0, -x.sin());
        let summary = Descent::new(0.5).tolerance(1e-9).minimize_with(well, 1e-7).unwrap();
        assert!((summary.point - std::f64::consts::PI).abs() < 1e-8);
    }

    /// Steps of a length of their own do not grow with the slope.
    #[test]
    fn of_a_rule_with_steps_of_its_own() {
        let fourth_power = |x: &f64| (x.powi(4), 4.0 * x.powi(3));
        let error = Descent::new(1e4).adam().iterations(3).minimize_with(fourth_power, 1.0).unwrap_err();
        assert!(matches!(error, Error::Diverged { quantity: Quantity::Height, .. }), "{error}");
    }

    #[test]
    fn by_the_point() {
        let error = Descent::new(1e308).minimize_with(|x: &f64| (*x, 100.0), 7.0).unwrap_err();
        assert_eq!(
            error,
            Error::Diverged { iteration: 0, point: 7.0, value: 7.0, quantity: Quantity::Point }
        );
    }

    #[test]
    fn by_the_value() {
        let logarithm = |x: &f64| (x.ln(), 1.0 / x);
        let error = Descent::new(1.0).minimize_with(logarithm, 0.5).unwrap_err();
        let value = 0.5_f64.ln();
        assert_eq!(error, Error::Diverged { iteration: 0, point: 0.5, value, quantity: Quantity::Value });
    }

    #[test]
    fn by_one_coordinate_of_the_gradient() {
        let kinked = |&[x, y]: &[f64; 2]| (x + y.abs().sqrt(), [1.0, 0.5 / y.abs().sqrt()]);
        let error = Descent::new(2.0).minimize_with(kinked, [3.0, 1.0]).unwrap_err();
        assert_eq!(
            error,
            Error::Diverged { iteration: 0, point: [3.0, 1.0], value: 4.0, quantity: Quantity::Gradient }
        );
    }

    /// The evaluation after the last allowed iteration counts as well: no summary holds a NaN.
    #[test]
    fn at_the_iteration_limit() {
        let falls_off = |x: &f64| (if *x < 0.0 { f64::NAN } else { *x }, 1.0);
        let error = Descent::new(1.0).iterations(1).minimize_with(falls_off, 0.5).unwrap_err();
        assert_eq!(
            error,
            Error::Diverged { iteration: 0, point: 0.5, value: 0.5, quantity: Quantity::Value }
        );
    }

    #[test]
    fn in_single_precision() {
        let error = Descent::new(2.0_f32).minimize::<square_f32>(1.0).unwrap_err();
        assert!(
            matches!(error, Error::Diverged { iteration: 40, value, .. } if value.is_finite()),
            "{error}"
        );
    }
}

mod mistakes {
    use super::*;

    /// The error of a descent, the same from `minimize` and as the only item of the steps.
    fn error<P: Point<Scalar = f64> + PartialEq>(
        descent: Descent,
        evaluate: impl Fn(&P) -> (f64, P),
        start: P,
    ) -> Error<P> {
        let error = descent.minimize_with(&evaluate, start.clone()).unwrap_err();
        let mut steps = descent.steps_with(&evaluate, start);
        assert_eq!(steps.next(), Some(Err(error.clone())));
        assert!(steps.next().is_none() && steps.next().is_none());
        error
    }

    #[test]
    fn rate() {
        for rate in [0.0, -0.0, -0.1, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(error(Descent::new(rate), parabola, 3.0), Error::Rate { rate });
        }
        let found = Descent::new(f64::NAN).minimize::<square>(3.0);
        assert!(matches!(found, Err(Error::Rate { rate }) if rate.is_nan()));
    }

    #[test]
    fn momentum() {
        for momentum in [-1e-300, 1.0, f64::INFINITY] {
            for descent in [Descent::new(0.1).momentum(momentum), Descent::new(0.1).nesterov(momentum)] {
                assert_eq!(error(descent, parabola, 3.0), Error::Momentum { momentum });
            }
        }
        let found = Descent::new(0.1).momentum(f64::NAN).minimize::<square>(3.0);
        assert!(matches!(found, Err(Error::Momentum { momentum }) if momentum.is_nan()));
        assert_eq!(Descent::new(0.1).momentum(0.0).minimize::<square>(3.0).unwrap().point, {
            Descent::new(0.1).minimize::<square>(3.0).unwrap().point
        });
    }

    #[test]
    fn tolerance() {
        for tolerance in [-1e-300, -1.0, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(
                error(Descent::new(0.1).tolerance(tolerance), parabola, 3.0),
                Error::Tolerance { tolerance }
            );
        }
        let found = Descent::new(0.1).tolerance(f64::NAN).minimize::<square>(3.0);
        assert!(matches!(found, Err(Error::Tolerance { tolerance }) if tolerance.is_nan()));
        assert!(Descent::new(0.1).tolerance(-0.0).minimize::<square>(3.0).is_ok());
    }

    #[test]
    fn no_coordinates() {
        let nothing = |_: &Vec<f64>| (0.0, vec![]);
        assert_eq!(error(Descent::new(0.1), nothing, vec![]), Error::NoCoordinates);
        assert_eq!(error(Descent::new(0.1), |_: &[f64; 0]| (0.0, []), []), Error::NoCoordinates);
    }

    #[test]
    fn start() {
        for coordinate in [f64::INFINITY, f64::NEG_INFINITY] {
            let start = [1.0, coordinate, f64::NAN];
            assert!(matches!(
                Descent::new(0.1).minimize_with(tilted([1.0; 3]), start),
                Err(Error::Start { index: 1, coordinate: found }) if found == coordinate
            ));
        }
        assert_eq!(
            error(Descent::new(0.1), parabola, f64::INFINITY),
            Error::Start { index: 0, coordinate: f64::INFINITY }
        );
        let found = Descent::new(0.1).minimize::<square>(f64::NAN);
        assert!(matches!(found, Err(Error::Start { index: 0, coordinate }) if coordinate.is_nan()));
    }

    #[test]
    fn dimension() {
        for gradient in [vec![], vec![1.0], vec![1.0; 3]] {
            let expected = Error::Dimension { point: 2, gradient: gradient.len() };
            assert_eq!(error(Descent::new(0.1), tilted(gradient), vec![1.0; 2]), expected);
        }
    }

    /// A closure may go wrong later as well.
    #[test]
    fn dimension_later() {
        let calls = Cell::new(0);
        let forgetful = |_: &Vec<f64>| {
            calls.set(calls.get() + 1);
            (0.0, vec![1.0; if calls.get() < 3 { 2 } else { 1 }])
        };
        let mut steps = Descent::new(0.1).steps_with(forgetful, vec![0.0; 2]);
        assert!(steps.by_ref().take(2).all(|step| step.is_ok()));
        assert_eq!(steps.next(), Some(Err(Error::Dimension { point: 2, gradient: 1 })));
        assert!(steps.next().is_none());
    }

    #[test]
    fn undefined_at_the_start() {
        for broken in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let value = error(Descent::new(0.1), |_: &f64| (broken, 1.0), 3.0);
            assert_eq!(value, Error::Undefined { quantity: Quantity::Value });
            let gradient = error(Descent::new(0.1), |_: &[f64; 2]| (1.0, [1.0, broken]), [3.0; 2]);
            assert_eq!(gradient, Error::Undefined { quantity: Quantity::Gradient });
        }
        let limited = Descent::new(0.1).iterations(0).minimize_with(|_: &f64| (f64::NAN, 0.0), 3.0);
        assert_eq!(limited, Err(Error::Undefined { quantity: Quantity::Value }));
    }

    /// Nothing is evaluated with settings that make no sense.
    #[test]
    fn settings_are_checked_first() {
        let untouched = |_: &f64| -> (f64, f64) { unreachable!("the rate is wrong") };
        assert_eq!(Descent::new(-1.0).minimize_with(untouched, 3.0), Err(Error::Rate { rate: -1.0 }));
    }

    #[test]
    fn messages_say_what_to_do() {
        let diverged =
            Error::Diverged { iteration: 3, point: [1.0], value: 12_345.678, quantity: Quantity::Gradient };
        let risen =
            Error::Diverged { iteration: 3, point: [1.0], value: 12_345.678, quantity: Quantity::Height };
        let messages: [(Error<[f64; 1]>, &str); 9] = [
            (
                Error::Rate { rate: f64::NAN },
                "the rate NaN is not positive and finite; pass a small positive number, such as 0.01",
            ),
            (
                Error::Tolerance { tolerance: -1.0 },
                "the tolerance -1.0 is negative or not finite; pass zero or a small positive number, such as 0.000001",
            ),
            (Error::NoCoordinates, "the start has no coordinates; pass at least one"),
            (
                Error::Start { index: 2, coordinate: f64::INFINITY },
                "coordinate 2 of the start is inf; pass a finite number",
            ),
            (
                Error::Dimension { point: 2, gradient: 3 },
                "the gradient has length 3 at a point of length 2; return one slope per coordinate",
            ),
            (
                Error::Undefined { quantity: Quantity::Value },
                "the value is not finite at the start; start where the function is smooth and finite",
            ),
            (
                diverged,
                "diverged after iteration 3, at the value 1.23e4: the next gradient is not finite; \
                 descend with a smaller rate or a line search",
            ),
            (
                risen,
                "diverged after iteration 3, at the value 1.23e4: it is far above the start; \
                 descend with a smaller rate or a line search",
            ),
            (
                Error::Momentum { momentum: 1.0 },
                "the momentum 1.0 is not from 0 to below 1; pass one such as 0.9",
            ),
        ];
        for (error, message) in messages {
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn errors_travel_as_any_error() {
        fn run() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
            Descent::new(0.0).minimize::<bowl>([3.0, 2.0])?;
            Ok(())
        }
        assert!(run().unwrap_err().is::<Error<[f64; 2]>>());
    }
}

mod rules {
    use super::*;

    fn valley(&[x, y]: &[f64; 2]) -> (f64, [f64; 2]) {
        let (across, along) = (y - x * x, 1.0 - x);
        (100.0 * across * across + along * along, [-400.0 * across * x - 2.0 * along, 200.0 * across])
    }

    /// The recurrences written out, without the memory of a run.
    #[test]
    fn momentum_and_nesterov_are_their_recurrences() {
        for ahead in [false, true] {
            let descent = Descent::new(1e-4);
            let descent = if ahead { descent.nesterov(0.9) } else { descent.momentum(0.9) };
            let (mut x, mut v) = ([-1.2, 1.0], [0.0; 2]);
            for step in descent.steps_with(valley, x).take(300) {
                let step = step.unwrap();
                assert_eq!(step.point, x);
                let (_, g) = valley(&x);
                for i in 0..2 {
                    v[i] = 0.9 * v[i] + g[i];
                    x[i] -= 1e-4 * if ahead { g[i] + 0.9 * v[i] } else { v[i] };
                }
            }
        }
    }

    /// The algorithm of the article, which keeps the squares.
    #[test]
    fn adam_is_that_of_its_authors() {
        let (mut x, mut m, mut v) = ([-1.2_f64, 1.0], [0.0; 2], [0.0_f64; 2]);
        for (step, t) in Descent::new(0.01).adam().steps_with(valley, x).take(500).zip(1..) {
            let step = step.unwrap();
            let (_, g) = valley(&x);
            for i in 0..2 {
                assert!((step.point[i] - x[i]).abs() < 1e-11, "{t}");
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                let (mean, square) = (m[i] / (1.0 - 0.9_f64.powi(t)), v[i] / (1.0 - 0.999_f64.powi(t)));
                x[i] -= 0.01 * mean / (square.sqrt() + 1e-8);
            }
        }
    }

    /// Squares that are infinite in single precision do not bring it to a stand.
    #[test]
    fn adam_moves_on_after_a_gradient_whose_square_is_infinite() {
        let slope = |x: &f32| (1e21 * x.abs(), 1e21 * x.signum());
        let summary = Descent::new(0.1_f32).adam().iterations(30).minimize_with(slope, 3.0).unwrap();
        assert!((summary.point).abs() < 0.3, "{}", summary.point);
    }

    #[test]
    fn each_reaches_the_end_of_the_valley() {
        let descent = Descent::new(1e-3).iterations(100_000).tolerance(1e-5);
        let iterations =
            [descent, descent.momentum(0.9), descent.nesterov(0.9), descent.adam(), descent.line_search()]
                .map(|descent| {
                    let summary = descent.minimize_with(valley, [-1.2, 1.0]).unwrap();
                    assert_eq!(summary.stop, Stop::Converged, "{descent:?}");
                    assert!((summary.point[0] - 1.0).abs() < 1e-4, "{descent:?}");
                    assert_eq!(summary.best.value, summary.value.min(summary.best.value));
                    summary.iterations
                });
        assert!(iterations[1..].iter().all(|&count| 2 * count < iterations[0]), "{iterations:?}");
    }

    /// From any rate: halved where it is too large, doubled where it is too small. The value falls in each step.
    #[test]
    fn line_search_goes_down_from_any_rate() {
        for rate in [1e-300, 1e-10, 1e-3, 1.0, 1e10, 1e300] {
            let descent = Descent::new(rate).line_search().iterations(3000);
            let steps: Vec<_> = descent.steps_with(valley, [-1.2, 1.0]).map(Result::unwrap).collect();
            assert!(steps.is_sorted_by(|earlier, later| later.value < earlier.value), "{rate}");
            let summary = descent.minimize_with(valley, [-1.2, 1.0]).unwrap();
            assert!(summary.value < 0.5, "{rate}: {}", summary.value);
            assert_eq!((summary.best.value, summary.best.point), (summary.value, summary.point));
        }
    }

    /// Every evaluation is counted, whoever asks for it; the accepted ones are not made again.
    #[test]
    fn evaluations_are_counted() {
        for descent in [Descent::new(1e-3), Descent::new(1.0).line_search(), Descent::new(1e-3).adam()] {
            let calls = Cell::new(0);
            let counted = |point: &[f64; 2]| {
                calls.set(calls.get() + 1);
                valley(point)
            };
            let summary = descent.iterations(50).minimize_with(counted, [-1.2, 1.0]).unwrap();
            assert_eq!(summary.evaluations, calls.get());
        }
    }

    /// Out of where a function is defined, back into it: x - ln x, with its minimum at 1.
    #[test]
    fn line_search_stays_where_the_function_is_defined() {
        let barrier = |x: &f64| (x - x.ln(), 1.0 - 1.0 / x);
        let summary = Descent::new(1e6).line_search().tolerance(1e-7).minimize_with(barrier, 30.0).unwrap();
        assert_eq!(summary.stop, Stop::Converged);
        assert!((summary.point - 1.0).abs() < 1e-6);
    }

    /// A gradient of the wrong sign, a kink, and a minimum to the last digit.
    #[test]
    fn line_search_says_where_it_goes_no_further() {
        let wrong = |x: &f64| (x * x, -2.0 * x);
        let summary = Descent::new(0.1).line_search().minimize_with(wrong, 3.0).unwrap();
        assert_eq!((summary.stop, summary.point, summary.iterations), (Stop::Stalled, 3.0, 0));
        let flat = |x: &f64| (1.0 + x * x, 2.0 * x);
        let summary = Descent::new(0.3).line_search().minimize_with(flat, 3.0).unwrap();
        assert!(matches!(summary.stop, Stop::Stalled | Stop::Converged) && summary.point.abs() < 1e-7);
    }

    /// What has no lowest point is no success: x, 1 - eˣ and ln x go down for ever.
    #[test]
    fn line_search_without_a_bottom_diverges() {
        for bottomless in [|x: &f64| (*x, 1.0), |x: &f64| (-x.exp(), -x.exp())] {
            let error = Descent::new(0.1).line_search().iterations(5000).minimize_with(bottomless, 1.0);
            assert!(matches!(error, Err(Error::Diverged { .. })), "{error:?}");
        }
    }

    #[test]
    fn steps_of_a_line_search_agree_with_its_summary() {
        let descent = Descent::new(1.0).line_search().iterations(40);
        let steps: Vec<_> = descent.steps_with(valley, [-1.2, 1.0]).map(Result::unwrap).collect();
        let summary = descent.minimize_with(valley, [-1.2, 1.0]).unwrap();
        assert_eq!((summary.iterations, summary.point), (steps.len(), steps.last().unwrap().next));
        assert_eq!((summary.value, summary.gradient), valley(&summary.point));
    }
}

mod iterator {
    use super::*;

    #[test]
    fn counts_and_connects() {
        let steps: Vec<_> =
            Descent::new(0.1).iterations(20).steps::<bowl>([3.0, 2.0]).map(Result::unwrap).collect();
        assert_eq!(steps.len(), 20);
        for (index, pair) in steps.windows(2).enumerate() {
            assert_eq!((pair[0].iteration, pair[1].iteration), (index, index + 1));
            assert_eq!(pair[0].next, pair[1].point);
        }
    }

    #[test]
    fn is_fused_at_the_limit_and_at_convergence() {
        for descent in [Descent::new(0.1).iterations(2), Descent::new(0.25).tolerance(2.0)] {
            let mut steps = descent.steps::<square>(4.0);
            assert_eq!(steps.by_ref().count(), 2);
            assert!(iter::from_fn(|| steps.next()).next().is_none());
        }
    }

    /// One evaluation for each step asked for, one more to see the end, and none after it.
    #[test]
    fn is_lazy() {
        let calls = Cell::new(0);
        let counted = |x: &f64| {
            calls.set(calls.get() + 1);
            parabola(x)
        };
        let mut steps = Descent::new(0.1).iterations(3).steps_with(counted, 3.0);
        assert_eq!(calls.get(), 0);
        for step in 1..=3 {
            assert!(steps.next().is_some());
            assert_eq!(calls.get(), step);
        }
        for _ in 0..3 {
            assert!(steps.next().is_none());
            assert_eq!(calls.get(), 4);
        }
    }

    #[test]
    fn collects_into_one_result() {
        let values =
            |rate| Descent::new(rate).iterations(400).steps::<square>(1.0).collect::<Result<Vec<_>, _>>();
        assert_eq!(values(0.1).unwrap().len(), 400);
        assert!(matches!(values(2.0), Err(Error::Diverged { .. })));
    }
}
