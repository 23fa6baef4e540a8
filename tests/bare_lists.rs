//! Arrays of numbers without a type: what they are is told by the user's uses, and the derivatives have others.

use chainrule::differentiate;

#[test]
fn zeros_that_are_increased_and_turned_over() {
    #[differentiate(order = 2)]
    fn f(x: f64) -> f64 {
        let mut h = [0.0; 2];
        for i in 0..2 {
            h[i] += x;
            h[i] = -h[i];
        }
        h[0] * h[1]
    }
    assert_eq!(f::value_and_gradient(3.0), (9.0, 6.0));
    assert_eq!(f::jvp(3.0, 2.0), (9.0, 12.0));
    assert_eq!(f::vjp(3.0, 2.0), (9.0, 12.0));
    assert_eq!(f::hessian(3.0), [[2.0]]);
    assert_eq!(f::hvp(3.0, 4.0), 8.0);
}

#[test]
fn other_numbers() {
    #[differentiate(order = 2)]
    fn f(x: f64) -> f64 {
        let mut h = [1.; 2];
        for i in 0..2 {
            h[i] += x;
            h[i] = -h[i];
        }
        h[0] * h[1]
    }
    // (x + 1)²
    assert_eq!(f::value_and_gradient(3.0), (16.0, 8.0));
    assert_eq!(f::jvp(3.0, 1.0), (16.0, 8.0));
    assert_eq!(f::hessian(3.0), [[2.0]]);
}

#[test]
fn vectors() {
    #[differentiate(order = 2)]
    fn f(x: f64, n: usize) -> f64 {
        let mut h = vec![-1.0; n];
        for i in 0..n {
            h[i] += x;
            h[i] = -h[i];
        }
        h[0] * h[1]
    }
    // (x − 1)²
    assert_eq!(f::value_and_gradient(3.0, 2), (4.0, 4.0));
    assert_eq!(f::jvp(3.0, 2, 1.0), (4.0, 4.0));
    assert_eq!(f::hessian(3.0, 2), [[2.0]]);
}

#[test]
fn rows_of_the_other_float_type() {
    #[differentiate(order = 2)]
    fn f(x: f32) -> f32 {
        let mut h = [[1.0, 2.0], [3.0, 4.0]];
        for i in 0..2 {
            for j in 0..2 {
                h[i][j] = -h[i][j];
                h[i][j] += x;
            }
        }
        h[0][0] * h[1][1]
    }
    // (x − 1)(x − 4)
    assert_eq!(f::value_and_gradient(3.0), (-2.0, 1.0));
    assert_eq!(f::hessian(3.0), [[2.0]]);
}

#[test]
fn methods_of_elements() {
    #[differentiate(order = 2)]
    fn f(x: f64) -> f64 {
        let mut y = [1.0, 0.3];
        for i in 0..2 {
            y[i] = (y[i] + x).cos();
        }
        y[0]
    }
    assert_eq!(f::value_and_gradient(0.5), (1.5f64.cos(), -1.5f64.sin()));
    assert_eq!(f::hessian(0.5), [[-1.5f64.cos()]]);
}
