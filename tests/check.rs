//! The checks of derivatives: right ones pass, wrong ones are found where they are, and what cannot be told is said.

#![allow(clippy::trivially_copy_pass_by_ref, reason = "points are passed by reference, whatever their type")]

use chainrule::check::{Error, Mistake, check_gradient, check_hessian, check_jacobian, check_jvp_vjp};
use chainrule::{Objective, differentiate};

#[differentiate(order = 2)]
fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += 100.0 * (x[i + 1] - x[i].powi(2)).powi(2) + (1.0 - x[i]).powi(2);
    }
    sum
}

#[differentiate(order = 2)]
fn mixed(x: f64, y: f64, z: f64) -> f64 {
    (x * y).sin() + z.exp() / (1.0 + x * x) + (y - z).powi(3)
}

#[differentiate]
fn outputs(x: f64, y: f64) -> [f64; 3] {
    [x * y, (x / y).atan(), x.hypot(y)]
}

#[track_caller]
fn mistakes(outcome: Result<(), Error>) -> Vec<Mistake> {
    match outcome.unwrap_err() {
        Error::Wrong { mistakes } => mistakes,
        error => panic!("{error}"),
    }
}

mod gradients {
    use super::*;

    #[test]
    fn of_differentiated_functions_are_right() {
        for x in [vec![-1.2, 1.0], vec![0.0; 4], vec![1.0; 3], vec![1e3, -1e-3, 7.0]] {
            check_gradient(rosenbrock::evaluate, x.clone()).unwrap_or_else(|error| panic!("{x:?}: {error}"));
        }
        for at in [[0.1, 0.2, 0.3], [-3.0, 2.0, 1.0], [0.0; 3], [1e-5, 1e-2, 1e-5]] {
            check_gradient(mixed::evaluate, at).unwrap_or_else(|error| panic!("{at:?}: {error}"));
        }
    }

    /// Over thirty powers of ten, of the function and of the place.
    #[test]
    fn of_any_scale_are_right_or_wrong() {
        for power in (-150..=150).step_by(10) {
            let scale = 10.0_f64.powi(power);
            check_gradient(|x: &f64| (scale * x.exp(), scale * x.exp()), 0.7).unwrap();
            let wrong = |x: &f64| (scale * x.exp(), scale * x.exp() * 1.0001);
            let found = mistakes(check_gradient(wrong, 0.7));
            assert!((found[0].expected / (scale * 0.7_f64.exp()) - 1.0).abs() < 1e-8);
            let place = 10.0_f64.powi(power / 2);
            check_gradient(|x: &f64| ((x / place).powi(3), 3.0 * (x / place).powi(2) / place), 2.0 * place)
                .unwrap();
            let wrong = |x: &f64| ((x / place).powi(3), 3.001 * (x / place).powi(2) / place);
            assert_eq!(mistakes(check_gradient(wrong, 2.0 * place)).len(), 1);
        }
    }

    /// Each slope on its own, by a hundred-thousandth and by its sign.
    #[test]
    fn with_one_wrong_slope_have_it_named() {
        for factor in [-1.0, 0.0, 2.0, 1.00001] {
            for wrong in 0..5 {
                let spoilt = |x: &Vec<f64>| {
                    let (value, mut gradient) = rosenbrock::value_and_gradient(x);
                    gradient[wrong] *= factor;
                    (value, gradient)
                };
                let at = vec![0.3, -0.8, 1.5, 0.1, -2.0];
                let found = mistakes(check_gradient(spoilt, at.clone()));
                let right = rosenbrock::gradient(&at)[wrong];
                assert_eq!((found.len(), found[0].output, found[0].input), (1, 0, wrong));
                assert_eq!(found[0].found, right * factor);
                assert!((found[0].expected / right - 1.0).abs() < 1e-7);
            }
        }
    }

    #[test]
    fn at_the_edge_of_a_domain_are_right() {
        check_gradient(|x: &f64| (x.ln(), 1.0 / x), 1e-6).unwrap();
        check_gradient(|x: &f64| (x.sqrt(), 0.5 / x.sqrt()), 1e-12).unwrap();
        check_gradient(|x: &f64| (x.acos(), -1.0 / (1.0 - x * x).sqrt()), 0.999_99).unwrap();
        assert!(check_gradient(|x: &f64| (x.ln(), -1.0 / x), 1e-6).is_err());
    }

    #[test]
    fn of_nothing_and_of_what_is_flat_are_zero() {
        check_gradient(|_: &[f64; 2]| (3.0, [0.0; 2]), [1.0, 2.0]).unwrap();
        assert_eq!(mistakes(check_gradient(|_: &f64| (3.0, 0.1), 1.0))[0].expected, 0.0);
        assert!(matches!(check_gradient(|_: &f64| (3.0, 1e-200), 1.0), Err(Error::Unclear { .. })));
        check_gradient(|x: &f64| (1e8 + x * x, 2.0 * x), 0.0).unwrap();
    }

    /// A jump, and noise: neither is taken for right, nor for wrong.
    #[test]
    fn that_cannot_be_told_are_unclear() {
        let jump = |x: &f64| (if *x < 1.0 { 0.0 } else { 5.0 }, 0.0);
        assert!(matches!(check_gradient(jump, 1.0), Err(Error::Unclear { output: 0, input: 0, .. })));
        let noise = |x: &f64| ((x * 1e17).sin(), 0.0);
        assert!(matches!(check_gradient(noise, 1.0), Err(Error::Unclear { .. })));
        // The value is 10²⁰, of which the slope of 400 does not change a digit.
        let drowned = check_gradient(rosenbrock::evaluate, vec![1e-9, 1e9]);
        assert!(matches!(drowned, Err(Error::Unclear { input: 0, .. })), "{drowned:?}");
        let kink = |x: &f64| (x.max(0.0), 0.0);
        let found = mistakes(check_gradient(kink, 0.0));
        assert!((found[0].expected - 0.5).abs() < 1e-12);
        check_gradient(kink, -1e-3).unwrap();
    }

    #[test]
    fn that_are_not_numbers_are_wrong() {
        let found = mistakes(check_gradient(|x: &f64| (x * x, f64::NAN), 1.0));
        assert!(found[0].found.is_nan() && (found[0].expected - 2.0).abs() < 1e-9);
        assert_eq!(
            check_gradient(|x: &f64| (x.ln(), 1.0 / x), 0.0),
            Err(Error::Undefined { output: 0, found: f64::NEG_INFINITY })
        );
    }

    #[test]
    fn of_the_wrong_length_are_said_to_be() {
        let short = |x: &Vec<f64>| (x[0], vec![1.0]);
        let wanted = Error::Shape { what: "slopes", expected: 2, found: 1 };
        assert_eq!(check_gradient(short, vec![1.0, 2.0]), Err(wanted));
    }

    /// A rule that is given by hand.
    #[test]
    fn of_rules_by_hand_are_checked() {
        #[differentiate(derivative(x = y * x.powf(y - 1.0), y = x.powf(y) * x.log10()))]
        fn power(x: f64, y: f64) -> f64 {
            x.powf(y)
        }
        let found = mistakes(check_gradient(power::evaluate, [2.0, 3.0]));
        assert_eq!((found.len(), found[0].input), (1, 1));
        assert!((found[0].expected - 8.0 * 2.0_f64.ln()).abs() < 1e-8);
    }
}

mod jacobians {
    use super::*;

    #[test]
    fn are_right_and_wrong_element_by_element() {
        let right = |&[x, y]: &[f64; 2]| outputs::value_and_jacobian(x, y);
        check_jacobian(right, [0.4, 2.0]).unwrap();
        for (output, input) in [(0, 0), (1, 1), (2, 0)] {
            let wrong = |&[x, y]: &[f64; 2]| {
                let (values, mut rows) = outputs::value_and_jacobian(x, y);
                rows[output][input] += 0.01;
                (values, rows)
            };
            let found = mistakes(check_jacobian(wrong, [0.4, 2.0]));
            assert_eq!((found.len(), found[0].output, found[0].input), (1, output, input));
            assert!((found[0].found - found[0].expected - 0.01).abs() < 1e-9);
        }
    }

    #[test]
    fn of_a_wrong_shape_are_said_to_be() {
        let wanted = Error::Shape { what: "rows", expected: 2, found: 1 };
        assert_eq!(check_jacobian(|x: &f64| ([*x, *x], [1.0]), 0.5), Err(wanted));
        let calls = std::cell::Cell::new(0);
        for later in [1, 3] {
            calls.set(0);
            let changing = |x: &f64| {
                calls.set(calls.get() + 1);
                (vec![*x; if calls.get() < 5 { 2 } else { later }], vec![1.0; 2])
            };
            let wanted = Error::Shape { what: "outputs", expected: 2, found: later };
            assert_eq!(check_jacobian(changing, 0.5), Err(wanted));
        }
    }
}

mod hessians {
    use super::*;

    #[test]
    fn of_differentiated_functions_are_right() {
        let gradient = |&[x, y, z]: &[f64; 3]| mixed::gradient(x, y, z);
        check_hessian(gradient, |&[x, y, z]| mixed::hessian(x, y, z), [0.3, -0.5, 1.0]).unwrap();
        for at in [[-1.2, 1.0], [1.0, 1.0]] {
            check_hessian(
                |x: &[f64; 2]| rosenbrock::gradient(x),
                |&[x, y]| [[2.0 - 400.0 * y + 1200.0 * x * x, -400.0 * x], [-400.0 * x, 200.0]],
                at,
            )
            .unwrap();
        }
    }

    /// Also where only symmetry tells, as the gradient is wrong in the same way.
    #[test]
    fn that_are_wrong_are_named() {
        let gradient = |&[x, y, z]: &[f64; 3]| mixed::gradient(x, y, z);
        let wrong = |&[x, y, z]: &[f64; 3]| {
            let mut rows = mixed::hessian(x, y, z);
            rows[2][1] *= 1.1;
            rows
        };
        let found = mistakes(check_hessian(gradient, wrong, [0.3, -0.5, 1.0]));
        assert_eq!((found.len(), found[0].output, found[0].input), (1, 2, 1));
        let wide = |x: &[f64; 2]| [x[0], x[1], x[0]];
        let wanted = Error::Shape { what: "rows", expected: 2, found: 3 };
        assert_eq!(check_hessian(wide, |_| [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]], [0.5; 2]), Err(wanted));
        let twisted = |&[x, y]: &[f64; 2]| [x + 2.0 * y, x + y];
        let found = mistakes(check_hessian(twisted, |_| [[1.0, 2.0], [1.0, 1.0]], [0.5, 0.5]));
        assert_eq!(found, [Mistake { output: 1, input: 0, found: 1.0, expected: 2.0 }]);
    }
}

mod modes {
    use super::*;

    #[test]
    fn agree_for_differentiated_functions() {
        check_jvp_vjp(|v| outputs::jvp(0.4, 2.0, v), |w| outputs::vjp(0.4, 2.0, w), [0.0; 2]).unwrap();
        check_jvp_vjp(|v| mixed::jvp(1.0, 2.0, 3.0, v), |w| mixed::vjp(1.0, 2.0, 3.0, w), [0.0; 3]).unwrap();
        let x = [0.3, -0.8, 1.5];
        check_jvp_vjp(|v| rosenbrock::jvp(&x, v), |w| rosenbrock::vjp(&x, w), vec![0.0; 3]).unwrap();
    }

    #[test]
    fn that_disagree_are_named() {
        let transposed = |[w1, w2, w3]: [f64; 3]| {
            let (values, gradient) = outputs::vjp(0.4, 2.0, [w2, w1, w3]);
            (values, gradient)
        };
        let found = mistakes(check_jvp_vjp(|v| outputs::jvp(0.4, 2.0, v), transposed, [0.0; 2]));
        assert_eq!(found.len(), 4);
        let [first, second] = [outputs::jacobian(0.4, 2.0)[0][0], outputs::jacobian(0.4, 2.0)[1][0]];
        assert_eq!((found[0].output, found[0].input), (0, 0));
        assert!((found[0].found - first).abs() < 1e-15 && (found[0].expected - second).abs() < 1e-15);
        let other = check_jvp_vjp(|v: f64| (1.0, v), |w: f64| (2.0, w), 0.0);
        assert_eq!(other, Err(Error::Value { output: 0, first: 1.0, second: 2.0 }));
    }
}

#[test]
fn messages_say_where_and_by_how_much() {
    let wrong = |x: &Vec<f64>| (x.iter().sum(), x.iter().map(|_| 3.0).collect::<Vec<f64>>());
    let message = check_gradient(wrong, vec![1.0; 10]).unwrap_err().to_string();
    assert!(message.starts_with("10 derivatives are wrong: by input 0 it is 3 and should be "), "{message}");
    assert!(message.contains(", off by 2.0e0; by input 1 it is 3"), "{message}");
    assert!(message.ends_with("; and 2 more"), "{message}");
}
