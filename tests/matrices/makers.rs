//! Vectors and matrices that are made of what varies, by each of the makers of nalgebra, and parts of them that are changed.

#![allow(clippy::pedantic, reason = "programs of every style are what is tested")]

use nalgebra::{Matrix4, RowVector2, RowVector3, Vector4};

use super::differences::held;
use super::*;

#[differentiate]
fn diagonal(x: f64) -> f64 {
    let m = Matrix3::from_diagonal(&Vector3::new(x, x * x, 1.0));
    (m * Vector3::new(1.0, 2.0, x)).sum()
}

#[differentiate]
fn one_number_on_the_diagonal(x: f64) -> f64 {
    let m = Matrix3::from_diagonal_element(x);
    m.trace() * x
}

#[differentiate]
fn rows_of_a_list(x: f64) -> f64 {
    let m = DMatrix::from_row_slice(2, 2, &[x, 1.0, x * x, 2.0]);
    m[(0, 1)] + m[(1, 0)] * x
}

#[differentiate]
fn rows_of_a_list_of_known_size(x: f64) -> f64 {
    let m = Matrix2::from_row_slice(&[x, 1.0, x * x, 2.0]);
    m[(0, 1)] + m[(1, 0)] * x
}

#[differentiate]
fn columns_of_a_list(x: f64) -> f64 {
    let m = DMatrix::from_column_slice(2, 2, &[x, 1.0, x * x, 2.0]);
    m[(0, 1)] + m[(1, 0)] * x
}

#[differentiate]
fn columns_of_vectors(x: f64) -> f64 {
    let m = Matrix2::from_columns(&[Vector2::new(x, 1.0), Vector2::new(x * x, 2.0)]);
    m[(0, 1)] + m[(1, 0)] * x
}

#[differentiate]
fn rows_of_vectors(x: f64) -> f64 {
    let m = Matrix2::from_rows(&[RowVector2::new(x, 1.0), RowVector2::new(x * x, 2.0)]);
    m[(0, 1)] + m[(1, 0)] * x
}

#[differentiate]
fn one_number_everywhere(x: f64) -> f64 {
    let m = DMatrix::from_element(2, 3, x);
    m.sum() * x
}

#[differentiate]
fn vector_of_an_iterator(x: f64) -> f64 {
    let v = DVector::from_iterator(3, (0..3).map(|i| x * i as f64));
    v.dot(&v)
}

#[differentiate]
fn vector_of_known_size_of_an_iterator(x: f64) -> f64 {
    let v = Vector3::from_iterator((0..3).map(|i| x * i as f64));
    v.dot(&v)
}

#[differentiate]
fn matrix_of_a_vec(x: f64) -> f64 {
    let m = DMatrix::from_vec(2, 2, vec![x, 1.0, x * x, 2.0]);
    m[(0, 1)] + m[(1, 0)] * x
}

#[differentiate]
fn vector_of_one_number(x: f64) -> f64 {
    let v = DVector::from_element(4, x);
    v.norm()
}

#[differentiate]
fn vector_of_a_slice(x: f64) -> f64 {
    let v = DVector::from_row_slice(&[x, 2.0]);
    v.norm()
}

#[differentiate]
fn block_copied(x: f64) -> f64 {
    let mut m = Matrix3::zeros();
    m.fixed_view_mut::<2, 2>(0, 0).copy_from(&Matrix2::new(x, 1.0, x, 2.0));
    m.sum() * x
}

#[differentiate]
fn columns_set(x: f64) -> f64 {
    let mut m = Matrix2::zeros();
    m.set_column(0, &Vector2::new(x, x * x));
    m.column_mut(1).copy_from(&Vector2::new(1.0, x));
    m.determinant()
}

#[differentiate]
fn filled(x: f64) -> f64 {
    let mut v = Vector3::zeros();
    v.fill(x);
    v.x = 1.0;
    v.norm()
}

#[differentiate]
fn row_set(x: f64) -> f64 {
    let mut m = Matrix3::identity();
    m.set_row(1, &RowVector3::new(x, 1.0, 2.0));
    m.swap_columns(0, 1);
    m.trace() * x
}

#[differentiate]
fn parts_of_known_size(x: f64) -> f64 {
    let mut m = Matrix3::<f64>::identity();
    m.fixed_rows_mut::<2>(1).fill(x);
    m.view_mut((0, 0), (1, 2)).copy_from(&RowVector2::new(x, x * x));
    m.set_diagonal(&Vector3::new(x, 2.0, x));
    m.determinant() + m.trace()
}

#[differentiate]
fn applied_in_place(x: f64) -> f64 {
    let mut v = Vector4::repeat(x);
    v.fixed_rows_mut::<2>(2).copy_from(&Vector2::new(x * x, 1.0));
    v.apply(|c| *c *= x);
    v.norm_squared()
}

#[differentiate]
fn changed_in_a_loop(x: f64) -> f64 {
    let mut s = 0.0;
    for i in 0..3 {
        let mut j = DMatrix::zeros(2, 3);
        j.set_column(i, &Vector2::new(x, i as f64 * x));
        j.row_mut(1).copy_from(&RowVector3::new(x, 1.0, x * x));
        s += (j.transpose() * &j).trace() * x;
    }
    s
}

#[differentiate]
fn lines_changed(x: f64) -> f64 {
    let mut m = Matrix2x3::new(x, 1.0, 2.0, x * x, 0.5, x);
    for mut c in m.column_iter_mut() {
        let n = c.norm();
        c /= n;
    }
    for (i, mut r) in m.row_iter_mut().enumerate() {
        r *= x + i as f64;
    }
    m.sum() * m[(1, 1)]
}

#[differentiate]
fn scaled(x: f64) -> f64 {
    let by = Matrix3::new_nonuniform_scaling(&Vector2::new(x, x * x)) * x;
    (Matrix4::new_scaling(x) * Vector4::new(1.0, x, 3.0, x)).norm_squared() * by.trace()
}

#[differentiate]
fn shifted(x: f64) -> f64 {
    let shift = Matrix4::new_translation(&Vector3::new(x, 2.0, x * x));
    (shift * Vector3::new(1.0, x, 3.0).push(x)).norm_squared() + shift[(0, 3)] * shift[(1, 3)]
}

#[differentiate]
fn lines_added(x: f64) -> f64 {
    let m = Matrix2x3::new(x, 1.0, 2.0, x * x, 0.5, x);
    m.row(1).sum() * m.column(2).sum()
        + m.row_sum()[0] * m.row_mean()[2]
        + m.column_sum()[1] * m.column_mean().x
}

#[differentiate]
fn larger(x: f64) -> f64 {
    let (a, b) = (Matrix2::new(x, 1.0, 2.0, x * x), Vector2::new(x, 3.0));
    let whole = a.kronecker(&b);
    whole[(1, 0)] * whole[(2, 1)]
        + b.to_homogeneous().dot(&Vector3::new(x, x, 1.0))
        + a.upper_triangle().sum()
}

#[differentiate]
fn crossed(x: f64) -> f64 {
    let k = Vector3::new(x, 1.0, x * x).cross_matrix();
    (Matrix3::identity() + k + k * k * 0.5)[(0, 1)]
}

#[test]
fn slopes() {
    held(scaled, scaled::value_and_gradient(1.3));
    held(shifted, shifted::value_and_gradient(1.3));
    held(lines_added, lines_added::value_and_gradient(1.3));
    held(larger, larger::value_and_gradient(1.3));
    held(crossed, crossed::value_and_gradient(1.3));
    held(diagonal, diagonal::value_and_gradient(1.3));
    held(one_number_on_the_diagonal, one_number_on_the_diagonal::value_and_gradient(1.3));
    held(rows_of_a_list, rows_of_a_list::value_and_gradient(1.3));
    held(rows_of_a_list_of_known_size, rows_of_a_list_of_known_size::value_and_gradient(1.3));
    held(columns_of_a_list, columns_of_a_list::value_and_gradient(1.3));
    held(columns_of_vectors, columns_of_vectors::value_and_gradient(1.3));
    held(rows_of_vectors, rows_of_vectors::value_and_gradient(1.3));
    held(one_number_everywhere, one_number_everywhere::value_and_gradient(1.3));
    held(vector_of_an_iterator, vector_of_an_iterator::value_and_gradient(1.3));
    held(vector_of_known_size_of_an_iterator, vector_of_known_size_of_an_iterator::value_and_gradient(1.3));
    held(matrix_of_a_vec, matrix_of_a_vec::value_and_gradient(1.3));
    held(vector_of_one_number, vector_of_one_number::value_and_gradient(1.3));
    held(vector_of_a_slice, vector_of_a_slice::value_and_gradient(1.3));
    held(block_copied, block_copied::value_and_gradient(1.3));
    held(columns_set, columns_set::value_and_gradient(1.3));
    held(filled, filled::value_and_gradient(1.3));
    held(row_set, row_set::value_and_gradient(1.3));
    held(parts_of_known_size, parts_of_known_size::value_and_gradient(1.3));
    held(applied_in_place, applied_in_place::value_and_gradient(1.3));
    held(changed_in_a_loop, changed_in_a_loop::value_and_gradient(1.3));
    held(lines_changed, lines_changed::value_and_gradient(1.3));
}
