//! The products that ndarray calls `dot`, under both names: of numbers, and of rows and columns.

use ::ndarray::{Array1, Array2, ArrayBase, Axis, Data, Ix1, Ix2};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::bilinear;
use crate::linear::{Slot, dot, product};

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
            first |_at, cotangent, b| outer(cotangent, b);
            second |_at, a, cotangent| a.t().dot(cotangent);
        }

        bilinear! {
            $name [T: Entry, S1: Data<Elem = T>, S2: Data<Elem = T>]
            (ArrayBase<S1, Ix1>, ArrayBase<S2, Ix2>) -> (Array1<T>, Array2<T>, Array1<T>)
            where {}
            value |a, b| a.dot(b);
            first |_at, cotangent, b| b.dot(cotangent);
            second |_at, a, cotangent| outer(a, cotangent);
        }

        bilinear! {
            $name [T: Entry, S1: Data<Elem = T>, S2: Data<Elem = T>]
            (ArrayBase<S1, Ix2>, ArrayBase<S2, Ix2>) -> (Array2<T>, Array2<T>, Array2<T>)
            where {}
            value |a, b| a.dot(b);
            first |_at, cotangent, b| cotangent.dot(&b.t());
            second |_at, a, cotangent| a.t().dot(cotangent);
        }
    )*};
}

products! { dot product }

/// Each number of the one times each of the other.
fn outer<T: Entry>(
    rows: &ArrayBase<impl Data<Elem = T>, Ix1>,
    columns: &ArrayBase<impl Data<Elem = T>, Ix1>,
) -> Array2<T> {
    &rows.view().insert_axis(Axis(1)) * &columns.view().insert_axis(Axis(0))
}
