//! Quotients. With v = a/b: dv = (da − v·db)/b, and d²v = −(dv₁·db₂ + dv₂·db₁)/b.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DefaultAllocator, Dim, Matrix, OMatrix, Storage};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::quotient;
use crate::linear::{Slot, component_quotient, unscaled};

quotient! {
    unscaled [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, T) -> (OMatrix<T, R, C>, T, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, s| a / *s;
    times |v, s| v * *s;
    first |_at, cotangent| cotangent;
    back |_at, v, cotangent| -v.dot(cotangent);
    over |number, s| *number / *s;
    times_second |number, s| *number * *s;
}

quotient! {
    component_quotient [T: Entry, R: Dim, C: Dim, S1: Storage<T, R, C>, S2: Storage<T, R, C>]
    (Matrix<T, R, C, S1>, Matrix<T, R, C, S2>) -> (OMatrix<T, R, C>, OMatrix<T, R, C>, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, b| a.component_div(b);
    times |v, b| v.component_mul(b);
    first |_at, cotangent| cotangent;
    back |_at, v, cotangent| -v.component_mul(cotangent);
    over |numbers, b| numbers.component_div(b);
    times_second |numbers, b| numbers.component_mul(b);
}
