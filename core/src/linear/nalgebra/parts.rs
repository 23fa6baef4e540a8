//! What is linear in one matrix: sums over it, and parts of it.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DefaultAllocator, Dim, Matrix, OMatrix, Storage, U1};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, linear_in_first};
use crate::linear::{Slot, column_of, diagonal_of, mean_of, row_of, total, trace, transposed};
use crate::support::{Constant, zeros_like};

linear_in_first! {
    total [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, ()) -> (OMatrix<T, R, C>, T)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, _b| a.sum();
    back |at, cotangent| filled(at.a, *cotangent);
}

linear_in_first! {
    mean_of [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, ()) -> (OMatrix<T, R, C>, T)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, _b| a.mean();
    back |at, cotangent| filled(at.a, *cotangent / ::nalgebra::convert(at.a.len() as f64));
}

/// A matrix of the same size with the same number everywhere.
fn filled<T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>>(
    like: &Matrix<T, R, C, S>,
    number: T,
) -> OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    let (rows, columns) = like.shape_generic();
    OMatrix::repeat_generic(rows, columns, number)
}

linear_in_first! {
    trace [T: Entry, D: Dim, S: Storage<T, D, D>]
    (Matrix<T, D, D, S>, ()) -> (OMatrix<T, D, D>, T)
    where { DefaultAllocator: Allocator<D, D> }
    value |a, _b| a.trace();
    back |at, cotangent| {
        let (rows, columns) = at.a.shape_generic();
        OMatrix::from_diagonal_element_generic(rows, columns, *cotangent)
    };
}

linear_in_first! {
    transposed [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, ()) -> (OMatrix<T, R, C>, OMatrix<T, C, R>)
    where { DefaultAllocator: Allocator<R, C> + Allocator<C, R> }
    value |a, _b| a.transpose();
    back |_at, cotangent| cotangent.transpose();
}

linear_in_first! {
    row_of [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, usize) -> (OMatrix<T, R, C>, OMatrix<T, U1, C>)
    where { DefaultAllocator: Allocator<R, C> + Allocator<U1, C> }
    value |a, i| a.row(*i).clone_owned();
    back |at, cotangent| {
        let mut whole = filled(at.a, T::__ZERO);
        whole.set_row(*at.b, cotangent);
        whole
    };
}

linear_in_first! {
    column_of [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, usize) -> (OMatrix<T, R, C>, OMatrix<T, R, U1>)
    where { DefaultAllocator: Allocator<R, C> + Allocator<R> }
    value |a, i| a.column(*i).clone_owned();
    back |at, cotangent| {
        let mut whole = filled(at.a, T::__ZERO);
        whole.set_column(*at.b, cotangent);
        whole
    };
}

linear_in_first! {
    diagonal_of [T: Entry, D: Dim, S: Storage<T, D, D>]
    (Matrix<T, D, D, S>, ()) -> (OMatrix<T, D, D>, OMatrix<T, D, U1>)
    where { DefaultAllocator: Allocator<D, D> + Allocator<D> }
    value |a, _b| a.diagonal();
    back |_at, cotangent| OMatrix::from_diagonal(cotangent);
}
