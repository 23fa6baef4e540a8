//! `#[cfg]` in the body of a differentiated function.

use chainrule::differentiate;

use crate::check::check;

/// `#[cfg]` on a let.
#[test]
fn of_a_let() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = x;
        #[cfg(any())]
        let a = 2.0 * x;
        a * a
    }

    check!(f(3.0), 9.0, 6.0);
}

/// `#[cfg]` on blocks, both ways.
#[test]
fn statement() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut a = x;
        #[cfg(any())]
        {
            a *= 100.0;
        }
        #[cfg(not(any()))]
        {
            a *= x;
        }
        #[cfg(not(any()))]
        {
            a += 1.0;
        }
        a
    }

    check!(f(3.0), 10.0, 6.0);
}

/// `#[cfg]` on an assignment statement.
#[test]
fn assign() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut a = x;
        #[cfg(feature = "nothing_of_that_name")]
        a.clone_from(&0.0);
        #[cfg(not(any()))]
        a.clone_from(&(x * x));
        a * x
    }

    check!(f(3.0), 27.0, 27.0);
}

/// `#[cfg]` on an arm.
#[test]
fn arm() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        match n {
            #[cfg(any())]
            0 => 100.0 * x,
            #[cfg(not(any()))]
            1 => x * x,
            _ => x,
        }
    }

    check!(f(3.0, 0), 3.0, 1.0);
    check!(f(3.0, 1), 9.0, 6.0);
}

/// `#[cfg]` on elements of an array.
#[test]
fn element() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = [
            x,
            #[cfg(any())]
            50.0,
            #[cfg(not(any()))]
            (x * x),
        ];
        let mut s = 0.0;
        for v in a {
            s += v;
        }
        s * a.len() as f64
    }

    check!(f(3.0), 24.0, 14.0);
}

/// `#[cfg]` on a loop.
#[test]
fn of_a_loop() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        #[cfg(any())]
        for _ in 0..3 {
            s *= x;
        }
        #[cfg(not(any()))]
        while s < 20.0 {
            s *= x;
        }
        s
    }

    check!(f(3.0), 27.0, 27.0);
}

/// `cfg(debug_assertions)` and `cfg(test)`.
#[test]
fn debug_assertions() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut y = x;
        #[cfg(not(test))]
        {
            y = 0.0;
        }
        #[cfg(test)]
        {
            y *= x;
        }
        #[cfg(debug_assertions)]
        {
            y *= 2.0;
        }
        #[cfg(not(debug_assertions))]
        {
            y += y;
        }
        y
    }

    check!(f(3.0), 18.0, 12.0);
}

/// `#[cfg]` on tails of blocks.
#[test]
fn tail() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let y = {
            #[cfg(any())]
            {
                5.0 * x
            }
            #[cfg(not(any()))]
            {
                x * x
            }
        };
        y + x
    }

    check!(f(3.0), 12.0, 7.0);
}

/// The macro `cfg!`.
#[test]
fn cfg_as_a_macro() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let k = if cfg!(any()) { 100.0 } else { 2.0 };
        if cfg!(all()) { k * x * x } else { x }
    }

    check!(f(3.0), 18.0, 12.0);
}

/// `#[cfg]` on items of the body.
#[test]
fn item() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        #[cfg(any())]
        const K: f64 = 9.0;
        #[cfg(not(any()))]
        const K: f64 = 4.0;
        K * x * x
    }

    check!(f(3.0), 36.0, 24.0);
}

/// `#[cfg]` on an early return.
#[test]
fn early_return() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        #[cfg(any())]
        return 0.0;
        #[cfg(not(any()))]
        if x > 2.0 {
            return x * x;
        }
        x
    }

    check!(f(3.0), 9.0, 6.0);
    check!(f(1.0), 1.0, 1.0);
}

/// `#[cfg]` on a let in a loop, shadowing.
#[test]
fn in_loop() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = 0.0;
        for i in 0..3 {
            let w = i as f64;
            #[cfg(any())]
            let w = 100.0;
            #[cfg(not(any()))]
            let w = w + 1.0;
            s += w * x * x;
        }
        s
    }

    check!(f(2.0), 24.0, 24.0);
}

/// `#[cfg]` in a closure's body.
#[test]
fn closure() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter()
            .map(|v| {
                let w = *v;
                #[cfg(any())]
                let w = 0.0;
                w * w
            })
            .sum()
    }

    check!(f(&[1.0, 2.0]), 5.0, [2.0, 4.0]);
}

/// `#[cfg]` nested in blocks, loops and branches.
#[test]
fn nested() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        for i in 0..2 {
            if i == 1 {
                #[cfg(any())]
                {
                    s = 0.0;
                }
                #[cfg(not(any()))]
                {
                    s *= x;
                }
            }
            #[cfg(all(any(), not(any())))]
            {
                s += 100.0;
            }
        }
        s
    }

    check!(f(3.0), 9.0, 6.0);
}

/// What is configured out may not even resolve.
#[test]
fn names_that_do_not_resolve() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        #[cfg(any())]
        {
            no::such::module(x);
        }
        #[cfg(any())]
        let y = no_such_function(x).unwrap();
        let y = x;
        #[cfg(any())]
        return no_such_value;
        y * y
    }

    check!(f(2.0), 4.0, 4.0);
}

/// `cfg_attr` and `cfg` on the function's parameters.
#[test]
fn parameters_and_cfg_attr() {
    #[differentiate]
    fn f(x: f64, #[cfg(not(any()))] y: f64) -> f64 {
        #[cfg_attr(all(), allow(unused_variables))]
        let z = x;
        #[cfg_attr(any(), no_such_attribute)]
        let w = y;
        z * w
    }

    check!(f(2.0, 3.0), 6.0, [3.0, 2.0]);
}

/// `#[cfg]` on the fields of a constant struct.
#[test]
fn field() {
    #[derive(Clone, Copy)]
    struct K {
        a: f64,
        #[cfg(any())]
        b: f64,
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let k = K {
            a: 2.0,
            #[cfg(any())]
            b: 7.0,
        };
        k.a * x * x
    }

    check!(f(3.0), 18.0, 12.0);
}

/// `#[cfg]` on arms, two of them the same pattern.
#[test]
fn arms_of_one_pattern() {
    #[differentiate]
    fn f(x: f64, b: bool) -> f64 {
        match b {
            #[cfg(any())]
            true => 100.0 * x,
            #[cfg(not(any()))]
            true => x * x,
            #[cfg(any())]
            false => 0.0,
            #[cfg(not(any()))]
            false => -x,
        }
    }

    check!(f(3.0, true), 9.0, 6.0);
    check!(f(3.0, false), -3.0, -1.0);
}

/// `#[cfg]` on `break` and `continue`, and on a loop with a label.
#[test]
fn break_and_continue() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        #[cfg(not(any()))]
        'a: for i in 0..4 {
            #[cfg(any())]
            break;
            #[cfg(not(any()))]
            if i == 2 {
                continue 'a;
            }
            s *= x;
        }
        #[cfg(any())]
        loop {}
        s
    }

    check!(f(2.0), 16.0, 32.0);
}

/// `cfg(true)` and `cfg(false)`.
#[test]
fn true_and_false() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        #[cfg(false)]
        return 0.0;
        #[cfg(true)]
        let x = x * x;
        x * x
    }

    check!(f(3.0), 81.0, 4.0 * 27.0);
}
