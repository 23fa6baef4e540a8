//! Slices: their ends, parts, chunks and order.

use chainrule::differentiate;

use crate::check::{check, jacobian};

/// `first` and `last`.
#[test]
fn first_last() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let a = x.first().unwrap();
        let b = *x.last().unwrap();
        a * b + x.first().copied().unwrap_or(0.0)
    }

    check!(f(&[2.0, 3.0, 5.0]), 12.0, [6.0, 0.0, 2.0]);
    check!(f(&[2.0]), 6.0, [5.0]);
}

/// `split_at`.
#[test]
fn split_at() {
    #[differentiate]
    fn f(x: &[f64], n: usize) -> f64 {
        let (a, b) = x.split_at(n);
        a.iter().sum::<f64>() * b.iter().map(|v| v * v).sum::<f64>()
    }

    check!(f(&[1.0, 2.0, 3.0], 1), 13.0, [13.0, 4.0, 6.0]);
    check!(f(&[1.0, 2.0, 3.0], 2), 27.0, [9.0, 9.0, 18.0]);
}

/// `split_first` and `split_last`.
#[test]
fn split_first() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let (h, t) = x.split_first().unwrap();
        let (l, m) = t.split_last().unwrap();
        h * l + m.iter().product::<f64>()
    }

    check!(f(&[2.0, 3.0, 4.0, 5.0]), 10.0 + 12.0, [5.0, 4.0, 3.0, 2.0]);
}

/// `chunks` with a rest.
#[test]
fn chunks() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.chunks(2).map(|c| c.iter().product::<f64>()).sum()
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for (i, c) in x.chunks(3).enumerate() {
            s += c[0] * c[c.len() - 1] * (i + 1) as f64;
        }
        s
    }

    check!(f(&[1.0, 2.0, 3.0, 4.0, 5.0]), 19.0, [2.0, 1.0, 4.0, 3.0, 1.0]);
    check!(g(&[1.0, 2.0, 3.0, 4.0, 5.0]), 3.0 + 40.0, [3.0, 0.0, 1.0, 10.0, 8.0]);
}

/// `chunks_exact` with a rest, in a loop and mapped.
#[test]
fn chunks_exact() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for c in x.chunks_exact(2) {
            s += c[0] * c[1] * c[1];
        }
        s
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        x.chunks_exact(2).zip(x.chunks_exact(2).skip(1)).map(|(a, b)| a[0] * b[1]).sum()
    }

    check!(f(&[2.0, 3.0, 4.0, 5.0, 7.0]), 18.0 + 100.0, [9.0, 12.0, 25.0, 40.0, 0.0]);
    check!(g(&[2.0, 3.0, 4.0, 5.0]), 10.0, [5.0, 0.0, 0.0, 2.0]);
}

/// `windows` of three, and of a width that is a parameter.
#[test]
fn windows() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.windows(3).map(|w| (w[0] - 2.0 * w[1] + w[2]).powi(2)).sum()
    }
    #[differentiate]
    fn g(x: &[f64], k: usize) -> f64 {
        x.windows(k).map(|w| w.iter().product::<f64>()).sum()
    }

    check!(f(&[1.0, 3.0, 2.0]), 9.0, [-6.0, 12.0, -6.0]);
    check!(g(&[1.0, 3.0, 2.0], 2), 9.0, [3.0, 3.0, 3.0]);
}

/// `windows` with a slice pattern.
#[test]
fn windows_pattern() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for w in x.windows(2) {
            let &[a, b] = w else { unreachable!() };
            s += a * b * b;
        }
        s
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        x.windows(2).map(|w| if let [a, b] = w { a * b } else { 0.0 }).sum()
    }

    check!(f(&[1.0, 3.0, 2.0]), 9.0 + 12.0, [9.0, 6.0 + 4.0, 12.0]);
    check!(g(&[1.0, 3.0, 2.0]), 9.0, [3.0, 3.0, 3.0]);
}

/// `sort_by` of a local vector.
#[test]
fn sort_by() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        y.sort_by(|a, b| a.partial_cmp(b).unwrap());
        y[0] * y[1] + 3.0 * y[2]
    }

    check!(f(&[5.0, 2.0, 3.0]), 6.0 + 15.0, [3.0, 3.0, 2.0]);
}

/// Orders of every kind: descending, unstable, a median.
#[test]
fn sort_by_descending() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y: Vec<f64> = x.iter().map(|v| v * v).collect();
        y.sort_by(|a, b| b.total_cmp(a));
        y[0] - y[y.len() - 1]
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        y.sort_unstable_by(f64::total_cmp);
        let n = y.len();
        if n % 2 == 1 { y[n / 2] } else { 0.5 * (y[n / 2 - 1] + y[n / 2]) }
    }

    check!(f(&[-5.0, 2.0, 3.0]), 21.0, [-10.0, -4.0, 0.0]);
    check!(g(&[5.0, 2.0, 3.0]), 3.0, [0.0, 0.0, 1.0]);
    check!(g(&[5.0, 2.0, 3.0, 9.0]), 4.0, [0.5, 0.0, 0.5, 0.0]);
}

/// Indices sorted by the values.
#[test]
fn sort_indices() {
    #[differentiate]
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let mut order: Vec<usize> = (0..x.len()).collect();
        order.sort_by(|&i, &j| x[i].total_cmp(&x[j]));
        let mut s = 0.0;
        for (k, &i) in order.iter().enumerate() {
            s += x[i] * w[k];
        }
        s
    }

    check!(
        f(&[5.0, 2.0, 3.0], &[1.0, 10.0, 100.0]),
        2.0 + 30.0 + 500.0,
        ([100.0, 1.0, 10.0], [2.0, 3.0, 5.0])
    );
}

/// `reverse`, twice.
#[test]
fn reverse() {
    #[differentiate]
    fn f(x: &[f64; 3]) -> f64 {
        let mut y = *x;
        y.reverse();
        y[0] *= y[1];
        y.reverse();
        y[2] * x[0]
    }

    check!(f(&[2.0, 3.0, 4.0]), 24.0, [12.0, 8.0, 6.0]);
}

/// `swap` of elements in a loop.
#[test]
fn swap_elements() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        let n = y.len();
        for i in 0..n / 2 {
            y.swap(i, n - 1 - i);
            y[i] *= y[i];
        }
        y[0] + 2.0 * y[n - 1]
    }

    check!(f(&[2.0, 5.0, 3.0]), 9.0 + 4.0, [2.0, 0.0, 6.0]);
}

/// `as_slice`, and parts of slices.
#[test]
fn as_slice() {
    #[differentiate]
    fn f(x: &[f64; 3]) -> f64 {
        let y = x.to_vec();
        let s = y.as_slice();
        let t: f64 = s[1..].iter().sum();
        let u: f64 = (&x[..2]).iter().sum();
        t * u
    }

    check!(f(&[1.0, 2.0, 3.0]), 15.0, [5.0, 8.0, 3.0]);
}

/// `fill`, `copy_from_slice` and `clone_from_slice` into parts.
#[test]
fn fill_and_copy_from_slice() {
    #[differentiate]
    fn f(x: &[f64; 2]) -> f64 {
        let mut y = [1.0; 4];
        y[..2].copy_from_slice(x);
        y[2..].fill(x[0] * x[1]);
        let mut z = [0.0; 2];
        z.clone_from_slice(&y[1..3]);
        z[0] * z[1]
    }

    check!(f(&[2.0, 3.0]), 18.0, [9.0, 12.0]);
}

/// `std::array::from_fn`.
#[test]
fn from_fn() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a: [f64; 4] = std::array::from_fn(|i| x.powi(i as i32));
        a.iter().sum()
    }
    #[differentiate]
    fn g(x: &[f64; 3]) -> [f64; 3] {
        std::array::from_fn(|i| x[i] * x[(i + 1) % 3])
    }

    check!(f(2.0), 15.0, 1.0 + 4.0 + 12.0);
    jacobian!(g(&[2.0, 3.0, 5.0]), [6.0, 15.0, 10.0], [[3.0, 2.0, 0.0], [0.0, 5.0, 3.0], [5.0, 0.0, 2.0]]);
}

/// `map` of an array.
#[test]
fn e_map() {
    #[differentiate]
    fn f(x: &[f64; 2]) -> f64 {
        let y = x.map(|v| v * v);
        y[0] * y[1]
    }

    check!(f(&[2.0, 3.0]), 36.0, [36.0, 24.0]);
}

/// `reverse` of an array of values.
#[test]
fn e_reversed_array() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut y = [x, 2.0];
        y.reverse();
        y[0] * x + y[1] * x
    }

    check!(f(3.0), 15.0, 2.0 + 6.0);
}

/// Parts of a slice that become arrays, which have to be as long.
#[test]
fn arrays_of_parts() {
    #[differentiate]
    fn distance(p: &[f64]) -> f64 {
        let a: [f64; 2] = p[..2].try_into().unwrap();
        let b: [f64; 2] = p[2..4].try_into().expect("two");
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum()
    }
    check!(distance(&[1.0, 2.0, 4.0, 6.0]), 25.0, [-6.0, -8.0, 6.0, 8.0]);
    assert!(std::panic::catch_unwind(|| distance::gradient(&[1.0; 3])).is_err());

    #[differentiate]
    fn of_any_length<const N: usize>(p: &[f64], by: &[f64; N]) -> f64 {
        let mut a: [f64; N] = p.try_into().unwrap();
        a[0] *= 2.0;
        a.iter().zip(by).map(|(a, b)| a * b).sum()
    }
    check!(of_any_length(&[1.0, 2.0], &[3.0, 4.0]), 14.0, ([6.0, 4.0], [2.0, 2.0]));
    assert!(std::panic::catch_unwind(|| of_any_length::gradient(&[1.0; 3], &[1.0; 2])).is_err());

    #[differentiate]
    fn in_a_closure(p: &[f64]) -> f64 {
        p.chunks_exact(2)
            .map(|pair| {
                let [a, b] = <[f64; 2]>::try_from(pair).unwrap();
                a * b
            })
            .sum()
    }
    check!(in_a_closure(&[1.0, 2.0, 4.0, 6.0]), 26.0, [2.0, 1.0, 6.0, 4.0]);
}
