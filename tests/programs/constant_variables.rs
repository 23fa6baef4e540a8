//! Variables that hold constants, and change.

use chainrule::differentiate;

use crate::check::check;

/// A constant variable that a loop assigns anew.
#[test]
fn in_a_while() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut y = x;
        let mut n = 5;
        while n > 0 {
            y *= x;
            n /= 2;
        }
        y
    }

    check!(f(2.0), 16.0, 32.0);
}

/// Binary powers in a loop.
#[test]
fn binary_powers() {
    #[differentiate]
    fn f(x: f64, n: u32) -> f64 {
        let mut n = n;
        let mut base = x;
        let mut out = 1.0;
        loop {
            if n % 2 == 1 {
                out *= base;
            }
            n /= 2;
            if n == 0 {
                break;
            }
            base *= base;
        }
        out
    }

    check!(f(2.0, 10), 1024.0, 5120.0);
    check!(f(2.0, 0), 1.0, 0.0);
}

/// A pair of constants is assigned anew.
#[test]
fn pair() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let (mut a, mut b) = (1u64, 1u64);
        let mut s = 0.0;
        for _ in 0..5 {
            s += x * a as f64;
            (a, b) = (b, a + b);
        }
        s
    }

    check!(f(2.0), 2.0 * 12.0, 12.0);
}

/// A constant float that is halved.
#[test]
fn halved_number() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut h = 1.0;
        let mut s = 0.0;
        while h > 0.1 {
            s += h * x * x;
            h *= 0.5;
        }
        s
    }

    check!(f(3.0), 1.875 * 9.0, 1.875 * 6.0);
}

/// Two constants swapped by remainder.
#[test]
fn swapped_by_remainder() {
    #[differentiate]
    fn f(x: f64, a: u32, b: u32) -> f64 {
        let (mut a, mut b) = (a, b);
        let mut s = x;
        while b != 0 {
            let t = a % b;
            a = b;
            b = t;
            s *= x;
        }
        s * a as f64
    }

    check!(f(2.0, 12, 18), 16.0 * 6.0, 4.0 * 8.0 * 6.0);
}

/// A stride doubles in nested loops.
#[test]
fn doubled_stride() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        let mut stride = 1;
        while stride < y.len() {
            let mut i = 0;
            while i + stride < y.len() {
                let t = y[i + stride];
                y[i] += t;
                i += 2 * stride;
            }
            stride *= 2;
        }
        y[0] * y[0]
    }

    check!(f(&[1.0, 2.0, 3.0, 4.0]), 100.0, [20.0; 4]);
}

/// An array of constants that a loop changes.
#[test]
fn constant_array() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut row = [1u64; 5];
        for _ in 0..3 {
            for j in 1..5 {
                row[j] += row[j - 1];
            }
        }
        let mut s = 0.0;
        for j in 0..5 {
            s += row[j] as f64 * x.powi(j as i32);
        }
        s
    }

    check!(
        f(0.5),
        1.0 + 4.0 * 0.5 + 10.0 * 0.25 + 20.0 * 0.125 + 35.0 * 0.0625,
        4.0 + 20.0 * 0.5 + 60.0 * 0.25 + 140.0 * 0.125
    );
}

/// A constant Option that is set in a loop.
#[test]
fn option() {
    #[differentiate]
    fn f(x: f64, ks: &[usize]) -> f64 {
        let mut last = None;
        let mut s = x;
        for &k in ks {
            if last == Some(k) {
                s *= x;
            }
            last = Some(k);
        }
        s
    }

    check!(f(3.0, &[1, 1, 2, 2, 2]), 81.0, 108.0);
}

/// A constant that a for loop assigns anew, used behind the loop.
#[test]
fn behind_a_for_loop() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut k = 1;
        let mut s = x;
        for i in 0..4 {
            k = k * 2 + i;
            if k > 10 {
                s *= k as f64;
            }
        }
        s * k as f64
    }

    check!(f(2.0), 2.0 * 12.0 * 27.0 * 27.0, 12.0 * 27.0 * 27.0);
}

/// A constant string that a loop grows.
#[test]
fn string() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut name = String::new();
        let mut s = 0.0;
        for _ in 0..3 {
            name = name + "ab";
            s += x * name.len() as f64;
        }
        s
    }

    check!(f(2.0), 24.0, 12.0);
}

/// A constant assigned anew by a branch on what varies.
#[test]
fn branch_on_what_varies() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut k = 2;
        let mut s = x;
        while s < 20.0 {
            if s > 5.0 {
                k = 3;
            } else {
                k += 1;
            }
            s *= k as f64;
        }
        s * x
    }

    check!(f(2.0), 2.0 * 3.0 * 3.0 * 3.0 * 2.0, 2.0 * 54.0);
    check!(f(1.0), 3.0 * 4.0 * 3.0, 2.0 * 36.0);
}

/// A constant out of a loop's break.
#[test]
fn break_value() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut i = 0;
        let k = loop {
            i += 1;
            if i * i > 50 {
                break i;
            }
        };
        let mut b = 1.0;
        let e = loop {
            b *= 0.5;
            if b < 0.1 {
                break b;
            }
        };
        x.powi(k / 4) * e
    }

    check!(f(3.0), 9.0 / 16.0, 6.0 / 16.0);
}

/// A constant array replaced in a loop.
#[test]
fn replaced_array() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut p = [1u32, 0, 0];
        let mut s = 0.0;
        for i in 0..3 {
            p = [p[2] + 1, p[0], p[1] + p[0]];
            s += x * p[i] as f64;
        }
        s
    }

    let mut p = [1u32, 0, 0];
    let mut s = 0.0;
    for i in 0..3 {
        p = [p[2] + 1, p[0], p[1] + p[0]];
        s += p[i] as f64;
    }
    check!(f(2.0), 2.0 * s, s);
}

/// Parameters that are constants and change: arrays, vectors, tuples, structs and maps.
#[test]
fn parameters() {
    #[derive(Clone, Copy)]
    struct C {
        k: f64,
        n: usize,
    }

    #[differentiate(wrt(x))]
    fn array(x: f64, mut w: [f64; 2], mut n: [usize; 2]) -> f64 {
        w[0] = 2.0;
        w[1] += 1.0;
        n[0] += 1;
        x.powi(n[0] as i32) * w[0] * w[1]
    }
    #[differentiate]
    fn vector(x: f64, mut n: Vec<usize>) -> f64 {
        n[0] += 1;
        n.push(4);
        x.powi(n[0] as i32) * n.len() as f64
    }
    #[differentiate(wrt(x))]
    fn fields(x: f64, mut c: C, mut t: (f64, usize)) -> f64 {
        c.k += 1.0;
        c.n = 2;
        t.0 *= 2.0;
        t.1 += 1;
        let mut own = C { k: 1.0, n: t.1 };
        own.k += t.0;
        x.powi(c.n as i32) * c.k + x.powi(own.n as i32) * own.k
    }
    #[differentiate]
    fn map(x: f64, mut m: std::collections::BTreeMap<usize, i32>) -> f64 {
        m.insert(1, 3);
        x.powi(m[&1])
    }

    check!(array(3.0, [1.0, 2.0], [1, 0]), 54.0, 36.0);
    check!(vector(3.0, vec![1, 2]), 27.0, 18.0);
    check!(fields(3.0, C { k: 1.0, n: 0 }, (1.0, 0)), 18.0 + 9.0, 12.0 + 3.0);
    check!(map(2.0, std::collections::BTreeMap::new()), 8.0, 12.0);
}
