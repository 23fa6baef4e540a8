//! Sums, differences, and what is done element by element.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{Const, DefaultAllocator, Dim, Matrix, OMatrix, Point, SVector, Storage, Vector};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, bilinear, linear_in_first, square};
use crate::linear::{
    Slot, component_product, component_square, difference, joined, negated, scaled, shifted, sum,
};
use crate::support::{Constant, zeros_like};

additive! {
    sum [T: Entry, R: Dim, C: Dim, S1: Storage<T, R, C>, S2: Storage<T, R, C>]
    (Matrix<T, R, C, S1>, Matrix<T, R, C, S2>) -> (OMatrix<T, R, C>, OMatrix<T, R, C>, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, b| a + b;
    of_first |_at, along| along.clone();
    of_second |_at, along| along.clone();
    first to slot |_at, cotangent| slot.add_copy(cotangent);
    second to slot |_at, cotangent| slot.add_copy(cotangent);
}

additive! {
    sum [T: Entry, const D: usize, S: Storage<T, Const<D>>]
    (Point<T, D>, Vector<T, Const<D>, S>) -> (Point<T, D>, SVector<T, D>, Point<T, D>)
    where {}
    value |a, b| a + b;
    of_first |_at, along| *along;
    of_second |_at, along| Point::from(*along);
    first |_at, cotangent| *cotangent;
    second |_at, cotangent| cotangent.coords;
}

additive! {
    difference [T: Entry, const D: usize, S: Storage<T, Const<D>>]
    (Point<T, D>, Vector<T, Const<D>, S>) -> (Point<T, D>, SVector<T, D>, Point<T, D>)
    where {}
    value |a, b| a - b;
    of_first |_at, along| *along;
    of_second |_at, along| Point::from(-along);
    first |_at, cotangent| *cotangent;
    second |_at, cotangent| -cotangent.coords;
}

additive! {
    difference [T: Entry, const D: usize]
    (Point<T, D>, Point<T, D>) -> (Point<T, D>, Point<T, D>, SVector<T, D>)
    where {}
    value |a, b| a - b;
    of_first |_at, along| along.coords;
    of_second |_at, along| -along.coords;
    first |_at, cotangent| Point::from(*cotangent);
    second |_at, cotangent| Point::from(-cotangent);
}

// A sum begins with a matrix without elements where its size is not known before.
additive! {
    joined [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (OMatrix<T, R, C>, Matrix<T, R, C, S>) -> (OMatrix<T, R, C>, OMatrix<T, R, C>, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, b| if a.is_empty() { b.clone_owned() } else { a + b };
    of_first |at, along| if at.a.is_empty() { zeros_like(at.value()) } else { along.clone() };
    of_second |_at, along| along.clone();
    first |at, cotangent| if at.a.is_empty() { at.a.clone() } else { cotangent.clone() };
    second |_at, cotangent| cotangent.clone();
}

additive! {
    difference [T: Entry, R: Dim, C: Dim, S1: Storage<T, R, C>, S2: Storage<T, R, C>]
    (Matrix<T, R, C, S1>, Matrix<T, R, C, S2>) -> (OMatrix<T, R, C>, OMatrix<T, R, C>, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, b| a - b;
    of_first |_at, along| along.clone();
    of_second |_at, along| -along;
    first to slot |_at, cotangent| slot.add_copy(cotangent);
    second to slot |_at, cotangent| slot.add(|| -cotangent);
}

additive! {
    shifted [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, T) -> (OMatrix<T, R, C>, T, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, s| a.add_scalar(*s);
    of_first |_at, along| along.clone();
    of_second |at, along| zeros_like(at.value()).add_scalar(*along);
    first to slot |_at, cotangent| slot.add_copy(cotangent);
    second to slot |_at, cotangent| slot.add(|| cotangent.sum());
}

linear_in_first! {
    negated [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, ()) -> (OMatrix<T, R, C>, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, _b| -a;
    back |_at, cotangent| -cotangent;
}

bilinear! {
    scaled [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, T) -> (OMatrix<T, R, C>, T, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, s| a * *s;
    first |_at, cotangent, s| cotangent * *s;
    second |_at, a, cotangent| a.dot(cotangent);
}

square! {
    component_square [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>) -> (OMatrix<T, R, C>, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, b| a.component_mul(b);
    back |cotangent, b| cotangent.zip_map(b, |by, number| {
        let product = by * number;
        product + product
    });
}

bilinear! {
    component_product [T: Entry, R: Dim, C: Dim, S1: Storage<T, R, C>, S2: Storage<T, R, C>]
    (Matrix<T, R, C, S1>, Matrix<T, R, C, S2>) -> (OMatrix<T, R, C>, OMatrix<T, R, C>, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, b| a.component_mul(b);
    first |_at, cotangent, b| cotangent.component_mul(b);
    second |_at, a, cotangent| a.component_mul(cotangent);
}
