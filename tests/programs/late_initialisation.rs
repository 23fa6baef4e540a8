//! Variables that get their value after their declaration.

use chainrule::differentiate;

use crate::check::check;

/// A constant and a number, in branches.
#[test]
fn numbers() {
    #[differentiate]
    fn f(x: f64, c: bool) -> f64 {
        let k;
        if c {
            k = 2.0
        } else {
            k = 3.0
        }
        let y;
        if x > 0.0 {
            y = x * x;
        } else {
            y = -x;
        }
        k * y
    }

    check!(f(2.0, true), 8.0, 8.0);
    check!(f(-2.0, false), 6.0, -3.0);
}

/// With a type, in a match and in a loop.
#[test]
fn with_a_type() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let y: f64;
        match n {
            0 => y = x,
            1 => {
                y = x * x;
            }
            _ => {
                y = 3.0;
            }
        }
        let mut s = 0.0;
        for i in 0..2 {
            let t;
            if i == 0 {
                t = x;
            } else {
                t = y;
            }
            s += t * y;
        }
        s
    }

    check!(f(3.0, 1), 27.0 + 81.0, 27.0 + 108.0);
    check!(f(3.0, 0), 18.0, 12.0);
    check!(f(3.0, 2), 18.0, 3.0);
}

/// A `mut`, an array and a tuple.
#[test]
fn mutable() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut a;
        a = x;
        a *= x;
        let b: [f64; 2];
        b = [a, x];
        let (c, d);
        (c, d) = (b[0], b[1]);
        c * d
    }

    check!(f(2.0), 8.0, 12.0);
}

/// Assigned in a loop that is always left there.
#[test]
fn in_a_loop_that_is_left() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let r;
        let mut s = x;
        loop {
            s *= x;
            if s > 10.0 {
                r = s + x;
                break;
            }
        }
        r
    }

    check!(f(2.0), 18.0, 33.0);
}

/// Arrays and truth values, in nested branches with an early return.
#[test]
fn in_branches() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let a: [f64; 2];
        let up: bool;
        if x > y {
            a = [x, y];
            up = true;
        } else if x < 0.0 {
            return x * y;
        } else {
            a = [y, x * x];
            up = false;
        }
        let k;
        match up {
            true => k = a[0],
            false => k = a[1] * 2.0,
        }
        k * a[1]
    }

    check!(f(3.0, 2.0), 6.0, [2.0, 3.0]);
    check!(f(2.0, 3.0), 32.0, [2.0 * 4.0 * 8.0, 0.0]);
    check!(f(-2.0, 3.0), -6.0, [3.0, -2.0]);
}

/// A `let` without a value, assigned at once.
#[test]
fn at_once() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let y;
        y = x * x;
        y
    }

    check!(f(3.0), 9.0, 6.0);
}
