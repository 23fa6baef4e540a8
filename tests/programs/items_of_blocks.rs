//! Items of inner blocks, and those of the same name outside.

use chainrule::differentiate;

use crate::check::check;

/// A `const` of an inner block.
#[test]
fn const_of_a_block() {
    const K: f64 = 2.0;
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = {
            const K: f64 = 7.0;
            x * K
        };
        a + x * K
    }

    check!(f(1.0), 7.0 + 2.0, 9.0);
}

/// Two constants of one name, in two blocks.
#[test]
fn two_consts() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = {
            const C: f64 = 2.0;
            x * C
        };
        let b = {
            const C: f64 = 3.0;
            x * x * C
        };
        a * b
    }

    check!(f(1.5), 6.0 * 1.5f64.powi(3), 18.0 * 1.5 * 1.5);
}

/// A `fn` of an inner block.
#[test]
fn fn_of_a_block() {
    fn scale() -> f64 {
        2.0
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = {
            fn scale() -> f64 {
                10.0
            }
            x * scale()
        };
        a + x * scale()
    }

    check!(f(1.0), 12.0, 12.0);
}

/// A `use` of an inner block.
#[test]
fn use_of_a_block() {
    mod one {
        pub(crate) const W: f64 = 3.0;
    }
    mod two {
        pub(crate) const W: f64 = 5.0;
    }
    use one::W;
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = if x > 0.0 {
            use two::W;
            x * x * W
        } else {
            x
        };
        a + W * x
    }

    check!(f(2.0), 20.0 + 6.0, 20.0 + 3.0);
    check!(f(-2.0), -2.0 - 6.0, 4.0);
}

/// A constant of the body of a loop, and one of that name behind it.
#[test]
fn const_in_loop() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        for _ in 0..2 {
            const N: f64 = 3.0;
            s *= N;
        }
        const N: f64 = 0.5;
        s * N * x
    }

    check!(f(2.0), 4.5 * 4.0, 9.0 * 2.0);
}

/// A const in the block of a closure.
#[test]
fn const_in_closure() {
    const R: f64 = 1.0;
    #[differentiate]
    fn f(x: f64) -> f64 {
        let g = |t: f64| {
            const R: f64 = 4.0;
            t * t * R
        };
        g(x) + R * x
    }

    check!(f(2.0), 18.0, 17.0);
}

/// A constant of the block of an arm, and a local of that name outside.
#[test]
fn const_in_arm() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let k = x * x;
        match n {
            0 => {
                const k: f64 = 3.0;
                x * k
            }
            _ => k * x,
        }
    }

    check!(f(2.0, 0), 6.0, 3.0);
    check!(f(2.0, 1), 8.0, 12.0);
}

/// A constant of a block hides an outer one, until the block ends.
#[test]
fn inner_const_hides_outer() {
    const K: f64 = 2.0;
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = K * x;
        {
            const K: f64 = 9.0;
            let b = K * a;
            if b > 100.0 {
                return b;
            }
        }
        a * K
    }

    check!(f(1.0), 4.0, 4.0);
    check!(f(10.0), 180.0, 18.0);
}

/// An item stands behind its use in the block.
#[test]
fn item_behind_its_use() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = x * weight();
        const W: f64 = 3.0;
        fn weight() -> f64 {
            W * 2.0
        }
        a * a
    }

    check!(f(0.5), 9.0, 36.0);
}

/// A `static` of an inner block.
#[test]
fn static_of_a_block() {
    static S: f64 = 2.0;
    #[differentiate]
    fn f(x: f64) -> f64 {
        let y = {
            static S: f64 = 5.0;
            S * x
        };
        y * x + S
    }

    check!(f(3.0), 47.0, 30.0);
}

/// Consts of an inner block that use each other, and a const fn.
#[test]
fn const_uses_const() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let y = {
            const A: usize = 3;
            const B: [f64; A] = [1.0, 2.0, 3.0];
            const fn last() -> f64 {
                B[A - 1]
            }
            x * last() * B[0]
        };
        const A: f64 = 0.5;
        y * A * x
    }

    check!(f(2.0), 6.0, 6.0);
}

/// A `use` in the block of one arm only.
#[test]
fn use_in_one_arm() {
    mod m {
        pub(crate) const STEP: f64 = 2.0;
        pub(crate) fn twice(x: f64) -> f64 {
            2.0 * x
        }
    }
    #[differentiate]
    fn f(x: f64, n: i32) -> f64 {
        let STEP_ = 3.0;
        match n {
            0 => {
                use m::STEP;
                x * STEP
            }
            1 => {
                use m::STEP as S;
                x * S * S
            }
            _ => {
                use m::*;
                x * x * STEP * twice(STEP_)
            }
        }
    }

    check!(f(1.5, 0), 3.0, 2.0);
    check!(f(1.5, 1), 6.0, 4.0);
    check!(f(1.5, 2), 2.25 * 12.0, 3.0 * 12.0);
}

/// A constant in lower case, in a closure too.
#[test]
fn lower_case_const_in_a_closure() {
    const k: f64 = 3.0;
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = k * x;
        let g = |t: f64| t * k;
        a * g(x)
    }

    check!(f(2.0), 36.0, 36.0);
}

/// A `static` of the body.
#[test]
fn e_static_of_the_body() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        static SCALE: f64 = 2.0;
        SCALE * x
    }

    check!(f(3.0), 6.0, 2.0);
}

/// Items with the names of parameters, which are still known by other ones.
#[test]
fn named_like_parameters() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let (y, m) = (x, n);
        let inner = {
            const x: f64 = 3.0;
            const n: usize = 2;
            match m {
                n => y * x,
                _ => y.powi(n as i32) + (m * n) as f64 * y,
            }
        };
        inner * x
    }
    #[differentiate]
    fn g(x: f64, n: usize) -> f64 {
        let m = n;
        let count = {
            fn n(k: usize) -> usize {
                x(k) + 1
            }
            fn x(n: usize) -> usize {
                2 * n * n
            }
            n(m) as f64
        };
        count * x
    }

    check!(f(2.0, 2), 12.0, 12.0);
    check!(f(2.0, 3), 32.0, 12.0 + 24.0);
    check!(g(2.0, 3), 38.0, 19.0);
}

/// A list that is made of an item of the block, and gone through there.
#[test]
fn lists_made_of_items() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let sum = {
            const WEIGHTS: [f64; 2] = [0.5, -1.5];
            let shifted = WEIGHTS.iter().map(|weight| 2.0 - weight).collect::<Vec<f64>>();
            let mut sum = x;
            for (i, weight) in shifted.iter().copied().enumerate() {
                sum = sum * weight + WEIGHTS[i] * x;
            }
            sum
        };
        sum * x
    }

    // (1.5x + 0.5x)·3.5 − 1.5x = 5.5x
    check!(f(2.0), 22.0, 22.0);
}

/// Types that the body defines.
#[test]
fn types_of_the_body() {
    #[differentiate]
    fn of_struct(x: f64) -> f64 {
        #[derive(Clone, Copy, chainrule::Differentiable)]
        struct Pair {
            a: f64,
            b: f64,
        }
        impl Pair {
            fn start() -> Pair {
                Pair { a: 1.0, b: 2.0 }
            }
        }
        let mut pair = Pair { a: x, ..Pair::start() };
        for _ in 0..2 {
            pair.a *= pair.b;
            pair.b += x;
        }
        pair.a * pair.b
    }
    #[differentiate]
    fn of_enum(x: f64, n: usize) -> f64 {
        enum Way {
            Plain,
            Power { of: i32, by: f64 },
        }
        type Number = f64;
        let way = if n == 0 { Way::Plain } else { Way::Power { of: 3, by: 2.0 } };
        let result: Number = match way {
            Way::Plain => x,
            Way::Power { of, by } => by * x.powi(of),
        };
        result * x
    }

    // 2x(2 + x)(2 + 2x)
    check!(of_struct(1.0), 24.0, 44.0);
    check!(of_enum(2.0, 0), 4.0, 4.0);
    check!(of_enum(2.0, 1), 32.0, 64.0);
}
