//! Methods that change a vector or a matrix in its place.

use super::*;

#[differentiate]
fn changed(a: &Vector3<f64>, m: &Matrix3<f64>, s: f64) -> f64 {
    let mut c = *a;
    c.x = c.y;
    c.normalize_mut();
    let mut k = Vector3::new(1.0, 2.0, 3.0);
    k.component_mul_assign(&c);
    k.scale_mut(s);
    k.neg_mut();
    c.unscale_mut(s + 1.0);
    let mut n = *m;
    n[(1, 2)] *= s;
    for i in 0..2 {
        n.swap_rows(i, i + 1);
    }
    n.swap_columns(0, 2);
    if s > 0.0 {
        c.add_scalar_mut(s);
        c.normalize_mut();
    }
    (n * k).dot(&c) + n.m12 * k.x
}

#[test]
fn gradients() {
    for s in [0.7, -0.3] {
        let at = (r(), m(), s);
        check(|(a, m, s)| changed(a, m, *s), &at, changed::value_and_gradient(&at.0, &at.1, at.2));
    }
}

/// Rows, columns and blocks by names of their own: changed in loops, branches and closures, left early, and one within another.
#[differentiate]
fn parts_by_name(x: &Vector3<f64>, m: &Matrix3<f64>, s: f64) -> f64 {
    let mut n = *m;
    for i in 0..3 {
        if i == 1 {
            continue;
        }
        let mut row = n.row_mut(i);
        if s > 0.0 {
            row.fill(x[i] * s);
            row[1] *= x[0];
        } else {
            let length = row.norm();
            row /= length;
            for j in 0..3 {
                row[j] += x[j];
                if j == 1 {
                    break;
                }
            }
        }
    }
    let mut column = n.column_mut(1);
    column += x;
    let mut set = |place: usize, number: f64| column[place] = number * number;
    set(2, s + x[1]);
    let mut block = n.fixed_view_mut::<2, 2>(1, 0);
    block *= x[2];
    let mut diagonal = block.row_mut(1);
    diagonal[0] = x[1] * s;
    diagonal.iter_mut().for_each(|number| *number *= s);
    let mut rows = DMatrix::zeros(2, 3);
    let mut second = rows.row_mut(1);
    second.copy_from(&x.transpose());
    second.neg_mut();
    n.iter().enumerate().map(|(i, v)| v * v * i as f64).sum::<f64>() + rows[(1, 0)] * rows[(1, 2)] * n.m12
}

#[test]
fn gradients_of_parts_by_name() {
    for s in [0.7, -0.3] {
        let at = (r(), m(), s);
        check(
            |(x, m, s)| parts_by_name(x, m, *s),
            &at,
            parts_by_name::value_and_gradient(&at.0, &at.1, at.2),
        );
    }
}
