//! Jacobians of a known pattern, with as few directions as it needs.

use std::cell::Cell;

use chainrule::{Sparsity, SparsityError, differentiate};

/// A chain of springs, each state pulled at by its neighbours: three entries a row.
#[differentiate(lanes)]
fn chain(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let mut pull = vec![0.0; n];
    for i in 0..n {
        let before = if i > 0 { x[i - 1] } else { 0.0 };
        let after = if i + 1 < n { x[i + 1] } else { 0.0 };
        pull[i] = before.sin() - 2.0 * x[i] * x[i] + after.exp();
    }
    pull
}

fn pattern(n: usize) -> Vec<Vec<usize>> {
    (0..n).map(|i| (i.saturating_sub(1)..(i + 2).min(n)).collect()).collect()
}

#[test]
fn a_band_takes_three_directions_however_long_it_is() {
    let n = 40;
    let x: Vec<f64> = (0..n).map(|i| f64::from(i) * 0.1 - 2.0).collect();
    let sparsity = Sparsity::new(x.len(), pattern(x.len())).expect("the pattern fits");
    assert_eq!(sparsity.groups().len(), 3);
    let calls = Cell::new(0);
    let slopes = sparsity
        .jacobian(|[direction]| {
            calls.set(calls.get() + 1);
            [chain::jvp(&x, direction).1]
        })
        .expect("the pattern is the function's");
    // Three, and the one that shows what the pattern leaves out.
    assert_eq!(calls.get(), 4);
    for (i, (row, columns)) in slopes.iter().zip(pattern(x.len())).enumerate() {
        for (slope, j) in row.iter().zip(columns) {
            let wanted = match j {
                _ if j == i => -4.0 * x[i],
                _ if j < i => x[j].cos(),
                _ => x[j].exp(),
            };
            assert_eq!(*slope, wanted, "row {i}, column {j}");
        }
    }
    let in_lanes = sparsity.jacobian(|directions: [_; 4]| chain::jvp_many(&x, directions).1);
    assert_eq!(in_lanes, Ok(slopes));
}

#[test]
fn what_the_pattern_leaves_out_is_seen() {
    let x = [0.5, -0.5, 1.0, 2.0];
    let mut rows = pattern(4);
    rows[2] = vec![1, 2];
    let sparsity = Sparsity::new(4, rows).expect("it names columns that are there");
    let found = sparsity.jacobian(|[direction]| [chain::jvp(&x, direction).1]);
    assert_eq!(found, Err(SparsityError::LeftOut { row: 2 }));
}

#[test]
fn columns_that_nothing_depends_on_and_rows_without_entries() {
    #[differentiate]
    fn some(x: &[f64; 3]) -> [f64; 2] {
        [x[2] * x[2], 5.0]
    }
    let sparsity = Sparsity::new(3, vec![vec![2], vec![]]).expect("the pattern fits");
    assert_eq!(sparsity.groups(), [vec![2]]);
    let slopes = sparsity.jacobian(|[direction]| {
        let direction: [f64; 3] = direction.try_into().expect("there are three");
        [some::jvp(&[1.0, 2.0, 3.0], direction).1]
    });
    assert_eq!(slopes, Ok(vec![vec![6.0], vec![]]));
}

#[test]
fn results_and_rows_are_as_many() {
    let sparsity = Sparsity::new(2, vec![vec![0]]).expect("the pattern fits");
    let found = sparsity.jacobian(|[direction]| [chain::jvp(&[1.0, 2.0], direction).1]);
    assert_eq!(found, Err(SparsityError::Rows { rows: 1, results: 2 }));
}
