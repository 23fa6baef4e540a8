//! The products that ndarray calls `dot`, under both names: of numbers, and of rows and columns.

use ::ndarray::linalg::{general_mat_mul, general_mat_vec_mul};
use ::ndarray::{Array1, Array2, ArrayBase, Data, Ix1, Ix2};

use super::Entry;
use super::shape::zeros;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{bilinear, square};
use crate::linear::slots::share;
use crate::linear::{Slot, dot, inner_square, product};
use crate::support::Constant;

macro_rules! products {
    ($($name:ident)*) => {$(
        bilinear! {
            $name [T: Entry, S1: Data<Elem = T>, S2: Data<Elem = T>]
            (ArrayBase<S1, Ix1>, ArrayBase<S2, Ix1>) -> (Array1<T>, Array1<T>, T)
            where {}
            value |a, b| a.dot(b);
            first |_at, cotangent, b| b * *cotangent;
            second |_at, a, cotangent| a * *cotangent;
        }

        bilinear! {
            $name [T: Entry, S1: Data<Elem = T>, S2: Data<Elem = T>]
            (ArrayBase<S1, Ix2>, ArrayBase<S2, Ix1>) -> (Array2<T>, Array1<T>, Array1<T>)
            where {}
            value |a, b| a.dot(b);
            first to slot |at, cotangent, b| slot.add_in_place(|| zeros(at.a), |sum, _| {
                add_outer(sum, cotangent, b);
            });
            second to slot |at, a, cotangent| slot.add_in_place(|| zeros(at.b), |sum, is_nothing| {
                general_mat_vec_mul(T::__ONE, &a.t(), cotangent, share(is_nothing), sum);
            });
        }

        bilinear! {
            $name [T: Entry, S1: Data<Elem = T>, S2: Data<Elem = T>]
            (ArrayBase<S1, Ix1>, ArrayBase<S2, Ix2>) -> (Array1<T>, Array2<T>, Array1<T>)
            where {}
            value |a, b| a.dot(b);
            first to slot |at, cotangent, b| slot.add_in_place(|| zeros(at.a), |sum, is_nothing| {
                general_mat_vec_mul(T::__ONE, b, cotangent, share(is_nothing), sum);
            });
            second to slot |at, a, cotangent| slot.add_in_place(|| zeros(at.b), |sum, _| {
                add_outer(sum, a, cotangent);
            });
        }

        bilinear! {
            $name [T: Entry, S1: Data<Elem = T>, S2: Data<Elem = T>]
            (ArrayBase<S1, Ix2>, ArrayBase<S2, Ix2>) -> (Array2<T>, Array2<T>, Array2<T>)
            where {}
            value |a, b| a.dot(b);
            first to slot |at, cotangent, b| slot.add_in_place(|| zeros(at.a), |sum, is_nothing| {
                general_mat_mul(T::__ONE, cotangent, &b.t(), share(is_nothing), sum);
            });
            second to slot |at, a, cotangent| slot.add_in_place(|| zeros(at.b), |sum, is_nothing| {
                general_mat_mul(T::__ONE, &a.t(), cotangent, share(is_nothing), sum);
            });
        }
    )*};
}

products! { dot product }

square! {
    inner_square [T: Entry, S: Data<Elem = T>]
    (ArrayBase<S, Ix1>) -> (Array1<T>, T)
    where {}
    value |a, b| a.dot(b);
    back |cotangent, b| b * (*cotangent + *cotangent);
}

/// Adds each number of the one times each of the other.
fn add_outer<T: Entry>(
    sum: &mut Array2<T>,
    rows: &ArrayBase<impl Data<Elem = T>, Ix1>,
    columns: &ArrayBase<impl Data<Elem = T>, Ix1>,
) {
    for (mut row, &factor) in sum.rows_mut().into_iter().zip(rows) {
        row.scaled_add(factor, columns);
    }
}
