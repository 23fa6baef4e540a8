//! Functions that call `jacobian`, `value_and_jacobian` and `vjp` of others, and are differentiated themselves: both ways,
//! against closed forms.

use chainrule::{Float, differentiate};

#[differentiate(order = 2)]
fn pair(x: f64, y: f64) -> (f64, f64) {
    (x * x * y, x * y * y)
}

#[differentiate(order = 2)]
fn pair_of_array(x: &[f64]) -> [f64; 2] {
    [x[0] * x[0] * x[1], x[0] * x[1] * x[1]]
}

#[differentiate(order = 2)]
fn pair_in_vector(x: &[f64]) -> Vec<f64> {
    vec![x[0] * x[0] * x[1], x[0] * x[1] * x[1]]
}

#[differentiate(order = 2)]
fn pair_of_vector(x: Vec<f64>) -> Vec<f64> {
    vec![x[0] * x[0] * x[1], x[0] * x[1] * x[1]]
}

#[differentiate]
fn determinant_by_pattern(x: f64, y: f64) -> f64 {
    let [[a, b], [c, d]] = pair::jacobian(x, y);
    a * d - b * c
}

#[differentiate]
fn determinant(x: f64, y: f64) -> f64 {
    let j = pair::jacobian(x, y);
    j[0][0] * j[1][1] - j[0][1] * j[1][0]
}

#[differentiate]
fn determinant_of_array(x: &[f64]) -> f64 {
    let j = pair_of_array::jacobian(x);
    j[0][0] * j[1][1] - j[0][1] * j[1][0]
}

#[differentiate]
fn determinant_in_vector(x: &[f64]) -> f64 {
    let j = pair_in_vector::jacobian(x);
    j[0][0] * j[1][1] - j[0][1] * j[1][0]
}

#[differentiate]
fn determinant_of_vector(x: &[f64]) -> f64 {
    let j = pair_of_vector::jacobian(x.to_vec());
    j[0][0] * j[1][1] - j[0][1] * j[1][0]
}

#[test]
fn jacobians() {
    // 3x²y²
    let (value, gradient) = (108.0, [108.0, 72.0]);
    assert_eq!(determinant_by_pattern::value_and_gradient(2.0, 3.0), (value, gradient));
    assert_eq!(determinant::value_and_gradient(2.0, 3.0), (value, gradient));
    assert_eq!(determinant::jvp(2.0, 3.0, [1.0, 0.5]), (value, 144.0));
    assert_eq!(determinant_of_array::value_and_gradient(&[2.0, 3.0]), (value, gradient.to_vec()));
    assert_eq!(determinant_of_array::jvp(&[2.0, 3.0], vec![1.0, 0.5]), (value, 144.0));
    assert_eq!(determinant_in_vector::value_and_gradient(&[2.0, 3.0]), (value, gradient.to_vec()));
    assert_eq!(determinant_in_vector::jvp(&[2.0, 3.0], vec![1.0, 0.5]), (value, 144.0));
    assert_eq!(determinant_of_vector::value_and_gradient(&[2.0, 3.0]), (value, gradient.to_vec()));
    assert_eq!(determinant_of_vector::jvp(&[2.0, 3.0], vec![1.0, 0.5]), (value, 144.0));
}

#[differentiate]
fn value_times_determinant(x: f64, y: f64) -> f64 {
    let (v, j) = pair::value_and_jacobian(x, y);
    (j[0][0] * j[1][1] - j[0][1] * j[1][0]) * v[0]
}

#[differentiate]
fn value_times_determinant_in_vector(x: &[f64]) -> f64 {
    let (v, j) = pair_in_vector::value_and_jacobian(x);
    (j[0][0] * j[1][1] - j[0][1] * j[1][0]) * v[0]
}

#[differentiate]
fn entry_times_number(x: f64, y: f64) -> f64 {
    pair::jacobian(x, y)[0][0] * y
}

#[test]
fn values_and_jacobians() {
    // 3x⁴y³
    assert_eq!(value_times_determinant::value_and_gradient(2.0, 3.0), (1296.0, [2592.0, 1296.0]));
    assert_eq!(value_times_determinant::jvp(2.0, 3.0, [0.5, 1.0]), (1296.0, 2592.0));
    let (value, gradient) = value_times_determinant_in_vector::value_and_gradient(&[2.0, 3.0]);
    assert_eq!((value, gradient), (1296.0, vec![2592.0, 1296.0]));
    assert_eq!(value_times_determinant_in_vector::jvp(&[2.0, 3.0], vec![0.5, 1.0]), (1296.0, 2592.0));
    // 2xy²
    assert_eq!(entry_times_number::value_and_gradient(2.0, 3.0), (36.0, [18.0, 24.0]));
}

#[differentiate(order = 2)]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[differentiate(order = 2)]
fn product(x: f64, y: f64) -> f64 {
    x * x * y
}

#[differentiate(order = 2)]
fn mixed(x: &[f64], y: f64) -> (Vec<f64>, f64) {
    (vec![x[0] * y * y], x[0] * x[0] * y)
}

#[differentiate]
fn of_a_number(x: f64) -> f64 {
    let (v, s) = cube::vjp(x, x * 2.0);
    v * s
}

#[differentiate]
fn slope_of_a_number(x: f64) -> f64 {
    cube::vjp(x, x).1 * x
}

#[differentiate]
fn of_numbers(x: f64, y: f64) -> f64 {
    let (v, [a, b]) = product::vjp(x, y, y);
    v * a * b
}

#[differentiate]
fn of_several(x: f64, y: f64) -> f64 {
    let ((v, w), [a, b]) = pair::vjp(x, y, (y, x));
    v * w + a * b
}

#[differentiate]
fn of_an_array(x: &[f64]) -> f64 {
    let (v, s) = pair_of_array::vjp(x, [x[1], x[0]]);
    v[0] * s[0] + v[1] * s[1]
}

#[differentiate]
fn of_a_vector(x: &[f64]) -> f64 {
    let (v, s) = pair_in_vector::vjp(x, vec![x[1], x[0]]);
    v[0] * s[0] + v[1] * s[1]
}

#[differentiate]
fn of_a_mixture(x: &[f64], y: f64) -> f64 {
    let ((v, w), (s, t)) = mixed::vjp(x, y, (vec![y], x[0]));
    v[0] * w + s[0] * t
}

#[test]
fn cotangents_pulled_back() {
    // 6x⁶
    assert_eq!(of_a_number::value_and_gradient(2.0), (384.0, 1152.0));
    assert_eq!(of_a_number::jvp(2.0, 0.5), (384.0, 576.0));
    // 3x⁴
    assert_eq!(slope_of_a_number::value_and_gradient(2.0), (48.0, 96.0));
    // 2x⁵y⁴
    assert_eq!(of_numbers::value_and_gradient(2.0, 3.0), (5184.0, [12960.0, 6912.0]));
    assert_eq!(of_numbers::jvp(2.0, 3.0, [0.5, 1.0]), (5184.0, 13392.0));
    // 10x³y³
    assert_eq!(of_several::value_and_gradient(2.0, 3.0), (2160.0, [3240.0, 2160.0]));
    assert_eq!(of_several::jvp(2.0, 3.0, [0.5, 1.0]), (2160.0, 3780.0));
    // 6x³y³
    assert_eq!(of_an_array::value_and_gradient(&[2.0, 3.0]), (1296.0, vec![1944.0, 1296.0]));
    assert_eq!(of_an_array::jvp(&[2.0, 3.0], vec![0.5, 1.0]), (1296.0, 2268.0));
    assert_eq!(of_a_vector::value_and_gradient(&[2.0, 3.0]), (1296.0, vec![1944.0, 1296.0]));
    assert_eq!(of_a_vector::jvp(&[2.0, 3.0], vec![0.5, 1.0]), (1296.0, 2268.0));
    // 6x³y³ + 2xy⁵ + 2x⁵y
    assert_eq!(of_a_mixture::value_and_gradient(&[2.0], 3.0), (2460.0, (vec![2910.0], 2980.0)));
    assert_eq!(of_a_mixture::jvp(&[2.0], 3.0, (vec![0.5], 1.0)), (2460.0, 4435.0));
}

#[differentiate(order = 2, wrt(x))]
fn pair_by_the_first(x: f64, y: f64) -> (f64, f64) {
    (x * x * y, x * y * y)
}

#[differentiate(order = 2, wrt(x))]
fn weighted_cubes(x: &[f64], weights: &[f64], count: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..count {
        sum += x[i] * x[i] * x[i] * weights[i];
    }
    sum
}

#[differentiate(order = 2)]
fn neighbours<T: Float, const N: usize>(x: &[T; N], s: T) -> [T; N] {
    let mut y = *x;
    for i in 0..N {
        y[i] = x[i] * x[(i + 1) % N] * s;
    }
    y
}

#[differentiate(order = 2)]
fn changed(mut x: [f64; 2]) -> [f64; 2] {
    x[0] *= x[1];
    x[1] *= x[0];
    x
}

#[differentiate]
fn rows_by_one(x: f64, y: f64) -> f64 {
    let j = pair_by_the_first::jacobian(x, 3.0);
    j[0] * j[1] * y
}

#[differentiate(wrt(x))]
fn pulled_back_to_one(x: f64, y: f64) -> f64 {
    let (v, s) = pair_by_the_first::vjp(x, y, (x, 1.0));
    v.0 * s
}

#[differentiate(wrt(x))]
fn pulled_back_to_an_array(x: &[f64], weights: &[f64]) -> f64 {
    let (v, s) = weighted_cubes::vjp(x, weights, 2, x[0]);
    v * s[1]
}

#[differentiate]
fn of_a_generic_function(x: [f64; 2], s: f64) -> f64 {
    let (v, (a, b)) = neighbours::vjp(&x, s, [x[0], 1.0]);
    v[0] * a[1] * b
}

#[differentiate]
fn in_a_loop(x: [f64; 2]) -> f64 {
    let mut sum = 0.0;
    for k in 0..3 {
        let (v, j) = changed::value_and_jacobian([x[0], x[1] * f64::from(k)]);
        sum += j[0][0] * v[1];
    }
    sum
}

#[differentiate]
fn steps_downhill(x: &[f64], steps: usize) -> Vec<f64> {
    let mut y = x.to_vec();
    for _ in 0..steps {
        let (_, slopes) = pair_of_vector::vjp(y.clone(), vec![1.0, 0.0]);
        for i in 0..2 {
            y[i] -= 0.5 * slopes[i];
        }
    }
    y
}

#[test]
fn of_some_parameters_in_loops_and_of_generic_functions() {
    // 54xy
    assert_eq!(rows_by_one::value_and_gradient(2.0, 3.0), (324.0, [162.0, 108.0]));
    // x²y·(2x²y + y²)
    assert_eq!(pulled_back_to_one::value_and_gradient(2.0, 3.0), (396.0, 684.0));
    // (x₀³/2 + x₁³)·3x₀x₁²
    let (value, gradient) = pulled_back_to_an_array::value_and_gradient(&[2.0, 3.0], &[0.5, 1.0]);
    assert_eq!((value, gradient), (1674.0, vec![1161.0, 2574.0]));
    // s²·x₀³·x₁²·(x₀ + 1)²
    let (value, gradient) = of_a_generic_function::value_and_gradient([2.0, 3.0], 0.5);
    assert_eq!((value, gradient), (162.0, ([351.0, 108.0], 648.0)));
    // 9x₀x₁³
    assert_eq!(in_a_loop::value_and_gradient([2.0, 3.0]), (486.0, [243.0, 486.0]));
    // (x₀ − x₀x₁, x₁ − x₀²/2)
    let expected = vec![vec![0.5, -0.25], vec![-0.25, 1.0]];
    assert_eq!(steps_downhill::jacobian(&[0.25, 0.5], 1), expected);
}
