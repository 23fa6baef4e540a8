//! Ordinary forms of Rust: conversions, tuples, closures, labels, panics.

use chainrule::differentiate;

use crate::check::{check, jacobian};

/// `into` and `f64::from` of what varies.
#[test]
fn into_and_from() {
    #[differentiate]
    fn f(param: &[f64; 2]) -> f64 {
        let a: f64 = param[0].into();
        let b = f64::from(param[0] * param[1]);
        a + b
    }

    check!(f(&[2.0, 3.0]), 8.0, [4.0, 2.0]);
}

/// `f64::from` of constants of every kind.
#[test]
fn from_constants_of_every_kind() {
    #[differentiate]
    fn f(x: f64, n: u32, k: i8) -> f64 {
        let a: f64 = n.into();
        x * f64::from(n) + a * x * x * f64::from(k) + f64::from(2.5f32) * x + f64::from(true)
    }

    check!(f(2.0, 3, -1), 6.0 - 12.0 + 5.0 + 1.0, 3.0 - 12.0 + 2.5);
}

/// `into` and `f32::from` of what varies.
#[test]
fn into_and_from_of_f32() {
    #[differentiate]
    fn f(x: f32, y: f32) -> f32 {
        let a: f32 = (x * y).into();
        let b = f32::from(x);
        let c = f32::from(2u8) * y;
        a * b + c
    }

    check!(f(2.0, 3.0), 12.0 + 6.0, [12.0f32, 6.0]);
}

/// Loops six deep, each with a local of its own.
#[test]
fn loops_six_deep() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        for a in 0..2 {
            let p = s * 0.5;
            for b in 0..2 {
                let q = p * x;
                for c in 0..2 {
                    let r = q * 0.5 + x;
                    for d in 0..2 {
                        let t = r * 0.5;
                        for e in 0..2 {
                            let u = t + x;
                            for g in 0..2 {
                                let v = u * 0.01;
                                s += v * (a + b + c + d + e + g) as f64;
                            }
                        }
                    }
                }
            }
        }
        s
    }

    let right = {
        let mut s = (0.5, 1.0);
        let x = (0.5, 1.0);
        for a in 0..2 {
            let p = (s.0 * 0.5, s.1 * 0.5);
            let q = (p.0 * x.0, p.0 * x.1 + p.1 * x.0);
            for m in 0..32 {
                let n = (a + (m as u32 & 31u32).count_ones() as i32) as f64;
                let u: (f64, f64) = ((q.0 * 0.5 + x.0) * 0.5 + x.0, (q.1 * 0.5 + x.1) * 0.5 + x.1);
                s.0 += u.0 * 0.01 * n;
                s.1 += u.1 * 0.01 * n;
            }
        }
        s
    };
    check!(f(0.5), right.0, right.1);
}

/// Tuples in tuples, their fields and changes.
#[test]
fn tuple_fields() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let mut t = (x, (y, x * y));
        t.0 *= 2.0;
        t.1.0 += t.0;
        let (a, (b, c)) = t;
        a * b * c
    }

    let (x, y) = (2.0, 3.0);
    check!(
        f(2.0, 3.0),
        4.0 * 7.0 * 6.0,
        [4.0 * x * y * y + 12.0 * x * x * y, 4.0 * x * x * y + 4.0 * x * x * x]
    );
}

/// Destructuring assignments.
#[test]
fn destructuring_assign() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        for _ in 0..3 {
            (a, b) = (b, a + b * b);
        }
        let mut c = [0.0; 2];
        [c[1], c[0]] = [a, b];
        c[0] * c[1]
    }

    let (x, y) = (0.5f64, 0.25f64);
    let p = x + y * y;
    let q = y + p * p;
    let (px, py) = (1.0, 2.0 * y);
    let (qx, qy) = (2.0 * p * px, 1.0 + 2.0 * p * py);
    let by_x = qx * (p + q * q) + q * (px + 2.0 * q * qx);
    let by_y = qy * (p + q * q) + q * (py + 2.0 * q * qy);
    check!(f(0.5, 0.25), q * (p + q * q), [by_x, by_y]);
}

/// Blocks and loops with labels and values.
#[test]
fn break_label_value() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let y = 'a: {
            if x > 2.0 {
                break 'a x * x;
            }
            x + 1.0
        };
        let z = 'o: loop {
            let mut s = y;
            loop {
                s *= x;
                if s > 50.0 {
                    break 'o s;
                }
            }
        };
        z
    }

    check!(f(3.0), 81.0, 108.0);
    check!(f(1.5), 2.5 * 1.5f64.powi(8), 1.5f64.powi(8) + 8.0 * 1.5f64.powi(7) * 2.5);
}

/// Arrays of any length.
#[test]
fn generic_array() {
    #[differentiate]
    fn f<const N: usize>(x: &[f64; N]) -> [f64; N] {
        let mut y = [0.0; N];
        for i in 0..N {
            y[i] = x[i] * x[N - 1 - i];
        }
        y
    }

    jacobian!(f(&[2.0, 3.0]), [6.0, 6.0], [[3.0, 2.0], [3.0, 2.0]]);
}

/// Numbers of any type.
#[test]
fn generic_float() {
    #[differentiate]
    fn f<T: chainrule::Float>(x: &[T]) -> T {
        let n = T::of(x.len() as f64);
        let m = x.iter().copied().sum::<T>() / n;
        x.iter().map(|v| (*v - m) * (*v - m)).sum::<T>() / n
    }

    check!(f(&[1.0_f64, 3.0]), 1.0, [-1.0, 1.0]);
    check!(f(&[1.0_f32, 3.0]), 1.0f32, [-1.0f32, 1.0]);
}

/// Closures that call closures, captured by reference.
#[test]
fn nested_closures() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = x * 2.0;
        let g = |t: f64| t * a;
        let h = |t: f64| g(t) + g(t * t);
        h(x)
    }

    check!(f(2.0), 8.0 + 16.0, 8.0 + 6.0 * 4.0);
}

/// Closures with tuple, array and reference parameters.
#[test]
fn closure_args() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let dot = |a: [f64; 2], b: &[f64; 2]| a[0] * b[0] + a[1] * b[1];
        let sum = |(p, q): (f64, f64)| p + q * q;
        dot([x, y], &[y, 2.0]) + sum((x, y))
    }

    check!(f(2.0, 3.0), 6.0 + 6.0 + 2.0 + 9.0, [3.0 + 1.0, 2.0 + 2.0 + 6.0]);
}

/// `unreachable!`, `panic!` and `unimplemented!` in branches.
#[test]
fn panics() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        match n {
            0 => x,
            1 => x * x,
            _ => unreachable!("n is {n}"),
        }
    }
    #[differentiate]
    fn g(x: f64) -> f64 {
        if x < 0.0 {
            panic!("negative: {x}");
        }
        let y = if x > 100.0 { unimplemented!() } else { x * x };
        y * x
    }

    check!(f(3.0, 1), 9.0, 6.0);
    check!(g(2.0), 8.0, 12.0);
    assert!(std::panic::catch_unwind(|| g::gradient(-1.0)).is_err());
    assert!(std::panic::catch_unwind(|| f::gradient(1.0, 2)).is_err());
}

/// `panic!` in an arm of a statement, and `assert_ne!`.
#[test]
fn panic_statement() {
    #[differentiate]
    fn f(x: f64, n: i32) -> f64 {
        let mut y = x;
        match n.signum() {
            1 => y *= x,
            0 => y += 1.0,
            -1 => panic!("no"),
            _ => unreachable!(),
        }
        assert_ne!(n, 100, "not a hundred");
        y
    }

    check!(f(3.0, 5), 9.0, 6.0);
    check!(f(3.0, 0), 4.0, 1.0);
}

/// `std::mem::swap` of numbers.
#[test]
fn mem_swap() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let mut a = x;
        let mut b = y;
        for _ in 0..3 {
            std::mem::swap(&mut a, &mut b);
            a *= b;
        }
        a + 10.0 * b
    }

    let (x, y) = (2.0f64, 3.0f64);
    check!(
        f(2.0, 3.0),
        x.powi(3) * y * y + 10.0 * x * x * y,
        [3.0 * x * x * y * y + 20.0 * x * y, 2.0 * y * x.powi(3) + 10.0 * x * x]
    );
}

/// `std::mem::swap` of vectors in a loop.
#[test]
fn mem_swap_arrays() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut old = x.to_vec();
        let mut new = vec![0.0; x.len()];
        for _ in 0..2 {
            for i in 0..old.len() {
                new[i] = old[i] * old[(i + 1) % old.len()];
            }
            std::mem::swap(&mut old, &mut new);
        }
        old[0]
    }

    check!(f(&[2.0, 3.0, 5.0]), 90.0, [45.0, 60.0, 18.0]);
}

/// A closure that is called where it stands.
#[test]
fn e_closure_without_a_name() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        (|t: f64| t * t)(x)
    }

    check!(f(3.0), 9.0, 6.0);
}

/// What changes where an index is found: it is found once, and behind what is on the right.
#[test]
fn indices_that_change() {
    #[differentiate]
    fn scaled(x: f64) -> f64 {
        let mut i = 0;
        let mut a = [x, 2.0 * x, 3.0];
        let mut next = || {
            i += 1;
            i
        };
        a[next()] *= x;
        a[next()] += x;
        a[0] + a[1] * a[2]
    }
    #[differentiate]
    fn behind(x: f64) -> f64 {
        let mut i = 2;
        let mut a = [1.0, x, 3.0];
        while i > 0 {
            a[{
                i -= 1;
                i
            }] -= a[i] * x;
        }
        a[0] + a[1]
    }

    // x + 2x²(3 + x)
    check!(scaled(2.0), 42.0, 1.0 + 24.0 + 24.0);
    // a₁ = x − 3x, and a₀ = 1 − a₁·x
    check!(behind(2.0), 1.0 + 8.0 - 4.0, 8.0 - 2.0);
}
