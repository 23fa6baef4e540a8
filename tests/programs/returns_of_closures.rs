//! `return` in closures ends the closure, not the function.

use chainrule::differentiate;

use crate::check::{check, jacobian};

/// `return` in a closure.
#[test]
fn of_a_closure_and_of_map() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let g = |t: f64| {
            return 2.0 * t;
        };
        g(x) + x
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        x.iter()
            .map(|v| {
                if *v < 0.0 {
                    return 0.0;
                }
                v * v
            })
            .sum()
    }

    check!(f(1.0), 3.0, 3.0);
    check!(g(&[1.0, -1.0, 2.0]), 5.0, [2.0, 0.0, 4.0]);
}

/// `return` in a branch of a closure that is called twice.
#[test]
fn in_a_branch() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let leaky = |t: f64| {
            if t > 0.0 {
                return t * t;
            }
            0.1 * t
        };
        leaky(x) * leaky(-x)
    }

    check!(f(2.0), 4.0 * -0.2, -0.1 * 3.0 * 4.0);
}

/// Nested closures, each with its own return.
#[test]
fn nested() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let outer = |t: f64| {
            let inner = |u: f64| {
                if u > 1.0 {
                    return u * u;
                }
                return u;
            };
            let a = inner(t);
            if a > 4.0 {
                return a * 2.0;
            }
            a + 1.0
        };
        outer(x) + x
    }

    check!(f(3.0), 18.0 + 3.0, 12.0 + 1.0);
    check!(f(1.5), 2.25 + 1.0 + 1.5, 4.0);
    check!(f(0.5), 2.0, 2.0);
}

/// `return` in the closure of a fold.
#[test]
fn fold() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().fold(1.0, |a, v| {
            if *v == 0.0 {
                return a;
            }
            a * v
        })
    }

    check!(f(&[2.0, 0.0, 3.0]), 6.0, [3.0, 0.0, 2.0]);
}

/// `return` in filter and `for_each`.
#[test]
fn filter_and_for_each() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        x.iter()
            .filter(|v| {
                return **v > 1.0;
            })
            .for_each(|v| {
                if *v > 10.0 {
                    return;
                }
                s += v * v;
            });
        s
    }

    check!(f(&[2.0, 0.5, 30.0, 3.0]), 13.0, [4.0, 0.0, 0.0, 6.0]);
}

/// A closure's return beside the function's own.
#[test]
fn beside_the_own() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let g = |t: f64| -> f64 {
            if t < 1.0 {
                return t;
            }
            return t * t;
        };
        if x > 5.0 {
            return g(x) * x;
        }
        g(x) + g(0.5 * x)
    }

    check!(f(6.0), 216.0, 108.0);
    check!(f(1.5), 2.25 + 0.75, 3.5);
}

/// `return` out of a loop in a closure.
#[test]
fn out_of_a_loop() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let grow = |t: f64| {
            let mut y = t;
            for k in 0..10 {
                y *= x;
                if y > 20.0 {
                    return y + k as f64;
                }
            }
            y
        };
        grow(2.0) * x
    }

    check!(f(2.0), (2.0f64.powi(5) + 3.0) * 2.0, 35.0 + 2.0 * 2.0 * 4.0 * 8.0);
}

/// A closure returns a tuple early.
#[test]
fn tuple() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let order = |a: f64, b: f64| {
            if a > b {
                return (b, a);
            }
            (a, b)
        };
        let (l, h) = order(x, y);
        l * h * h
    }

    check!(f(3.0, 2.0), 18.0, [12.0, 9.0]);
    check!(f(2.0, 3.0), 18.0, [9.0, 12.0]);
}

/// `return;` in a closure that changes what it borrows.
#[test]
fn without_a_value() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        let mut take = |v: f64| {
            if v < 0.0 {
                return;
            }
            s *= v;
        };
        for v in x {
            take(*v);
        }
        s
    }

    check!(f(&[2.0, -1.0, 3.0]), 6.0, [3.0, 0.0, 2.0]);
}

/// `return` from a match in a closure of an iterator.
#[test]
fn from_a_match() {
    #[differentiate]
    fn f(x: &[f64], k: &[u8]) -> f64 {
        x.iter()
            .zip(k)
            .map(|(v, n)| {
                let w = match n {
                    0 => return 0.0,
                    1 => *v,
                    _ if *v > 2.0 => return 2.0 * v,
                    _ => v * v,
                };
                w * 10.0
            })
            .sum()
    }

    check!(f(&[1.0, 2.0, 3.0, 1.5], &[0, 1, 2, 2]), 20.0 + 6.0 + 22.5, [0.0, 10.0, 2.0, 30.0]);
}

/// `return` in a closure whose values are collected.
#[test]
fn collect() {
    #[differentiate]
    fn f(x: &[f64]) -> Vec<f64> {
        x.iter()
            .map(|&v| {
                if v > 1.0 {
                    return 1.0 / v;
                }
                v * v
            })
            .collect()
    }

    jacobian!(f(&[2.0, 0.5]), [0.5, 0.25], [[-0.25, 0.0], [0.0, 1.0]]);
}

/// A closure's early return keeps NaN out.
#[test]
fn before_a_nan() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let root = |v: f64| {
            if v <= 0.0 {
                return 0.0;
            }
            v.sqrt()
        };
        x.iter().map(|v| root(*v)).sum()
    }

    check!(f(&[4.0, 0.0, -1.0]), 2.0, [0.25, 0.0, 0.0]);
}

/// `return` in an inner function is the inner function's.
#[test]
fn of_an_inner_function() {
    #[differentiate]
    fn f(x: f64, n: u32) -> f64 {
        fn weight(n: u32) -> f64 {
            if n > 2 {
                return 10.0;
            }
            1.0
        }
        if n == 7 {
            return x;
        }
        x * x * weight(n)
    }

    check!(f(2.0, 1), 4.0, 4.0);
    check!(f(2.0, 3), 40.0, 40.0);
    check!(f(2.0, 7), 2.0, 1.0);
}

/// What varies leaves the closure by `return` alone, and none of its arguments does.
#[test]
fn of_what_is_captured() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let find = |limit: f64| -> Option<f64> {
            let mut t = x;
            for _ in 0..5 {
                if t > limit {
                    return Some(t);
                }
                t *= 1.5;
            }
            None
        };
        match find(2.0) {
            Some(v) => v * x,
            None => x,
        }
    }

    check!(f(1.0), 2.25, 4.5);
    check!(f(3.0), 9.0, 6.0);
    check!(f(0.1), 0.1, 1.0);
}
