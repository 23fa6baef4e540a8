//! Arrays that are made of what varies, by each of the makers of ndarray, and parts of them that are changed.

#![allow(clippy::pedantic, reason = "programs of every style are what is tested")]

use ndarray::{Array, Array1, Array2, Axis, Zip, array};

use super::differences::held;
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

#[differentiate]
fn side_by_side(x: f64) -> f64 {
    let mut a = Array1::<f64>::zeros(3);
    let b = array![1.0, 2.0, x];
    let c = array![x, x * x, 1.0];
    Zip::from(&mut a).and(&b).and(&c).for_each(|a, &b, &c| *a = b * c + x);
    Zip::from(&mut a).for_each(|v| *v = v.sin());
    a.sum() * x
}

#[differentiate]
fn places_side_by_side(x: f64) -> f64 {
    let mut a = Array2::<f64>::zeros((2, 3));
    let b = array![1.0, 2.0, x];
    Zip::indexed(&mut a).for_each(|(i, j), v| {
        *v = x * i as f64 + x * x * j as f64;
    });
    Zip::from(&mut a).and(&array![[1.0, x, 2.0], [x, 1.0, x]]).for_each(|a, b| *a *= b + x);
    let mut s = a.row(0).dot(&b);
    let mut c = array![x, 1.0, 2.0];
    let mut d = Array1::<f64>::ones(3);
    Zip::from(&mut c).and(&mut d).for_each(|c, d| {
        *c += *d * x;
        *d = *c * 2.0;
        if *c > 2.0 {
            *d += 1.0;
        }
    });
    s += c.dot(&d);
    s
}

#[differentiate]
fn a_part_beside_another(x: f64) -> f64 {
    let mut a = Array2::<f64>::ones((2, 2));
    let mut total = 0.0;
    Zip::from(a.row_mut(1)).and(&array![x, x * x]).for_each(|v, w| *v += w * x);
    for v in a.iter() {
        total += v * v;
    }
    total
}

#[differentiate]
fn rows_changed(x: f64) -> f64 {
    let mut a = array![[x, 1.0, 2.0], [x * x, 0.5, x]];
    let b = array![1.0, x, 2.0];
    for mut row in a.rows_mut() {
        row += &b;
    }
    for mut row in a.outer_iter_mut() {
        let s = row.sum();
        row /= s;
    }
    a.iter().map(|v| v * v).sum::<f64>()
}

#[differentiate]
fn lines_changed(x: f64) -> f64 {
    let mut a = Array2::<f64>::zeros((2, 3));
    for (i, mut row) in a.axis_iter_mut(Axis(0)).enumerate() {
        for v in row.iter_mut() {
            *v = x * (i + 1) as f64;
        }
        row[1] *= x;
        row.mapv_inplace(|v| v + 1.0);
    }
    for mut c in a.columns_mut() {
        let n = c.dot(&c).sqrt();
        c /= n;
        c[0] += x;
    }
    a.sum() + a[[1, 1]] * a[[0, 2]]
}

#[differentiate]
fn rows_beside_numbers(x: f64) -> f64 {
    let mut a = array![[x, 1.0], [x * x, 0.5]];
    let w = array![2.0, x];
    for (mut row, &k) in a.rows_mut().into_iter().zip(w.iter()) {
        row *= k;
        if k > 1.5 {
            row += 1.0;
        } else {
            row.fill(x);
        }
    }
    a[[0, 0]] * a[[1, 1]] + a.sum()
}

#[differentiate]
fn of_a_list_and_an_iterator(x: f64, scale: &Array1<f64>) -> f64 {
    let a = Array::from_iter((0..3).map(|i| x.powi(i)));
    let b = Array::from_vec(vec![x, 1.0, x * x]);
    let c = a.iter().zip(b.iter()).filter(|(a, _)| **a > 1.1).map(|(a, b)| a * b).collect::<Array1<_>>();
    c.dot(&c) + (a.dot(&b) + (&a * scale).sum()) * b[2]
}

/// The sum of a row is asked before the row changes, and each thing is multiplied by itself.
#[differentiate]
fn rows_divided_by_their_sums(x: f64) -> f64 {
    let mut a = array![[x, 1.0, x * x], [2.0, x, 0.5]];
    for i in 0..a.nrows() {
        let total = a.row(i).sum();
        for j in 0..a.ncols() {
            a[[i, j]] /= total;
        }
    }
    let column = a.column(1).to_owned();
    (&a * &a).sum() * column.dot(&column) + a.column(2).sum() * a.t().row(0).sum()
}

#[test]
fn slopes() {
    let scale = Array1::from(vec![1.0, 2.0, 3.0]);
    held(|x| of_a_list_and_an_iterator(x, &scale), {
        let (value, (by_x, by_scale)) = of_a_list_and_an_iterator::value_and_gradient(1.3, &scale);
        assert!((by_scale[1] - 1.3_f64.powi(3)).abs() < 1e-12);
        (value, by_x)
    });
    held(rows_divided_by_their_sums, rows_divided_by_their_sums::value_and_gradient(1.3));
    held(numbers, numbers::value_and_gradient(1.3));
    held(rows, rows::value_and_gradient(1.3));
    held(of_a_vec, of_a_vec::value_and_gradient(1.3));
    held(from_a_vec, from_a_vec::value_and_gradient(1.3));
    held(of_a_function_of_two, of_a_function_of_two::value_and_gradient(1.3));
    held(of_a_function_of_one, of_a_function_of_one::value_and_gradient(1.3));
    held(of_a_shape, of_a_shape::value_and_gradient(1.3));
    held(of_one_number, of_one_number::value_and_gradient(1.3));
    held(of_a_diagonal, of_a_diagonal::value_and_gradient(1.3));
    held(of_an_iterator, of_an_iterator::value_and_gradient(1.3));
    held(mapped_in_place, mapped_in_place::value_and_gradient(1.3));
    held(|x| of_a_shape_or_not(x).unwrap(), of_a_shape_or_not::value_and_gradient(1.3).unwrap());
    held(parts_of_all_kinds, parts_of_all_kinds::value_and_gradient(1.3));
    held(zipped_in_place, zipped_in_place::value_and_gradient(1.3));
    held(side_by_side, side_by_side::value_and_gradient(1.3));
    held(places_side_by_side, places_side_by_side::value_and_gradient(1.3));
    held(a_part_beside_another, a_part_beside_another::value_and_gradient(1.3));
    held(rows_changed, rows_changed::value_and_gradient(1.3));
    held(lines_changed, lines_changed::value_and_gradient(1.3));
    held(rows_beside_numbers, rows_beside_numbers::value_and_gradient(1.3));
}
