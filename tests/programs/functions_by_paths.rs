//! Functions of the float types by the paths of traits, conversions by theirs, and functions that are named like crates.

use chainrule::differentiate;

use crate::check::check;

trait Float: Sized {
    fn sin(self) -> Self;
    fn powi(self, n: i32) -> Self;
}

impl Float for f64 {
    fn sin(self) -> f64 {
        f64::sin(self)
    }

    fn powi(self, n: i32) -> f64 {
        f64::powi(self, n)
    }
}

/// By the trait, and by the trait of the type.
#[test]
fn by_the_path_of_a_trait() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        Float::powi(x * y, 2) + <f64 as Float>::powi(y, 3) + Float::sin(x)
    }

    let x = 2.0f64;
    check!(f(2.0, 3.0), 36.0 + 27.0 + x.sin(), [36.0 + x.cos(), 24.0 + 27.0]);
}

/// `From::from`, `Into::into`.
#[test]
fn conversions() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let a: f64 = x.into();
        let b: f64 = From::from(x * y);
        a * Into::<f64>::into(y) + b + f64::from(x)
    }

    check!(f(2.0, 3.0), 6.0 + 6.0 + 2.0, [7.0, 4.0]);
}

/// Names of crates that are known everywhere.
#[test]
fn named_like_crates() {
    mod named {
        use chainrule::differentiate;

        #[differentiate]
        fn core(x: f64) -> f64 {
            x * x
        }

        #[differentiate]
        fn std(x: &[f64]) -> f64 {
            x[0] * x[1]
        }

        #[differentiate]
        fn alloc(x: f64) -> f64 {
            3.0 * x
        }

        #[differentiate]
        pub(super) fn f(x: f64) -> f64 {
            core(x) + std(&[x, 2.0]) + alloc(x)
        }
    }
    use named::f;

    check!(f(5.0), 25.0 + 10.0 + 15.0, 15.0);
}

/// A derivative by the path of a module.
#[test]
fn derivatives_by_the_path_of_a_module() {
    mod inner {
        use chainrule::differentiate;

        #[differentiate(order = 2)]
        pub(super) fn g(x: f64) -> f64 {
            x * x * x
        }
    }

    #[differentiate]
    fn f(x: f64) -> f64 {
        inner::g::gradient(x) * x + inner::g(x)
    }

    // 3·x³ + x³
    check!(f(2.0), 32.0, 48.0);
}

/// Their letters are those of a struct, and what becomes of their values says that they are functions.
#[test]
fn with_capitals() {
    #[differentiate]
    fn DMM1(t: f64) -> (f64, f64) {
        (t * t, 3.0 * t)
    }
    #[differentiate]
    fn E(t: f64) -> Option<f64> {
        (t > 0.0).then_some(t * t)
    }
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let (mut D, M) = DMM1(x);
        D += y;
        D * M + E(y).unwrap_or(0.0) * if let Some(v) = E(x) { v } else { y }
    }
    #[differentiate]
    fn both(x: f64) -> (f64, f64) {
        DMM1(x)
    }

    let (x, y): (f64, f64) = (2.0, 3.0);
    check!(f(2.0, 3.0), (4.0 + 3.0) * 6.0 + 36.0, [9.0 * 4.0 + 9.0 + 36.0, 6.0 + 24.0]);
    assert_eq!(both::jacobian(2.0), [4.0, 3.0]);
}
