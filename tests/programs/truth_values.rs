//! Truth values: made, joined, kept and asked.

use chainrule::differentiate;

use crate::check::check;

/// `|` between truth values where a value is wanted.
#[test]
fn or() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        for _ in 0..3 {
            let out = (s < 0.0) | (s > 2.0);
            s *= if out { x } else { 2.0 };
        }
        s
    }

    check!(f(1.5), 6.75, 13.5);
}

/// `&` between truth values in a let.
#[test]
fn and() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let both = (x > 0.0) & (y > 0.0);
        let r = if both { x * y } else { x + y };
        r * x
    }

    check!(f(2.0, 3.0), 12.0, [12.0, 4.0]);
    check!(f(2.0, -3.0), -2.0, [2.0 * 2.0 - 3.0, 2.0]);
}

/// `!` on a truth value that depends on x.
#[test]
fn not() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let positive = x > 0.0;
        let y = x * x;
        if !positive { -y } else { y * x }
    }
    #[differentiate]
    fn g(x: f64) -> f64 {
        if !(x > 0.0) {
            return x;
        }
        x * x
    }

    check!(f(2.0), 8.0, 12.0);
    check!(f(-2.0), -4.0, 4.0);
    check!(g(2.0), 4.0, 4.0);
    check!(g(-2.0), -2.0, 1.0);
}

/// `|=` on a truth value in a loop.
#[test]
fn or_assign() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut seen = false;
        let mut s = x;
        for k in 0..4 {
            seen |= s > 3.0;
            if seen {
                s += x;
            } else {
                s *= 2.0;
            }
            let _ = k;
        }
        s
    }

    check!(f(1.0), 4.0 + 1.0 + 1.0, 4.0 + 2.0);
    check!(f(0.25), 4.0, 16.0);
}

/// `&=` on a truth value.
#[test]
fn and_assign() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut all = true;
        let mut p = 1.0;
        for v in x {
            all &= *v > 0.0;
            p *= if all { *v } else { 2.0 };
        }
        p
    }

    check!(f(&[2.0, 3.0, -1.0, 5.0]), 24.0, [12.0, 8.0, 0.0, 0.0]);
}

/// `^=` on a truth value, parity of crossings.
#[test]
fn xor_assign() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut odd = false;
        let mut s = 0.0;
        for k in 0..5 {
            odd ^= x * (k as f64) > 1.0;
            if odd {
                s += x * x;
            } else {
                s += x;
            }
        }
        s
    }

    check!(f(0.6), 0.6 + 0.6 + 0.36 + 0.6 + 0.36, 3.0 + 4.0 * 0.6);
}

/// `|`, `&`, `!` and comparisons mixed, in the condition itself.
#[test]
fn mixed_ops() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let mut r = x;
        if (x > 1.0) & !(y > 1.0) | (x < -1.0) {
            r *= y;
        }
        r * r
    }

    check!(f(2.0, 0.5), 1.0, [2.0 * 2.0 * 0.25, 2.0 * 4.0 * 0.5]);
    check!(f(2.0, 1.5), 4.0, [4.0, 0.0]);
    check!(f(-3.0, 2.0), 36.0, [2.0 * -3.0 * 4.0, 2.0 * 9.0 * 2.0]);
}

/// `==` and `!=` between truth values.
#[test]
fn equality() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let same = (x > 0.0) == (y > 0.0);
        let other = (x > 1.0) != (y > 1.0);
        if same { if other { x * y } else { x } } else { y * y }
    }

    check!(f(2.0, 0.5), 1.0, [0.5, 2.0]);
    check!(f(2.0, 3.0), 2.0, [1.0, 0.0]);
    check!(f(2.0, -3.0), 9.0, [0.0, -6.0]);
}

/// A closure that gives a truth value.
#[test]
fn closure() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let inside = |t: f64| (t > 0.0) & (t < 1.0);
        let mut s = 0.0;
        for i in 0..4 {
            let t = x + 0.5 * i as f64;
            if inside(t) | (i == 3) {
                s += t * t;
            }
        }
        s
    }

    check!(f(0.25), 0.0625 + 0.5625 + 1.75 * 1.75, 2.0 * (0.25 + 0.75 + 1.75));
}

/// Truth values that are parameters.
#[test]
fn parameters() {
    #[differentiate]
    fn f(x: f64, a: bool, b: bool) -> f64 {
        let c = a | b;
        let d = a & b;
        let e = a ^ b;
        (if c { x } else { 1.0 }) * (if d { x } else { 2.0 }) + if e { x * x } else { 0.0 }
    }

    check!(f(3.0, true, true), 9.0, 6.0);
    check!(f(3.0, true, false), 6.0 + 9.0, 2.0 + 6.0);
    check!(f(3.0, false, false), 2.0, 0.0);
}

/// `&` in the condition of a `while`.
#[test]
fn both_sides_of_and() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut n = 0;
        let mut s = x;
        while (s < 10.0) & (n < 3) {
            s *= x;
            n += 1;
        }
        s * n as f64
    }

    check!(f(2.0), 48.0, 3.0 * 4.0 * 8.0);
    check!(f(4.0), 16.0, 8.0);
}

/// A match on truth values made with `|` and `&`.
#[test]
fn match_bool() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        match ((x > 0.0) | (y > 0.0), (x > 0.0) & (y > 0.0)) {
            (true, true) => x * y,
            (true, false) => x * x,
            (false, _) => y,
        }
    }

    check!(f(2.0, 3.0), 6.0, [3.0, 2.0]);
    check!(f(2.0, -3.0), 4.0, [4.0, 0.0]);
    check!(f(-2.0, -3.0), -3.0, [0.0, 1.0]);
}

/// `|` and `!` in the closure of a filter.
#[test]
fn filter_or() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().filter(|v| (**v < 0.0) | !(**v < 2.0)).map(|v| v * v).sum()
    }

    check!(f(&[-1.0, 1.0, 3.0]), 10.0, [-2.0, 0.0, 6.0]);
}

/// A truth value as a number.
#[test]
fn to_number() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let up = x > 1.0;
        x * (up as i32 as f64) + x * x * f64::from(up ^ true) + (up & true) as u8 as f64
    }

    check!(f(2.0), 3.0, 1.0);
    check!(f(0.5), 0.25, 1.0);
}

/// A function without a derivative gives a truth value of what varies.
#[test]
fn of_a_plain_function() {
    fn inside(x: f64, y: f64) -> bool {
        x * x + y * y < 4.0
    }
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let k = inside(x, y) & !inside(y, 2.0);
        if k | inside(0.0, x * y) { x * y } else { x }
    }

    check!(f(1.0, 1.5), 1.5, [1.5, 1.0]);
    check!(f(3.0, 1.5), 3.0, [1.0, 0.0]);
}

/// `!` of a comparison, which holds for NaN.
#[test]
fn not_of_a_comparison() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        if !(x > 0.0) { x * 3.0 } else { x * x }
    }

    check!(f(2.0), 4.0, 4.0);
    check!(f(-2.0), -6.0, 3.0);
    check!(f(f64::NAN), f64::NAN, 3.0);
}
