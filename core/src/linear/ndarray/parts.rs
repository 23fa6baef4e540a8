//! What is linear in one array: sums over it, and parts of it.

use ::ndarray::{
    Array, Array1, Array2, ArrayBase, Axis, Data, Dimension, Ix2, RemoveAxis, SliceArg, SliceInfo,
};

use super::Entry;
use super::shape::{copied, zeros};
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, linear_in_first};
use crate::linear::{
    Plain, Slot, axis_mean, axis_total, column_of, column_total, diagonal_of, flattened, mean_of, row_of,
    row_total, sliced, total, transposed, with_axis,
};
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

/// The sum of a line, without a copy of it.
macro_rules! line_total {
    ($name:ident, $line:ident, $line_mut:ident) => {
        linear_in_first! {
            $name [T: Entry, S: Data<Elem = T>]
            (ArrayBase<S, Ix2>, usize) -> (Array2<T>, T)
            where {}
            value |a, i| a.$line(*i).sum();
            back to slot |at, cotangent| slot.add_in_place(|| zeros(at.a), |whole, _| {
                let mut line = whole.$line_mut(*at.b);
                line += *cotangent;
            });
        }
    };
}

line_total! { row_total, row, row_mut }
line_total! { column_total, column, column_mut }

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

linear_in_first! {
    flattened [T: Entry, D: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, ()) -> (Array<T, D>, Array1<T>)
    where {}
    value |a, _b| a.iter().copied().collect();
    back to slot |at, cotangent| slot.add_in_place(|| zeros(at.a), |whole, _| {
        whole.iter_mut().zip(cotangent).for_each(|(sum, by)| *sum += *by);
    });
}

linear_in_first! {
    axis_total [T: Entry, D: RemoveAxis, S: Data<Elem = T>]
    (ArrayBase<S, D>, usize) -> (Array<T, D>, Array<T, D::Smaller>)
    where {}
    value |a, axis| a.sum_axis(Axis(*axis));
    back to slot |at, cotangent| slot.add_in_place(|| zeros(at.a), |whole, _| spread(whole, *at.b, cotangent));
}

linear_in_first! {
    axis_mean [T: Entry, D: RemoveAxis, S: Data<Elem = T>]
    (ArrayBase<S, D>, usize) -> (Array<T, D>, Array<T, D::Smaller>)
    where {}
    value |a, axis| a.sum_axis(Axis(*axis)) / along(a, *axis);
    back to slot |at, cotangent| slot.add_in_place(|| zeros(at.a), |whole, _| {
        spread(whole, *at.b, &(cotangent / along(at.a, *at.b)));
    });
}

/// Adds the same to each part that an axis counts.
fn spread<T: Entry, D: RemoveAxis>(whole: &mut Array<T, D>, axis: usize, by: &Array<T, D::Smaller>) {
    for mut part in whole.axis_iter_mut(Axis(axis)) {
        part.zip_mut_with(by, |sum, by| *sum += *by);
    }
}

/// How many elements an axis has; without one there is no mean.
fn along<T: Entry, D: Dimension, S: Data<Elem = T>>(of: &ArrayBase<S, D>, axis: usize) -> T {
    let length = of.len_of(Axis(axis));
    assert!(length > 0, "an axis without elements has no mean");
    real::of(length as f64)
}

linear_in_first! {
    with_axis [T: Entry, D: Dimension<Larger: RemoveAxis<Smaller = D>>, S: Data<Elem = T>]
    (ArrayBase<S, D>, usize) -> (Array<T, D>, Array<T, D::Larger>)
    where {}
    value |a, axis| a.to_owned().insert_axis(Axis(*axis));
    back |at, cotangent| cotangent.index_axis(Axis(*at.b), 0).to_owned();
}

impl<I, N: Dimension, M: Dimension> Plain for SliceInfo<I, N, M> {
    type Of = Self;

    #[inline]
    fn plain(&self) -> &Self {
        self
    }
}

linear_in_first! {
    sliced [T: Entry, D: Dimension, M: Dimension, I, N: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, SliceInfo<I, N, M>) -> (Array<T, D>, Array<T, M>)
    where { for<'i> &'i SliceInfo<I, N, M>: SliceArg<D, OutDim = M> }
    value |a, part| copied(a.slice(part));
    back to slot |at, cotangent| slot.add_in_place(|| zeros(at.a), |whole, _| {
        let mut part = whole.slice_mut(at.b);
        part += cotangent;
    });
}
