//! The forms that write into memory of the caller.

use chainrule::differentiate;

#[differentiate(order = 2)]
fn energy(x: &[f64], stiffness: f64) -> f64 {
    let mut sum = 0.0;
    for pair in x.windows(2) {
        sum += stiffness * (pair[1] - pair[0]).powi(2);
    }
    sum
}

#[differentiate]
fn squares(x: &[f32]) -> Vec<f32> {
    x.iter().map(|v| v * v).collect()
}

#[differentiate(wrt(x))]
fn weighted(x: &[[f64; 2]], weights: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (row, w) in x.iter().zip(weights) {
        sum += w * row[0] * row[1];
    }
    sum
}

#[test]
fn gradients() {
    let x = [0.0, 1.0, 3.0];
    let (mut by_x, mut by_stiffness) = ([7.0; 3], 7.0);
    energy::gradient_into(&x, 0.5, &mut by_x, &mut by_stiffness);
    assert_eq!((by_x, by_stiffness), ([-1.0, -1.0, 2.0], 5.0));
    assert_eq!(energy::value_and_gradient_into(&x, 0.5, &mut by_x, &mut by_stiffness), 2.5);
    assert_eq!((by_x, by_stiffness), ([-1.0, -1.0, 2.0], 5.0));
    assert_eq!(energy::vjp_into(&x, 0.5, 2.0, &mut by_x, &mut by_stiffness), 2.5);
    assert_eq!((by_x, by_stiffness), ([-2.0, -2.0, 4.0], 10.0));
}

#[test]
fn products() {
    let x = [0.0, 1.0, 3.0];
    let (mut by_x, mut by_stiffness) = ([7.0; 3], 7.0);
    energy::hvp_into(&x, 0.5, &[1.0, 0.0, 0.0], 0.0, &mut by_x, &mut by_stiffness);
    assert_eq!((by_x, by_stiffness), ([1.0, -1.0, 0.0], -2.0));
    let (by_x, by_stiffness) = energy::hvp(&x, 0.5, (vec![0.0; 3], 1.0));
    assert_eq!((by_x, by_stiffness), (vec![-2.0, -2.0, 4.0], 0.0));
}

#[test]
fn vectors_and_rows() {
    let mut gradient = [7.0_f32; 2];
    assert_eq!(squares::vjp_into(&[2.0, 3.0], vec![1.0, 2.0], &mut gradient), [4.0, 9.0]);
    assert_eq!(gradient, [4.0, 12.0]);
    let mut gradient = [[7.0; 2]; 2];
    weighted::gradient_into(&[[1.0, 2.0], [3.0, 4.0]], &[1.0, 10.0], &mut gradient);
    assert_eq!(gradient, [[2.0, 1.0], [40.0, 30.0]]);
}

#[test]
#[should_panic(expected = "the gradient by `x` has its length")]
fn a_gradient_of_another_length() {
    energy::gradient_into(&[0.0, 1.0], 0.5, &mut [0.0; 3], &mut 0.0);
}
