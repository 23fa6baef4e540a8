//! Solutions of linear systems. With X = A⁻¹·B: dX = A⁻¹·(dB − dA·X), and what is pulled back to B is A⁻ᵀ times the cotangent.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{Cholesky, DefaultAllocator, Dim, DimMin, LU, Matrix, OMatrix, QR, Storage};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::{
    Slot, cholesky_solved, lower_solved, lower_transposed_solved, qr_solved, solved, upper_solved,
    upper_transposed_solved,
};

const SINGULAR: &str = "the system has a solution";

/// A matrix, decomposed.
pub(super) trait Decomposed<T: Entry, D: Dim>
where
    DefaultAllocator: Allocator<D, D>,
{
    /// The decomposition.
    fn of(a: OMatrix<T, D, D>) -> Self;

    /// The solution of A·X = B.
    fn solution<C: Dim, S: Storage<T, D, C>>(&self, b: &Matrix<T, D, C, S>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>;

    /// The solution of Aᵀ·X = B.
    fn solution_of_transposed<C: Dim>(&self, b: &OMatrix<T, D, C>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>;

    /// The change of the matrix that is decomposed, where the one that is given changes so.
    fn direction(along: &OMatrix<T, D, D>) -> OMatrix<T, D, D> {
        along.clone()
    }

    /// What is pulled back to the matrix that is given, from what is to the one that is decomposed.
    fn pulled_back(by: OMatrix<T, D, D>) -> OMatrix<T, D, D> {
        by
    }
}

impl<T: Entry, D: Dim + DimMin<D, Output = D>> Decomposed<T, D> for LU<T, D, D>
where
    DefaultAllocator: Allocator<D, D> + Allocator<D>,
{
    fn of(a: OMatrix<T, D, D>) -> Self {
        a.lu()
    }

    fn solution<C: Dim, S: Storage<T, D, C>>(&self, b: &Matrix<T, D, C, S>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>,
    {
        self.solve(b).expect(SINGULAR)
    }

    fn solution_of_transposed<C: Dim>(&self, b: &OMatrix<T, D, C>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>,
    {
        let upper = self.u().tr_solve_upper_triangular(b).expect(SINGULAR);
        let mut solution = self.l().tr_solve_lower_triangular(&upper).expect(SINGULAR);
        self.p().inv_permute_rows(&mut solution);
        solution
    }
}

impl<T: Entry, D: Dim + DimMin<D, Output = D>> Decomposed<T, D> for QR<T, D, D>
where
    DefaultAllocator: Allocator<D, D> + Allocator<D>,
{
    fn of(a: OMatrix<T, D, D>) -> Self {
        a.qr()
    }

    fn solution<C: Dim, S: Storage<T, D, C>>(&self, b: &Matrix<T, D, C, S>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>,
    {
        self.solve(b).expect(SINGULAR)
    }

    fn solution_of_transposed<C: Dim>(&self, b: &OMatrix<T, D, C>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>,
    {
        self.q() * self.r().tr_solve_upper_triangular(b).expect(SINGULAR)
    }
}

/// Of the matrix that is given, the lower triangle is read, and stands for the upper one, too.
impl<T: Entry, D: Dim> Decomposed<T, D> for Cholesky<T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    fn of(a: OMatrix<T, D, D>) -> Self {
        a.cholesky().expect(SINGULAR)
    }

    fn solution<C: Dim, S: Storage<T, D, C>>(&self, b: &Matrix<T, D, C, S>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>,
    {
        self.solve(b)
    }

    fn solution_of_transposed<C: Dim>(&self, b: &OMatrix<T, D, C>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>,
    {
        self.solve(b)
    }

    fn direction(along: &OMatrix<T, D, D>) -> OMatrix<T, D, D> {
        let (rows, columns) = along.shape_generic();
        OMatrix::from_fn_generic(rows, columns, |i, j| along[(i.max(j), i.min(j))])
    }

    fn pulled_back(by: OMatrix<T, D, D>) -> OMatrix<T, D, D> {
        let (rows, columns) = by.shape_generic();
        OMatrix::from_fn_generic(rows, columns, |i, j| match i.cmp(&j) {
            core::cmp::Ordering::Less => T::__ZERO,
            core::cmp::Ordering::Equal => by[(i, i)],
            core::cmp::Ordering::Greater => by[(i, j)] + by[(j, i)],
        })
    }
}

/// A triangle of a matrix, as the whole of a system: nothing else is read.
macro_rules! triangle {
    ($name:ident: |$a:ident, $b:ident| $solution:expr, |$c:ident| $of_transposed:expr, |$m:ident| $direction:expr, |$n:ident| $back:expr) => {
        /// The matrix of which it is.
        pub struct $name<T: Entry, D: Dim>(OMatrix<T, D, D>)
        where
            DefaultAllocator: Allocator<D, D>;

        impl<T: Entry, D: Dim> Decomposed<T, D> for $name<T, D>
        where
            DefaultAllocator: Allocator<D, D>,
        {
            fn of(a: OMatrix<T, D, D>) -> Self {
                Self(a)
            }

            fn solution<C: Dim, S: Storage<T, D, C>>(&self, $b: &Matrix<T, D, C, S>) -> OMatrix<T, D, C>
            where
                DefaultAllocator: Allocator<D, C>,
            {
                let $a = &self.0;
                $solution
            }

            fn solution_of_transposed<C: Dim>(&self, $c: &OMatrix<T, D, C>) -> OMatrix<T, D, C>
            where
                DefaultAllocator: Allocator<D, C>,
            {
                let $a = &self.0;
                $of_transposed
            }

            fn direction($m: &OMatrix<T, D, D>) -> OMatrix<T, D, D> {
                $direction
            }

            fn pulled_back($n: OMatrix<T, D, D>) -> OMatrix<T, D, D> {
                $back
            }
        }
    };
}

triangle! {
    Lower: |a, b| a.solve_lower_triangular_unchecked(b), |c| a.tr_solve_lower_triangular_unchecked(c),
    |m| m.lower_triangle(), |n| n.lower_triangle()
}
triangle! {
    LowerTransposed: |a, b| a.tr_solve_lower_triangular_unchecked(b), |c| a.solve_lower_triangular_unchecked(c),
    |m| m.lower_triangle().transpose(), |n| n.transpose().lower_triangle()
}
triangle! {
    Upper: |a, b| a.solve_upper_triangular_unchecked(b), |c| a.tr_solve_upper_triangular_unchecked(c),
    |m| m.upper_triangle(), |n| n.upper_triangle()
}
triangle! {
    UpperTransposed: |a, b| a.tr_solve_upper_triangular_unchecked(b), |c| a.solve_upper_triangular_unchecked(c),
    |m| m.upper_triangle().transpose(), |n| n.transpose().upper_triangle()
}

macro_rules! solved {
    ($name:ident: $Decomposed:ty, $D:path) => {
        impl<T: Entry, D: Dim + $D, C: Dim, S1: Storage<T, D, D>, S2: Storage<T, D, C>>
            Operation<Matrix<T, D, D, S1>, Matrix<T, D, C, S2>> for $name
        where
            DefaultAllocator: Allocator<D, D> + Allocator<D, C> + Allocator<C, D> + Allocator<D>,
        {
            type Output = OMatrix<T, D, C>;
            type First = OMatrix<T, D, D>;
            type Second = OMatrix<T, D, C>;
            type Kept = $Decomposed;

            fn value(a: &Matrix<T, D, D, S1>, b: &Matrix<T, D, C, S2>) -> (OMatrix<T, D, C>, $Decomposed) {
                let decomposed = <$Decomposed as Decomposed<T, D>>::of(a.clone_owned());
                (decomposed.solution(b), decomposed)
            }

            fn pull_back(
                at: &At<'_, Self, Matrix<T, D, D, S1>, Matrix<T, D, C, S2>>,
                cotangent: &OMatrix<T, D, C>,
                d_a: &mut impl Slot<OMatrix<T, D, D>>,
                d_b: &mut impl Slot<OMatrix<T, D, C>>,
            ) {
                let by_b = at.kept().solution_of_transposed(cotangent);
                d_a.add(|| <$Decomposed>::pulled_back(-&by_b * at.value().transpose()));
                d_b.add(|| by_b);
            }

            fn change(
                at: &At<'_, Self, Matrix<T, D, D, S1>, Matrix<T, D, C, S2>>,
                along: Direction<'_, Self, Matrix<T, D, D, S1>, Matrix<T, D, C, S2>>,
            ) -> Option<OMatrix<T, D, C>> {
                let of_a = along.0.map(|along| -<$Decomposed>::direction(along) * at.value());
                both(of_a, along.1.cloned()).map(|change| at.kept().solution(&change))
            }

            fn pull_back_change(
                at: &At<'_, Self, Matrix<T, D, D, S1>, Matrix<T, D, C, S2>>,
                along: Direction<'_, Self, Matrix<T, D, D, S1>, Matrix<T, D, C, S2>>,
                cotangent: &OMatrix<T, D, C>,
                change_a: &mut impl Slot<OMatrix<T, D, D>>,
                change_b: &mut impl Slot<OMatrix<T, D, C>>,
            ) {
                let by_b = at.kept().solution_of_transposed(cotangent);
                if let Some(change) = Self::change(at, along) {
                    change_a.add(|| <$Decomposed>::pulled_back(-&by_b * change.transpose()));
                }
                if let Some(along) = along.0 {
                    let moved = <$Decomposed>::direction(along).tr_mul(&by_b);
                    let by_b_change = -at.kept().solution_of_transposed(&moved);
                    change_a.add(|| <$Decomposed>::pulled_back(-&by_b_change * at.value().transpose()));
                    change_b.add(|| by_b_change);
                }
            }

            fn second(
                at: &At<'_, Self, Matrix<T, D, D, S1>, Matrix<T, D, C, S2>>,
                first: Direction<'_, Self, Matrix<T, D, D, S1>, Matrix<T, D, C, S2>>,
                second: Direction<'_, Self, Matrix<T, D, D, S1>, Matrix<T, D, C, S2>>,
            ) -> Option<OMatrix<T, D, C>> {
                let crossed = |along: Option<&OMatrix<T, D, D>>, change: Option<OMatrix<T, D, C>>| {
                    Some(-<$Decomposed>::direction(along?) * change?)
                };
                both(crossed(first.0, Self::change(at, second)), crossed(second.0, Self::change(at, first)))
                    .map(|change| at.kept().solution(&change))
            }
        }
    };
}

solved! { solved: LU<T, D, D>, DimMin<D, Output = D> }
solved! { cholesky_solved: Cholesky<T, D>, Dim }
solved! { qr_solved: QR<T, D, D>, DimMin<D, Output = D> }
solved! { lower_solved: Lower<T, D>, Dim }
solved! { lower_transposed_solved: LowerTransposed<T, D>, Dim }
solved! { upper_solved: Upper<T, D>, Dim }
solved! { upper_transposed_solved: UpperTransposed<T, D>, Dim }
