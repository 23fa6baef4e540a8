//! Vectors that become longer or shorter, against closed forms.

#![allow(clippy::cast_precision_loss, reason = "the numbers are small")]
#![allow(clippy::items_after_statements, reason = "each function stands before what is said of it")]

use chainrule::differentiate;

/// A binomial coefficient.
fn choose(n: usize, k: usize) -> f64 {
    (0..k).fold(1.0, |product, i| product * (n - i) as f64 / (i + 1) as f64)
}

const POINT: [f64; 5] = [1.0, -2.0, 3.0, 5.0, -7.0];

#[differentiate(order = 2)]
fn squared_differences(x: &[f64], order: usize) -> f64 {
    let mut y = x.to_vec();
    for _ in 0..order {
        y = y.windows(2).map(|pair| pair[1] - pair[0]).collect();
    }
    y.iter().map(|v| v * v).sum()
}

#[test]
fn differences_of_differences() {
    // Σ_j (Σ_i (−1)^(k−i) C(k, i) x_{j+i})²
    for order in 0..5 {
        let weight = |j: usize, column: usize| match column.checked_sub(j) {
            Some(i) if i <= order => [1.0, -1.0][(order - i) % 2] * choose(order, i),
            _ => 0.0,
        };
        let rows = 0..POINT.len() - order;
        let difference = |j: usize| (0..5).map(|i| weight(j, i) * POINT[i]).sum::<f64>();
        let gradient: Vec<f64> =
            (0..5).map(|i| rows.clone().map(|j| 2.0 * difference(j) * weight(j, i)).sum()).collect();
        let hessian: Vec<Vec<f64>> = (0..5)
            .map(|a| (0..5).map(|b| rows.clone().map(|j| 2.0 * weight(j, a) * weight(j, b)).sum()).collect())
            .collect();
        assert_eq!(squared_differences::gradient(&POINT, order), gradient);
        assert_eq!(squared_differences::hessian(&POINT, order), hessian);
    }
}

#[differentiate(order = 2)]
fn products_of_neighbours(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    let mut sum = 0.0;
    while y.len() > 1 {
        sum += y[0] * y[1];
        y = y[1..].to_vec();
    }
    sum
}

#[test]
fn a_vector_that_loses_its_first_element() {
    let gradient: Vec<f64> = (0..5)
        .map(|i| {
            let before = if i > 0 { POINT[i - 1] } else { 0.0 };
            before + POINT.get(i + 1).unwrap_or(&0.0)
        })
        .collect();
    assert_eq!(products_of_neighbours::gradient(&POINT), gradient);
    let neighbours = |a: usize, b: usize| if a.abs_diff(b) == 1 { 1.0 } else { 0.0 };
    let hessian: Vec<Vec<f64>> = (0..5).map(|a| (0..5).map(|b| neighbours(a, b)).collect()).collect();
    assert_eq!(products_of_neighbours::hessian(&POINT), hessian);
}

#[differentiate(order = 2)]
fn one_shorter_or_longer(x: &[f64], a: f64) -> f64 {
    let mut y = x.to_vec();
    if a > 0.0 {
        y = x[1..].to_vec();
    } else {
        y.push(a);
    }
    let mut sum = 0.0;
    for i in 0..y.len() {
        sum += y[i] * y[i] * a;
    }
    sum
}

#[test]
fn another_length_in_each_branch() {
    let squares: f64 = POINT.iter().map(|x| x * x).sum();
    // a·Σ x_i² but for the first
    let slopes = POINT.iter().enumerate().map(|(i, x)| if i > 0 { 2.0 * 2.0 * x } else { 0.0 });
    assert_eq!(one_shorter_or_longer::gradient(&POINT, 2.0), (slopes.collect(), squares - 1.0));
    // a·Σ x_i² + a³
    let slopes: Vec<f64> = POINT.iter().map(|x| -4.0 * x).collect();
    assert_eq!(one_shorter_or_longer::gradient(&POINT, -2.0), (slopes, squares + 12.0));
    let direction = (vec![1.0, 0.0, 0.0, 0.0, 0.0], 1.0);
    let mut changes: Vec<f64> = POINT.iter().map(|x| 2.0 * x).collect();
    changes[0] -= 4.0;
    assert_eq!(one_shorter_or_longer::hvp(&POINT, -2.0, direction), (changes, -12.0 + 2.0));
}

#[differentiate]
fn squares_behind_the_first(x: &[f64]) -> Vec<f64> {
    x[1..].iter().map(|v| v * v).collect()
}

#[differentiate]
fn called_again_and_again(x: &[f64], times: usize) -> f64 {
    let mut y = x.to_vec();
    for _ in 0..times {
        y = squares_behind_the_first(&y);
    }
    y[0] * y[y.len() - 1]
}

#[test]
fn a_call_that_gives_a_shorter_vector() {
    // (x_k·x_4)^(2^k), where k is 4 for both
    for times in 0..4 {
        let power = 2_i32.pow(u32::try_from(times).unwrap());
        let (first, last) = (POINT[times], POINT[4]);
        let mut gradient = vec![0.0; 5];
        gradient[times] += f64::from(power) * first.powi(power - 1) * last.powi(power);
        gradient[4] += f64::from(power) * last.powi(power - 1) * first.powi(power);
        assert_eq!(called_again_and_again::gradient(&POINT, times), gradient);
    }
}

#[differentiate]
fn replaced_by_constants(x: &[f64], times: usize) -> f64 {
    let mut y = x.to_vec();
    let mut sum = 0.0;
    for i in 0..times {
        for v in &y {
            sum += v * v;
        }
        y = vec![3.0; i + 1];
        y[0] += x[i];
    }
    sum + y.iter().sum::<f64>()
}

#[test]
fn a_vector_that_is_assigned_one_that_does_not_vary() {
    // Σ x_i² + (3 + x_0)² + (x_1 + 3 + 3)
    let gradient: Vec<f64> = vec![2.0 + 8.0, -4.0 + 1.0, 6.0, 10.0, -14.0];
    assert_eq!(replaced_by_constants::gradient(&POINT, 2), gradient);
    let (value, change) = replaced_by_constants::jvp(&POINT, 2, vec![1.0, 1.0, 0.0, 0.0, 1.0]);
    assert_eq!((value, change), (88.0 + 16.0 + 4.0, 10.0 - 3.0 - 14.0));
}

#[differentiate]
fn rows_that_get_fewer(x: &[f64]) -> f64 {
    let mut rows = vec![[0.0; 2]; x.len() - 1];
    for i in 0..rows.len() {
        rows[i] = [x[i], x[i + 1]];
    }
    let mut sum = 0.0;
    while rows.len() > 1 {
        sum += rows[0][0] * rows[1][1];
        rows = rows[1..].to_vec();
    }
    sum
}

#[test]
fn a_vector_of_rows() {
    // x_0·x_2 + x_1·x_3 + x_2·x_4
    assert_eq!(rows_that_get_fewer::gradient(&POINT), [3.0, 5.0, 1.0 - 7.0, -2.0, 3.0]);
}

#[differentiate]
fn all_but_the_last(x: &[f64]) -> Vec<f64> {
    let mut y = x.to_vec();
    while y.len() > 2 {
        y = y[..y.len() - 1].to_vec();
        y[0] *= x[1];
    }
    y
}

#[test]
fn what_is_returned_is_shorter_than_what_came() {
    // (x_0·x_1³, x_1)
    assert_eq!(all_but_the_last(&POINT), [-8.0, -2.0]);
    let (_, gradient) = all_but_the_last::vjp(&POINT, vec![1.0, 10.0]);
    assert_eq!(gradient, [-8.0, 12.0 + 10.0, 0.0, 0.0, 0.0]);
    let (value, change) = all_but_the_last::jvp(&POINT, vec![1.0, 1.0, 1.0, 1.0, 1.0]);
    assert_eq!((value, change), (vec![-8.0, -2.0], vec![-8.0 + 12.0, 1.0]));
}

#[differentiate]
fn shadowed(x: &[f64]) -> f64 {
    let mut y = vec![x[0]];
    y.push(x[1]);
    let first = y[0] * y[1];
    let mut y = vec![x[2] * first];
    while y.len() < 4 {
        y.push(y[y.len() - 1] * x[3]);
    }
    y[y.len() - 1]
}

#[test]
fn a_vector_that_shadows_another_one_that_grew() {
    // x_0·x_1·x_2·x_3³
    let product = 1.0 * -2.0 * 3.0;
    assert_eq!(
        shadowed::gradient(&POINT),
        [product * 125.0, product * 125.0 / -2.0, product * 125.0 / 3.0, 3.0 * product * 25.0, 0.0]
    );
}

#[differentiate]
fn doubled<const N: usize>(x: [f64; N]) -> [f64; N] {
    let mut y = x;
    for v in &mut y {
        *v *= 2.0;
    }
    y[0] = x[0] * x[N - 1];
    y
}

#[differentiate]
fn doubled_three_times(x: [f64; 3]) -> f64 {
    let mut y = x;
    for _ in 0..3 {
        let z: [f64; 3] = doubled(y);
        y = z;
    }
    y[0] + y[1] * y[2]
}

#[test]
fn the_length_of_an_array_is_a_parameter_of_the_function_that_is_called() {
    // x_0·x_2·(2·x_2)·(4·x_2) + 64·x_1·x_2
    let x = [3.0, 5.0, 7.0];
    assert_eq!(doubled_three_times::gradient(x), [8.0 * 343.0, 64.0 * 7.0, 24.0 * 3.0 * 49.0 + 64.0 * 5.0]);
}

#[test]
fn parameters_that_change_their_length() {
    #[differentiate(order = 2)]
    fn pushed(mut v: Vec<f64>, s: f64) -> f64 {
        v.push(s * v[0]);
        v[0] * v[1]
    }
    // sv₀²
    assert_eq!(pushed::value_and_gradient(vec![3.0], 2.0), (18.0, (vec![12.0], 9.0)));
    assert_eq!(pushed::vjp(vec![3.0], 2.0, 0.5), (18.0, (vec![6.0], 4.5)));
    assert_eq!(pushed::jvp(vec![3.0], 2.0, (vec![1.0], 1.0)), (18.0, 21.0));
    assert_eq!(pushed::hvp(vec![3.0], 2.0, (vec![1.0], 0.0)), (vec![4.0], 6.0));
    #[differentiate(order = 2)]
    fn replaced(mut v: Vec<f64>, s: f64) -> f64 {
        v = vec![s * v[0]];
        v[0]
    }
    assert_eq!(replaced::value_and_gradient(vec![3.0, 1.0], 2.0), (6.0, (vec![2.0, 0.0], 3.0)));
    assert_eq!(replaced::jvp(vec![3.0, 1.0], 2.0, (vec![1.0, 5.0], 1.0)), (6.0, 5.0));
    assert_eq!(replaced::hvp(vec![3.0, 1.0], 2.0, (vec![1.0, 0.0], 2.0)), (vec![2.0, 0.0], 1.0));
}

#[test]
fn parameters_that_change_their_length_in_loops_and_branches() {
    #[differentiate(order = 2)]
    fn powers(mut v: Vec<f64>, n: usize) -> f64 {
        for i in 0..n {
            let next = v[i] * v[0];
            v.push(next);
        }
        v.iter().sum()
    }
    // x + x² + x³ + x⁴
    assert_eq!(powers::value_and_gradient(vec![2.0], 3), (30.0, vec![49.0]));
    assert_eq!(powers::value_and_gradient(vec![2.0], 0), (2.0, vec![1.0]));
    assert_eq!(powers::jvp(vec![2.0], 3, vec![2.0]), (30.0, 98.0));
    assert_eq!(powers::hessian(vec![2.0], 3), vec![vec![62.0]]);
    #[differentiate]
    fn sometimes(mut v: Vec<f64>, x: f64) -> f64 {
        if x > 1.0 {
            v.push(x * x);
        } else {
            v = vec![x, 3.0 * x, v[0]];
        }
        v.iter().map(|v| v * v).sum()
    }
    assert_eq!(sometimes::value_and_gradient(vec![1.0], 2.0), (17.0, (vec![2.0], 32.0)));
    assert_eq!(sometimes::value_and_gradient(vec![2.0, 5.0], 1.0), (14.0, (vec![4.0, 0.0], 20.0)));
    assert_eq!(sometimes::jvp(vec![2.0, 5.0], 1.0, (vec![1.0, 1.0], 1.0)), (14.0, 24.0));
    #[differentiate]
    fn shrinking(mut v: Vec<f64>) -> f64 {
        let mut sum = 0.0;
        while v.len() > 1 {
            sum += v[0] * v[1];
            v = v[1..].to_vec();
        }
        sum
    }
    assert_eq!(shrinking::value_and_gradient(vec![1.0, 2.0, 3.0]), (8.0, vec![2.0, 4.0, 2.0]));
    assert_eq!(shrinking::value_and_gradient(vec![1.0]), (0.0, vec![0.0]));
    assert_eq!(shrinking::value_and_gradient(Vec::new()), (0.0, Vec::new()));
}

#[test]
fn parameters_that_change_their_length_and_are_returned() {
    #[differentiate]
    fn extended(mut v: Vec<f64>, s: f64) -> Vec<f64> {
        v.push(s * v[0]);
        v
    }
    assert_eq!(extended::vjp(vec![3.0], 2.0, vec![1.0, 10.0]), (vec![3.0, 6.0], (vec![21.0], 30.0)));
    assert_eq!(extended::jvp(vec![3.0], 2.0, (vec![1.0], 1.0)), (vec![3.0, 6.0], vec![1.0, 5.0]));
    #[differentiate]
    fn summed(x: f64) -> f64 {
        let v = extended(vec![x, x], x);
        v[0] * v[2]
    }
    // x·x²
    assert_eq!(summed::value_and_gradient(2.0), (8.0, 12.0));
}

#[differentiate(order = 2)]
fn products(mut v: Vec<f64>, q: f64) -> (Vec<f64>, f64) {
    v = v.windows(2).map(|pair| pair[1] * pair[0] * q).collect();
    let first = v[0];
    (v, first * q)
}

#[test]
fn rows_of_a_parameter_that_loses_elements() {
    let (rows, last) = products::jacobian(vec![2.0, 3.0, 4.0], 5.0);
    assert_eq!(rows, [(vec![15.0, 10.0, 0.0], 6.0), (vec![0.0, 20.0, 15.0], 12.0)]);
    assert_eq!(last, (vec![75.0, 50.0, 0.0], 60.0));
}
