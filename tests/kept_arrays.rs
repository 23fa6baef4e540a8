//! Arrays that a loop makes, and that inner loops read again and again; sums into elements that stay the same.

mod differences;

use chainrule::differentiate;
use differences::{check, gradient};

/// Half the squares of triangular products, one for each point.
#[differentiate(wrt(l, shift), order = 2)]
fn squares(l: &[f64], shift: &[f64], points: &[f64]) -> f64 {
    let d = shift.len();
    let mut total = 0.0;
    for p in 0..points.len() / d {
        let mut centered = vec![0.0; d];
        let mut product = vec![0.0; d];
        for i in 0..d {
            centered[i] = points[p * d + i] - shift[i];
            product[i] = centered[i] * shift[i].exp();
        }
        let mut at = 0;
        for i in 0..d {
            for j in i + 1..d {
                product[j] += l[at + j - i - 1] * centered[i];
            }
            at += d - i - 1;
        }
        let mut square = 0.0;
        for i in 0..d {
            square += product[i] * product[i];
        }
        total += (-0.5 * square).exp();
    }
    total
}

const L: [f64; 6] = [0.3, -0.2, 0.5, 0.1, -0.4, 0.7];
const SHIFT: [f64; 4] = [0.1, -0.3, 0.2, 0.4];
const POINTS: [f64; 12] = [0.5, 0.3, -0.6, 0.2, -0.1, 0.4, 0.9, -0.5, 0.6, -0.7, 0.2, 0.1];

#[test]
fn are_as_they_were_in_each_iteration() {
    let f = |x: &[f64]| squares(&x[..6], &x[6..], &POINTS);
    let x = [L.as_slice(), &SHIFT].concat();
    // The second time, the tapes are those of the first.
    for _ in 0..2 {
        let (value, (by_l, by_shift)) = squares::value_and_gradient(&L, &SHIFT, &POINTS);
        check(f, &x, (value, [by_l, by_shift].concat()));
    }
    let (shorter, points) = ([0.2, -0.4], [0.1, 0.9, 0.3, -0.5]);
    let (value, (by_l, by_shift)) = squares::value_and_gradient(&[0.8], &shorter, &points);
    check(
        |x: &[f64]| squares(&x[..1], &x[1..], &points),
        &[0.8, 0.2, -0.4],
        (value, [by_l, by_shift].concat()),
    );
}

#[test]
fn have_second_derivatives() {
    let direction = (vec![0.2, 0.4, -0.3, 0.6, -0.1, 0.5], vec![-0.7, 0.1, 0.3, 0.2]);
    let flat = [direction.0.as_slice(), &direction.1].concat();
    let slope = |x: &[f64]| {
        let (by_l, by_shift) = squares::gradient(&x[..6], &x[6..], &POINTS);
        [by_l, by_shift].concat().iter().zip(&flat).map(|(slope, change)| slope * change).sum::<f64>()
    };
    let wanted = gradient(slope, &[L.as_slice(), &SHIFT].concat());
    let (by_l, by_shift) = squares::hvp(&L, &SHIFT, &POINTS, direction);
    for (wanted, found) in wanted.iter().zip([by_l, by_shift].concat()) {
        assert!((wanted - found).abs() < 1e-8, "{found}, by differences {wanted}");
    }
}

/// Arrays of fixed length, one of them of two dimensions, that branches change.
#[differentiate]
fn turned(angles: &[f64; 3], v: &[f64; 2]) -> f64 {
    let mut sum = 0.0;
    for angle in angles {
        let mut m = [[1.0, 0.0], [0.0, 1.0]];
        if *angle > 0.0 {
            m[0][1] = -angle.sin();
            m[1][0] = angle.sin();
        }
        let mut turned = [0.0; 2];
        for i in 0..2 {
            for j in 0..2 {
                turned[i] += m[i][j] * v[j];
            }
        }
        for i in 0..2 {
            sum += turned[i].powi(3);
        }
    }
    sum
}

#[test]
fn may_be_of_fixed_length() {
    let f = |x: &[f64]| turned(&[x[0], x[1], x[2]], &[x[3], x[4]]);
    let (angles, v) = ([0.5, -0.4, 1.2], [0.7, -1.3]);
    let (value, (by_angles, by_v)) = turned::value_and_gradient(&angles, &v);
    check(f, &[0.5, -0.4, 1.2, 0.7, -1.3], (value, [by_angles.as_slice(), &by_v].concat()));
}

/// Rows of what is given, read by inner loops of a recurrence, and a vector that a call makes.
#[differentiate(wrt(w, rows))]
fn recurrence(w: &[f64], rows: &[[f64; 2]], data: &[[f64; 2]]) -> f64 {
    let mut state = 1.0;
    for (row, point) in rows.iter().zip(data) {
        let mut hidden = doubled(w);
        for i in 0..2 {
            hidden[i] += state * row[i] * point[i];
        }
        for k in 0..hidden.len() {
            for i in 0..2 {
                state += (hidden[k] * row[i] * point[i] * w[i]).sin() * state;
            }
        }
    }
    state
}

#[differentiate]
fn doubled(w: &[f64]) -> Vec<f64> {
    let mut twice = w.to_vec();
    for i in 0..w.len() {
        twice[i] *= 2.0 * w[i];
    }
    twice
}

#[test]
fn may_come_from_calls_and_stand_beside_rows() {
    let data = [[0.3, -0.5], [0.8, 0.1], [-0.4, 0.6]];
    let rows_of = |x: &[f64]| [[x[2], x[3]], [x[4], x[5]], [x[6], x[7]]];
    let x = [0.4, 0.9, 0.2, -0.3, 0.5, 0.7, -0.6, 0.1];
    let (value, (by_w, by_rows)) = recurrence::value_and_gradient(&x[..2], &rows_of(&x), &data);
    let found = [by_w, by_rows.concat()].concat();
    check(|x: &[f64]| recurrence(&x[..2], &rows_of(x), &data), &x, (value, found));
}

/// A loop without an iteration may name an element that is not there.
#[differentiate(order = 2)]
fn at_an_offset(x: &[f64], scale: &[f64], at: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i] * x[i] * scale[at];
    }
    sum
}

#[test]
fn nothing_is_added_where_nothing_runs() {
    assert_eq!(at_an_offset::gradient(&[], &[1.0], 7), (vec![], vec![0.0]));
    assert_eq!(at_an_offset::gradient(&[3.0], &[2.0], 0), (vec![12.0], vec![9.0]));
}

#[test]
fn sums_that_happen_to_be_zero_change_nevertheless() {
    // Both slopes by `scale` cancel in the product with the direction, but not what changes them.
    let (by_x, by_scale) = at_an_offset::hvp(&[0.0, 0.0], &[2.0], 0, (vec![1.0, 3.0], vec![5.0]));
    assert_eq!((by_x, by_scale), (vec![4.0, 12.0], vec![0.0]));
    let (by_x, by_scale) = at_an_offset::hvp(&[1.0, -1.0], &[2.0], 0, (vec![1.0, 3.0], vec![0.5]));
    assert_eq!((by_x, by_scale), (vec![5.0, 11.0], vec![-4.0]));
}

/// Sums into one element, of terms of either sign.
#[differentiate(order = 2)]
fn spread(x: &[f64; 4]) -> f64 {
    let mut sums = [0.0; 2];
    for k in 0..2 {
        for i in 0..3 {
            sums[k] += x[k] * (x[i + 1] - x[i]);
        }
    }
    sums[0] * sums[1]
}

#[test]
fn cancelling_sums_are_exact() {
    let x = [1.0, 2.0, -3.0, 1.0];
    // Here all the differences add up to zero: f = x₀·x₁·(x₃ − x₀)².
    assert_eq!(spread::gradient(&x), [0.0; 4]);
    assert_eq!(spread::hvp(&x, [0.0, 0.0, 0.0, 1.0]), [-4.0, 0.0, 0.0, 4.0]);
}
