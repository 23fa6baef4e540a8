//! What is linear in the rows, the columns and the triangles of a matrix, and products that are larger than their factors.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{
    DefaultAllocator, Dim, DimAdd, DimMul, DimName, DimProd, DimSum, Matrix, Matrix3, OMatrix, OVector,
    Storage, U1, U3, Vector3,
};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, bilinear, linear_in_first};
use crate::linear::{
    Slot, appended, column_mean, column_sum, cross_matrix, homogeneous, kronecker, row_mean, row_sum,
    upper_triangle_of,
};
use crate::support::{Constant, zeros_like};

/// Sums and means of all rows or of all columns: the same for each of them goes back.
macro_rules! of_lines {
    ($($name:ident: $Output:ty, |$a:ident| $of:expr, |$at:ident, $i:ident, $j:ident, $cotangent:ident| $back:expr;)*) => {$(
        linear_in_first! {
            $name [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
            (Matrix<T, R, C, S>, ()) -> (OMatrix<T, R, C>, $Output)
            where { DefaultAllocator: Allocator<R, C> + Allocator<U1, C> + Allocator<R> }
            value |$a, _b| $of;
            back |$at, $cotangent| {
                let (rows, columns) = $at.a.shape_generic();
                OMatrix::from_fn_generic(rows, columns, |$i, $j| $back)
            };
        }
    )*};
}

of_lines! {
    row_sum:     OMatrix<T, U1, C>, |a| a.row_sum(),     |at, _i, j, c| c[j];
    row_mean:    OMatrix<T, U1, C>, |a| a.row_mean(),    |at, _i, j, c| c[j] / ::nalgebra::convert(at.a.nrows() as f64);
    column_sum:  OVector<T, R>,     |a| a.column_sum(),  |at, i, _j, c| c[i];
    column_mean: OVector<T, R>,     |a| a.column_mean(), |at, i, _j, c| c[i] / ::nalgebra::convert(at.a.ncols() as f64);
}

linear_in_first! {
    upper_triangle_of [T: Entry, D: Dim, S: Storage<T, D, D>]
    (Matrix<T, D, D, S>, ()) -> (OMatrix<T, D, D>, OMatrix<T, D, D>)
    where { DefaultAllocator: Allocator<D, D> }
    value |a, _b| a.upper_triangle();
    back |_at, cotangent| cotangent.upper_triangle();
}

linear_in_first! {
    cross_matrix [T: Entry, S: Storage<T, U3>]
    (Matrix<T, U3, U1, S>, ()) -> (Vector3<T>, Matrix3<T>)
    where {}
    value |a, _b| a.cross_matrix();
    back |_at, c| Vector3::new(c[(2, 1)] - c[(1, 2)], c[(0, 2)] - c[(2, 0)], c[(1, 0)] - c[(0, 1)]);
}

linear_in_first! {
    homogeneous [T: Entry, D: DimName + DimAdd<U1>, S: Storage<T, D>]
    (Matrix<T, D, U1, S>, ()) -> (OVector<T, D>, OVector<T, DimSum<D, U1>>)
    where { DefaultAllocator: Allocator<D> + Allocator<DimSum<D, U1>>, DimSum<D, U1>: DimName }
    value |a, _b| a.push(T::__ZERO);
    back |at, cotangent| {
        let (rows, columns) = at.a.shape_generic();
        OVector::from_fn_generic(rows, columns, |i, _| cotangent[i])
    };
}

additive! {
    appended [T: Entry, D: DimName + DimAdd<U1>, S: Storage<T, D>]
    (Matrix<T, D, U1, S>, T) -> (OVector<T, D>, T, OVector<T, DimSum<D, U1>>)
    where { DefaultAllocator: Allocator<D> + Allocator<DimSum<D, U1>>, DimSum<D, U1>: DimName }
    value |a, s| a.push(*s);
    of_first |_at, along| along.push(T::__ZERO);
    of_second |at, along| zeros_like(&at.a.clone_owned()).push(*along);
    first |at, cotangent| {
        let (rows, columns) = at.a.shape_generic();
        OVector::from_fn_generic(rows, columns, |i, _| cotangent[i])
    };
    second |at, cotangent| cotangent[at.a.len()];
}

bilinear! {
    kronecker [
        T: Entry, R1: Dim + DimMul<R2>, C1: Dim + DimMul<C2>, R2: Dim, C2: Dim, S1: Storage<T, R1, C1>, S2: Storage<T, R2, C2>
    ]
    (Matrix<T, R1, C1, S1>, Matrix<T, R2, C2, S2>)
    -> (OMatrix<T, R1, C1>, OMatrix<T, R2, C2>, OMatrix<T, DimProd<R1, R2>, DimProd<C1, C2>>)
    where { DefaultAllocator: Allocator<R1, C1> + Allocator<R2, C2> + Allocator<DimProd<R1, R2>, DimProd<C1, C2>> }
    value |a, b| a.kronecker(b);
    first |at, cotangent, b| {
        let ((rows, columns), size) = (at.a.shape_generic(), b.shape_generic());
        OMatrix::from_fn_generic(rows, columns, |i, j| {
            cotangent.generic_view((i * b.nrows(), j * b.ncols()), size).dot(b)
        })
    };
    second |at, a, cotangent| {
        let size = at.b.shape_generic();
        let mut sum = OMatrix::zeros_generic(size.0, size.1);
        for j in 0..a.ncols() {
            for i in 0..a.nrows() {
                sum += cotangent.generic_view((i * at.b.nrows(), j * at.b.ncols()), size) * a[(i, j)];
            }
        }
        sum
    };
}
