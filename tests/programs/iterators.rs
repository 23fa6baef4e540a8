//! Iterators and their adapters.

use chainrule::differentiate;

use crate::check::{check, jacobian};

/// A named iterator, mapped.
#[test]
fn named_map() {
    #[differentiate]
    fn f(a: &[f64]) -> f64 {
        let squares = a.iter().map(|v| v * v);
        squares.sum::<f64>()
    }

    check!(f(&[1.0, 2.0]), 5.0, [2.0, 4.0]);
}

/// Named iterators with adapters, taken by another and by a loop.
#[test]
fn named_adapters() {
    #[differentiate]
    fn f(x: &[f64], y: &[f64]) -> f64 {
        let both = x.iter().zip(y).filter(|(a, _)| **a > 0.0);
        let scaled = both.map(|(a, b)| a * b);
        let mut s = 0.0;
        for v in scaled {
            s += v * v;
        }
        let idx = (0..x.len()).rev();
        for i in idx {
            s += x[i] * i as f64;
        }
        s
    }

    check!(f(&[1.0, -2.0], &[3.0, 4.0]), 9.0 - 2.0, ([18.0, 1.0], [6.0, 0.0]));
}

/// Named iterators, taken in a loop.
#[test]
fn named_iterator() {
    #[differentiate]
    fn f(x: &[f64], y: &[f64]) -> f64 {
        let pairs = x.iter().zip(y.iter());
        let mut s = 0.0;
        for (a, b) in pairs {
            s += a * b * b;
        }
        s
    }

    check!(f(&[1.0, 2.0], &[3.0, 4.0]), 41.0, ([9.0, 16.0], [6.0, 16.0]));
}

/// A named range, and its length.
#[test]
fn named_range() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let r = 1..x.len();
        let n = r.len();
        let mut s = 0.0;
        for i in r {
            s += x[i] * x[i - 1];
        }
        s / n as f64
    }

    check!(f(&[1.0, 2.0, 3.0]), 4.0, [1.0, 2.0, 1.0]);
}

/// `rev` before `enumerate`, and behind it.
#[test]
fn rev_enumerate() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().rev().enumerate().map(|(i, v)| v.powi(i as i32 + 1)).sum()
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for (i, v) in x.iter().enumerate().rev() {
            s = s * 2.0 + v * i as f64;
        }
        s
    }

    check!(f(&[2.0, 3.0]), 7.0, [4.0, 1.0]);
    check!(g(&[2.0, 3.0, 5.0]), ((10.0 * 2.0) + 3.0) * 2.0, [0.0, 2.0, 8.0]);
}

/// `zip` with `skip`, `enumerate` and `rev`.
#[test]
fn zip_enumerate_rev() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().zip(x.iter().skip(1)).enumerate().map(|(i, (a, b))| (b - a).powi(2) * (i + 1) as f64).sum()
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        x.iter().zip(x.iter().rev()).map(|(a, b)| a * b).sum()
    }

    check!(f(&[1.0, 3.0, 4.0]), 4.0 + 2.0, [-4.0, 4.0 - 4.0, 4.0]);
    check!(g(&[1.0, 3.0, 4.0]), 17.0, [8.0, 6.0, 2.0]);
}

/// Three slices, zipped.
#[test]
fn zip_three() {
    #[differentiate]
    fn f(x: &[f64], y: &[f64], z: &[f64]) -> f64 {
        x.iter().zip(y).zip(z).map(|((a, b), c)| a * b * c).sum()
    }
    #[differentiate]
    fn g(x: &[f64], y: &[f64], z: &[f64]) -> f64 {
        let mut s = 0.0;
        for (a, (b, c)) in x.iter().zip(y.iter().zip(z.iter())) {
            s += a * b + c * c;
        }
        s
    }

    check!(f(&[1.0, 2.0], &[3.0, 4.0], &[5.0, 6.0]), 15.0 + 48.0, ([15.0, 24.0], [5.0, 12.0], [3.0, 8.0]));
    check!(g(&[1.0, 2.0], &[3.0, 4.0], &[5.0, 6.0]), 11.0 + 61.0, ([3.0, 4.0], [1.0, 2.0], [10.0, 12.0]));
}

/// `rev` of ranges.
#[test]
fn rev_range() {
    #[differentiate]
    fn f(c: &[f64], x: f64) -> f64 {
        let mut s = 0.0;
        for i in (0..c.len()).rev() {
            s = s * x + c[i];
        }
        for i in (1..=2).rev() {
            s *= i as f64;
        }
        s
    }

    check!(f(&[1.0, 2.0, 3.0], 2.0), 34.0, ([2.0, 4.0, 8.0], 2.0 * (2.0 + 12.0)));
}

/// `step_by`, of ranges and of iterators, `rev`.
#[test]
fn step_by() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in (0..x.len()).step_by(2) {
            s += x[i] * x[i];
        }
        s + x.iter().skip(1).step_by(2).product::<f64>()
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in (0..x.len()).rev().step_by(2) {
            s = s * 2.0 + x[i];
        }
        s
    }

    check!(f(&[2.0, 3.0, 4.0, 5.0]), 20.0 + 15.0, [4.0, 5.0, 8.0, 3.0]);
    check!(g(&[2.0, 3.0, 4.0]), 10.0, [1.0, 0.0, 2.0]);
}

/// `take_while`, `skip_while`.
#[test]
fn take_while() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().take_while(|v| **v < 3.0).map(|v| v * v).sum()
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        x.iter().skip_while(|v| **v < 3.0).map(|v| v * v).sum()
    }

    check!(f(&[1.0, 2.0, 4.0, 1.5]), 5.0, [2.0, 4.0, 0.0, 0.0]);
    check!(g(&[1.0, 2.0, 4.0, 1.5]), 18.25, [0.0, 0.0, 8.0, 3.0]);
}

/// `take_while` guards a NaN.
#[test]
fn take_while_nan() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().take_while(|v| **v > 0.0).map(|v| v.sqrt()).sum()
    }

    check!(f(&[4.0, 0.0, 9.0]), 2.0, [0.25, 0.0, 0.0]);
}

/// `flat_map`.
#[test]
fn flat_map() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().flat_map(|a| x.iter().map(move |b| a * b * b)).sum()
    }

    check!(f(&[1.0, 2.0]), 15.0, [5.0 + 6.0, 5.0 + 12.0]);
}

/// `flat_map` into a vector.
#[test]
fn flat_map_collect() {
    #[differentiate]
    fn f(x: &[f64]) -> Vec<f64> {
        x.iter().flat_map(|v| [*v, v * v]).collect()
    }

    jacobian!(f(&[2.0, 3.0]), [2.0, 4.0, 3.0, 9.0], [[1.0, 0.0], [4.0, 0.0], [0.0, 1.0], [0.0, 6.0]]);
}

/// `scan`.
#[test]
fn scan() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter()
            .scan(1.0, |p, v| {
                *p *= v;
                Some(*p)
            })
            .sum()
    }
    #[differentiate]
    fn g(x: &[f64]) -> Vec<f64> {
        x.iter()
            .scan(0.0, |s, v| {
                *s += v * v;
                Some(*s)
            })
            .collect()
    }

    check!(f(&[2.0, 3.0, 4.0]), 2.0 + 6.0 + 24.0, [1.0 + 3.0 + 12.0, 2.0 + 8.0, 6.0]);
    jacobian!(g(&[2.0, 3.0]), [4.0, 13.0], [[4.0, 0.0], [4.0, 6.0]]);
}

/// `scan` that ends early.
#[test]
fn scan_stop() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter()
            .scan(0.0, |s, v| {
                *s += v;
                if *s > 5.0 { None } else { Some(*s * *s) }
            })
            .sum()
    }

    check!(f(&[1.0, 2.0, 9.0, 1.0]), 1.0 + 9.0, [2.0 + 6.0, 6.0, 0.0, 0.0]);
}

/// `for_each` over `iter_mut`, zipped and numbered.
#[test]
fn for_each() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = vec![0.0; x.len()];
        y.iter_mut().zip(x).for_each(|(a, b)| *a += b * b);
        y.iter_mut().enumerate().for_each(|(i, a)| *a *= i as f64);
        y.iter().sum()
    }

    check!(f(&[2.0, 3.0, 4.0]), 9.0 + 32.0, [0.0, 6.0, 16.0]);
}

/// `into_iter` of arrays and vectors.
#[test]
fn into_iter() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = [x, x * x];
        let v = vec![x; 3];
        a.into_iter().sum::<f64>() * v.into_iter().map(|t| t * 2.0).sum::<f64>()
    }

    check!(f(2.0), 6.0 * 12.0, (1.0 + 4.0) * 12.0 + 6.0 * 6.0);
}

/// `collect` into `Vec<_>`.
#[test]
fn collect_use() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let y = x.iter().map(|v| v.exp()).collect::<Vec<_>>();
        let z: Vec<_> = y.iter().zip(x).map(|(a, b)| a * b).collect();
        z[0] * z[1]
    }

    check!(f(&[0.5, 2.0]), 2.5f64.exp(), [2.5f64.exp() * (1.0 + 2.0), 2.5f64.exp() * (1.0 + 0.5)]);
}

/// `collect` of rows.
#[test]
fn matrix_collect() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let m: Vec<Vec<f64>> = x.iter().map(|a| x.iter().map(|b| a * b).collect()).collect();
        m[0][1] * m[1][1]
    }

    check!(f(&[2.0, 3.0]), 54.0, [27.0, 54.0]);
}

/// `chain`.
#[test]
fn chain_once() {
    #[differentiate]
    fn f(x: &[f64], y: f64) -> f64 {
        x.iter().chain([y * y].iter()).map(|v| v * v).sum()
    }
    #[differentiate]
    fn g(x: &[f64], y: &[f64]) -> f64 {
        x.iter().chain(y).product()
    }

    check!(f(&[2.0], 3.0), 4.0 + 81.0, ([4.0], 4.0 * 27.0));
    check!(g(&[2.0, 3.0], &[4.0]), 24.0, ([12.0, 8.0], [6.0]));
}

/// `flatten` of rows.
#[test]
fn e_flatten() {
    #[differentiate]
    fn f(x: &[[f64; 2]]) -> f64 {
        x.iter().flatten().map(|v| v * v).sum()
    }

    check!(f(&[[1.0, 2.0], [3.0, 4.0]]), 30.0, [[2.0, 4.0], [6.0, 8.0]]);
}

/// `enumerate` behind `filter` numbers what is let through.
#[test]
fn e_enumerate_behind_filter() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().filter(|v| **v > 0.0).enumerate().map(|(i, v)| i as f64 * v).sum()
    }

    check!(f(&[1.0, -1.0, 2.0, 3.0]), 2.0 + 6.0, [0.0, 0.0, 1.0, 2.0]);
}

/// As far as a closure gives something.
#[test]
fn map_while() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let v: Vec<f64> = x.iter().map_while(|v| (*v > 0.0).then(|| v * v)).collect();
        v.iter().product::<f64>()
            + x.iter().map_while(|v| if *v < 0.0 { None } else { Some(v * x[0]) }).sum::<f64>()
    }

    // a²b² + a² + ab
    check!(f(&[2.0, 3.0, -1.0, 5.0]), 46.0, [36.0 + 4.0 + 3.0, 24.0 + 2.0, 0.0, 0.0]);
}

/// States of `scan` that are more than a number.
#[test]
fn states_of_scan() {
    #[differentiate]
    fn pairs(x: &[f64]) -> f64 {
        x.iter()
            .scan((0.0, 1.0), |state, v| {
                let (sum, product) = *state;
                *state = (sum + v, product * v);
                Some(state.0 * state.1)
            })
            .sum()
    }
    #[differentiate]
    fn last_one(x: &[f64]) -> f64 {
        x.iter()
            .scan(None, |last, v| {
                let step = last.map_or(0.0, |last: f64| v - last);
                *last = Some(*v);
                Some(step * step)
            })
            .sum()
    }
    #[differentiate]
    fn list(x: &[f64]) -> f64 {
        x.iter()
            .scan([0.0; 2], |s, v| {
                s[0] += v;
                s[1] += s[0];
                Some(s[1] * v)
            })
            .sum()
    }

    // a² + (a + b)·a·b
    check!(pairs(&[2.0, 3.0]), 34.0, [4.0 + 21.0, 16.0]);
    check!(last_one(&[1.0, 3.0, 2.0]), 5.0, [-4.0, 6.0, -2.0]);
    // a² + (2a + b)·b
    check!(list(&[2.0, 3.0]), 25.0, [10.0, 10.0]);
}
