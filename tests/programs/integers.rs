//! Integers: suffixes, widths, casts and bits.

use chainrule::differentiate;

use crate::check::check;

/// The suffix of an integer literal in a let.
#[test]
fn suffix_in_a_let() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let k = 3_000_000_000u64;
        x * k as f64
    }

    check!(f(2.0), 6e9, 3e9);
}

/// `3u64.pow(30)` and a shift.
#[test]
fn u64_pow() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = 3u64.pow(30);
        let b = 1u64 << 40;
        x * a as f64 + x * x * b as f64
    }

    check!(
        f(2.0),
        2.0 * 205891132094649.0 + 4.0 * 1099511627776.0,
        205891132094649.0 + 4.0 * 1099511627776.0
    );
}

/// A factorial from `1u64`.
#[test]
fn factorial() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = 1.0;
        let mut fact = 1u64;
        let mut p = 1.0;
        for k in 1..16 {
            p *= x;
            fact *= k;
            s += p / fact as f64;
        }
        s
    }

    let term = |k: i32| 0.5f64.powi(k) / (1..=k).map(f64::from).product::<f64>();
    check!(f(0.5), (0..16).map(term).sum::<f64>(), (0..15).map(term).sum::<f64>());
}

/// `200u8.wrapping_add(100)`.
#[test]
fn wrapping_add() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let k = 200u8;
        let m = k.wrapping_add(100);
        x * m as f64
    }

    check!(f(2.0), 88.0, 44.0);
}

/// A negative literal with a suffix.
#[test]
fn negative_suffix() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let k = -5_000_000_000i64;
        let h = k / 1000;
        x * h as f64
    }

    check!(f(2.0), -1e7, -5e6);
}

/// Suffixes in a constant, in arguments and elements.
#[test]
fn suffixes_in_const_and_arguments() {
    const BIG: u64 = 5_000_000_000;
    fn twice(n: u64) -> u64 {
        n * 2
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let t = [1u64, 3_000_000_000];
        let n = twice(2_500_000_000);
        x * (t[1] + n + BIG) as f64 + x * t[0] as f64
    }

    check!(f(2.0), 2.0 * 13e9 + 2.0, 13e9 + 1.0);
}

/// A mutated integer with a suffix.
#[test]
fn suffix_of_a_mut() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut k = 1u128;
        for _ in 0..19 {
            k *= 100;
        }
        x * (k / 10u128.pow(36)) as f64
    }

    check!(f(2.0), 200.0, 100.0);
}

/// Suffix of float literals.
#[test]
fn suffix_of_floats() {
    #[differentiate]
    fn f(x: f32) -> f32 {
        let k = 2.5f32;
        let j = 4_f32;
        x * k + j * x * x
    }

    check!(f(2.0), 5.0 + 16.0, 2.5 + 16.0);
}

/// Unsigned subtraction and saturation.
#[test]
fn saturating_subtraction() {
    #[differentiate]
    fn f(x: f64, n: u32) -> f64 {
        let one = 1u32;
        let m = one.saturating_sub(n);
        let d = n.abs_diff(one);
        x.powi(m as i32) * d as f64 * x
    }

    check!(f(3.0, 0), 9.0, 6.0);
    check!(f(3.0, 4), 9.0, 3.0);
}

/// Integer division rounds to zero, rem keeps the sign.
#[test]
fn division_and_remainder() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = -7i32;
        let b = a / 2;
        let c = a % 3;
        let d = a.rem_euclid(3);
        let e = a.div_euclid(2);
        x * (b * 1000 + c * 100 + d * 10 + e) as f64
    }

    check!(f(1.0), -3000.0 - 100.0 + 20.0 - 4.0, -3084.0);
}

/// Wrapping arithmetic of a pseudo-random generator.
#[test]
fn wrapping_generator() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut state = 12345u64;
        let mut s = 0.0;
        for v in x {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let w = (state >> 33) % 10;
            s += w as f64 * v * v;
        }
        s
    }

    let next = |n: u64| n.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
    let weight = |n: u64| ((n >> 33) % 10) as f64;
    let (a, b) = (weight(next(12345)), weight(next(next(12345))));
    check!(f(&[1.0, 2.0]), a + 4.0 * b, [2.0 * a, 4.0 * b]);
}

/// Suffixes in arguments, closures, ranges and steps.
#[test]
fn suffixes_in_closures_and_ranges() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let g = |k| x * k as f64;
        let mut s = g(3_000_000_000u64);
        for i in (0u64..5_000_000_000).step_by(2_500_000_000) {
            s += x * x * i as f64;
        }
        s
    }

    check!(f(2.0), 6e9 + 4.0 * 2.5e9, 3e9 + 4.0 * 2.5e9);
}

/// A `let` with a type and without a suffix.
#[test]
fn typed_let() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a: u64 = 10_000_000_000;
        let b: i128 = -(1 << 100);
        let c = a as i128 + (b >> 70);
        x * c as f64
    }

    check!(f(2.0), 2.0 * (1e10 - 2f64.powi(30)), 1e10 - 2f64.powi(30));
}

/// Hexadecimal, binary, octal and byte literals.
#[test]
fn radices() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = 0xFFu8;
        let b = 0b1010;
        let c = 0o17u16;
        let d = b'a';
        let e = 0xFFFF_FFFF_FFu64;
        x * (a as f64 + b as f64 + c as f64 + d as f64) + x * x * e as f64
    }

    check!(f(2.0), 2.0 * (255.0 + 10.0 + 15.0 + 97.0) + 4.0 * 1099511627775.0, 377.0 + 4.0 * 1099511627775.0);
}

/// Checked, saturating and overflowing sums, and leading zeros.
#[test]
fn overflowing() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = 250u8;
        let b = a.checked_add(10).unwrap_or(7);
        let c = a.saturating_add(10);
        let (d, over) = a.overflowing_add(10);
        let e = 1u32.leading_zeros();
        x * (b as f64 + c as f64 + d as f64 + e as f64) + if over { x * x } else { 0.0 }
    }

    check!(f(2.0), 2.0 * (7.0 + 255.0 + 4.0 + 31.0) + 4.0, 297.0 + 4.0);
}

/// Casts truncate, wrap and sign-extend.
#[test]
fn casts() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = 300i32 as u8;
        let b = -1i8 as u16;
        let c = 3.99f64 as i32;
        let d = -1.5f64 as u32;
        let e = 'A' as u32;
        x * (a as f64 + b as f64 + c as f64 + d as f64 + e as f64)
    }

    check!(f(2.0), 2.0 * (44.0 + 65535.0 + 3.0 + 0.0 + 65.0), 65647.0);
}

/// Modulo and division as indices, negative with `rem_euclid`.
#[test]
fn modulo_of_indices() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let n = x.len() as i64;
        let mut s = 0.0;
        for i in -2i64..5 {
            let a = i.rem_euclid(n) as usize;
            let b = (i / 2 + 1) as usize;
            s += x[a] * x[b % x.len()];
        }
        s
    }

    let pairs = [(1usize, 0usize), (2, 1), (0, 1), (1, 1), (2, 2), (0, 2), (1, 0)];
    let x = [2.0, 3.0, 5.0];
    let v: f64 = pairs.iter().map(|&(a, b)| x[a] * x[b]).sum();
    let mut g = [0.0; 3];
    for (a, b) in pairs {
        g[a] += x[b];
        g[b] += x[a];
    }
    check!(f(&[2.0, 3.0, 5.0]), v, g);
}

/// Binomials in u64.
#[test]
fn binomials() {
    #[differentiate]
    fn f(x: f64, n: u64) -> f64 {
        let mut c = 1u64;
        let mut s = 0.0;
        for k in 0..=n {
            s += c as f64 * x.powi(k as i32);
            c = c * (n - k) / (k + 1);
        }
        s
    }

    check!(f(0.5, 20), 1.5f64.powi(20), 20.0 * 1.5f64.powi(19));
}

/// Powers by `n & 1` and `n >>= 1`.
#[test]
fn shift_and_mask() {
    #[differentiate]
    fn f(x: f64, n: u32) -> f64 {
        let mut n = n;
        let mut b = x;
        let mut r = 1.0;
        while n > 0 {
            if n & 1 == 1 {
                r *= b;
            }
            b *= b;
            n >>= 1;
        }
        r
    }

    check!(f(2.0, 10), 1024.0, 5120.0);
    check!(f(2.0, 5), 32.0, 80.0);
}

/// `<<=`, `|=`, `&=`, `^=`, `!` on integers.
#[test]
fn bit_ops() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut n = 1u32;
        n <<= 3;
        n |= 5;
        n ^= 4;
        n &= !1;
        let m = !0u8 >> 4;
        x * n as f64 + x * x * m as f64
    }

    check!(f(2.0), 2.0 * 8.0 + 4.0 * 15.0, 8.0 + 60.0);
}

/// Integer expressions in casts, exponents and elements, in parentheses or not.
#[test]
fn integer_expressions() {
    #[differentiate]
    fn f(x: f64, n: i32) -> f64 {
        let a = (n / 2) as f64;
        let b = (n % 4 - 1) as f64;
        let c = -n as f64;
        let d = (n - 1).pow(2) as f64;
        let e = n.abs().min(3) as f64;
        x.powi(n / 3 + 1) * a + b * x + c * x * x + d + e * x.powi(-n / 7)
    }

    check!(f(2.0, 7), 8.0 * 3.0 + 4.0 - 28.0 + 36.0 + 1.5, 36.0 + 2.0 - 28.0 - 3.0 / 4.0);
}

/// Methods of integers that lists or nothing else have: none of them changes the integer.
#[test]
fn methods_of_integers() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut seed = 42u32;
        let mut s = 0.0;
        for _ in 0..2 {
            seed ^= seed << 13;
            seed = seed.rotate_left(3).swap_bytes();
            s += x * x * (seed % 7) as f64;
        }
        s
    }

    let mut seed = 42u32;
    let weights: u32 = (0..2)
        .map(|_| {
            seed ^= seed << 13;
            seed = seed.rotate_left(3).swap_bytes();
            seed % 7
        })
        .sum();
    let weight = f64::from(weights);
    check!(f(3.0), 9.0 * weight, 6.0 * weight);
}

/// The type of a closure's parameter is that of what it is given.
#[test]
fn given_to_closures() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let shifted = |n: u64| n << 33;
        let wrapped = |n: u8, m: i64| i64::from(n.wrapping_sub(3)) * m;
        x * shifted(1) as f64 + wrapped(1, 1 << 40) as f64 * x
    }

    let slope = 8_589_934_592.0 + 254.0 * 1_099_511_627_776.0;
    check!(f(2.0), 2.0 * slope, slope);
}

/// Tuples of integers that change, and integers that are cast out of them.
#[test]
fn in_tuples_that_change() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut fib = (0u64, 1u64);
        let mut t = (1, 2.5);
        let mut s = 0.0;
        for _ in 0..3 {
            fib = (fib.1, fib.0 + fib.1);
            t.0 *= 2;
            t.1 += 0.5;
            s += x.powi(fib.1 as i32) * t.1 + t.0 as f64;
        }
        s
    }

    // x·3 + 2 + x²·3.5 + 4 + x³·4 + 8
    check!(f(2.0), 6.0 + 14.0 + 32.0 + 14.0, 3.0 + 14.0 + 48.0);
}
