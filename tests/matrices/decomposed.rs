//! Systems of equations, determinants and inverses by one decomposition, which has a name or is asked where it stands.

#![allow(clippy::pedantic, reason = "programs of every style are what is tested")]

use super::differences::check;
use super::*;

/// A matrix far from being singular and a vector, of so many numbers.
fn system(x: &[f64], n: usize) -> (DMatrix<f64>, DVector<f64>) {
    (DMatrix::from_column_slice(n, n, &x[..n * n]), DVector::from_column_slice(&x[n * n..]))
}

fn numbers(n: usize) -> Vec<f64> {
    let entry = |i: usize| if i < n * n && i.is_multiple_of(n + 1) { 3.0 } else { (i as f64 * 7.3).sin() };
    (0..n * n + n).map(entry).collect()
}

fn flat((by_matrix, by_vector): (DMatrix<f64>, DVector<f64>)) -> Vec<f64> {
    [by_matrix.as_slice(), by_vector.as_slice()].concat()
}

/// Checks a function of a matrix and a vector: two and three rows have determinants that are written out, larger ones have not.
macro_rules! checked {
    ($name:ident) => {
        for n in [2, 3, 5] {
            let x = numbers(n);
            let (m, v) = system(&x, n);
            let (value, gradient) = $name::value_and_gradient(&m, &v);
            let of = |x: &[f64]| {
                let (m, v) = system(x, n);
                $name(&m, &v)
            };
            check(of, &x, (value, flat(gradient)));
        }
    };
}

#[differentiate]
fn everything_of_one(m: &DMatrix<f64>, v: &DVector<f64>) -> f64 {
    let lu = m.clone().lu();
    let x = lu.solve(v).expect("it is regular");
    let y = lu.solve(&x).expect("it is regular");
    x.dot(&y) + lu.determinant() + lu.try_inverse().expect("it is regular").sum()
}

#[differentiate]
fn density(m: &DMatrix<f64>, v: &DVector<f64>) -> f64 {
    let solved = m.clone().lu().solve(v).expect("it is regular");
    v.dot(&solved) + m.determinant().abs().ln()
}

#[differentiate]
fn determinant_first(m: &DMatrix<f64>, v: &DVector<f64>) -> f64 {
    let size = m.determinant();
    if size > 0.0 { size * m.clone().lu().solve(v).map_or(0.0, |x| x.sum()) } else { -size }
}

#[differentiate]
fn another_each_time(m: &DMatrix<f64>, v: &DVector<f64>) -> f64 {
    let mut a = m.clone();
    let mut sum = 0.0;
    for i in 0..a.nrows() {
        a[(i, i)] += 2.0;
        let lu = a.clone().lu();
        if !lu.is_invertible() {
            continue;
        }
        if let Some(x) = lu.solve(v) {
            sum += x[0] * x[1] * lu.determinant();
        }
    }
    sum
}

#[differentiate]
fn turned(m: &DMatrix<f64>, v: &DVector<f64>) -> f64 {
    let qr = m.clone().qr();
    match qr.solve(v) {
        Some(x) => x.norm_squared() + qr.try_inverse().unwrap()[(0, 1)],
        None => 0.0,
    }
}

#[test]
fn decomposed_once() {
    checked! { everything_of_one }
    checked! { density }
    checked! { determinant_first }
    checked! { another_each_time }
    checked! { turned }
}

#[differentiate(wrt(v))]
fn by_a_constant(m: &DMatrix<f64>, v: &DVector<f64>) -> f64 {
    let lu = m.clone().lu();
    let mut x = v.clone();
    for _ in 0..3 {
        x = lu.solve(&x).unwrap() * 2.0;
    }
    let qr = m.clone().qr();
    qr.solve(&x).map_or(0.0, |y| y.dot(v))
}

#[test]
fn a_constant_decomposition() {
    let x = numbers(4);
    let (m, v) = system(&x, 4);
    let (value, gradient) = by_a_constant::value_and_gradient(&m, &v);
    let of = |v: &[f64]| by_a_constant(&m, &DVector::from_column_slice(v));
    check(of, v.as_slice(), (value, gradient.as_slice().to_vec()));
}

#[differentiate]
fn of_an_inverse(m: &Matrix2<f64>) -> f64 {
    m.try_inverse().unwrap().sum()
}

#[differentiate]
fn of_a_solution(m: &DMatrix<f64>) -> f64 {
    m.clone().lu().solve(&DVector::from_vec(vec![1.0, 1.0])).expect("it is regular").sum()
}

#[differentiate]
fn of_a_factor(m: &DMatrix<f64>) -> f64 {
    m.clone().cholesky().unwrap().l().sum()
}

/// Where the function panics, there is no derivative either.
#[test]
fn nothing_of_what_is_singular() {
    assert!(std::panic::catch_unwind(|| of_an_inverse::gradient(&Matrix2::zeros())).is_err());
    assert!(std::panic::catch_unwind(|| of_a_solution::gradient(&DMatrix::zeros(2, 2))).is_err());
    assert!(std::panic::catch_unwind(|| of_a_factor::gradient(&DMatrix::zeros(2, 2))).is_err());
}
