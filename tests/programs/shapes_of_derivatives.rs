//! Jacobians and Hessians of tuples, arrays, matrices and vectors.

use chainrule::differentiate;

use crate::check::{check, hessian, jacobian};

/// A jacobian of (f64, [f64; 2]).
#[test]
fn tuple_array() {
    #[differentiate]
    fn f(x: f64, y: f64) -> (f64, [f64; 2]) {
        (x * y, [x, x * y * y])
    }

    jacobian!(f(2.0, 3.0), (6.0, [2.0, 18.0]), ([3.0, 2.0], [[1.0, 0.0], [9.0, 12.0]]));
}

/// A jacobian of [[f64; 2]; 2].
#[test]
fn nested_array() {
    #[differentiate]
    fn f(x: f64, y: f64) -> [[f64; 2]; 2] {
        [[x, y], [x * y, y * y]]
    }

    jacobian!(f(2.0, 3.0), [[2.0, 3.0], [6.0, 9.0]], [[[1.0, 0.0], [0.0, 1.0]], [[3.0, 2.0], [0.0, 6.0]]]);
}

/// A jacobian of (f64, Vec<f64>).
#[test]
fn tuple_vec() {
    #[differentiate]
    fn f(x: f64, y: f64) -> (f64, Vec<f64>) {
        (x * y, vec![x; 2])
    }

    jacobian!(f(2.0, 3.0), (6.0, [2.0, 2.0]), ([3.0, 2.0], [[1.0, 0.0], [1.0, 0.0]]));
}

/// A jacobian of a tuple, by a slice.
#[test]
fn tuple_by_a_slice() {
    #[differentiate]
    fn f(x: &[f64]) -> (f64, Vec<f64>) {
        (x[0] * x[1], x.iter().map(|v| v * v).collect())
    }

    jacobian!(f(&[2.0, 3.0]), (6.0, [4.0, 9.0]), ([3.0, 2.0], [[4.0, 0.0], [0.0, 6.0]]));
}

/// Jacobians of matrices by arrays, of tuples of arrays.
#[test]
fn matrix_of_array() {
    #[differentiate]
    fn f(x: &[f64; 2]) -> [[f64; 2]; 2] {
        [[x[0] * x[1], x[0]], [0.0, x[1] * x[1]]]
    }
    #[differentiate]
    fn g(x: &[f64; 2], s: f64) -> ([f64; 2], f64, [f64; 1]) {
        ([x[0] * s, x[1]], s * s, [x[0]])
    }

    jacobian!(f(&[2.0, 3.0]), [[6.0, 2.0], [0.0, 9.0]], [[[3.0, 2.0], [1.0, 0.0]], [[0.0, 0.0], [0.0, 6.0]]]);
    jacobian!(
        g(&[2.0, 3.0], 5.0),
        ([10.0, 3.0], 25.0, [2.0]),
        ([([5.0, 0.0], 2.0), ([0.0, 1.0], 0.0)], ([0.0, 0.0], 10.0), [([1.0, 0.0], 0.0)])
    );
}

/// A hessian of a mixture.
#[test]
fn hessian_of_a_mixture() {
    #[differentiate(order = 2)]
    fn f(x: &[f64; 2], y: f64) -> f64 {
        x[0] * x[0] * x[1] * y + y * y
    }

    check!(f(&[2.0, 3.0], 5.0), 60.0 + 25.0, ([60.0, 20.0], 12.0 + 10.0));
    hessian!(
        f(&[2.0, 3.0], 5.0),
        ([([2.0 * 3.0 * 5.0, 20.0], 12.0), ([20.0, 0.0], 4.0)], ([12.0, 4.0], 2.0))
    );
}

/// Hessians of mixtures: number first, matrix, two arrays.
#[test]
fn hessians_of_mixtures() {
    #[differentiate(order = 2)]
    fn f(y: f64, x: &[f64; 2]) -> f64 {
        y * y * x[0] + x[0] * x[1]
    }
    #[differentiate(order = 2)]
    fn g(a: &[f64; 2], b: &[f64; 1]) -> f64 {
        a[0] * a[1] * b[0] * b[0]
    }

    hessian!(f(3.0, &[2.0, 5.0]), ((4.0, [6.0, 0.0]), [(6.0, [0.0, 1.0]), (0.0, [1.0, 0.0])]));
    hessian!(
        g(&[2.0, 3.0], &[5.0]),
        ([([0.0, 25.0], [30.0]), ([25.0, 0.0], [20.0])], [([30.0, 20.0], [12.0])])
    );
}

/// A jacobian of a vector of arrays.
#[test]
fn e_rows_of_arrays() {
    #[differentiate]
    fn f(x: &[f64]) -> Vec<[f64; 2]> {
        x.iter().map(|v| [*v, v * v]).collect()
    }

    jacobian!(f(&[2.0, 3.0]), [[2.0, 4.0], [3.0, 9.0]], [[[1.0, 0.0], [4.0, 0.0]], [[0.0, 1.0], [0.0, 6.0]]]);
}

/// A function that is not written yet has derivatives that are not, whatever it is to return.
#[test]
fn not_written_yet() {
    #[differentiate]
    fn f(x: &[f64], y: f64) -> Vec<f64> {
        todo!()
    }
    #[differentiate]
    fn g(x: f64) -> [[f64; 2]; 2] {
        let y = x * x;
        unimplemented!("the square is {y}")
    }

    assert!(std::panic::catch_unwind(|| f::jacobian(&[1.0], 2.0)).is_err());
    assert!(std::panic::catch_unwind(|| g::jacobian(1.0)).is_err());
}
