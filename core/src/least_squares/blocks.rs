//! Observations go in, one after another; a matrix comes out that is as good as all of them to least squares, and far smaller.
//!
//! A row is the slopes of an observation, and then its residual. To turn rows into others by an orthogonal matrix changes no sum of
//! squares or products of columns, and these are all that least squares ask for: so a block of rows is replaced by the upper triangle of
//! its QR decomposition, which has a row for each parameter and one more, and two of those, one upon the other, by that of theirs, in a
//! fixed tree. As `JᵀJ` is never formed, no digit is lost. (J. Demmel, L. Grigori, M. Hoemmen, J. Langou, *Communication-optimal parallel
//! and sequential QR and LU factorizations*, SIAM J. Sci. Comput. 34, 2012.)
//!
//! What fits into one block stays as it is.

use std::collections::VecDeque;
use std::ops::Range;

use nalgebra::DMatrix;

use super::Error;
use super::problem::{Evaluation, shape};

/// How many observations a block has.
pub(super) const BLOCK: usize = 64;

/// Observations at a point.
pub(super) struct Blocks {
    parameters: usize,
    most: usize,
    /// Those of the last block, row by row.
    last: Vec<f64>,
    /// Those before it, condensed.
    full: VecDeque<DMatrix<f64>>,
    pub(super) residuals: Vec<f64>,
    pub(super) not_finite: NotFinite,
}

/// The first observations, if any, that have a residual or a slope that is not finite.
#[derive(Clone, Copy, Default)]
pub(super) struct NotFinite {
    pub(super) residual: Option<usize>,
    pub(super) slope: Option<usize>,
}

impl Blocks {
    pub(super) fn new(parameters: usize) -> Self {
        Self {
            parameters,
            most: BLOCK,
            last: Vec::new(),
            full: VecDeque::new(),
            residuals: Vec::new(),
            not_finite: NotFinite::default(),
        }
    }

    /// One block, of whatever length.
    pub(super) fn whole(parameters: usize) -> Self {
        Self { most: usize::MAX, ..Self::new(parameters) }
    }

    pub(super) fn push(&mut self, residual: f64, slopes: &[f64]) -> Result<(), Error> {
        shape("slopes", self.parameters, slopes.len())?;
        if self.last.len() / self.width() == self.most {
            let block = condense(self.take_last());
            self.full.push_back(block);
        }
        let observation = Some(self.residuals.len());
        if !residual.is_finite() {
            self.not_finite.residual = self.not_finite.residual.or(observation);
        }
        if !slopes.iter().all(|slope| slope.is_finite()) {
            self.not_finite.slope = self.not_finite.slope.or(observation);
        }
        self.last.extend_from_slice(slopes);
        self.last.push(residual);
        self.residuals.push(residual);
        Ok(())
    }

    /// The slopes of an observation, and its residual.
    pub(super) fn width(&self) -> usize {
        self.parameters + 1
    }

    fn take_last(&mut self) -> DMatrix<f64> {
        let width = self.width();
        let rows = std::mem::take(&mut self.last);
        DMatrix::from_row_slice(rows.len() / width, width, &rows)
    }

    /// The blocks in their order, all of them condensed, unless the only block of a fit is among them.
    pub(super) fn condensed(&mut self, of_several: bool) -> VecDeque<DMatrix<f64>> {
        let mut blocks = std::mem::take(&mut self.full);
        if !self.last.is_empty() {
            let last = self.take_last();
            blocks.push_back(if of_several { condense(last) } else { last });
        }
        blocks
    }

    /// What these observations are to a solver, if there are no others.
    pub(super) fn evaluation(mut self) -> Evaluation {
        let mut blocks = self.condensed(!self.full.is_empty());
        let count = blocks.len();
        let matrix = tree(0..count, &mut blocks).unwrap_or_else(|| self.take_last());
        let observations = self.residuals.len();
        Evaluation::new(matrix, observations, self.residuals, self.not_finite)
    }
}

impl NotFinite {
    /// The earlier ones.
    pub(super) fn or(self, other: Self) -> Self {
        let earlier = |one: Option<usize>, other: Option<usize>| one.into_iter().chain(other).min();
        Self { residual: earlier(self.residual, other.residual), slope: earlier(self.slope, other.slope) }
    }

    /// The same, counted with so many observations before.
    pub(super) fn after(self, before: usize) -> Self {
        Self {
            residual: self.residual.map(|observation| observation + before),
            slope: self.slope.map(|observation| observation + before),
        }
    }
}

/// The left and the right branch of the tree over blocks; none where one block is left.
pub(super) fn halves(blocks: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let middle = blocks.start + blocks.len().div_ceil(2);
    (blocks.len() > 1).then_some((blocks.start..middle, middle..blocks.end))
}

/// The next blocks, joined in the tree; none where there is none.
pub(super) fn tree(blocks: Range<usize>, next: &mut VecDeque<DMatrix<f64>>) -> Option<DMatrix<f64>> {
    let Some((left, right)) = halves(&blocks) else { return next.pop_front() };
    let (left, right) = (tree(left, next)?, tree(right, next)?);
    Some(join(&left, &right))
}

/// Both, as one.
pub(super) fn join(left: &DMatrix<f64>, right: &DMatrix<f64>) -> DMatrix<f64> {
    let mut both = DMatrix::zeros(left.nrows() + right.nrows(), left.ncols());
    both.rows_mut(0, left.nrows()).copy_from(left);
    both.rows_mut(left.nrows(), right.nrows()).copy_from(right);
    condense(both)
}

/// No more rows than columns, with the same sums of products.
fn condense(mut rows: DMatrix<f64>) -> DMatrix<f64> {
    if rows.nrows() <= rows.ncols() {
        return rows;
    }
    // Powers of two, which cost no digit, keep the squares of large and of small numbers within the range.
    let scales: Vec<f64> = rows.column_iter().map(|column| power_of_two(column.amax())).collect();
    for (mut column, scale) in rows.column_iter_mut().zip(&scales) {
        column /= *scale;
    }
    let mut triangle = rows.qr().unpack_r();
    for (mut column, scale) in triangle.column_iter_mut().zip(&scales) {
        column *= *scale;
    }
    triangle
}

/// The one that a positive number is at least once and less than twice, for numbers that have all their digits.
fn power_of_two(number: f64) -> f64 {
    const EXPONENT: u64 = 0x7ff << 52;
    if number.is_normal() { f64::from_bits(number.to_bits() & EXPONENT) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Observations whose columns have magnitudes far apart.
    fn rows(count: usize) -> Vec<[f64; 4]> {
        let row = |i: usize| {
            let x = (i + 1) as f64 / 50.0;
            [1e150 * (x.cos() + 2.0), x, 1e-160 * (x * x - 3.0), (3.0 * x + 1.0).sin()]
        };
        (0..count).map(row).collect()
    }

    /// Sums of products of columns, each beside the lengths of the two.
    fn cosines(matrix: &DMatrix<f64>) -> DMatrix<f64> {
        let scaled: Vec<_> = matrix
            .column_iter()
            .map(|column| {
                let column = column / column.amax();
                &column / column.norm()
            })
            .collect();
        DMatrix::from_fn(4, 4, |i, j| scaled[i].dot(&scaled[j]))
    }

    #[test]
    fn sums_of_products_stay() {
        for count in [1, 3, 4, 63, 64, 65, 128, 129, 700] {
            let rows = rows(count);
            let (mut blocks, mut whole) = (Blocks::new(3), Blocks::whole(3));
            for [a, b, c, residual] in &rows {
                blocks.push(*residual, &[*a, *b, *c]).unwrap();
                whole.push(*residual, &[*a, *b, *c]).unwrap();
            }
            let together = |found: &Evaluation| {
                let mut matrix = found.jacobian.clone().insert_column(3, 0.0);
                matrix.set_column(3, &found.residuals);
                matrix
            };
            let (found, wanted) = (blocks.evaluation(), whole.evaluation());
            let height = if count <= BLOCK { count } else { 4 };
            assert_eq!(
                (found.jacobian.nrows(), found.observations, wanted.jacobian.nrows()),
                (height, count, count)
            );
            assert_eq!(found.own, wanted.own);
            let (found, wanted) = (together(&found), together(&wanted));
            for (found, wanted) in found.column_iter().zip(wanted.column_iter()) {
                let scale = wanted.amax();
                let (found, wanted) = ((found / scale).norm(), (wanted / scale).norm());
                assert!((found / wanted - 1.0).abs() < 1e-14, "{count}: {found} {wanted}");
            }
            if count > 1 {
                let difference = (cosines(&found) - cosines(&wanted)).amax();
                assert!(difference < 1e-14, "{count}: {difference}");
            }
        }
    }

    #[test]
    fn zeros_stay_zeros() {
        let mut blocks = Blocks::new(1);
        (0..200).for_each(|i| blocks.push(0.0, &[f64::from(i)]).unwrap());
        assert!(blocks.evaluation().residuals.iter().all(|residual| *residual == 0.0));
    }
}
