//! The examples of argmin's solvers against closed forms, and what a problem says of functions that are wrong.

#![allow(clippy::float_cmp, reason = "derivatives are the functions' own, to the last bit")]

#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/minimize_bfgs.rs"]
mod minimize_bfgs;
#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/minimize_conjugate_gradients.rs"]
mod minimize_conjugate_gradients;
#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/minimize_l_bfgs.rs"]
mod minimize_l_bfgs;
#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/minimize_newton_cg.rs"]
mod minimize_newton_cg;
#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/minimize_trust_region.rs"]
mod minimize_trust_region;

use std::cell::Cell;

use argmin::core::{CostFunction, Gradient, Hessian, Operator};
use chainrule::argmin::{Error, Problem};
use chainrule::differentiate;
use nalgebra::{DVector, Matrix2, SVector, Vector2, dmatrix, dvector};

#[differentiate(order = 2)]
fn f(x: f64, y: f64) -> f64 {
    x.powi(3) * y + (x * y).sin()
}

mod examples {
    use super::*;

    /// At the maximum of the likelihood as many pass as are expected to, and after as many hours.
    #[test]
    fn l_bfgs_finds_the_most_likely() {
        let (p, steps) = minimize_l_bfgs::minimize().unwrap();
        let (hours, passed) = (minimize_l_bfgs::HOURS, minimize_l_bfgs::PASSED);
        let expected = |hours: f64| 1.0 / (1.0 + (-p[0] - p[1] * hours).exp());
        let count: f64 = hours.iter().map(|&h| expected(h)).sum();
        let weighted: f64 = hours.iter().map(|&h| h * expected(h)).sum();
        assert!((count - passed.iter().sum::<f64>()).abs() < 1e-6);
        assert!((weighted - hours.iter().zip(&passed).map(|(h, p)| h * p).sum::<f64>()).abs() < 1e-6);
        assert!(steps < 30);
    }

    #[test]
    fn bfgs_finds_the_end_of_the_valley() {
        for dimensions in [2, 3, 10] {
            let (x, steps) = minimize_bfgs::minimize(dimensions).unwrap();
            assert!(x.iter().all(|x| (x - 1.0).abs() < 1e-6), "{x:?}");
            assert!(steps < 200, "{steps}");
        }
    }

    /// The heights solve −k·(h₊ − 2h + h₋) + w = 0: a parabola, h = w/(2k)·i·(i − n − 1).
    #[test]
    fn trust_region_hangs_the_chain_in_a_parabola() {
        let (heights, steps) = minimize_trust_region::minimize().unwrap();
        for (i, height) in (1..).map(f64::from).zip(heights.iter()) {
            assert!((height - i * (i - 10.0) / 80.0).abs() < 1e-9, "{heights}");
        }
        assert!(steps < 20, "{steps}");
    }

    #[test]
    fn newton_cg_finds_the_minimum() {
        for start in [[1.0, 1.0], [2.0, 0.0]] {
            let (p, steps) = minimize_newton_cg::minimize(start).unwrap();
            assert!((p[0] - 3.0).abs() < 1e-6 && (p[1] - 0.5).abs() < 1e-6, "{p:?}");
            assert!(steps < 100);
        }
    }

    /// Five charges are at rest at the corners of a pentagon.
    #[test]
    fn conjugate_gradients_space_the_charges_evenly() {
        let (angles, _) = minimize_conjugate_gradients::minimize(vec![0.0, 0.4, 1.0, 2.5, 4.0]).unwrap();
        for pair in angles.windows(2) {
            assert!(((pair[1] - pair[0]).to_degrees() - 72.0).abs() < 1e-3, "{angles:?}");
        }
    }
}

mod derivatives {
    use super::*;

    #[test]
    fn are_those_of_the_function_whatever_the_vectors() {
        let (value, gradient) = f::value_and_gradient(0.7, -1.3);
        let hessian = f::hessian(0.7, -1.3);
        let problem = || Problem::of::<f>().with_hessian(|p| f::hessian(p[0], p[1]));
        let at = vec![0.7, -1.3];
        assert_eq!(problem().cost(&at).unwrap(), value);
        assert_eq!(problem().gradient(&at).unwrap(), gradient);
        assert_eq!(problem().hessian(&at).unwrap(), hessian);

        let dynamic = problem().over::<DVector<f64>>();
        let at = dvector![0.7, -1.3];
        assert_eq!(dynamic.cost(&at).unwrap(), value);
        assert_eq!(dynamic.gradient(&at).unwrap(), dvector![gradient[0], gradient[1]]);
        let [[a, b], [c, d]] = hessian;
        assert_eq!(dynamic.hessian(&at).unwrap(), dmatrix![a, b; c, d]);

        let fixed = problem().over::<SVector<f64, 2>>();
        let at = Vector2::new(0.7, -1.3);
        assert_eq!(fixed.gradient(&at).unwrap(), Vector2::from(gradient));
        assert_eq!(fixed.hessian(&at).unwrap(), Matrix2::new(a, b, c, d));
    }

    #[test]
    fn products_are_those_of_the_hessian() {
        let problem = Problem::of::<f>().with_product(|p, v| f::hvp(p[0], p[1], [v[0], v[1]]));
        let [[a, b], [c, d]] = f::hessian(0.7, -1.3);
        let product = problem.curvature_at(&vec![0.7, -1.3]).apply(&vec![2.0, -3.0]).unwrap();
        assert!((product[0] - (2.0 * a - 3.0 * b)).abs() < 1e-13);
        assert!((product[1] - (2.0 * c - 3.0 * d)).abs() < 1e-13);
    }

    /// A value and a gradient that are asked for at one place are computed once.
    #[test]
    fn are_computed_once_a_place() {
        let calls = Cell::new(0);
        let problem = Problem::new(|p| {
            calls.set(calls.get() + 1);
            f::value_and_gradient(p[0], p[1])
        });
        for (at, expected) in [([1.0, 2.0], 1), ([1.0, 3.0], 2), ([1.0, 2.0], 3)] {
            let at = at.to_vec();
            problem.cost(&at).unwrap();
            problem.gradient(&at).unwrap();
            problem.cost(&at).unwrap();
            assert_eq!(calls.get(), expected);
        }
    }

    /// Functions of one number and of a slice.
    #[test]
    fn of_functions_of_any_point() {
        #[differentiate]
        fn square(x: f64) -> f64 {
            x * x
        }
        #[differentiate]
        fn sum(x: &[f64]) -> f64 {
            x.iter().map(|x| x * x).sum()
        }
        assert_eq!(Problem::of::<square>().gradient(&vec![3.0]).unwrap(), [6.0]);
        assert_eq!(Problem::of::<sum>().gradient(&vec![3.0, 4.0, 5.0]).unwrap(), [6.0, 8.0, 10.0]);
    }
}

mod mistakes {
    use super::*;

    #[track_caller]
    fn error<T>(outcome: Result<T, argmin::core::Error>) -> Error {
        outcome.map(|_| ()).unwrap_err().downcast().unwrap()
    }

    #[test]
    fn of_the_number_of_parameters() {
        let wanted = Error::Parameters { expected: 2, found: 3 };
        assert_eq!(error(Problem::of::<f>().cost(&vec![1.0; 3])), wanted);
        let short = Problem::new(|_| (1.0, [1.0]));
        let wanted = Error::Shape { what: "slopes", expected: 2, found: 1 };
        assert_eq!(error(short.cost(&vec![1.0; 2])), wanted);
    }

    #[test]
    fn of_the_hessian() {
        let problem = || Problem::of::<f>();
        let rows = Error::Shape { what: "rows", expected: 2, found: 1 };
        assert_eq!(error(problem().with_hessian(|_| [[1.0, 2.0]]).hessian(&vec![1.0; 2])), rows);
        let slopes = Error::Shape { what: "slopes", expected: 2, found: 1 };
        assert_eq!(error(problem().with_hessian(|_| [[1.0], [2.0]]).hessian(&vec![1.0; 2])), slopes);
        let infinite = Error::NotFinite { quantity: "Hessian", point: vec![1.0; 2] };
        let problem = problem().with_hessian(|_| [[1.0, f64::INFINITY], [2.0, 3.0]]);
        assert_eq!(error(problem.hessian(&vec![1.0; 2])), infinite);
        let problem = Problem::of::<f>().with_product(|_, _| [f64::NAN, 1.0]);
        let infinite = Error::NotFinite { quantity: "product", point: vec![1.0; 2] };
        assert_eq!(error(problem.curvature_at(&vec![1.0; 2]).apply(&vec![1.0; 2])), infinite);
    }

    /// A value above all numbers is one that a line search goes back from; one below them, or none at all, is an error.
    #[test]
    fn of_values_that_are_not_finite() {
        let with = |value: f64| Problem::new(move |_| (value, [1.0]));
        assert_eq!(with(f64::INFINITY).cost(&vec![1.0]).unwrap(), f64::INFINITY);
        for value in [f64::NAN, f64::NEG_INFINITY] {
            let wanted = Error::NotFinite { quantity: "value", point: vec![1.0] };
            assert_eq!(error(with(value).cost(&vec![1.0])), wanted);
        }
        let steep = Problem::new(|_| (1.0, [f64::INFINITY]));
        let wanted = Error::NotFinite { quantity: "gradient", point: vec![1.0] };
        assert_eq!(steep.cost(&vec![1.0]).unwrap(), 1.0);
        assert_eq!(error(steep.gradient(&vec![1.0])), wanted);
    }
}
