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

#[differentiate(order = 2)]
fn product_and_number(x: Vec<f64>, a: f64) -> Vec<f64> {
    vec![x[0] * x[0] * a, a]
}

#[differentiate(order = 2, wrt(x))]
fn given_constants(x: &[f64], constants: &[f64]) -> f64 {
    let copied = constants.to_vec();
    let pair = product_and_number(copied, x[0]);
    pair[0] * pair[1] * x[1]
}

#[differentiate(order = 2, wrt(x))]
fn given_a_parameter(x: &[f64], constants: Vec<f64>) -> f64 {
    let pair = product_and_number(constants, x[0]);
    pair[0] * pair[1] * x[1]
}

#[differentiate(wrt(x))]
fn along_a_parameter(x: f64, constants: Vec<f64>) -> f64 {
    let (_, change) = product_and_number::jvp(vec![x; 2], 0.5, (constants, x));
    change[0] * change[1]
}

#[test]
fn constant_vectors_by_value() {
    // c²x₀²x₁
    assert_eq!(given_constants::value_and_gradient(&[3.0, 2.0], &[2.0, 0.0]), (72.0, vec![48.0, 36.0]));
    assert_eq!(given_constants::hvp(&[3.0, 2.0], &[2.0, 0.0], vec![1.0, 0.0]), [16.0, 24.0]);
    assert_eq!(given_a_parameter::hvp(&[3.0, 2.0], vec![2.0, 0.0], vec![1.0, 0.0]), [16.0, 24.0]);
    // (c·x + x³)·x
    assert_eq!(along_a_parameter::value_and_gradient(2.0, vec![3.0, 1.0]), (28.0, 44.0));
}

macro_rules! copied_and_replaced {
    ($name:ident by $attribute:meta) => {
        #[$attribute]
        fn $name(x: f64, constants: &[f64], given: [f64; 2]) -> f64 {
            let mut copied = constants.to_vec();
            if x > 0.0 {
                copied = vec![x, x];
            }
            let mut turned = given;
            for _ in 0..3 {
                turned = [turned[1], x];
            }
            square_of_length(&copied) + turned[0] * turned[1]
        }
    };
}

copied_and_replaced!(all_replaced by differentiate);
copied_and_replaced!(constants_replaced by differentiate(wrt(x)));

#[test]
fn constants_are_replaced_by_what_varies() {
    // By x: 3x² where it is positive, else x².
    let (value, (by_x, by_constants, by_given)) =
        all_replaced::value_and_gradient(2.0, &[3.0, 4.0], [5.0, 6.0]);
    assert_eq!((value, by_x, by_constants, by_given), (12.0, 12.0, vec![0.0, 0.0], [0.0, 0.0]));
    let (value, (by_x, by_constants, _)) = all_replaced::value_and_gradient(-2.0, &[3.0, 4.0], [5.0, 6.0]);
    assert_eq!((value, by_x, by_constants), (29.0, -4.0, vec![6.0, 8.0]));
}

#[differentiate(wrt(x))]
fn constants_scaled(x: f64, constants: &[f64]) -> f64 {
    let mut copied = constants.to_vec();
    for v in &mut copied {
        *v *= x;
    }
    copied[0] * copied[1]
}

#[test]
fn copies_of_constants_are_replaced_by_what_varies() {
    assert_eq!(constants_scaled::value_and_gradient(3.0, &[1.0, 2.0]), (18.0, 12.0));
    assert_eq!(constants_replaced::value_and_gradient(2.0, &[3.0, 4.0], [5.0, 6.0]), (12.0, 12.0));
    assert_eq!(constants_replaced::value_and_gradient(-2.0, &[3.0, 4.0], [5.0, 6.0]), (29.0, -4.0));
}

#[differentiate]
fn taken_by_value(x: [f64; 2], a: f64) -> f64 {
    x[0] * x[0] * a
}

#[differentiate]
fn behind_references(x: &[[f64; 2]; 2], y: &[f64; 2], a: f64) -> f64 {
    let own = *y;
    let mut sum = taken_by_value(own, taken_by_value(own, a));
    for &row in x {
        sum += taken_by_value(row, a);
    }
    for row in x {
        let own = *row;
        sum += taken_by_value(*row, a) + taken_by_value(own, a);
    }
    sum
}

#[test]
fn arrays_behind_references_are_taken_by_value() {
    // 3·(x₀₀² + x₁₀²)·a + y₀⁴·a
    let (value, (by_x, by_y, by_a)) =
        behind_references::value_and_gradient(&[[3.0, 4.0], [2.0, 1.0]], &[2.0, 1.0], 0.5);
    assert_eq!((value, by_a), (27.5, 55.0));
    assert_eq!((by_x, by_y), ([[9.0, 0.0], [6.0, 0.0]], [16.0, 0.0]));
}

#[differentiate]
fn product_with(x: Vec<f64>, a: f64) -> f64 {
    x[0] * x[1] * a
}

#[differentiate]
fn product_of_array(x: [f64; 2], a: f64) -> f64 {
    x[0] * x[1] * a
}

/// A copy that shares the memory of what it is copied from is given away as a vector.
#[differentiate]
fn copy_given_away(x: &[f64]) -> f64 {
    let copy = x.to_vec();
    let again = copy.clone();
    product_with(copy, x[0]) + product_with(again, x[1])
}

#[differentiate]
fn array_given_away(x: &[f64; 2]) -> f64 {
    let copy = *x;
    let other = copy;
    product_of_array(other, x[0])
}

#[test]
fn copies_are_given_away_by_name() {
    // x₀²x₁ + x₀x₁²
    assert_eq!(copy_given_away::value_and_gradient(&[2.0, 3.0]), (30.0, vec![21.0, 16.0]));
    assert_eq!(array_given_away::value_and_gradient(&[2.0, 3.0]), (12.0, [12.0, 4.0]));
}
