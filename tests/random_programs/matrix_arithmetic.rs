//! What vectors and matrices are in plain loops over dual numbers, row by row.

use crate::code::{Leave, Number, Outcome};
use crate::number::Real;

pub(crate) fn sum(numbers: impl IntoIterator<Item = Number>) -> Number {
    numbers.into_iter().fold(Number::of(0.0), |sum, number| sum + number)
}

pub(crate) fn dot(a: &[Number], b: &[Number]) -> Number {
    sum(a.iter().zip(b).map(|(&a, &b)| a * b))
}

/// The product of one of so many columns, and another one.
pub(crate) fn product(a: &[Number], between: usize, b: &[Number]) -> Vec<Number> {
    let columns = b.len() / between;
    let element =
        |row: usize, column: usize| sum((0..between).map(|k| a[row * between + k] * b[k * columns + column]));
    (0..a.len() / between).flat_map(|row| (0..columns).map(move |column| element(row, column))).collect()
}

/// The transposed one of so many columns.
pub(crate) fn transposed(a: &[Number], columns: usize) -> Vec<Number> {
    (0..columns).flat_map(|column| a[column..].iter().step_by(columns).copied()).collect()
}

pub(crate) fn cross(a: &[Number], b: &[Number]) -> Vec<Number> {
    let part = |i: usize, j: usize| a[i] * b[j] - a[j] * b[i];
    vec![part(1, 2), part(2, 0), part(0, 1)]
}

/// What is as long as nothing has no direction.
pub(crate) fn norm(a: &[Number]) -> Outcome<Number> {
    let square = dot(a, a);
    if square.primal() > 1e-3 { Ok(square.sqrt()) } else { Err(Leave::Unsuitable) }
}

/// The determinant, by its rows' cofactors.
pub(crate) fn determinant(a: &[Number], size: usize) -> Number {
    if size == 1 {
        return a[0];
    }
    sum((0..size).map(|column| {
        let sign = if column % 2 == 0 { 1.0 } else { -1.0 };
        Number::of(sign) * a[column] * determinant(&minor(a, size, 0, column), size - 1)
    }))
}

/// Without a row and a column.
fn minor(a: &[Number], size: usize, row: usize, column: usize) -> Vec<Number> {
    let kept = |place: usize| place / size != row && place % size != column;
    (0..a.len()).filter(|&place| kept(place)).map(|place| a[place]).collect()
}

/// The inverse, by Cramer's rule; of what is far from having none.
pub(crate) fn inverse(a: &[Number], size: usize) -> Outcome<Vec<Number>> {
    let whole = determinant(a, size);
    if whole.primal().abs() < 0.1 {
        return Err(Leave::Unsuitable);
    }
    let element = |place: usize| {
        let (row, column) = (place / size, place % size);
        let sign = if (row + column) % 2 == 0 { 1.0 } else { -1.0 };
        Number::of(sign) * determinant(&minor(a, size, column, row), size - 1) / whole
    };
    Ok((0..a.len()).map(element).collect())
}
