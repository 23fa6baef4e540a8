//! Vectors of rows that are pushed, inserted and taken off.

use chainrule::differentiate;

use crate::check::{check, hessian, jacobian};

/// Rows of a length of their own.
#[test]
fn rows_are_pushed() {
    #[differentiate(order = 2)]
    fn f(x: f64, y: f64) -> f64 {
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for i in 0..3 {
            rows.push((0..=i).map(|k| x * y * k as f64 + y).collect());
        }
        rows[2][2] * rows[1][0]
    }

    // (2·x·y + y)·y
    check!(f(2.0, 3.0), 45.0, [18.0, 30.0]);
    hessian!(f(2.0, 3.0), [[0.0, 12.0], [12.0, 10.0]]);
}

/// The states of a scheme, each made from the one before.
#[test]
fn states_are_kept() {
    #[differentiate]
    fn f(xs: &[f64], n: usize) -> f64 {
        let mut states = vec![[xs[0], xs[1]]];
        for k in 0..n {
            let [a, b] = states[k];
            states.push([a * b, b]);
        }
        states[n][0] + 10.0 * states[1][0]
    }

    // x₀·x₁³ + 10·x₀·x₁
    check!(f(&[2.0, 3.0], 3), 54.0 + 60.0, vec![27.0 + 30.0, 54.0 + 20.0]);
}

/// The layers of a network, the last of which is asked for.
#[test]
fn layers_are_kept() {
    #[differentiate]
    fn f(xs: &[f64]) -> Vec<f64> {
        let mut layers = vec![xs.to_vec()];
        for _ in 0..2 {
            let last = &layers[layers.len() - 1];
            let next: Vec<f64> = last.iter().map(|v| v * v).collect();
            layers.push(next);
        }
        layers.last().unwrap().clone()
    }

    jacobian!(f(&[2.0, 3.0]), [16.0, 81.0], [[32.0, 0.0], [0.0, 108.0]]);
}

/// All that changes how many rows there are.
#[test]
fn rows_come_and_go() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut rows = vec![xs.to_vec()];
        rows.insert(0, vec![xs[1] * xs[0], 2.0]);
        rows.extend(vec![vec![1.0, xs[0]]]);
        let taken = rows.remove(1);
        rows.push(rows[0].clone());
        rows.truncate(3);
        let top = rows.pop().unwrap();
        taken[0] * top[0] + 10.0 * rows[1][1] + rows.len() as f64
    }

    // x₀²·x₁ + 10·x₀ + 2
    check!(f(&[2.0, 3.0]), 12.0 + 20.0 + 2.0, vec![12.0 + 10.0, 4.0]);
}

/// A stack that is worked off.
#[test]
fn rows_are_worked_off() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut stack: Vec<Vec<f64>> = vec![xs.to_vec()];
        let (mut total, mut steps) = (0.0, 0);
        while let Some(top) = stack.pop() {
            total += top[0] * top[1];
            steps += 1;
            if steps < 3 {
                stack.push(top.iter().map(|v| v * v).collect());
            }
        }
        total
    }

    // p + p² + p⁴ with p = x₀·x₁
    let slope = 1.0 + 12.0 + 4.0 * 216.0;
    check!(f(&[2.0, 3.0]), 6.0 + 36.0 + 1296.0, vec![3.0 * slope, 2.0 * slope]);
}

/// Numbers that are put into groups, of which some stay empty.
#[test]
fn rows_that_grow_by_themselves() {
    #[differentiate(order = 2)]
    fn f(xs: &[f64], group_of: &[usize], count: usize) -> f64 {
        let mut groups: Vec<Vec<f64>> = vec![Vec::new(); count];
        for (x, &group) in xs.iter().zip(group_of) {
            groups[group].push(*x);
        }
        groups.iter().filter(|group| !group.is_empty()).map(|group| group.iter().product::<f64>()).sum()
    }

    check!(f(&[2.0, 3.0, 5.0], &[0, 2, 0], 4), 13.0, vec![5.0, 1.0, 2.0]);
    hessian!(f(&[2.0, 3.0, 5.0], &[0, 2, 0], 4), [[0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]);
}

/// All that changes a row in its place, also behind a reference.
#[test]
fn rows_that_change_in_their_places() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let mut rows: Vec<Vec<f64>> = vec![vec![x, y, x * y], vec![]];
        let taken = rows[0].remove(1);
        rows[1].push(taken);
        rows[1].extend([x, y * y]);
        rows[1].insert(1, taken * x);
        let last = rows[1].pop().unwrap();
        rows[0].truncate(1);
        let row = &mut rows[1];
        row.clear();
        row.push(last);
        rows.last_mut().unwrap().push(x);
        rows[0][0] * rows[1][0] + 10.0 * rows[1][1] + rows[1].len() as f64
    }

    // x·y² + 10·x + 2
    check!(f(2.0, 3.0), 18.0 + 20.0 + 2.0, [19.0, 12.0]);
}

/// What a list of numbers becomes by what is put where it is lent.
#[test]
fn what_is_lent_on_the_way() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let mut a = vec![0.0; 3];
        *a.first_mut().unwrap() = x * y;
        let put = |place: &mut f64, v: f64| *place = v;
        put(&mut a[1], x);
        let mut rows = vec![vec![0.0; 2]; 2];
        rows.first_mut().unwrap()[1] = y;
        a[0] * a[1] + rows[0][1]
    }

    check!(f(2.0, 3.0), 15.0, [12.0, 5.0]);
}

/// A row that one branch or the other gives in each step, for second derivatives.
#[test]
fn rows_out_of_branches() {
    #[differentiate(order = 2)]
    fn f(x: f64, ys: &[f64]) -> f64 {
        let mut s = x;
        for _ in 0..2 {
            let row: Vec<f64> = if s > 1.0 { ys.iter().map(|y| y * s).collect() } else { ys.to_vec() };
            s = row[0] * s;
        }
        s
    }

    // s₁ = y·x, and s₂ = y·s₁² where it is above 1
    check!(f(0.5, &[3.0]), 6.75, (27.0, vec![3.0 * 9.0 * 0.25]));
    let (by_x, by_ys) = f::hessian(0.5, &[3.0]);
    crate::check::near("∂²f/∂x²", &by_x.0, &54.0);
    crate::check::near("∂²f/∂x∂y", &by_x.1, &vec![27.0]);
    crate::check::near("∂²f/∂y²", &by_ys[0].1, &vec![4.5]);
}
