//! How well residuals determine parameters: residuals and their Jacobian at a minimum go in, the covariance comes out.
//!
//! Columns are scaled to length 1 first, so that parameters of any magnitude are judged alike, and the Jacobian is decomposed
//! rather than `JᵀJ`, which has the square of its condition.

use nalgebra::{DMatrix, DVector};

/// What the residuals say of the parameters that are free.
pub(super) struct Uncertainty {
    /// (JᵀJ)⁻¹ over all parameters, zero where one is not free.
    pub(super) inverse: DMatrix<f64>,
    /// How long the part of the residuals is that a change of the parameters would explain, and the other part.
    pub(super) parts: (f64, f64),
}

/// Decomposes the columns that are free. The error is a parameter that they do not determine.
pub(super) fn uncertainty(
    jacobian: &DMatrix<f64>,
    residuals: &DVector<f64>,
    observations: usize,
    free: &[usize],
) -> Result<Uncertainty, usize> {
    let count = free.len();
    let total = jacobian.ncols();
    if count == 0 {
        return Ok(Uncertainty { inverse: DMatrix::zeros(total, total), parts: (0.0, residuals.norm()) });
    }
    let mut columns = jacobian.select_columns(free);
    let mut lengths = Vec::with_capacity(count);
    for (mut column, &index) in columns.column_iter_mut().zip(free) {
        let length = column.norm();
        if !(length.is_normal()) {
            return Err(index);
        }
        column /= length;
        lengths.push(length);
    }
    let decomposition = columns.col_piv_qr();
    let upper = decomposition.r();
    let mut order = DMatrix::from_fn(1, count, |_, column| column);
    decomposition.p().permute_columns(&mut order);
    // The columns come in the order of how much each adds to those before it.
    let least = upper[(0, 0)].abs() * f64::EPSILON * observations.max(count) as f64;
    if let Some(place) = (0..count).find(|&place| upper[(place, place)].abs() <= least) {
        return Err(free[order[place]]);
    }
    let Some(inverse_of_upper) = upper.solve_upper_triangular(&DMatrix::identity(count, count)) else {
        return Err(free[order[count - 1]]);
    };
    let small = &inverse_of_upper * inverse_of_upper.transpose();
    let mut inverse = DMatrix::zeros(total, total);
    for row in 0..count {
        for column in 0..count {
            let (a, b) = (order[row], order[column]);
            inverse[(free[a], free[b])] = small[(row, column)] / (lengths[a] * lengths[b]);
        }
    }
    let along = decomposition.q();
    let explained = along.transpose() * residuals;
    let rest = residuals - &along * &explained;
    Ok(Uncertainty { inverse, parts: (explained.norm(), rest.norm()) })
}
