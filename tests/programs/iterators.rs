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

/// What is left in the first part of a chain is not gone on with in the second.
#[test]
fn chains_that_are_left() {
    #[differentiate]
    fn broken(x: &[f64], y: &[f64]) -> f64 {
        let mut sum = 0.0;
        for v in x.iter().chain(y) {
            if *v > 3.0 {
                break;
            }
            sum += v * v;
        }
        sum
    }
    #[differentiate]
    fn returned(x: &[f64], y: &[f64]) -> f64 {
        let mut sum = 0.0;
        for v in x.iter().chain(y) {
            if *v > 3.0 {
                return 2.0 * sum;
            }
            sum += v * v;
        }
        sum
    }
    #[differentiate]
    fn continued(x: &[f64], y: &[f64]) -> f64 {
        let mut sum = 0.0;
        'outer: for _ in 0..2 {
            for v in x.iter().chain(y) {
                if *v > 3.0 {
                    continue 'outer;
                }
                sum += v * v;
            }
            sum *= 2.0;
        }
        sum
    }
    #[differentiate]
    fn taken_while(x: &[f64], y: &[f64]) -> f64 {
        x.iter().chain(y).take_while(|v| **v < 3.0).map(|v| v * v).sum()
    }
    #[differentiate]
    fn found(x: &[f64], y: &[f64]) -> f64 {
        let mut asked = 0;
        let any = x.iter().chain(y).any(|v| {
            asked += 1;
            *v > 3.0
        });
        let first = x.iter().chain(y).find(|v| **v > 0.5).unwrap();
        if any { first * asked as f64 } else { *first }
    }
    #[differentiate]
    fn tried(x: &[f64], y: &[f64]) -> f64 {
        let product = x.iter().chain(y).try_fold(1.0, |p, v| if *v < 3.0 { Some(p * v) } else { None });
        product.unwrap_or(x[1])
    }
    #[differentiate]
    fn one_by_one(x: &[f64], y: &[f64]) -> f64 {
        let mut items = x.iter().chain(y);
        let mut sum = 0.0;
        while let Some(v) = items.next() {
            if *v > 3.0 {
                break;
            }
            sum += v * v;
        }
        sum
    }

    let (x, y) = ([1.0, 5.0], [2.0, 2.5]);
    check!(broken(&x, &y), 1.0, (vec![2.0, 0.0], vec![0.0, 0.0]));
    check!(returned(&x, &y), 2.0, (vec![4.0, 0.0], vec![0.0, 0.0]));
    check!(continued(&x, &y), 2.0, (vec![4.0, 0.0], vec![0.0, 0.0]));
    check!(taken_while(&x, &y), 1.0, (vec![2.0, 0.0], vec![0.0, 0.0]));
    check!(found(&x, &y), 2.0, (vec![2.0, 0.0], vec![0.0, 0.0]));
    check!(tried(&x, &y), 5.0, (vec![0.0, 1.0], vec![0.0, 0.0]));
    check!(one_by_one(&x, &y), 1.0, (vec![2.0, 0.0], vec![0.0, 0.0]));
    check!(broken(&y, &x), 11.25, (vec![4.0, 5.0], vec![2.0, 0.0]));
}

/// What is left among several items of one.
#[test]
fn nested_items_that_are_left() {
    #[differentiate]
    fn taken(x: &[f64]) -> f64 {
        x.iter().flat_map(|v| [*v, v * v]).take(3).map(|v| v * v).sum()
    }
    #[differentiate]
    fn found(x: &[f64]) -> f64 {
        let mut asked = 0;
        let any = x.iter().flat_map(|v| [*v, v * v]).any(|v| {
            asked += 1;
            v > 1.5
        });
        if any { x[0] * asked as f64 } else { x[1] }
    }
    #[differentiate]
    fn broken(x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for v in x.iter().flat_map(|v| [v * v, *v]) {
            if v > 3.5 {
                break;
            }
            if v < 1.5 {
                continue;
            }
            sum += v;
        }
        sum + x[0]
    }
    #[differentiate]
    fn of_rows(x: &[f64]) -> f64 {
        let rows = [[x[0], x[1]], [x[2], x[0]]];
        let mut sum = 0.0;
        for v in rows.iter().flatten() {
            if *v > 2.5 {
                return sum;
            }
            sum += v * v;
        }
        sum
    }

    check!(taken(&[1.0, 2.0, 3.0]), 6.0, vec![6.0, 4.0, 0.0]);
    check!(found(&[1.0, 2.0, 3.0]), 3.0, vec![3.0, 0.0, 0.0]);
    check!(broken(&[1.0, 1.75, 3.0]), 6.5625 - 0.75, vec![1.0, 4.5, 0.0]);
    check!(of_rows(&[1.0, 2.0, 3.0]), 5.0, vec![2.0, 4.0, 0.0]);
}

/// What a closure changes, it changes for items that are left out, too, and for no more than are asked for.
#[test]
fn closures_that_count() {
    #[differentiate]
    fn skipped(x: &[f64]) -> f64 {
        let mut n = 0;
        let mut squares = |v: &f64| {
            n += 1;
            v * v
        };
        let sum: f64 = x.iter().map(&mut squares).skip(1).sum();
        sum * n as f64
    }
    #[differentiate]
    fn stepped(x: &[f64]) -> f64 {
        let mut n = 0;
        let sum: f64 = x
            .iter()
            .map(|v| {
                n += 1;
                v * v
            })
            .step_by(2)
            .sum();
        sum * n as f64
    }
    #[differentiate]
    fn last(x: &[f64]) -> f64 {
        let mut p = 1.0;
        let last = x
            .iter()
            .map(|v| {
                p *= v;
                p
            })
            .last()
            .unwrap();
        last * p
    }
    #[differentiate]
    fn nth(x: &[f64]) -> f64 {
        let mut p = 1.0;
        let nth = x
            .iter()
            .map(|v| {
                p *= v;
                p
            })
            .nth(1)
            .unwrap();
        nth * p
    }
    #[differentiate]
    fn count(x: &[f64]) -> f64 {
        let mut p = 1.0;
        let count = x
            .iter()
            .map(|v| {
                p *= v;
                p
            })
            .count();
        p * count as f64
    }
    #[differentiate]
    fn taken(x: &[f64], k: usize) -> f64 {
        let mut n = 1;
        let sum: f64 = x
            .iter()
            .filter(|v| {
                n += 1;
                **v > 0.0
            })
            .take(k)
            .sum();
        (sum + x[0]) * n as f64
    }

    let x = [1.5, 2.0, 3.0];
    check!(skipped(&x), 39.0, vec![0.0, 12.0, 18.0]);
    check!(stepped(&x), 33.75, vec![9.0, 0.0, 18.0]);
    check!(last(&x), 81.0, vec![108.0, 81.0, 54.0]);
    check!(nth(&x), 9.0, vec![12.0, 9.0, 0.0]);
    check!(count(&x), 27.0, vec![18.0, 13.5, 9.0]);
    check!(taken(&x, 2), 15.0, vec![6.0, 3.0, 0.0]);
    check!(taken(&x, 0), 1.5, vec![1.0, 0.0, 0.0]);
}

/// Iterators that come of no list.
#[test]
fn made_of_nothing() {
    #[differentiate]
    fn padded(x: &[f64], y: f64) -> f64 {
        let all: Vec<f64> = std::iter::once(y).chain(x.iter().copied()).chain(std::iter::once(2.0)).collect();
        all.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum()
    }
    #[differentiate]
    fn weighted(x: &[f64], y: f64) -> f64 {
        x.iter().zip(std::iter::repeat(y * y)).map(|(v, w)| v * v * w).sum::<f64>()
            + std::iter::repeat_n(y, 3).product::<f64>()
            + std::iter::empty::<f64>().sum::<f64>()
    }
    #[differentiate]
    fn root(a: f64) -> f64 {
        std::iter::successors(Some(1.0), |v| Some(0.5 * (v + a / v))).nth(6).unwrap()
    }
    #[differentiate]
    fn doubled(x: f64) -> f64 {
        std::iter::successors(Some(x), |v| if *v < 10.0 { Some(v * 2.0) } else { None }).sum()
    }
    #[differentiate]
    fn powers(x: f64) -> f64 {
        let mut power = 1.0;
        std::iter::from_fn(|| {
            let given = power;
            power *= x;
            if given < 20.0 { Some(given) } else { None }
        })
        .sum()
    }
    #[differentiate]
    fn signs(x: &[f64]) -> f64 {
        x.iter().zip([1.0, -1.0].iter().cycle()).map(|(v, sign)| v * v * sign).sum::<f64>()
            + x.iter().cycle().skip(1).take(4).product::<f64>()
    }
    #[differentiate]
    fn looked_at(x: &[f64]) -> f64 {
        let mut seen = 0.0;
        let sum: f64 = x.iter().inspect(|v| seen += 2.0 * **v).map(|v| v * v).sum();
        sum * seen
    }

    // (x₀ − y)² + (x₁ − x₀)² + (2 − x₁)²
    check!(padded(&[1.0, 3.0], 0.5), 5.25, (vec![-3.0, 6.0], -1.0));
    check!(weighted(&[1.0, 2.0], 0.5), 1.375, (vec![0.5, 1.0], 5.75));
    check!(root(2.0), 2.0_f64.sqrt(), 0.5 / 2.0_f64.sqrt());
    check!(doubled(1.5), 22.5, 15.0);
    // 1 + x + x², as x³ is above 20.
    check!(powers(3.0), 13.0, 7.0);
    // x₀² − x₁² + x₂² + x₁²x₂x₀
    check!(signs(&[1.0, 2.0, 3.0]), 6.0 + 12.0, vec![2.0 + 12.0, -4.0 + 12.0, 6.0 + 4.0]);
    check!(looked_at(&[1.0, 2.0]), 30.0, vec![22.0, 34.0]);
}

/// Items of a constant that one closure looks at and another one takes apart: `*rate` is a number in each, whatever Rust binds.
#[test]
fn looked_at_before_they_are_taken_apart() {
    const BANDS: [(f64, f64); 3] = [(0.0, 0.25), (2.0, 0.5), (8.0, 2.0)];
    const LENT: &[(f64, f64)] = &BANDS;

    #[differentiate(wrt(x))]
    fn filtered(x: f64, bands: &[(f64, f64)]) -> f64 {
        bands.iter().filter(|(from, _)| x > *from).map(|(from, rate)| (x - from) * rate).sum()
    }
    check!(filtered(4.0, &BANDS), 2.0, 0.75);

    #[differentiate]
    fn by_a_field(x: f64) -> f64 {
        LENT.iter().filter(|band| x > band.0).map(|(from, rate)| (x - from) * rate).sum()
    }
    check!(by_a_field(4.0), 2.0, 0.75);

    #[differentiate]
    fn as_long_as(x: f64) -> f64 {
        let above = BANDS.iter().skip(1).map(|band| band.0).chain(std::iter::once(f64::INFINITY));
        BANDS
            .iter()
            .zip(above)
            .take_while(|((from, _), _)| x > *from)
            .map(|((from, rate), to)| (x.min(to) - from) * rate)
            .sum()
    }
    check!(as_long_as(4.0), 1.5, 0.5);

    #[differentiate]
    fn counted(x: f64) -> f64 {
        BANDS.iter().filter(|(from, _)| x > *from).count() as f64 * x
    }
    check!(counted(4.0), 8.0, 2.0);

    #[differentiate]
    fn in_a_loop(x: f64) -> f64 {
        let mut sum = 0.0;
        for (from, rate) in LENT.iter().filter(|(from, _)| x > *from) {
            sum += (x - from) * rate;
        }
        sum
    }
    check!(in_a_loop(4.0), 2.0, 0.75);

    #[differentiate]
    fn skipped(x: f64) -> f64 {
        BANDS.iter().skip_while(|(from, _)| *from * x < 1.0).map(|(from, rate)| (x - from) * rate).sum()
    }
    check!(skipped(4.0), -7.0, 2.5);

    #[differentiate]
    fn folded(x: f64) -> f64 {
        BANDS.into_iter().filter(|(from, _)| x > *from).fold(0.0, |sum, (from, rate)| sum + (x - from) * rate)
    }
    check!(folded(4.0), 2.0, 0.75);

    #[differentiate]
    fn found(x: f64) -> f64 {
        LENT.iter().rev().find(|(from, _)| x > *from).map_or(x * x, |(from, rate)| (x - from) * rate)
    }
    check!(found(4.0), 1.0, 0.5);
    check!(found(-4.0), 16.0, -8.0);
}
