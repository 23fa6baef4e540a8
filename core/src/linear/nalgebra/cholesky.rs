//! The factor of a positive definite matrix. With A = L·Lᵀ: dL = L·Φ(L⁻¹·dA·L⁻ᵀ), where Φ takes the lower triangle and half of the diagonal.
//!
//! The library reads the lower triangle of A, which stands for the upper one, too, and that of L alone.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{Cholesky, DefaultAllocator, Dim, Matrix, OMatrix, Storage, U1};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, linear_in_first};
use crate::linear::{Plain, Slot, factor, factor_determinant, factor_ln_determinant, lower_triangle_of};
use crate::support::{Constant, zeros_like};

impl<T: Entry, D: Dim> Plain for Cholesky<T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    type Of = OMatrix<T, D, D>;

    #[inline]
    fn plain(&self) -> &OMatrix<T, D, D> {
        self.l_dirty()
    }
}

/// The lower triangle, with half of the diagonal.
fn halved<T: Entry, D: Dim>(of: OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let mut lower = of.lower_triangle();
    for i in 0..lower.nrows() {
        lower[(i, i)] *= ::nalgebra::convert(0.5);
    }
    lower
}

/// What is symmetric, from its part.
fn symmetric<T: Entry, D: Dim>(part: OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let transposed = part.transpose();
    part + transposed
}

/// L⁻¹
fn inverted<T: Entry, D: Dim>(l: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let (rows, columns) = l.shape_generic();
    l.solve_lower_triangular_unchecked(&OMatrix::identity_generic(rows, columns))
}

impl<T: Entry, D: Dim, S: Storage<T, D, D>> Operation<Matrix<T, D, D, S>, ()> for factor
where
    DefaultAllocator: Allocator<D, D>,
{
    type Output = OMatrix<T, D, D>;
    type First = OMatrix<T, D, D>;
    type Second = Constant;
    type Kept = ();

    fn value(a: &Matrix<T, D, D, S>, (): &()) -> (OMatrix<T, D, D>, ()) {
        (a.clone_owned().cholesky().expect("the matrix is positive definite").unpack(), ())
    }

    fn pull_back(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        cotangent: &OMatrix<T, D, D>,
        d_a: &mut impl Slot<OMatrix<T, D, D>>,
        _: &mut impl Slot<Constant>,
    ) {
        d_a.add(|| {
            let inverse = inverted(at.value());
            let middle = symmetric(halved(at.value().tr_mul(&cotangent.lower_triangle())));
            folded(inverse.tr_mul(&(middle * &inverse)))
        });
    }

    fn change(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        along: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
    ) -> Option<OMatrix<T, D, D>> {
        let along = mirrored(along.0?);
        Some(change(at.value(), &along))
    }

    fn pull_back_change(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        along: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
        cotangent: &OMatrix<T, D, D>,
        change_a: &mut impl Slot<OMatrix<T, D, D>>,
        _: &mut impl Slot<Constant>,
    ) {
        let Some(moved) = Self::change(at, along) else { return };
        change_a.add(|| {
            let (inverse, cotangent) = (inverted(at.value()), cotangent.lower_triangle());
            let inverse_change = -(&inverse * &moved * &inverse);
            let middle = symmetric(halved(at.value().tr_mul(&cotangent)));
            let middle_change = symmetric(halved(moved.tr_mul(&cotangent)));
            let of_inverse = symmetric(inverse_change.tr_mul(&(middle * &inverse)));
            folded(inverse.tr_mul(&(middle_change * &inverse)) + of_inverse)
        });
    }

    fn second(
        at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
        first: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
        second: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
    ) -> Option<OMatrix<T, D, D>> {
        let (first, second) = (Self::change(at, first)?, Self::change(at, second)?);
        Some(-change(at.value(), &symmetric(first * second.transpose())))
    }
}

/// How L changes with A.
fn change<T: Entry, D: Dim>(l: &OMatrix<T, D, D>, along: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let inverse = inverted(l);
    l * halved(&inverse * along * inverse.transpose())
}

/// How the whole matrix changes, of which the lower triangle is read.
fn mirrored<T: Entry, D: Dim>(along: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let (rows, columns) = along.shape_generic();
    OMatrix::from_fn_generic(rows, columns, |i, j| along[(i.max(j), i.min(j))])
}

/// Half of what is pulled back to the whole matrix, as it is to its lower triangle.
fn folded<T: Entry, D: Dim>(whole: OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let (rows, columns) = whole.shape_generic();
    let half = ::nalgebra::convert::<f64, T>(0.5);
    OMatrix::from_fn_generic(rows, columns, |i, j| match i.cmp(&j) {
        core::cmp::Ordering::Less => T::__ZERO,
        core::cmp::Ordering::Equal => half * whole[(i, i)],
        core::cmp::Ordering::Greater => half * whole[(i, j)] + half * whole[(j, i)],
    })
}

linear_in_first! {
    lower_triangle_of [T: Entry, D: Dim, S: Storage<T, D, D>]
    (Matrix<T, D, D, S>, ()) -> (OMatrix<T, D, D>, OMatrix<T, D, D>)
    where { DefaultAllocator: Allocator<D, D> }
    value |a, _b| a.lower_triangle();
    back |_at, cotangent| cotangent.lower_triangle();
}

/// The unit matrix of the same size.
pub fn identity_like<P: Plain<Of = Matrix<T, D, D, S>>, T: Entry, D: Dim, S: Storage<T, D, D>>(
    like: &P,
) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let (rows, columns) = like.plain().shape_generic();
    OMatrix::identity_generic(rows, columns)
}

/// `impl Operation` for what a product makes of a diagonal: the value, and from it the factor of the sum of the relative changes, and how that
/// changes with the same sum.
macro_rules! of_diagonal {
    ($name:ident: |$a:ident| $value:expr, |$v:ident| $weights:expr) => {
        impl $name {
            fn weights<T: Entry>($v: T) -> (T, T) {
                $weights
            }
        }

        impl<T: Entry, D: Dim, S: Storage<T, D, D>> Operation<Matrix<T, D, D, S>, ()> for $name
        where
            DefaultAllocator: Allocator<D, D> + Allocator<D, U1>,
        {
            type Output = T;
            type First = OMatrix<T, D, D>;
            type Second = Constant;
            type Kept = ();

            fn value($a: &Matrix<T, D, D, S>, (): &()) -> (T, ()) {
                ($value, ())
            }

            fn pull_back(
                at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
                cotangent: &T,
                d_a: &mut impl Slot<OMatrix<T, D, D>>,
                _: &mut impl Slot<Constant>,
            ) {
                let by = *cotangent * Self::weights(*at.value()).0;
                d_a.add(|| OMatrix::from_diagonal(&at.a.diagonal().map(|entry| by / entry)));
            }

            fn change(
                at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
                along: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
            ) -> Option<T> {
                Some(relative(at.a, along.0?) * Self::weights(*at.value()).0)
            }

            fn pull_back_change(
                at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
                along: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
                cotangent: &T,
                change_a: &mut impl Slot<OMatrix<T, D, D>>,
                _: &mut impl Slot<Constant>,
            ) {
                let Some(along) = along.0 else { return };
                let (weight, bend) = Self::weights(*at.value());
                let (by, bend) = (*cotangent * weight, *cotangent * bend * relative(at.a, along));
                let diagonal =
                    at.a.diagonal()
                        .zip_map(&along.diagonal(), |entry, along| (bend - by * along / entry) / entry);
                change_a.add(|| OMatrix::from_diagonal(&diagonal));
            }

            fn second(
                at: &At<'_, Self, Matrix<T, D, D, S>, ()>,
                first: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
                second: Direction<'_, Self, Matrix<T, D, D, S>, ()>,
            ) -> Option<T> {
                let (first, second) = (first.0?, second.0?);
                let (weight, bend) = Self::weights(*at.value());
                let squares = (0..at.a.nrows()).fold(T::__ZERO, |sum, i| {
                    sum + first[(i, i)] / at.a[(i, i)] * (second[(i, i)] / at.a[(i, i)])
                });
                Some(bend * relative(at.a, first) * relative(at.a, second) - weight * squares)
            }
        }
    };
}

/// The sum of the changes of a diagonal, each by its element.
fn relative<T: Entry, D: Dim, S: Storage<T, D, D>>(a: &Matrix<T, D, D, S>, along: &OMatrix<T, D, D>) -> T
where
    DefaultAllocator: Allocator<D, D>,
{
    (0..a.nrows()).fold(T::__ZERO, |sum, i| sum + along[(i, i)] / a[(i, i)])
}

/// The factor 2 of a square.
fn two<T: Entry>() -> T {
    ::nalgebra::convert(2.0)
}

of_diagonal! {
    factor_determinant:
    |l| { let product = (0..l.nrows()).fold(T::__ONE, |product, i| product * l[(i, i)]); product * product },
    |value| (two::<T>() * value, two::<T>() * two() * value)
}
of_diagonal! {
    factor_ln_determinant:
    |l| (0..l.nrows()).fold(T::__ZERO, |sum, i| sum + ::nalgebra::ComplexField::ln(l[(i, i)] * l[(i, i)])),
    |_value| (two(), T::__ZERO)
}
