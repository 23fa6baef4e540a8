//! The cofactors of a matrix, and their derivative, whether it has an inverse or not.
//!
//! Up to three rows they are written out. Larger matrices have det(A)·A⁻ᵀ where A is far from being singular, and otherwise those
//! of the singular values: with A = U·Σ·Vᵀ they are det(U)·det(V)·U·cof(Σ)·Vᵀ, which divides by nothing.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DMatrix, DefaultAllocator, Dim, Matrix, OMatrix, SVD, Storage};

use super::Entry;
use crate::support::real;

/// The cofactors, where the determinant is known, and the inverse if there is one.
pub(super) fn cofactors<T: Entry, D: Dim, S: Storage<T, D, D>>(
    a: &Matrix<T, D, D, S>,
    determinant: T,
    inverse: impl FnOnce() -> Option<OMatrix<T, D, D>>,
) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let (rows, columns) = a.shape_generic();
    match a.nrows() {
        0 | 1 => OMatrix::repeat_generic(rows, columns, T::__ONE),
        2 => OMatrix::from_fn_generic(rows, columns, |i, j| sign::<T>(i + j) * a[(1 - i, 1 - j)]),
        3 => OMatrix::from_fn_generic(rows, columns, |i, j| {
            let ((i1, i2), (j1, j2)) = (others(i), others(j));
            a[(i1, j1)] * a[(i2, j2)] - a[(i1, j2)] * a[(i2, j1)]
        }),
        _ => match inverse().filter(|inverse| is_regular(a, determinant, inverse)) {
            Some(inverse) => inverse.transpose() * determinant,
            None => like(a, Factors::of(a).map(|factors| factors.cofactors())),
        },
    }
}

/// Adds a multiple of the cofactors to a sum, or makes that of what is nothing yet.
pub(super) fn add_cofactors<T: Entry, D: Dim, S: Storage<T, D, D>>(
    a: &Matrix<T, D, D, S>,
    determinant: T,
    inverse: impl FnOnce() -> Option<OMatrix<T, D, D>>,
    factor: T,
    sum: &mut OMatrix<T, D, D>,
    is_nothing: bool,
) where
    DefaultAllocator: Allocator<D, D>,
{
    let regular = if a.nrows() > 3 { inverse() } else { None };
    let (of, of_inverse) = match regular.filter(|inverse| is_regular(a, determinant, inverse)) {
        Some(inverse) => (inverse, Some(determinant)),
        None => (cofactors(a, determinant, || None), None),
    };
    let n = a.nrows();
    for j in 0..n {
        let mut into = sum.column_mut(j);
        for i in 0..n {
            let cofactor = match of_inverse {
                Some(determinant) => of[(j, i)] * determinant,
                None => of[(i, j)],
            };
            let before = if is_nothing { T::__ZERO } else { into[i] };
            into[i] = before + cofactor * factor;
        }
    }
}

/// How the cofactors change along a direction.
pub(super) fn change_of_cofactors<T: Entry, D: Dim, S: Storage<T, D, D>>(
    a: &Matrix<T, D, D, S>,
    determinant: T,
    along: &OMatrix<T, D, D>,
) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let (rows, columns) = a.shape_generic();
    match a.nrows() {
        0 | 1 => OMatrix::zeros_generic(rows, columns),
        2 => OMatrix::from_fn_generic(rows, columns, |i, j| sign::<T>(i + j) * along[(1 - i, 1 - j)]),
        3 => OMatrix::from_fn_generic(rows, columns, |i, j| {
            let ((i1, i2), (j1, j2)) = (others(i), others(j));
            along[(i1, j1)] * a[(i2, j2)] + a[(i1, j1)] * along[(i2, j2)]
                - along[(i1, j2)] * a[(i2, j1)]
                - a[(i1, j2)] * along[(i2, j1)]
        }),
        _ => match a.clone_owned().try_inverse().filter(|inverse| is_regular(a, determinant, inverse)) {
            Some(inverse) => {
                let turned = &inverse * along;
                let trace = turned.trace();
                (&inverse * trace - turned * &inverse).transpose() * determinant
            }
            None => like(a, Factors::of(a).map(|factors| factors.change_of_cofactors(along))),
        },
    }
}

/// The two other rows of three, in the order in which their minor has its sign.
fn others(i: usize) -> (usize, usize) {
    ((i + 1) % 3, (i + 2) % 3)
}

fn sign<T: Entry>(place: usize) -> T {
    if place.is_multiple_of(2) { T::__ONE } else { -T::__ONE }
}

/// Whether less than half of an inverse's digits are lost, and the determinant is neither too small nor too large to be known.
fn is_regular<T: Entry, D: Dim, S: Storage<T, D, D>>(
    a: &Matrix<T, D, D, S>,
    determinant: T,
    inverse: &OMatrix<T, D, D>,
) -> bool
where
    DefaultAllocator: Allocator<D, D>,
{
    let condition = a.norm() * inverse.norm();
    let is_known = real::is_finite(determinant) && real::is_finite(T::__ONE / determinant);
    is_known && condition * T::default_epsilon().sqrt() < T::__ONE
}

/// Numbers in the size of a matrix; where there are none, they are not known.
fn like<T: Entry, D: Dim, S: Storage<T, D, D>>(
    a: &Matrix<T, D, D, S>,
    numbers: Option<DMatrix<T>>,
) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let (rows, columns) = a.shape_generic();
    match numbers {
        Some(numbers) => OMatrix::from_iterator_generic(rows, columns, numbers.iter().copied()),
        None => OMatrix::repeat_generic(rows, columns, real::of(f64::NAN)),
    }
}

/// A matrix by its singular values.
struct Factors<T> {
    u: DMatrix<T>,
    v_transposed: DMatrix<T>,
    values: Vec<T>,
    /// The determinants of the two turns.
    sign: T,
}

impl<T: Entry> Factors<T> {
    /// None of what is not finite.
    fn of<D: Dim, S: Storage<T, D, D>>(a: &Matrix<T, D, D, S>) -> Option<Self> {
        if !a.iter().all(|&number| real::is_finite(number)) {
            return None;
        }
        let a = DMatrix::from_iterator(a.nrows(), a.ncols(), a.iter().copied());
        let most_steps = 100 * a.nrows() + 1000;
        let svd = SVD::try_new(a, true, true, T::default_epsilon(), most_steps)?;
        let (u, v_transposed) = (svd.u?, svd.v_t?);
        let is_turn = u.determinant() * v_transposed.determinant() > T::__ZERO;
        let sign = if is_turn { T::__ONE } else { -T::__ONE };
        Some(Self { u, v_transposed, values: svd.singular_values.iter().copied().collect(), sign })
    }

    fn cofactors(&self) -> DMatrix<T> {
        let n = self.values.len();
        let diagonal = DMatrix::from_fn(n, n, |i, j| if i == j { self.without(i, i) } else { T::__ZERO });
        &self.u * diagonal * &self.v_transposed * self.sign
    }

    fn change_of_cofactors<D: Dim>(&self, along: &OMatrix<T, D, D>) -> DMatrix<T>
    where
        DefaultAllocator: Allocator<D, D>,
    {
        let n = self.values.len();
        let along = DMatrix::from_iterator(n, n, along.iter().copied());
        let turned = self.u.tr_mul(&along) * self.v_transposed.transpose();
        let change = DMatrix::from_fn(n, n, |i, j| {
            if i == j {
                let others = (0..n).filter(|&k| k != i);
                others.map(|k| turned[(k, k)] * self.without(i, k)).fold(T::__ZERO, |sum, one| sum + one)
            } else {
                -turned[(j, i)] * self.without(i, j)
            }
        });
        &self.u * change * &self.v_transposed * self.sign
    }

    /// The product of all singular values but two.
    fn without(&self, i: usize, j: usize) -> T {
        let others = self.values.iter().enumerate().filter(|&(k, _)| k != i && k != j);
        others.fold(T::__ONE, |product, (_, &value)| product * value)
    }
}
