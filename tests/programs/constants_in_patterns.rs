//! Constants in patterns, told from bindings.

use chainrule::differentiate;

use crate::check::check;

/// A constant in a pattern, in lower case.
#[test]
fn lower_case() {
    const first: usize = 0;
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        match n {
            first => x,
            _ => x * x,
        }
    }

    check!(f(3.0, 1), 9.0, 6.0);
    check!(f(3.0, 0), 3.0, 1.0);
}

/// A constant in a pattern, with a path.
#[test]
fn path() {
    mod kinds {
        pub(crate) const LINEAR: u8 = 0;
        pub(crate) const square: u8 = 1;
    }
    #[differentiate]
    fn f(x: f64, n: u8) -> f64 {
        match n {
            kinds::LINEAR => x,
            kinds::square => x * x,
            other => x * other as f64,
        }
    }

    check!(f(3.0, 0), 3.0, 1.0);
    check!(f(3.0, 1), 9.0, 6.0);
    check!(f(3.0, 7), 21.0, 7.0);
}

/// An associated constant in a pattern.
#[test]
fn associated() {
    struct Kind;
    impl Kind {
        const CUBE: i32 = 3;
    }
    #[differentiate]
    fn f(x: f64, n: i32) -> f64 {
        match n {
            Kind::CUBE => x * x * x,
            i32::MAX => 0.0,
            _ => x,
        }
    }

    check!(f(2.0, 3), 8.0, 12.0);
    check!(f(2.0, i32::MAX), 0.0, 0.0);
    check!(f(2.0, 4), 2.0, 1.0);
}

/// Constants in an or-pattern.
#[test]
fn or_pattern() {
    const a: usize = 1;
    const B: usize = 4;
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        match n {
            a | B => x * x,
            2 | 3 => 5.0 * x,
            _ => x,
        }
    }

    check!(f(3.0, 1), 9.0, 6.0);
    check!(f(3.0, 4), 9.0, 6.0);
    check!(f(3.0, 2), 15.0, 5.0);
    check!(f(3.0, 0), 3.0, 1.0);
}

/// Constants in a tuple pattern.
#[test]
fn tuple() {
    const lo: i32 = -1;
    const hi: i32 = 1;
    #[differentiate]
    fn f(x: f64, p: i32, q: i32) -> f64 {
        match (p, q) {
            (lo, hi) => x * x,
            (hi, _) => 7.0 * x,
            (r, lo) => x * r as f64,
            _ => -x,
        }
    }

    check!(f(3.0, -1, 1), 9.0, 6.0);
    check!(f(3.0, 1, 5), 21.0, 7.0);
    check!(f(3.0, 4, -1), 12.0, 4.0);
    check!(f(3.0, 0, 0), -3.0, -1.0);
}

/// Constants in a range pattern.
#[test]
fn range() {
    const low: usize = 2;
    const HIGH: usize = 5;
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        match n {
            0..low => x,
            low..=HIGH => x * x,
            _ => x * x * x,
        }
    }

    check!(f(2.0, 1), 2.0, 1.0);
    check!(f(2.0, 2), 4.0, 4.0);
    check!(f(2.0, 5), 4.0, 4.0);
    check!(f(2.0, 6), 8.0, 12.0);
}

/// A constant of truth.
#[test]
fn truth() {
    const yes: bool = true;
    #[differentiate]
    fn f(x: f64, b: bool) -> f64 {
        match b {
            yes => x * x,
            _ => x,
        }
    }

    check!(f(3.0, true), 9.0, 6.0);
    check!(f(3.0, false), 3.0, 1.0);
}

/// A constant of the function's own body.
#[test]
fn local_const() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        const two: usize = 2;
        match n {
            two => x * x,
            many => x * many as f64,
        }
    }

    check!(f(3.0, 2), 9.0, 6.0);
    check!(f(3.0, 5), 15.0, 5.0);
}

/// A constant in a pattern within a loop's closure.
#[test]
fn in_closure() {
    const skip: usize = 1;
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter()
            .enumerate()
            .map(|(i, v)| match i {
                skip => 0.0,
                _ => v * v,
            })
            .sum()
    }

    check!(f(&[1.0, 2.0, 3.0]), 10.0, [2.0, 0.0, 6.0]);
}

/// An enum's variants imported, beside a binding.
#[test]
fn variants_beside_a_binding() {
    #[derive(Clone, Copy)]
    enum Mode {
        Flat,
        Steep(i32),
    }
    use Mode::*;
    #[differentiate]
    fn f(x: f64, m: Mode) -> f64 {
        match m {
            Flat => x,
            Steep(k) => x.powi(k),
        }
    }

    check!(f(2.0, Flat), 2.0, 1.0);
    check!(f(2.0, Steep(3)), 8.0, 12.0);
}

/// A constant in `if let` and `matches!`.
#[test]
fn if_let_const() {
    const zero: usize = 0;
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let y = if let zero = n { x } else { x * x };
        if matches!(n, zero | 7) { y * 2.0 } else { y }
    }

    check!(f(3.0, 0), 6.0, 2.0);
    check!(f(3.0, 7), 18.0, 12.0);
    check!(f(3.0, 4), 9.0, 6.0);
}

/// Constants of floats in a pattern, on a varying number.
#[test]
fn float_const() {
    const half: f64 = 0.5;
    #[differentiate]
    fn f(x: f64) -> f64 {
        match x {
            half => x * 10.0,
            f64::INFINITY => 0.0,
            v => v * v,
        }
    }

    check!(f(0.5), 5.0, 10.0);
    check!(f(2.0), 4.0, 4.0);
}

/// Constants nested in tuples beside bindings and wildcards.
#[test]
fn nested_tuple() {
    mod c {
        pub(crate) const none: i32 = 0;
        pub(crate) const One: i32 = 1;
    }
    use c::none;
    #[differentiate]
    fn f(x: f64, a: i32, b: i32, t: bool) -> f64 {
        match ((a, b), t) {
            ((none, none), _) => x,
            ((none, c::One), true) => x * x,
            ((p, none | c::One), q) if q => x * p as f64,
            ((_, b), _) => -x * b as f64,
        }
    }

    check!(f(3.0, 0, 0, false), 3.0, 1.0);
    check!(f(3.0, 0, 1, true), 9.0, 6.0);
    check!(f(3.0, 5, 1, true), 15.0, 5.0);
    check!(f(3.0, 0, 1, false), -3.0, -1.0);
    check!(f(3.0, 5, 7, true), -21.0, -7.0);
}

/// `n @ constant` and constants in a match as a statement.
#[test]
fn at_binding() {
    const limit: usize = 3;
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = x;
        match n {
            m @ limit => {
                y *= m as f64;
            }
            0 => {}
            m => y = x.powi(m as i32),
        }
        y * x
    }

    check!(f(2.0, 3), 12.0, 12.0);
    check!(f(2.0, 0), 4.0, 4.0);
    check!(f(2.0, 2), 8.0, 12.0);
}

/// A constant imported under another name.
#[test]
fn import_as() {
    use std::usize::MAX as all;
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        match n {
            all => x * x * x,
            0 => x,
            some => x * some as f64,
        }
    }

    check!(f(2.0, usize::MAX), 8.0, 12.0);
    check!(f(2.0, 7), 14.0, 7.0);
}

/// A constant in a match within a loop, over an array of constants.
#[test]
fn match_in_a_loop() {
    const add: u8 = 0;
    const mul: u8 = 1;
    #[differentiate]
    fn f(x: f64, code: &[u8]) -> f64 {
        let mut s = x;
        for op in code {
            match *op {
                add => s += x,
                mul => s *= x,
                _ => s = -s,
            }
        }
        s
    }

    check!(f(3.0, &[0, 1, 2]), -18.0, -12.0);
}

/// Constants behind a reference pattern.
#[test]
fn ref_pattern() {
    const add: u8 = 0;
    #[differentiate]
    fn f(x: f64, code: &[u8]) -> f64 {
        let mut s = x;
        for op in code {
            match op {
                &add => s += x,
                &k if k > 5 => s *= k as f64,
                _ => s *= x,
            }
        }
        s
    }

    check!(f(3.0, &[0, 1, 6]), 108.0, 72.0);
}

/// A binding named like a local, not a constant, in an arm.
#[test]
fn binding_named_like_a_local() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let zero = x * x;
        let r = match n {
            0 => zero,
            zero => zero as f64 * x,
        };
        r + zero
    }

    check!(f(2.0, 0), 8.0, 8.0);
    check!(f(2.0, 5), 14.0, 9.0);
}

/// A constant of an inner block hides that of the function, in a pattern as elsewhere.
#[test]
fn of_inner_blocks() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        const first: usize = 3;
        let y = match n {
            first => x,
            _ => x * x,
        };
        {
            const first: usize = 1;
            y * match n {
                first => x,
                _ => x * x,
            }
        }
    }
    #[differentiate]
    fn g(x: f64, t: (usize, bool)) -> f64 {
        let mut s = x;
        if let (0, yes) = t {
            const one: usize = 0;
            const yes: bool = true;
            s *= match t {
                (one, yes) => x,
                (n, _) => n as f64,
            };
        }
        s
    }

    check!(f(2.0, 0), 16.0, 32.0);
    check!(f(2.0, 1), 8.0, 12.0);
    check!(f(2.0, 3), 8.0, 12.0);
    check!(g(2.0, (0, true)), 4.0, 4.0);
    check!(g(2.0, (0, false)), 0.0, 0.0);
    check!(g(2.0, (1, true)), 2.0, 1.0);
}

/// Names of references into a constant list, of which one is looked behind and the other is not.
#[test]
fn compared_references() {
    #[differentiate]
    fn f(x: f64, list: &[usize]) -> f64 {
        match list {
            [] => x,
            [first, .., last] if first == last => x.powi(*first as i32),
            [first, rest @ ..] => x * (*first + rest.len()) as f64,
        }
    }

    check!(f(2.0, &[]), 2.0, 1.0);
    check!(f(2.0, &[3, 1, 3]), 8.0, 12.0);
    check!(f(2.0, &[1, 5, 3]), 6.0, 3.0);
}

/// Variants of one enum have fields of their own, whatever those of the others are.
#[test]
fn variants_with_other_fields() {
    enum Shape {
        Sphere(f64),
        Line([f64; 2]),
        Moved(Box<Shape>, [f64; 2]),
        Picked(usize, Vec<f64>),
        Named { name: String, weight: f64 },
        Pair((f64, f64)),
    }
    use Shape::*;

    #[differentiate]
    fn by_paths(shape: &Shape, x: f64) -> f64 {
        match shape {
            Shape::Sphere(r) => r * x,
            Shape::Line(by) => by[0] * x + by[1],
            Shape::Moved(inner, by) => by_paths(inner, x - by[0]) * by[1],
            Shape::Picked(i, weights) => weights[*i] * x + weights.iter().sum::<f64>(),
            Shape::Named { name, weight } if name.is_empty() => weight * x,
            Shape::Named { .. } => x,
            Shape::Pair((a, b)) => a * x * x + b,
        }
    }
    #[differentiate]
    fn by_names(shape: &Shape, x: f64) -> f64 {
        match shape {
            Sphere(r) => r * x,
            Line(by) => by[0] * x + by[1],
            Moved(inner, by) => by_names(inner, x - by[0]) * by[1],
            Picked(i, weights) => weights[*i] * x,
            _ => 1.0,
        }
    }

    let moved = Moved(Box::new(Line([3.0, 1.0])), [0.5, 2.0]);
    check!(by_paths(&moved, 2.0), 11.0, 6.0);
    check!(by_names(&moved, 2.0), 11.0, 6.0);
    check!(by_paths(&Sphere(4.0), 2.0), 8.0, 4.0);
    check!(by_paths(&Picked(1, vec![1.0, 5.0]), 2.0), 16.0, 5.0);
    check!(by_paths(&Named { name: String::new(), weight: 7.0 }, 2.0), 14.0, 7.0);
    check!(by_paths(&Pair((2.0, 1.0)), 3.0), 19.0, 12.0);
}
