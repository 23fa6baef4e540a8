//! What is linear in one array: sums over it, and parts of it.

use ::ndarray::{Array, Array1, Array2, ArrayBase, Data, Dimension, Ix2};

use super::Entry;
use super::shape::{copied, zeros};
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, linear_in_first};
use crate::linear::{Slot, column_of, diagonal_of, mean_of, row_of, total, transposed};
use crate::support::{Constant, real, zeros_like};

linear_in_first! {
    total [T: Entry, D: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, ()) -> (Array<T, D>, T)
    where {}
    value |a, _b| a.sum();
    back |at, cotangent| Array::from_elem(at.a.raw_dim(), *cotangent);
}

linear_in_first! {
    mean_of [T: Entry, D: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, ()) -> (Array<T, D>, T)
    where {}
    value |a, _b| a.sum() / count(a);
    back |at, cotangent| Array::from_elem(at.a.raw_dim(), *cotangent / count(at.a));
}

/// How many elements there are; without one there is no mean.
fn count<T: Entry, D: Dimension, S: Data<Elem = T>>(of: &ArrayBase<S, D>) -> T {
    assert!(!of.is_empty(), "an array without elements has no mean");
    real::of(of.len() as f64)
}

linear_in_first! {
    transposed [T: Entry, D: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, ()) -> (Array<T, D>, Array<T, D>)
    where {}
    value |a, _b| copied(a.t());
    back |_at, cotangent| cotangent.t().to_owned();
}

linear_in_first! {
    row_of [T: Entry, S: Data<Elem = T>]
    (ArrayBase<S, Ix2>, usize) -> (Array2<T>, Array1<T>)
    where {}
    value |a, i| copied(a.row(*i));
    back to slot |at, cotangent| slot.add_in_place(|| zeros(at.a), |whole, _| {
        let mut part = whole.row_mut(*at.b);
        part += cotangent;
    });
}

linear_in_first! {
    column_of [T: Entry, S: Data<Elem = T>]
    (ArrayBase<S, Ix2>, usize) -> (Array2<T>, Array1<T>)
    where {}
    value |a, i| copied(a.column(*i));
    back to slot |at, cotangent| slot.add_in_place(|| zeros(at.a), |whole, _| {
        let mut part = whole.column_mut(*at.b);
        part += cotangent;
    });
}

linear_in_first! {
    diagonal_of [T: Entry, S: Data<Elem = T>]
    (ArrayBase<S, Ix2>, ()) -> (Array2<T>, Array1<T>)
    where {}
    value |a, _b| copied(a.diag());
    back to slot |at, cotangent| slot.add_in_place(|| zeros(at.a), |whole, _| {
        let mut part = whole.diag_mut();
        part += cotangent;
    });
}
