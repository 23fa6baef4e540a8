//! Solutions of linear systems. With X = A⁻¹·B: dX = A⁻¹·(dB − dA·X), and what is pulled back to B is A⁻ᵀ times the cotangent.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DefaultAllocator, Dim, DimMin, LU, Matrix, OMatrix, QR, RawStorage, Storage, U1};

use super::Entry;
use super::held::{Decomposed, Held};
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, linear_in_first};
use crate::linear::slots::share;
use crate::linear::{
    Slot, lower_solved, lower_transposed_solved, solved, solved_by, upper_solved, upper_transposed_solved,
};
use crate::support::{Constant, zeros_like};

const SINGULAR: &str = "the system has a solution";

/// What solves systems of one matrix.
pub trait Solves<T: Entry, D: Dim>
where
    DefaultAllocator: Allocator<D, D>,
{
    /// The solution of A·X = B.
    fn solution<C: Dim, S: Storage<T, D, C>>(&self, b: &Matrix<T, D, C, S>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>;

    /// The solution of Aᵀ·X = B.
    fn solution_of_transposed<C: Dim>(&self, b: &OMatrix<T, D, C>) -> OMatrix<T, D, C>
    where
        DefaultAllocator: Allocator<D, C>;
}

impl<T: Entry, D: Dim + DimMin<D, Output = D>> Solves<T, D> for LU<T, D, D>
where
    DefaultAllocator: Allocator<D, D> + Allocator<D>,
{
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
        // Both triangles stand in one matrix, without the ones of the lower one.
        let triangles = self.lu_internal();
        let mut solution = triangles.tr_solve_upper_triangular(b).expect(SINGULAR);
        let n = triangles.nrows();
        for mut column in solution.column_iter_mut() {
            for i in (0..n).rev() {
                let below = triangles.view((i + 1, i), (n - i - 1, 1)).dot(&column.rows(i + 1, n - i - 1));
                column[i] -= below;
            }
        }
        self.p().inv_permute_rows(&mut solution);
        solution
    }
}

impl<T: Entry, D: Dim + DimMin<D, Output = D>> Solves<T, D> for QR<T, D, D>
where
    DefaultAllocator: Allocator<D, D> + Allocator<D>,
{
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

/// A triangle of a matrix, as the whole of a system: nothing else is read.
macro_rules! triangle {
    ($name:ident: |$a:ident, $b:ident| $solution:expr, |$c:ident| $of_transposed:expr) => {
        /// The matrix of which it is.
        struct $name<'a, T, D: Dim, S: RawStorage<T, D, D>>(&'a Matrix<T, D, D, S>);

        impl<T: Entry, D: Dim, Of: Storage<T, D, D>> Solves<T, D> for $name<'_, T, D, Of>
        where
            DefaultAllocator: Allocator<D, D>,
        {
            fn solution<C: Dim, S: Storage<T, D, C>>(&self, $b: &Matrix<T, D, C, S>) -> OMatrix<T, D, C>
            where
                DefaultAllocator: Allocator<D, C>,
            {
                let $a = self.0;
                $solution
            }

            fn solution_of_transposed<C: Dim>(&self, $c: &OMatrix<T, D, C>) -> OMatrix<T, D, C>
            where
                DefaultAllocator: Allocator<D, C>,
            {
                let $a = self.0;
                $of_transposed
            }
        }
    };
}

triangle! {
    Lower: |a, b| a.solve_lower_triangular_unchecked(b), |c| a.tr_solve_lower_triangular_unchecked(c)
}
triangle! {
    LowerTransposed: |a, b| a.tr_solve_lower_triangular_unchecked(b), |c| a.solve_lower_triangular_unchecked(c)
}
triangle! {
    Upper: |a, b| a.solve_upper_triangular_unchecked(b), |c| a.tr_solve_upper_triangular_unchecked(c)
}
triangle! {
    UpperTransposed: |a, b| a.tr_solve_upper_triangular_unchecked(b), |c| a.solve_upper_triangular_unchecked(c)
}

/// `impl Operation` for the solution of systems: what solves them, the change of the matrix along a direction, and how the negative product of
/// two columns is added to the slope of what is given.
macro_rules! solved {
    (
        $name:ident [$($generics:tt)*] $A:ty, $First:ty;
        by |$a:ident| $by:expr;
        direction |$along:ident| $direction:expr;
        back to $slot:ident |$by_b:ident, $x:ident| $back:expr;
    ) => {
        impl<T: Entry, D: Dim, C: Dim, S: Storage<T, D, C>, $($generics)*> Operation<$A, Matrix<T, D, C, S>>
            for $name
        where
            DefaultAllocator: Allocator<D, D>
                + Allocator<D, C>
                + Allocator<C, D>
                + Allocator<D>
                + Allocator<U1, D>,
        {
            type Output = OMatrix<T, D, C>;
            type First = $First;
            type Second = OMatrix<T, D, C>;
            type Kept = ();

            fn value($a: &$A, b: &Matrix<T, D, C, S>) -> (OMatrix<T, D, C>, ()) {
                ($by.solution(b), ())
            }

            fn pull_back(
                at: &At<'_, Self, $A, Matrix<T, D, C, S>>,
                cotangent: &OMatrix<T, D, C>,
                $slot: &mut impl Slot<$First>,
                d_b: &mut impl Slot<OMatrix<T, D, C>>,
            ) {
                let $a = at.a;
                let $by_b = &$by.solution_of_transposed(cotangent);
                {
                    let $x = || at.value().transpose();
                    $back;
                }
                d_b.add_copy($by_b);
            }

            fn change(
                at: &At<'_, Self, $A, Matrix<T, D, C, S>>,
                along: Direction<'_, Self, $A, Matrix<T, D, C, S>>,
            ) -> Option<OMatrix<T, D, C>> {
                let $a = at.a;
                let of_a = along.0.map(|$along| -($direction * at.value()));
                both(of_a, along.1.cloned()).map(|change| $by.solution(&change))
            }

            fn pull_back_change(
                at: &At<'_, Self, $A, Matrix<T, D, C, S>>,
                along: Direction<'_, Self, $A, Matrix<T, D, C, S>>,
                cotangent: &OMatrix<T, D, C>,
                $slot: &mut impl Slot<$First>,
                change_b: &mut impl Slot<OMatrix<T, D, C>>,
            ) {
                let $a = at.a;
                let by_b = $by.solution_of_transposed(cotangent);
                if let Some(change) = Self::change(at, along) {
                    let ($by_b, $x) = (&by_b, || change.transpose());
                    $back;
                }
                if let Some($along) = along.0 {
                    let moved = $direction.tr_mul(&by_b);
                    let $by_b = &-$by.solution_of_transposed(&moved);
                    let $x = || at.value().transpose();
                    $back;
                    change_b.add_copy($by_b);
                }
            }

            fn second(
                at: &At<'_, Self, $A, Matrix<T, D, C, S>>,
                first: Direction<'_, Self, $A, Matrix<T, D, C, S>>,
                second: Direction<'_, Self, $A, Matrix<T, D, C, S>>,
            ) -> Option<OMatrix<T, D, C>> {
                let $a = at.a;
                let crossed = |$along: Option<&$First>, change: Option<OMatrix<T, D, C>>| {
                    let $along = $along?;
                    Some(-($direction * change?))
                };
                both(crossed(first.0, Self::change(at, second)), crossed(second.0, Self::change(at, first)))
                    .map(|change| $by.solution(&change))
            }
        }
    };
}

solved! {
    solved [K: Decomposed<T, D>] Held<K, T, D>, Held<K, T, D>;
    by |a| a.decomposed();
    direction |along| &along.matrix;
    back to slot |by_b, x| slot.add_in_place(
        || a.like(),
        |sum, is_nothing| sum.matrix.gemm(-T::__ONE, by_b, &x(), share(is_nothing)),
    );
}

/// Of a matrix that does not vary, the decomposition is the user's.
macro_rules! solved_by {
    ($Decomposed:ty) => {
        linear_in_first! {
            solved_by [T: Entry, D: Dim + DimMin<D, Output = D>, C: Dim, S: Storage<T, D, C>]
            (Matrix<T, D, C, S>, $Decomposed) -> (OMatrix<T, D, C>, OMatrix<T, D, C>)
            where { DefaultAllocator: Allocator<D, D> + Allocator<D, C> + Allocator<D> }
            value |b, decomposed| decomposed.solution(b);
            back |at, cotangent| at.b.solution_of_transposed(cotangent);
        }
    };
}

solved_by! { LU<T, D, D> }
solved_by! { QR<T, D, D> }

solved! {
    lower_solved [Of: Storage<T, D, D>] Matrix<T, D, D, Of>, OMatrix<T, D, D>;
    by |a| Lower(a);
    direction |along| along.lower_triangle();
    back to slot |by_b, x| slot.add(|| (-by_b * x()).lower_triangle());
}
solved! {
    lower_transposed_solved [Of: Storage<T, D, D>] Matrix<T, D, D, Of>, OMatrix<T, D, D>;
    by |a| LowerTransposed(a);
    direction |along| along.lower_triangle().transpose();
    back to slot |by_b, x| slot.add(|| (-by_b * x()).transpose().lower_triangle());
}
solved! {
    upper_solved [Of: Storage<T, D, D>] Matrix<T, D, D, Of>, OMatrix<T, D, D>;
    by |a| Upper(a);
    direction |along| along.upper_triangle();
    back to slot |by_b, x| slot.add(|| (-by_b * x()).upper_triangle());
}
solved! {
    upper_transposed_solved [Of: Storage<T, D, D>] Matrix<T, D, D, Of>, OMatrix<T, D, D>;
    by |a| UpperTransposed(a);
    direction |along| along.upper_triangle().transpose();
    back to slot |by_b, x| slot.add(|| (-by_b * x()).transpose().upper_triangle());
}
