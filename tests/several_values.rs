//! Calls of functions that give several values: twice differentiated, composed, and of their `jvp`; against closed
//! forms in numbers that are exact.

#![allow(clippy::cast_precision_loss, reason = "the numbers are small")]

use chainrule::{Float, differentiate};

const POINT: [f64; 4] = [2.0, -0.5, 4.0, 1.0];

/// The product of the first elements, the last of them at `k`.
fn product_until(x: &[f64], k: usize) -> f64 {
    x[..=k].iter().product()
}

#[differentiate(order = 2)]
fn product_and_moment(x: f64, y: f64) -> (f64, f64) {
    (x * y, x * x * y)
}

#[differentiate(order = 2)]
fn power_and_sum(x: f64, times: usize) -> [f64; 2] {
    let (mut power, mut sum) = (1.0, 0.0);
    for _ in 0..times {
        power *= x;
        sum += power;
    }
    [power, sum]
}

#[differentiate(order = 2)]
fn product_of_both(x: f64, y: f64) -> f64 {
    let (product, moment) = product_and_moment(x, y);
    product * moment
}

#[differentiate(order = 2)]
fn power_times_sum(x: f64, y: f64) -> f64 {
    let [power, sum] = power_and_sum(x * y, 3);
    power * sum
}

#[test]
fn second_derivatives_through_several_numbers() {
    // x³·y²
    assert_eq!(product_of_both::hessian(2.0, 3.0), [[108.0, 72.0], [72.0, 16.0]]);
    assert_eq!(product_of_both::hvp(2.0, 3.0, [1.0, 10.0]), [828.0, 232.0]);
    // u⁶ + u⁵ + u⁴ for u = x·y = 2: first derivative 192 + 80 + 32, second 480 + 160 + 48
    let (first, second) = (304.0, 688.0);
    let (x, y) = (4.0, 0.5);
    assert_eq!(
        power_times_sum::hessian(x, y),
        [[second * y * y, second * x * y + first], [second * x * y + first, second * x * x]]
    );
}

#[differentiate(order = 2)]
fn products(x: &[f64]) -> Vec<f64> {
    let mut y = x.to_vec();
    for i in 1..y.len() {
        y[i] = y[i - 1] * x[i];
    }
    y
}

#[differentiate(order = 2)]
fn squared_products(x: &[f64]) -> f64 {
    let y = products(x);
    let mut sum = 0.0;
    for v in &y {
        sum += v * v;
    }
    sum
}

#[test]
fn second_derivatives_through_a_vector() {
    // Σ_k Π_{i ≤ k} x_i²
    let squares = |from: usize| (from..4).map(|k| product_until(&POINT, k).powi(2)).sum::<f64>();
    let gradient: Vec<f64> = (0..4).map(|i| 2.0 * squares(i) / POINT[i]).collect();
    let hessian: Vec<Vec<f64>> = (0..4)
        .map(|i| {
            let entry = |j: usize| {
                if i == j {
                    2.0 * squares(i) / POINT[i].powi(2)
                } else {
                    4.0 * squares(i.max(j)) / (POINT[i] * POINT[j])
                }
            };
            (0..4).map(entry).collect()
        })
        .collect();
    assert_eq!(squared_products::gradient(&POINT), gradient);
    assert_eq!(squared_products::hessian(&POINT), hessian);
}

#[differentiate(order = 2)]
fn turned_and_scaled<T: Float, const N: usize>(x: [T; N], by: T) -> ([T; N], T) {
    let mut y = x;
    for i in 0..N {
        y[i] = by * x[(i + 1) % N];
    }
    (y, by * by)
}

#[differentiate(order = 2)]
fn turned_again_and_again(x: [f64; 2], by: f64, times: usize) -> f64 {
    let mut y = x;
    let mut factor = by;
    for _ in 0..times {
        let (z, square) = turned_and_scaled(y, factor);
        y = [z[0], z[1] * y[1]];
        factor = square;
    }
    y[0] * y[1]
}

#[test]
fn second_derivatives_through_a_tuple_in_a_loop() {
    // Twice: y = (b·x_1, b·x_0·x_1), then (b²·b·x_0·x_1, b²·b·x_1·b·x_0·x_1), of which the product is b⁷·x_0²·x_1³.
    let (x0, x1, b) = (2.0_f64, 3.0_f64, 0.5_f64);
    let value = b.powi(7) * x0.powi(2) * x1.powi(3);
    let exponents = [2.0, 3.0, 7.0];
    let point = [x0, x1, b];
    assert_eq!(turned_again_and_again([x0, x1], b, 2), value);
    for (j, unit) in [([1.0, 0.0], 0.0), ([0.0, 1.0], 0.0), ([0.0, 0.0], 1.0)].into_iter().enumerate() {
        let entry = |i: usize| {
            let exponent = if i == j { exponents[i] - 1.0 } else { exponents[i] };
            value * exponents[j] * exponent / (point[i] * point[j])
        };
        let (by_array, by_number) = turned_again_and_again::hvp([x0, x1], b, 2, unit);
        for (i, found) in [by_array[0], by_array[1], by_number].into_iter().enumerate() {
            assert!((found - entry(i)).abs() <= 1e-15 * entry(i).abs(), "{found} is not {}", entry(i));
        }
    }
}

#[differentiate(order = 2)]
fn whole_product(x: &[f64]) -> f64 {
    x.iter().product()
}

/// A function of degree n changes by n times itself along its own argument.
#[differentiate]
fn product_times_its_change(x: &[f64]) -> f64 {
    let (value, change) = whole_product::jvp(x, x.to_vec());
    value * change
}

#[differentiate]
fn change_of_the_product(x: &[f64], a: f64) -> f64 {
    let mut direction = x.to_vec();
    for v in &mut direction {
        *v *= a;
    }
    whole_product::jvp(x, direction).1
}

#[test]
fn the_derivative_of_a_derivative_along_an_array() {
    let product = product_until(&POINT, 3);
    // 4·(Π x_i)²
    let gradient: Vec<f64> = POINT.iter().map(|x| 8.0 * product * product / x).collect();
    assert_eq!(product_times_its_change::gradient(&POINT), gradient);
    let (value, change) = product_times_its_change::jvp(&POINT, vec![0.0, 1.0, 0.0, 0.0]);
    assert_eq!((value, change), (4.0 * product * product, gradient[1]));
    // 4·a·Π x_i
    let gradient: Vec<f64> = POINT.iter().map(|x| 12.0 * product / x).collect();
    assert_eq!(change_of_the_product::gradient(&POINT, 3.0), (gradient, 4.0 * product));
    let (value, change) = change_of_the_product::jvp(&POINT, 3.0, (vec![1.0, 0.0, 0.0, 0.0], 1.0));
    assert_eq!((value, change), (12.0 * product, 6.0 * product + 4.0 * product));
}

#[differentiate]
fn change_of_products(x: &[f64]) -> f64 {
    let (values, changes) = products::jvp(x, x.to_vec());
    let mut sum = 0.0;
    for i in 0..values.len() {
        sum += values[i] * changes[i];
    }
    sum
}

#[differentiate(order = 2)]
fn scaled_products(x: &[f64], by: f64) -> (Vec<f64>, f64) {
    let mut y = products(x);
    for v in &mut y {
        *v *= by;
    }
    (y, by * by)
}

#[differentiate]
fn change_of_a_tuple(x: &[f64], by: f64) -> f64 {
    let ((_, square), (changes, change)) = scaled_products::jvp(x, by, (x.to_vec(), by));
    changes[2] * change + square
}

#[test]
fn the_derivative_of_a_derivative_of_several_values() {
    // Σ_k (k + 1)·Π_{i ≤ k} x_i²
    let from = |i: usize| (i..4).map(|k| (k + 1) as f64 * product_until(&POINT, k).powi(2)).sum::<f64>();
    let gradient: Vec<f64> = (0..4).map(|i| 2.0 * from(i) / POINT[i]).collect();
    assert_eq!(change_of_products::gradient(&POINT), gradient);
    let (_, change) = change_of_products::jvp(&POINT, vec![1.0, 0.0, 1.0, 0.0]);
    assert_eq!(change, gradient[0] + gradient[2]);
    // (4·b·x_0·x_1·x_2)·(2·b²) + b²
    let (b, product) = (0.5, product_until(&POINT, 2));
    let mut gradient: Vec<f64> = POINT.iter().map(|x| 8.0 * b * b * b * product / x).collect();
    gradient[3] = 0.0;
    let by_scale = 24.0 * b * b * product + 2.0 * b;
    assert_eq!(change_of_a_tuple::gradient(&POINT, b), (gradient.clone(), by_scale));
    let (_, change) = change_of_a_tuple::jvp(&POINT, b, (vec![0.0, 1.0, 0.0, 0.0], 1.0));
    assert_eq!(change, gradient[1] + by_scale);
}

#[differentiate(order = 2)]
fn square(x: f64) -> f64 {
    x * x
}

#[differentiate(order = 2)]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i] * y[i];
    }
    sum
}

#[differentiate(order = 2)]
fn turned(x: [f64; 2]) -> [f64; 2] {
    [-x[1] * x[1], x[0]]
}

#[differentiate(order = 2)]
fn turned_twice(x: [f64; 2]) -> [f64; 2] {
    turned(turned(x))
}

#[differentiate(order = 2)]
fn turned_by_steps(x: [f64; 2]) -> ([f64; 2], f64) {
    let once = turned(x);
    let twice = turned(once);
    (twice, x[0])
}

#[differentiate(order = 2)]
fn square_of_length(x: &[f64]) -> f64 {
    let length = dot(x, x);
    let squared = square(length);
    squared + square(dot(&x[..2], &x[1..3]))
}

#[test]
fn what_is_handed_on_from_one_call_to_another() {
    // (−x_0², −x_1²)
    assert_eq!(turned_twice::jacobian([3.0, 5.0]), [[-6.0, 0.0], [0.0, -10.0]]);
    assert_eq!(turned_by_steps::vjp([3.0, 5.0], ([1.0, 1.0], 1.0)).1, [-5.0, -10.0]);
    assert_eq!(turned_by_steps::jvp([3.0, 5.0], [1.0, 1.0]).1, ([-6.0, -10.0], 1.0));
    // (Σ x_i²)² + (x_0·x_1 + x_1·x_2)²
    let length: f64 = POINT.iter().map(|x| x * x).sum();
    let [a, b, c, _] = POINT;
    let neighbours = a * b + b * c;
    let mut gradient: Vec<f64> = POINT.iter().map(|x| 4.0 * length * x).collect();
    gradient[0] += 2.0 * neighbours * b;
    gradient[1] += 2.0 * neighbours * (a + c);
    gradient[2] += 2.0 * neighbours * b;
    assert_eq!(square_of_length::gradient(&POINT), gradient);
    let mut column: Vec<f64> = POINT.iter().map(|x| 8.0 * a * x).collect();
    column[0] += 4.0 * length + 2.0 * b * b;
    column[1] += 2.0 * (a + c) * b + 2.0 * neighbours;
    column[2] += 2.0 * b * b;
    assert_eq!(square_of_length::hvp(&POINT, vec![1.0, 0.0, 0.0, 0.0]), column);
    let (_, change) = square_of_length::jvp(&POINT, vec![0.0, 1.0, 0.0, 0.0]);
    assert_eq!(change, gradient[1]);
}

#[differentiate(order = 2)]
fn moment(x: f64, y: f64) -> f64 {
    x * x * y
}

#[differentiate]
fn parts_of_derivatives(x: f64) -> f64 {
    let both = moment::value_and_gradient(x, 3.0 * x);
    let along = moment::jvp(x, 3.0 * x, [1.0, x]);
    moment::gradient(x, 3.0 * x)[0] + both.0 + along.1 + moment::value_and_gradient(x, x).1[1]
}

#[differentiate]
fn parts_of_gradients(x: [f64; 4]) -> f64 {
    let (value, slopes) = whole_product::value_and_gradient(&x);
    whole_product::gradient(&x)[0] * whole_product::value_and_gradient(&x).0 + value * slopes[1]
}

#[test]
fn parts_of_what_a_derivative_gives() {
    // 6·x² + 3·x³ + (6·x² + x³) + x²
    assert_eq!(parts_of_derivatives::gradient(2.0), 26.0 * 2.0 + 12.0 * 4.0);
    // P²/x_0 + P²/x_1
    let square = product_until(&POINT, 3).powi(2);
    let [a, b, c, d] = POINT;
    let sum = 1.0 / a + 1.0 / b;
    assert_eq!(
        parts_of_gradients::gradient(POINT),
        [
            2.0 * square / a * sum - square / (a * a),
            2.0 * square / b * sum - square / (b * b),
            2.0 * square / c * sum,
            2.0 * square / d * sum
        ]
    );
}
