//! The Jacobian has the shape of the result with a gradient in place of each number, the Hessian that of the gradient.

use chainrule::{Float, differentiate};

#[differentiate]
fn number_and_array(x: f64, y: f64) -> (f64, [f64; 2]) {
    (x * y, [x.powi(2), y.powi(3)])
}

#[differentiate]
fn number_and_vector(x: f64, y: f64) -> (f64, Vec<f64>) {
    (x * y, vec![x * x, y, x])
}

#[differentiate]
fn matrix(x: f64, y: f64) -> [[f64; 2]; 2] {
    [[x, y], [x * y, x * x]]
}

#[differentiate]
fn of_one(x: f64) -> ([f64; 2], f64) {
    ([x, x * x], x.powi(3))
}

#[test]
fn of_numbers() {
    let jacobian: ([f64; 2], [[f64; 2]; 2]) = number_and_array::jacobian(2.0, 3.0);
    assert_eq!(jacobian, ([3.0, 2.0], [[4.0, 0.0], [0.0, 27.0]]));
    assert_eq!(number_and_array::value_and_jacobian(2.0, 3.0), ((6.0, [4.0, 27.0]), jacobian));
    let jacobian: ([f64; 2], Vec<[f64; 2]>) = number_and_vector::jacobian(2.0, 3.0);
    assert_eq!(jacobian, ([3.0, 2.0], vec![[4.0, 0.0], [0.0, 1.0], [1.0, 0.0]]));
    let jacobian: [[[f64; 2]; 2]; 2] = matrix::jacobian(2.0, 3.0);
    assert_eq!(jacobian, [[[1.0, 0.0], [0.0, 1.0]], [[3.0, 2.0], [4.0, 0.0]]]);
    assert_eq!(matrix::value_and_jacobian(2.0, 3.0).0, [[2.0, 3.0], [6.0, 4.0]]);
    assert_eq!(of_one::value_and_jacobian(2.0), (([2.0, 4.0], 8.0), ([1.0, 4.0], 12.0)));
}

#[differentiate]
fn products(x: &[f64], y: f64) -> Vec<Vec<f64>> {
    let mut m = vec![vec![0.0; 2]; x.len()];
    for i in 0..x.len() {
        m[i][0] = x[i] * y;
        m[i][1] = x[i] * x[i];
    }
    m
}

#[differentiate]
fn vectors_in_array(x: Vec<f64>, y: &[f64; 2]) -> ([Vec<f64>; 2], f64) {
    let mut m = [vec![0.0; x.len()], vec![y[0] * y[1]]];
    for i in 0..x.len() {
        m[0][i] = x[i] * y[0];
    }
    (m, y[1])
}

#[differentiate(wrt(x))]
fn by_one_of_two(x: &[[f64; 2]; 1], y: &[f64]) -> (f64, [f64; 2]) {
    (x[0][0] * y[0], [x[0][1], x[0][0] * x[0][1]])
}

#[test]
fn of_arrays() {
    let jacobian: Vec<Vec<(Vec<f64>, f64)>> = products::jacobian(&[2.0, 3.0], 5.0);
    assert_eq!(
        jacobian,
        [[(vec![5.0, 0.0], 2.0), (vec![4.0, 0.0], 0.0)], [(vec![0.0, 5.0], 3.0), (vec![0.0, 6.0], 0.0)]]
    );
    assert!(products::jacobian(&[], 5.0).is_empty());
    let ([first, second], third) = vectors_in_array::jacobian(vec![2.0, 3.0], &[5.0, 7.0]);
    assert_eq!(first, [(vec![5.0, 0.0], [2.0, 0.0]), (vec![0.0, 5.0], [3.0, 0.0])]);
    assert_eq!(second, [(vec![0.0, 0.0], [7.0, 5.0])]);
    assert_eq!(third, (vec![0.0, 0.0], [0.0, 1.0]));
    let ([first, _], third) = vectors_in_array::jacobian(vec![], &[5.0, 7.0]);
    assert!(first.is_empty());
    assert_eq!(third, (vec![], [0.0, 1.0]));
    assert_eq!(by_one_of_two::jacobian(&[[2.0, 3.0]], &[5.0]), ([[5.0, 0.0]], [[[0.0, 1.0]], [[3.0, 2.0]]]));
}

#[differentiate]
fn generic<T: Float>(x: &[T; 2], y: T) -> (T, [T; 2]) {
    (x[0] * y, [x[1].powi(2), y])
}

#[differentiate]
fn of_any_length<const N: usize>(x: &[f64; N], y: f64) -> ([f64; N], f64) {
    let mut z = [0.0; N];
    for i in 0..N {
        z[i] = x[i] * y;
    }
    (z, y * y)
}

#[test]
fn of_generic_functions() {
    assert_eq!(
        generic::jacobian(&[2.0_f32, 3.0], 5.0),
        (([5.0, 0.0], 2.0), [([0.0, 6.0], 0.0), ([0.0, 0.0], 1.0)])
    );
    let (rows, last) = of_any_length::jacobian(&[2.0, 3.0], 5.0);
    assert_eq!(rows, [([5.0, 0.0], 2.0), ([0.0, 5.0], 3.0)]);
    assert_eq!(last, ([0.0, 0.0], 10.0));
}

#[differentiate]
fn left_early(x: &[f64], limit: f64) -> (f64, [f64; 2]) {
    let mut h = [limit, 0.0];
    let mut s = 0.0;
    for t in x {
        if *t < 0.0 {
            break;
        }
        h[1] = t.sqrt();
        s += h[1];
    }
    (s, h)
}

#[test]
fn of_a_loop_that_is_left() {
    let jacobian = left_early::jacobian(&[4.0, 1.0, -1.0], 3.0);
    assert_eq!(jacobian.0, (vec![0.25, 0.5, 0.0], 0.0));
    assert_eq!(jacobian.1, [(vec![0.0, 0.0, 0.0], 1.0), (vec![0.0, 0.5, 0.0], 0.0)]);
    assert_eq!(left_early::jacobian(&[], 3.0), ((vec![], 0.0), [(vec![], 1.0), (vec![], 0.0)]));
}

#[differentiate(order = 2)]
fn array_and_number(x: &[f64; 2], y: f64) -> f64 {
    x[0] * x[0] * y + x[1] * y * y
}

#[differentiate(order = 2)]
fn slice_and_matrix(x: &[f64], y: &[[f64; 2]; 2]) -> f64 {
    let mut s = 0.0;
    for v in x {
        s += v * y[0][1] * y[1][0];
    }
    s
}

#[differentiate(order = 2)]
fn one_matrix(x: &[[f64; 2]; 1]) -> f64 {
    x[0][0].powi(2) * x[0][1]
}

#[differentiate(order = 2)]
fn vectors(x: Vec<Vec<f64>>, n: usize) -> f64 {
    x[0][n] * x[1][0] * x[1][0]
}

#[test]
fn hessians() {
    type G = ([f64; 2], f64);
    let hessian: ([G; 2], G) = array_and_number::hessian(&[2.0, 3.0], 5.0);
    assert_eq!(hessian, ([([10.0, 0.0], 4.0), ([0.0, 0.0], 10.0)], ([4.0, 10.0], 6.0)));
    let (by_x, by_y) = slice_and_matrix::hessian(&[2.0, 3.0], &[[1.0, 5.0], [7.0, 0.0]]);
    let row = (vec![0.0, 0.0], [[0.0, 7.0], [5.0, 0.0]]);
    assert_eq!(by_x, [row.clone(), row]);
    assert_eq!(by_y[0][1], (vec![7.0, 7.0], [[0.0, 0.0], [5.0, 0.0]]));
    assert_eq!(by_y[1][0], (vec![5.0, 5.0], [[0.0, 5.0], [0.0, 0.0]]));
    assert_eq!(by_y[0][0], (vec![0.0, 0.0], [[0.0; 2]; 2]));
    let (by_x, by_y) = slice_and_matrix::hessian(&[], &[[1.0, 5.0], [7.0, 0.0]]);
    assert!(by_x.is_empty());
    assert_eq!(by_y[0][1], (vec![], [[0.0; 2]; 2]));
    assert_eq!(one_matrix::hessian(&[[2.0, 3.0]]), [[[[6.0, 4.0]], [[4.0, 0.0]]]]);
    let hessian: Vec<Vec<Vec<Vec<f64>>>> = vectors::hessian(vec![vec![2.0, 3.0], vec![5.0]], 1);
    assert_eq!(hessian[0], [[vec![0.0, 0.0], vec![0.0]], [vec![0.0, 0.0], vec![10.0]]]);
    assert_eq!(hessian[1], [[vec![0.0, 10.0], vec![6.0]]]);
}
