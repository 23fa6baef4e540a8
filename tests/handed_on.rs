//! Arrays that one call gives and another takes, in functions of numbers and behind arrays that do not vary; and vectors
//! that are handed over by value.

use chainrule::differentiate;

#[differentiate(order = 2)]
fn multiples(t: f64, count: usize) -> Vec<f64> {
    (0..count).map(|i| t * i as f64).collect()
}

#[differentiate(order = 2)]
fn bent(t: f64) -> [f64; 2] {
    [t * t, 2.0 * t]
}

#[differentiate(order = 2)]
fn square(t: f64) -> f64 {
    t * t
}

#[differentiate(order = 2)]
fn square_of_length(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum()
}

#[differentiate(order = 2)]
fn borrowed_call(t: f64) -> f64 {
    square_of_length(&multiples(t, 4)) + square(square(t))
}

#[differentiate(order = 2)]
fn borrowed_name(t: f64) -> f64 {
    let bent = bent(t);
    square_of_length(&bent)
}

#[differentiate(order = 2)]
fn borrowed_part(t: f64) -> f64 {
    let all = multiples(square(t), 4);
    square_of_length(&all[1..3])
}

#[differentiate(order = 2)]
fn iterated(t: f64) -> f64 {
    let all = multiples(square(t), 4);
    all.iter().sum()
}

#[differentiate(order = 2)]
fn elements_of_calls(t: f64) -> f64 {
    multiples(t, 4)[3] * bent(t)[1]
}

#[test]
fn functions_of_a_number_make_arrays() {
    // 14t² + t⁴
    assert_eq!(borrowed_call::value_and_gradient(2.0), (72.0, 88.0));
    assert_eq!(borrowed_call::hessian(2.0), [[76.0]]);
    // t⁴ + 4t²
    assert_eq!(borrowed_name::value_and_gradient(2.0), (32.0, 48.0));
    assert_eq!(borrowed_name::hessian(2.0), [[56.0]]);
    // 5t⁴
    assert_eq!(borrowed_part::jvp(2.0, 0.5), (80.0, 80.0));
    assert_eq!(borrowed_part::hvp(2.0, 0.5), 120.0);
    // 6t²
    assert_eq!(iterated::value_and_gradient(3.0), (54.0, 36.0));
    assert_eq!(iterated::hessian(3.0), [[12.0]]);
    // 6t²
    assert_eq!(elements_of_calls::value_and_gradient(3.0), (54.0, 36.0));
    assert_eq!(elements_of_calls::hessian(3.0), [[12.0]]);
}

#[differentiate(order = 2)]
fn scaled(x: &[f64], by: f64) -> Vec<f64> {
    x.iter().map(|v| v * by).collect()
}

#[differentiate(order = 2)]
fn first_scaled(x: &[f64], by: f64) -> f64 {
    x[0] * by
}

#[differentiate(order = 2, wrt(t))]
fn constants_scaled_again_and_again(x: &[f64], t: f64) -> f64 {
    scaled(&scaled(x, scaled(&scaled(x, t), t)[1]), 0.5)[1] * t
}

#[differentiate(order = 2, wrt(t))]
fn square_of_a_number_of_constants(x: &[f64], t: f64) -> f64 {
    square(first_scaled(x, t))
}

#[test]
fn constants_and_a_number_give_an_array() {
    // x₁²t²·0.5·t with x₁ = 3
    assert_eq!(constants_scaled_again_and_again::value_and_gradient(&[2.0, 3.0], 2.0), (36.0, 54.0));
    assert_eq!(constants_scaled_again_and_again::hvp(&[2.0, 3.0], 2.0, 1.0), 54.0);
    assert_eq!(square_of_a_number_of_constants::value_and_gradient(&[3.0], 2.0), (36.0, 36.0));
    assert_eq!(square_of_a_number_of_constants::hvp(&[3.0], 2.0, 1.0), 18.0);
}

#[differentiate(order = 2)]
fn taken(x: Vec<f64>, by: f64) -> f64 {
    x[0] * x[0] * x[1] * by
}

#[differentiate(order = 2, wrt(x))]
fn taken_alone(x: Vec<f64>, order: Vec<usize>) -> f64 {
    x[0] * x[0] * x[order[0]]
}

#[differentiate(order = 2)]
fn given_away(x: Vec<f64>, by: f64) -> f64 {
    let doubled: Vec<f64> = scaled(&x, 2.0);
    taken(doubled, by) + taken(x, 2.0)
}

#[test]
fn vectors_by_value() {
    let x = || vec![2.0, 3.0];
    assert_eq!(taken::value_and_gradient(x(), 0.5), (6.0, (vec![6.0, 2.0], 12.0)));
    assert_eq!(taken::hvp(x(), 0.5, (vec![1.0, 0.0], 1.0)), (vec![15.0, 6.0], 12.0));
    assert_eq!(taken_alone::hessian(x(), vec![1]), [[6.0, 4.0], [4.0, 0.0]]);
    // x₀²x₁·(8b + 2)
    assert_eq!(given_away::value_and_gradient(x(), 0.5), (72.0, (vec![72.0, 24.0], 96.0)));
    assert_eq!(given_away::hvp(x(), 0.5, (vec![0.0, 1.0], 0.0)), (vec![24.0, 0.0], 32.0));
    assert_eq!(given_away::hvp(x(), 0.5, (vec![0.0, 0.0], 1.0)), (vec![96.0, 32.0], 0.0));
}
