//! Products: of matrices, of vectors, and of what turns vectors.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::constraint::{AreMultipliable, SameNumberOfColumns, SameNumberOfRows, ShapeConstraint};
use ::nalgebra::{
    AbstractRotation, Const, DefaultAllocator, Dim, Matrix, OMatrix, Rotation, SVector, Similarity, Storage,
};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, bilinear, square};
use crate::linear::slots::share;
use crate::linear::{Slot, cross, dot, inner_square, product, squared_norm};
use crate::support::{Constant, zeros_like};

/// `impl Operation` for what is linear in its second argument and constant in the first.
macro_rules! linear_in_second {
    (
        $name:ident [$($generics:tt)*] ($A:ty, $B:ty) -> ($Second:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        back |$at:ident, $c:ident| $back:expr;
    ) => {
        additive! {
            $name [$($generics)*] ($A, $B) -> (Constant, $Second, $Output) where { $($bounds)* }
            value |$a, $b| $value;
            of_first |at, _along| zeros_like(at.value());
            of_second |at, $b| { let $a = at.a; $value };
            first |_at, _c| Constant;
            second |$at, $c| $back;
        }
    };
}

// One of the sizes that meet may be known and the other not, and so what is pulled back is made in the size of its operand.
bilinear! {
    product [T: Entry, R: Dim, K: Dim, L: Dim, C: Dim, S1: Storage<T, R, K>, S2: Storage<T, L, C>]
    (Matrix<T, R, K, S1>, Matrix<T, L, C, S2>) -> (OMatrix<T, R, K>, OMatrix<T, L, C>, OMatrix<T, R, C>)
    where {
        DefaultAllocator: Allocator<R, K> + Allocator<L, C> + Allocator<R, C> + Allocator<C, L>,
        ShapeConstraint: AreMultipliable<R, K, L, C> + SameNumberOfColumns<K, L> + SameNumberOfRows<L, K>
    }
    value |a, b| a * b;
    first to slot |at, cotangent, b| slot.add_in_place(|| zeros(at.a), |sum, is_nothing| {
        sum.gemm(T::__ONE, cotangent, &b.transpose(), share(is_nothing));
    });
    second to slot |at, a, cotangent| slot.add_in_place(|| zeros(at.b), |sum, is_nothing| {
        sum.gemm_tr(T::__ONE, a, cotangent, share(is_nothing));
    });
}

/// Zeros in the size of an operand.
fn zeros<T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>>(like: &Matrix<T, R, C, S>) -> OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    let (rows, columns) = like.shape_generic();
    OMatrix::zeros_generic(rows, columns)
}

bilinear! {
    product [T: Entry, const D: usize, C: Dim, S: Storage<T, Const<D>, C>]
    (Rotation<T, D>, Matrix<T, Const<D>, C, S>)
        -> (Rotation<T, D>, OMatrix<T, Const<D>, C>, OMatrix<T, Const<D>, C>)
    where { DefaultAllocator: Allocator<Const<D>, C> + Allocator<C, Const<D>> }
    value |a, b| a * b;
    first |_at, cotangent, b| Rotation::from_matrix_unchecked(cotangent * b.transpose());
    second |_at, a, cotangent| a.matrix().tr_mul(cotangent);
}

bilinear! {
    product [T: Entry, R: Dim, const D: usize, S: Storage<T, R, Const<D>>]
    (Matrix<T, R, Const<D>, S>, Rotation<T, D>)
        -> (OMatrix<T, R, Const<D>>, Rotation<T, D>, OMatrix<T, R, Const<D>>)
    where { DefaultAllocator: Allocator<R, Const<D>> + Allocator<Const<D>, R> }
    value |a, b| a * b;
    first |_at, cotangent, b| cotangent * b.matrix().transpose();
    second |_at, a, cotangent| Rotation::from_matrix_unchecked(a.transpose() * cotangent);
}

bilinear! {
    product [T: Entry, const D: usize]
    (Rotation<T, D>, Rotation<T, D>) -> (Rotation<T, D>, Rotation<T, D>, Rotation<T, D>)
    where {}
    value |a, b| a * b;
    first |_at, cotangent, b| cotangent * b.transpose();
    second |_at, a, cotangent| a.transpose() * cotangent;
}

linear_in_second! {
    product [T: Entry, Q: AbstractRotation<T, D>, const D: usize]
    (Similarity<T, Q, D>, SVector<T, D>) -> (SVector<T, D>, SVector<T, D>)
    where {}
    value |a, b| a * b;
    back |at, cotangent| at.a.isometry.rotation.inverse_transform_vector(cotangent) * at.a.scaling();
}

bilinear! {
    dot [T: Entry, R: Dim, C: Dim, S1: Storage<T, R, C>, S2: Storage<T, R, C>]
    (Matrix<T, R, C, S1>, Matrix<T, R, C, S2>) -> (OMatrix<T, R, C>, OMatrix<T, R, C>, T)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, b| a.dot(b);
    first |_at, cotangent, b| b * *cotangent;
    second |_at, a, cotangent| a * *cotangent;
}

square! {
    inner_square [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>) -> (OMatrix<T, R, C>, T)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, b| a.dot(b);
    back |cotangent, b| b * (*cotangent + *cotangent);
}

bilinear! {
    cross [T: Entry, R: Dim, C: Dim, S1: Storage<T, R, C>, S2: Storage<T, R, C>]
    (Matrix<T, R, C, S1>, Matrix<T, R, C, S2>) -> (OMatrix<T, R, C>, OMatrix<T, R, C>, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, b| a.cross(b);
    first |_at, cotangent, b| b.cross(cotangent);
    second |_at, a, cotangent| cotangent.cross(a);
}

impl<T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>> Operation<Matrix<T, R, C, S>, ()> for squared_norm
where
    DefaultAllocator: Allocator<R, C>,
{
    type Output = T;
    type First = OMatrix<T, R, C>;
    type Second = Constant;
    type Kept = ();

    #[inline]
    fn value(a: &Matrix<T, R, C, S>, (): &()) -> (T, ()) {
        (a.norm_squared(), ())
    }

    #[inline]
    fn pull_back(
        at: &At<'_, Self, Matrix<T, R, C, S>, ()>,
        cotangent: &T,
        d_a: &mut impl Slot<OMatrix<T, R, C>>,
        _: &mut impl Slot<Constant>,
    ) {
        d_a.add(|| at.a * twice(*cotangent));
    }

    #[inline]
    fn change(
        at: &At<'_, Self, Matrix<T, R, C, S>, ()>,
        along: Direction<'_, Self, Matrix<T, R, C, S>, ()>,
    ) -> Option<T> {
        along.0.map(|along| twice(at.a.dot(along)))
    }

    #[inline]
    fn pull_back_change(
        _: &At<'_, Self, Matrix<T, R, C, S>, ()>,
        along: Direction<'_, Self, Matrix<T, R, C, S>, ()>,
        cotangent: &T,
        change_a: &mut impl Slot<OMatrix<T, R, C>>,
        _: &mut impl Slot<Constant>,
    ) {
        if let Some(along) = along.0 {
            change_a.add(|| along * twice(*cotangent));
        }
    }

    #[inline]
    fn second(
        _: &At<'_, Self, Matrix<T, R, C, S>, ()>,
        first: Direction<'_, Self, Matrix<T, R, C, S>, ()>,
        second: Direction<'_, Self, Matrix<T, R, C, S>, ()>,
    ) -> Option<T> {
        first.0.zip(second.0).map(|(first, second)| twice(first.dot(second)))
    }
}

#[inline]
fn twice<T: Entry>(number: T) -> T {
    number + number
}

/// Of a number whose type emitted code does not see, rustc sees that it is one.
macro_rules! products_with_numbers {
    ($($float:ident)*) => {$(
        bilinear! {
            product [R: Dim, C: Dim, S: Storage<$float, R, C>]
            (Matrix<$float, R, C, S>, $float)
                -> (OMatrix<$float, R, C>, $float, OMatrix<$float, R, C>)
            where { DefaultAllocator: Allocator<R, C> }
            value |a, s| a * *s;
            first |_at, cotangent, s| cotangent * *s;
            second |_at, a, cotangent| a.dot(cotangent);
        }

        bilinear! {
            product [R: Dim, C: Dim, S: Storage<$float, R, C>]
            ($float, Matrix<$float, R, C, S>)
                -> ($float, OMatrix<$float, R, C>, OMatrix<$float, R, C>)
            where { DefaultAllocator: Allocator<R, C> }
            value |s, a| a * *s;
            first |_at, cotangent, a| a.dot(cotangent);
            second |_at, s, cotangent| cotangent * *s;
        }
    )*};
}

products_with_numbers! { f32 f64 }
