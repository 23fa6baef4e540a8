//! Arrays that a closure makes: `map` and `std::array::from_fn`, also where they are returned.

use chainrule::differentiate;

use crate::check::{check, jacobian};

/// `map` as the end of a function, of elements and of rows.
#[test]
fn mapped_and_returned() {
    #[differentiate]
    fn f(x: [f64; 2], k: f64) -> [f64; 2] {
        x.map(|v| v * v * k)
    }

    jacobian!(f([2.0, 3.0], 5.0), [20.0, 45.0], [[20.0, 0.0, 4.0], [0.0, 30.0, 9.0]]);

    #[differentiate]
    fn g(x: &[[f64; 2]; 1], k: f64) -> [[f64; 2]; 1] {
        x.map(|row| row.map(|v| v * k))
    }

    jacobian!(g(&[[2.0, 3.0]], 5.0), [10.0, 15.0], [[5.0, 0.0, 2.0], [0.0, 5.0, 3.0]]);
}

/// `from_fn` as the end of a function, and before it.
#[test]
fn made_and_returned() {
    #[differentiate]
    fn f<const N: usize>(x: &[f64; N], k: f64) -> [f64; N] {
        if k < 0.0 {
            return core::array::from_fn(|i| x[i] * k);
        }
        std::array::from_fn(|i| x[i] * x[(i + 1) % N])
    }

    jacobian!(f(&[2.0, 3.0], 5.0), [6.0, 6.0], [[3.0, 2.0, 0.0], [3.0, 2.0, 0.0]]);
    jacobian!(f(&[2.0, 3.0], -1.0), [-2.0, -3.0], [[-1.0, 0.0, 2.0], [0.0, -1.0, 3.0]]);
}

/// A matrix product, by a bare name, one within the other.
#[test]
fn made_of_made() {
    use std::array::from_fn;

    #[differentiate]
    fn f(a: &[[f64; 2]; 1], b: &[[f64; 1]; 2]) -> [[f64; 1]; 1] {
        from_fn(|i| from_fn(|j| (0..2).map(|k| a[i][k] * b[k][j]).sum()))
    }

    jacobian!(f(&[[2.0, 3.0]], &[[5.0], [7.0]]), [31.0], [[5.0, 7.0, 2.0, 3.0]]);
}

/// In a tuple, and with a length of its own.
#[test]
fn made_in_a_tuple() {
    #[differentiate]
    fn f(x: f64) -> (f64, [f64; 3]) {
        let s = x * x;
        (s, std::array::from_fn(|i| s * i as f64))
    }

    jacobian!(f(3.0), (9.0, [0.0, 9.0, 18.0]), [6.0, 0.0, 6.0, 12.0]);

    #[differentiate]
    fn g(x: f64) -> f64 {
        let d = std::array::from_fn::<f64, 4, _>(|i| x * i as f64);
        d.iter().map(|v| v * v).sum()
    }

    check!(g(3.0), 14.0 * 9.0, 28.0 * 3.0);
}

/// What has the name, but is another function.
#[test]
fn another_function_of_the_name() {
    fn from_fn(f: fn(usize) -> f64) -> [f64; 2] {
        [f(1), f(3)]
    }

    #[differentiate]
    fn f(x: f64) -> [f64; 2] {
        let y = from_fn(|i| i as f64);
        [x * y[0], x * y[1]]
    }

    jacobian!(f(3.0), [3.0, 9.0], [1.0, 3.0]);
}

/// The type of the elements is left to Rust.
#[test]
fn of_elements_without_a_type() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let w: [_; 3] = std::array::from_fn(|i| x * (i + 1) as f64);
        w[0] * w[2]
    }

    check!(f(2.0), 12.0, 12.0);
}

/// Rows that vary, as many as a constant or a parameter says.
#[test]
fn repeated_rows() {
    const ROWS: usize = 3;

    #[differentiate]
    fn named(x: f64, y: f64) -> f64 {
        let mut m = [[x, y]; ROWS];
        m[1][0] *= y;
        m.iter().map(|row| row[0] * row[1]).sum()
    }
    check!(named(2.0, 3.0), 30.0, [15.0, 16.0]);

    #[differentiate]
    fn generic<const N: usize>(x: &[f64; N]) -> f64 {
        let mut m = [[x[0], 2.0]; N];
        for i in 0..N {
            m[i][1] *= x[i];
        }
        m.iter().map(|row| row[0] * row[1]).sum()
    }
    check!(generic(&[3.0, 4.0]), 42.0, [20.0, 6.0]);

    #[differentiate]
    fn nested(x: f64, y: f64) -> f64 {
        let m = [[[x, y], [1.0, x * y]]; ROWS];
        m[2][1][1] * m[0][0][0] + m.iter().map(|rows| rows[0][1]).sum::<f64>()
    }
    check!(nested(2.0, 3.0), 21.0, [12.0, 7.0]);
}
