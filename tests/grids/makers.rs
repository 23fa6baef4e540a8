//! Arrays that are made of what varies, by each of the makers of ndarray, and parts of them that are changed.

use ndarray::{Array1, Array2, Axis, array};

use super::*;

#[differentiate]
fn numbers(x: f64) -> f64 {
    let a = array![x, 1.0, x * x];
    a.dot(&a)
}

#[differentiate]
fn rows(x: f64) -> f64 {
    let a = array![[x, 1.0], [x * x, 2.0]];
    a[[1, 0]] * a.sum()
}

#[differentiate]
fn of_a_vec(x: f64) -> f64 {
    let a = Array1::from_vec(vec![x, 1.0, x * x]);
    a.dot(&a)
}

#[differentiate]
fn from_a_vec(x: f64) -> f64 {
    let a = Array1::from(vec![x, 1.0, x * x]);
    a.dot(&a)
}

#[differentiate]
fn of_a_function_of_two(x: f64) -> f64 {
    let a = Array2::from_shape_fn((2, 3), |(i, j)| x * i as f64 + x * x * j as f64);
    a.sum()
}

#[differentiate]
fn of_a_function_of_one(x: f64) -> f64 {
    let a = Array1::from_shape_fn(3, |i| x.powi(i as i32));
    a.sum()
}

#[differentiate]
fn of_a_shape(x: f64) -> f64 {
    let a = Array2::from_shape_vec((2, 2), vec![x, 1.0, x * x, 2.0]).unwrap();
    a[[1, 0]] + a.sum()
}

#[differentiate]
fn of_one_number(x: f64) -> f64 {
    let a = Array1::from_elem(4, x);
    a.dot(&a)
}

#[differentiate]
fn of_a_diagonal(x: f64) -> f64 {
    let a = Array2::from_diag(&array![x, x * x]);
    a.sum()
}

#[differentiate]
fn of_an_iterator(x: f64) -> f64 {
    let a = Array1::from_iter((0..3).map(|i| x * i as f64));
    a.dot(&a)
}

#[differentiate]
fn mapped_in_place(x: f64) -> f64 {
    let mut a = Array1::<f64>::zeros(3);
    a.fill(x);
    a.mapv_inplace(|v| v * v);
    a[0] = 1.0;
    a.sum()
}

#[differentiate]
fn of_a_shape_or_not(x: f64) -> Result<f64, ndarray::ShapeError> {
    let a = Array2::from_shape_vec((2, 2), vec![x, 1.0, x * x, 2.0])?;
    Ok(a[[1, 0]] + a.sum())
}

#[differentiate]
fn parts_of_all_kinds(x: f64) -> f64 {
    let mut a = Array2::<f64>::zeros((3, 3));
    a.column_mut(0).fill(x);
    a.index_axis_mut(Axis(1), 2).assign(&array![x, x * x, 1.0]);
    a.diag_mut().mapv_inplace(|v| v * v + x);
    a.row_mut(0).scaled_add(x, &array![1.0, 2.0, 3.0]);
    let b = a.dot(&a.t());
    b.sum() + a[[1, 1]]
}

#[differentiate]
fn zipped_in_place(x: f64) -> f64 {
    let mut a = Array2::<f64>::ones((2, 2));
    a.assign(&array![x, 3.0 * x]);
    a.zip_mut_with(&array![[1.0, x], [x, 2.0]], |p, &q| *p += q * q);
    a.map_inplace(|v| *v *= x);
    a.sum()
}

fn held(f: impl Fn(f64) -> f64, (value, slope): (f64, f64)) {
    assert_eq!(f(1.3).to_bits(), value.to_bits());
    let wanted = differences::slope(&f, 1.3);
    assert!((slope - wanted).abs() <= 1e-8 * wanted.abs().max(1.0), "{slope}, by differences {wanted}");
}

#[test]
fn slopes() {
    held(|x| numbers(x), numbers::value_and_gradient(1.3));
    held(|x| rows(x), rows::value_and_gradient(1.3));
    held(|x| of_a_vec(x), of_a_vec::value_and_gradient(1.3));
    held(|x| from_a_vec(x), from_a_vec::value_and_gradient(1.3));
    held(|x| of_a_function_of_two(x), of_a_function_of_two::value_and_gradient(1.3));
    held(|x| of_a_function_of_one(x), of_a_function_of_one::value_and_gradient(1.3));
    held(|x| of_a_shape(x), of_a_shape::value_and_gradient(1.3));
    held(|x| of_one_number(x), of_one_number::value_and_gradient(1.3));
    held(|x| of_a_diagonal(x), of_a_diagonal::value_and_gradient(1.3));
    held(|x| of_an_iterator(x), of_an_iterator::value_and_gradient(1.3));
    held(|x| mapped_in_place(x), mapped_in_place::value_and_gradient(1.3));
    held(|x| of_a_shape_or_not(x).unwrap(), of_a_shape_or_not::value_and_gradient(1.3).unwrap());
    held(|x| parts_of_all_kinds(x), parts_of_all_kinds::value_and_gradient(1.3));
    held(|x| zipped_in_place(x), zipped_in_place::value_and_gradient(1.3));
}
