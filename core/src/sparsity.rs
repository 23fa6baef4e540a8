//! Jacobians of which most entries are known to be zero: a few directions instead of one for each number.
//!
//! Columns that have no row in common share a direction, and each row tells which of them its number belongs to. The groups are found
//! greedily, in the order of the columns: Curtis, Powell and Reid, "On the estimation of sparse Jacobian matrices", 1974.

use alloc::vec;
use alloc::vec::Vec;

use crate::{Differentiable, Float};

/// Which entries of a Jacobian may be other than zero.
///
/// ```
/// use chainrule::{Sparsity, differentiate};
///
/// #[differentiate]
/// fn differences(x: &[f64]) -> Vec<f64> {
///     x.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).collect()
/// }
///
/// // Result i depends on x[i] and x[i + 1]: two directions do for any length.
/// let sparsity = Sparsity::new(4, (0..3).map(|i| vec![i, i + 1]).collect())?;
/// assert_eq!(sparsity.groups(), [vec![0, 2], vec![1, 3]]);
///
/// let x = [0.0, 1.0, 3.0, 6.0];
/// let slopes = sparsity.jacobian(|[direction]| [differences::jvp(&x, direction).1])?;
/// assert_eq!(slopes, [[-2.0, 2.0], [-4.0, 4.0], [-6.0, 6.0]]);
/// # Ok::<(), chainrule::SparsityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sparsity {
    columns: usize,
    rows: Vec<Vec<usize>>,
    groups: Vec<Vec<usize>>,
}

/// What is wrong with a pattern of entries.
///
/// ```
/// use chainrule::{Sparsity, SparsityError};
///
/// let error = Sparsity::new(2, vec![vec![0], vec![2]]).unwrap_err();
/// assert_eq!(error, SparsityError::NoColumn { row: 1, column: 2, columns: 2 });
/// assert_eq!(error.to_string(), "row 1 names column 2, and there are 2, counted from 0");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SparsityError {
    /// A row names a column that is not there.
    #[error("row {row} names column {column}, and there are {columns}, counted from 0")]
    NoColumn {
        /// The row, counted from 0.
        row: usize,
        /// The column that it names.
        column: usize,
        /// How many there are.
        columns: usize,
    },
    /// The function gives another number of results than the pattern has rows.
    #[error("the pattern has {rows} rows, and the function gives {results} numbers")]
    Rows {
        /// How many rows the pattern has.
        rows: usize,
        /// How many numbers the function gives.
        results: usize,
    },
    /// A result changes with a number that its row of the pattern does not name.
    #[error("result {row} changes with a number that row {row} of the pattern leaves out")]
    LeftOut {
        /// The row, counted from 0.
        row: usize,
    },
}

impl Sparsity {
    /// The pattern in which each row names the numbers, counted from 0, with which that result may change.
    ///
    /// # Errors
    ///
    /// If a row names a number that is not there.
    pub fn new(columns: usize, rows: Vec<Vec<usize>>) -> Result<Self, SparsityError> {
        for (row, named) in rows.iter().enumerate() {
            if let Some(&column) = named.iter().find(|&&column| column >= columns) {
                return Err(SparsityError::NoColumn { row, column, columns });
            }
        }
        let groups = groups(columns, &rows);
        Ok(Sparsity { columns, rows, groups })
    }

    /// The columns that share a direction, direction by direction.
    #[must_use]
    pub fn groups(&self) -> &[Vec<usize>] {
        &self.groups
    }

    /// The entries that the pattern names, row by row in its order.
    ///
    /// `along` is handed `N` directions at once and gives what the results change by along each: `|[direction]| [f::jvp(&x, direction).1]`, or, of
    /// a function with the option `lanes`, `|directions: [_; 8]| f::jvp_many(&x, directions).1`. One direction more than there are groups is
    /// gone along, with another step for each number: it shows what the pattern leaves out, but of a row with an
    /// entry that is not finite, of which no sum says anything.
    ///
    /// # Errors
    ///
    /// If the function gives another number of results, or one of them changes with a number that its row leaves out.
    pub fn jacobian<T: Float, R: Differentiable<Number = T>, const N: usize>(
        &self,
        mut along: impl FnMut([Vec<T>; N]) -> [R; N],
    ) -> Result<Vec<Vec<T>>, SparsityError> {
        const { assert!(N > 0, "at least one direction at once") };
        let mut slopes: Vec<Vec<T>> = self.rows.iter().map(|row| vec![T::ZERO; row.len()]).collect();
        let mut changes = vec![T::ZERO; self.rows.len()];
        let steps: Vec<T> = (0..self.columns).map(step).collect();
        // The last direction is the one that is checked by.
        let count = self.groups.len() + 1;
        for first in (0..count).step_by(N) {
            let directions = core::array::from_fn(|lane| self.direction(first + lane, &steps));
            for (number, found) in (first..count).zip(along(directions)) {
                if found.count() != self.rows.len() {
                    return Err(SparsityError::Rows { rows: self.rows.len(), results: found.count() });
                }
                found.write_numbers(&mut changes);
                match self.groups.get(number) {
                    Some(group) => {
                        for ((row, slopes), change) in self.rows.iter().zip(&mut slopes).zip(&changes) {
                            for (slope, _) in
                                slopes.iter_mut().zip(row).filter(|(_, column)| group.contains(column))
                            {
                                *slope = *change;
                            }
                        }
                    }
                    None => self.check(&slopes, &steps, &changes)?,
                }
            }
        }
        Ok(slopes)
    }

    /// One step along each column of a group; behind the groups, another one along each column.
    fn direction<T: Float>(&self, group: usize, steps: &[T]) -> Vec<T> {
        match self.groups.get(group) {
            Some(group) => {
                let mut direction = vec![T::ZERO; self.columns];
                for &column in group {
                    direction[column] = T::ONE;
                }
                direction
            }
            None if group == self.groups.len() => steps.to_vec(),
            None => vec![T::ZERO; self.columns],
        }
    }

    fn check<T: Float>(&self, slopes: &[Vec<T>], steps: &[T], changes: &[T]) -> Result<(), SparsityError> {
        let is_single = T::of(1.0 + 1e-9) == T::ONE;
        let tolerance = if is_single { 1e-4 } else { 1e-12 };
        for (number, ((row, slopes), change)) in self.rows.iter().zip(slopes).zip(changes).enumerate() {
            let mut seen = Vec::new();
            let (mut sum, mut scale) = (0.0, change.to_f64().abs());
            for (slope, &column) in slopes.iter().zip(row) {
                if !seen.contains(&column) {
                    seen.push(column);
                    let term = slope.to_f64() * steps[column].to_f64();
                    sum += term;
                    scale += term.abs();
                }
            }
            let difference = (sum - change.to_f64()).abs();
            if sum.is_finite() && change.to_f64().is_finite() && difference > tolerance * scale {
                return Err(SparsityError::LeftOut { row: number });
            }
        }
        Ok(())
    }
}

/// Steps without a simple relation among them, from 1 to 2.
fn step<T: Float>(column: usize) -> T {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = (column as u64 + 1).wrapping_mul(GOLDEN) >> 40;
    #[allow(clippy::cast_precision_loss, reason = "24 bits are exact")]
    let fraction = mixed as f64 / f64::from(1_u32 << 24);
    T::of(1.0 + fraction)
}

/// Each column joins the first group in which no column has a row in common with it.
fn groups(columns: usize, rows: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut rows_of = vec![Vec::new(); columns];
    for (number, row) in rows.iter().enumerate() {
        for &column in row {
            rows_of[column].push(number);
        }
    }
    let mut group_of: Vec<Option<usize>> = vec![None; columns];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut taken_by = Vec::new();
    for column in 0..columns {
        if rows_of[column].is_empty() {
            continue;
        }
        for &row in &rows_of[column] {
            for group in rows[row].iter().filter_map(|&other| group_of[other]) {
                taken_by[group] = column;
            }
        }
        let group = (0..groups.len()).find(|&group| taken_by[group] != column).unwrap_or(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
            taken_by.push(usize::MAX);
        }
        groups[group].push(column);
        group_of[column] = Some(group);
    }
    groups
}
