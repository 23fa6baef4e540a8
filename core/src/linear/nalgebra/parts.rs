//! What is linear in one matrix: sums over it, and parts of it.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{Const, DefaultAllocator, Dim, DimName, Dyn, Matrix, OMatrix, Storage, U1, U2, U3};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, linear_in_first};
use crate::linear::{
    Block, Columns, Part, Plain, Rows, Slot, column_of, column_total, columns_of, diagonal_of, mean_of,
    part_of, row_of, row_total, rows_of, total, trace, transposed, xy, xyz,
};
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
    back to slot |at, cotangent| slot.add_in_place(|| filled(at.a, T::__ZERO), |whole, _| {
        let mut part = whole.row_mut(*at.b);
        part += cotangent;
    });
}

linear_in_first! {
    column_of [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, usize) -> (OMatrix<T, R, C>, OMatrix<T, R, U1>)
    where { DefaultAllocator: Allocator<R, C> + Allocator<R> }
    value |a, i| a.column(*i).clone_owned();
    back to slot |at, cotangent| slot.add_in_place(|| filled(at.a, T::__ZERO), |whole, _| {
        let mut part = whole.column_mut(*at.b);
        part += cotangent;
    });
}

/// The sum of a line, without a copy of it.
macro_rules! line_total {
    ($name:ident, $line:ident, $line_mut:ident) => {
        linear_in_first! {
            $name [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
            (Matrix<T, R, C, S>, usize) -> (OMatrix<T, R, C>, T)
            where { DefaultAllocator: Allocator<R, C> }
            value |a, i| a.$line(*i).sum();
            back to slot |at, cotangent| slot.add_in_place(|| filled(at.a, T::__ZERO), |whole, _| {
                whole.$line_mut(*at.b).add_scalar_mut(*cotangent);
            });
        }
    };
}

line_total! { row_total, row, row_mut }
line_total! { column_total, column, column_mut }

linear_in_first! {
    diagonal_of [T: Entry, D: Dim, S: Storage<T, D, D>]
    (Matrix<T, D, D, S>, ()) -> (OMatrix<T, D, D>, OMatrix<T, D, U1>)
    where { DefaultAllocator: Allocator<D, D> + Allocator<D> }
    value |a, _b| a.diagonal();
    back |_at, cotangent| OMatrix::from_diagonal(cotangent);
}

linear_in_first! {
    rows_of [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, Part) -> (OMatrix<T, R, C>, OMatrix<T, Dyn, C>)
    where { DefaultAllocator: Allocator<R, C> + Allocator<Dyn, C> }
    value |a, part| a.rows(part.0, part.1).clone_owned();
    back to slot |at, cotangent| slot.add_in_place(|| filled(at.a, T::__ZERO), |whole, _| {
        let mut part = whole.rows_mut(at.b.0, at.b.1);
        part += cotangent;
    });
}

linear_in_first! {
    columns_of [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, Part) -> (OMatrix<T, R, C>, OMatrix<T, R, Dyn>)
    where { DefaultAllocator: Allocator<R, C> + Allocator<R, Dyn> }
    value |a, part| a.columns(part.0, part.1).clone_owned();
    back to slot |at, cotangent| slot.add_in_place(|| filled(at.a, T::__ZERO), |whole, _| {
        let mut part = whole.columns_mut(at.b.0, at.b.1);
        part += cotangent;
    });
}

/// The first numbers of a vector, as a vector of its own.
macro_rules! first_of_vector {
    ($($name:ident $count:ident $number:literal)*) => {$(
        linear_in_first! {
            $name [T: Entry, R: DimName, S: Storage<T, R>]
            (Matrix<T, R, U1, S>, ()) -> (OMatrix<T, R, U1>, OMatrix<T, $count, U1>)
            where { DefaultAllocator: Allocator<R> + Allocator<$count> }
            value |a, _b| a.fixed_rows::<$number>(0).clone_owned();
            back to slot |at, cotangent| slot.add_in_place(|| filled(at.a, T::__ZERO), |whole, _| {
        let mut part = whole.fixed_rows_mut::<$number>(0);
        part += cotangent;
    });
        }
    )*};
}

first_of_vector! { xy U2 2 xyz U3 3 }

/// `impl Operation` for a part of which the type says how large it is.
macro_rules! part {
    ([$($generics:tt)*] $part:ty, $rows:ty, $columns:ty: |$a:ident, $b:ident| $of:expr, |$whole:ident| $in:expr) => {
        impl<$($generics)*> Plain for $part {
            type Of = Self;

            #[inline]
            fn plain(&self) -> &Self {
                self
            }
        }

        linear_in_first! {
            part_of [T: Entry, N: Dim, K: Dim, S: Storage<T, N, K>, $($generics)*]
            (Matrix<T, N, K, S>, $part) -> (OMatrix<T, N, K>, OMatrix<T, $rows, $columns>)
            where { DefaultAllocator: Allocator<N, K> + Allocator<$rows, $columns> }
            value |$a, $b| $of.clone_owned();
            back to slot |at, cotangent| slot.add_in_place(|| filled(at.a, T::__ZERO), |$whole, _| {
                let $b = at.b;
                let mut part = $in;
                part += cotangent;
            });
        }
    };
}

part! {
    [const R: usize, const C: usize] Block<R, C>, Const<R>, Const<C>:
    |a, b| a.fixed_view::<R, C>(b.0, b.1), |whole| whole.fixed_view_mut::<R, C>(b.0, b.1)
}
part! {
    [const R: usize] Rows<R>, Const<R>, K: |a, b| a.fixed_rows::<R>(b.0), |whole| whole.fixed_rows_mut::<R>(b.0)
}
part! {
    [const C: usize] Columns<C>, N, Const<C>:
    |a, b| a.fixed_columns::<C>(b.0), |whole| whole.fixed_columns_mut::<C>(b.0)
}
