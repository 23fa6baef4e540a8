//! A crate that forbids what is undocumented takes the attribute and the derive: all that they emit is documented or hidden.
#![forbid(missing_docs)]

/// What such a crate has.
pub mod of_a_crate {
    use chainrule::{Differentiable, Float, differentiate};

    /// `x·y`
    #[differentiate(order = 2)]
    #[must_use]
    pub fn product(x: f64, y: f64) -> f64 {
        x * y
    }

    /// The square of each.
    #[differentiate(order = 2)]
    pub fn squares(x: &[f64], out: &mut [f64]) {
        for (square, v) in out.iter_mut().zip(x) {
            *square = v * v;
        }
    }

    /// The sum of the squares.
    #[differentiate(order = 2)]
    #[must_use]
    pub fn sum(x: &[f64]) -> f64 {
        x.iter().map(|v| v * v).sum()
    }

    /// `x` and its square.
    #[differentiate]
    #[must_use]
    pub fn both(x: f64) -> [f64; 2] {
        [x, x * x]
    }

    /// The root, if there is one.
    #[differentiate]
    #[must_use]
    pub fn root(x: f64) -> Option<f64> {
        (x > 0.0).then(|| x.sqrt())
    }

    /// The square of any float.
    #[differentiate]
    pub fn square<T: Float>(x: T) -> T {
        x * x
    }

    /// Something that grows.
    #[derive(Clone, Debug, Differentiable)]
    pub struct Plant {
        /// Its height.
        pub height: f64,
        /// How many leaves it has.
        #[differentiate(constant)]
        pub leaves: usize,
    }

    #[differentiate]
    impl Plant {
        /// Grows by a factor, and says how much.
        #[differentiate(wrt(self, factor), order = 2)]
        pub fn grow(&mut self, factor: f64) -> f64 {
            let before = self.height;
            self.height *= factor;
            self.leaves += 1;
            self.height - before
        }

        /// How high all leaves hang together.
        #[differentiate(wrt(self), order = 2)]
        #[must_use]
        pub fn hung(&self) -> f64 {
            self.height * self.leaves as f64
        }

        /// One of the square of this height.
        #[differentiate(order = 2)]
        #[must_use]
        pub fn of_square(height: f64) -> Plant {
            Plant { height: height * height, leaves: 3 }
        }
    }

    #[differentiate]
    impl std::ops::Add for Plant {
        type Output = Plant;

        #[differentiate(wrt(self, other), order = 2)]
        fn add(self, other: Plant) -> Plant {
            Plant { height: self.height + other.height, leaves: self.leaves }
        }
    }

    /// How high a plant hangs that has grown: a caller of all of these.
    #[differentiate(order = 2)]
    #[must_use]
    pub fn grown(height: f64, factor: f64) -> f64 {
        let mut plant = Plant::of_square(height);
        let more = plant.grow(factor);
        (plant.clone() + plant).hung() * more
    }
}

use of_a_crate::{both, grown, product, root, square, squares, sum};

#[test]
fn derivatives_in_such_a_crate() {
    assert_eq!(product::hessian(2.0, 3.0), [[0.0, 1.0], [1.0, 0.0]]);
    assert_eq!(sum::gradient(&[2.0, 3.0]), [4.0, 6.0]);
    assert_eq!(both::jacobian(3.0), [1.0, 6.0]);
    assert_eq!(root::gradient(4.0), Some(0.25));
    assert_eq!(square::gradient(3.0f32), 6.0);
    let mut out = [0.0; 2];
    squares(&[2.0, 3.0], &mut out);
    assert_eq!(out, [4.0, 9.0]);
    // 8·h²·f·(h²·f − h²) = 8·h⁴·(f² − f)
    let (value, [by_height, by_factor]) = grown::value_and_gradient(2.0, 3.0);
    assert_eq!(value, 8.0 * 16.0 * 6.0);
    assert!((by_height - 32.0 * 8.0 * 6.0).abs() < 1e-9);
    assert!((by_factor - 8.0 * 16.0 * 5.0).abs() < 1e-9);
    let hessian = grown::hessian(2.0, 3.0);
    let expected = [[96.0 * 4.0 * 6.0, 32.0 * 8.0 * 5.0], [32.0 * 8.0 * 5.0, 16.0 * 16.0]];
    for (found, expected) in hessian.iter().flatten().zip(expected.iter().flatten()) {
        assert!((found - expected).abs() < 1e-9, "{hessian:?}");
    }
}
