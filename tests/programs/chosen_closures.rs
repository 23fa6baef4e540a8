//! Closures that are chosen: by `if` and `match`, in boxes, behind references, as pointers to functions.

use std::rc::Rc;

use chainrule::differentiate;

use crate::check::check;

/// One of two, and of three.
#[test]
fn one_of_several() {
    #[differentiate]
    fn pointers(x: f64, n: usize) -> f64 {
        let f: fn(f64) -> f64 = if n > 1 { |t| t * t } else { |t| 2.0 * t };
        f(x)
    }
    check!(pointers(1.5, 1), 3.0, 2.0);
    check!(pointers(1.5, 2), 2.25, 3.0);

    #[differentiate]
    fn boxes(x: f64, n: usize) -> f64 {
        let f: Box<dyn Fn(f64) -> f64> = if n > 1 { Box::new(|t| t * t * x) } else { Box::new(|t| 2.0 * t) };
        f(x) + f(2.0)
    }
    check!(boxes(1.5, 1), 7.0, 2.0);
    check!(boxes(1.5, 2), 3.375 + 6.0, 6.75 + 4.0);

    #[differentiate]
    fn references(x: f64, n: usize) -> f64 {
        let f: &dyn Fn(f64) -> f64 = match n {
            0 => &|t| t * t,
            1 => &|t: f64| t.powi(3),
            _ => &|t| t,
        };
        f(x) * x
    }
    check!(references(2.0, 0), 8.0, 12.0);
    check!(references(2.0, 1), 16.0, 32.0);
    check!(references(2.0, 2), 4.0, 4.0);

    // The branch that runs says which, and it alone is differentiated.
    #[differentiate]
    fn by_what_varies(x: f64) -> f64 {
        let f: fn(f64, f64) -> f64 = if x > 1.0 { |a, b| a * b } else { f64::hypot };
        f(x, 0.75 * x)
    }
    check!(by_what_varies(2.0), 3.0, 3.0);
    check!(by_what_varies(0.5), 0.625, 1.25);

    #[differentiate]
    fn left_early(x: f64, n: usize) -> f64 {
        let f = match n {
            0 => |t: f64| t * t,
            1 => |t: f64| -> f64 {
                if t > 1.0 {
                    return t;
                }
                3.0 * t
            },
            _ => panic!("there are two"),
        };
        f(x) * f(2.0 * x)
    }
    check!(left_early(0.75, 0), 0.5625 * 2.25, 4.0 * 4.0 * 0.75 * 0.75 * 0.75);
    check!(left_early(0.75, 1), 3.375, 9.0);
    assert!(std::panic::catch_unwind(|| left_early::gradient(1.0, 2)).is_err());
}

/// Activations, as a layer has them.
#[test]
fn activations() {
    #[derive(Clone, Copy)]
    enum Activation {
        Relu,
        Square,
        Leaky(f64),
    }
    #[differentiate]
    fn square(x: f64) -> f64 {
        x * x
    }

    #[differentiate]
    fn by_name(x: f64, activation: Activation) -> f64 {
        let f: fn(f64) -> f64 = match activation {
            Activation::Relu => |x| x.max(0.0),
            Activation::Square => square,
            Activation::Leaky(_) => |x| if x > 0.0 { x } else { 0.25 * x },
        };
        f(x) + 2.0 * f(-x)
    }
    check!(by_name(1.5, Activation::Relu), 1.5, 1.0);
    check!(by_name(1.5, Activation::Square), 6.75, 9.0);
    check!(by_name(1.5, Activation::Leaky(0.5)), 0.75, 0.5);

    // With what a pattern takes out.
    #[differentiate]
    fn with_a_slope(x: &[f64], activation: Activation) -> f64 {
        let f: Box<dyn Fn(f64) -> f64> = match activation {
            Activation::Leaky(slope) => Box::new(move |x: f64| if x > 0.0 { x } else { slope * x }),
            Activation::Square => Box::new(square),
            Activation::Relu => Box::new(|x: f64| x.max(0.0)),
        };
        x.iter().map(|v| f(*v)).sum()
    }
    check!(with_a_slope(&[1.5, -0.5], Activation::Relu), 1.5, [1.0, 0.0]);
    check!(with_a_slope(&[1.5, -0.5], Activation::Square), 2.5, [3.0, -1.0]);
    check!(with_a_slope(&[1.5, -0.5], Activation::Leaky(0.5)), 1.25, [1.0, 0.5]);

    #[differentiate]
    fn if_there_is_one(x: f64, by: Option<f64>) -> f64 {
        let f: Box<dyn Fn(f64) -> f64> =
            if let Some(by) = by { Box::new(move |t| t * by) } else { Box::new(|t| t * t) };
        f(x)
    }
    check!(if_there_is_one(1.5, Some(4.0)), 6.0, 4.0);
    check!(if_there_is_one(1.5, None), 2.25, 3.0);
}

/// One alone, in a box or as a pointer; it keeps what it has moved.
#[test]
fn one_alone() {
    #[differentiate]
    fn kept(x: f64) -> f64 {
        let mut a = x;
        let f: Rc<dyn Fn(f64) -> f64> = Rc::new(move |t| t * a);
        a = 5.0 * x;
        let g: fn(f64) -> f64 = f64::abs;
        g(f(x)) + a
    }
    check!(kept(-3.0), 9.0 - 15.0, -6.0 + 5.0);
}
