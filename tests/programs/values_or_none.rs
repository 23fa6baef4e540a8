//! Options and results that calls of other functions return: by patterns, by methods, in closures.

use chainrule::differentiate;

use crate::check::check;

#[differentiate(order = 2)]
fn root(x: f64) -> Option<f64> {
    if x > 0.0 { Some(x.sqrt()) } else { None }
}

#[differentiate]
fn roots(b: f64, c: f64) -> Result<(f64, f64), String> {
    let d = b * b - 4.0 * c;
    if d < 0.0 {
        return Err(format!("{d} is below nought"));
    }
    Ok(((b - d.sqrt()) / 2.0, (b + d.sqrt()) / 2.0))
}

#[differentiate]
fn quotients(a: &[f64], b: &[f64]) -> Result<Vec<f64>, String> {
    let mut x = vec![0.0; b.len()];
    for i in 0..b.len() {
        if b[i] == 0.0 {
            return Err("division by nought".to_owned());
        }
        x[i] = a[i] / b[i];
    }
    Ok(x)
}

/// `match`, `if let`, `let … else`, `while let`.
#[test]
fn by_patterns() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let a = match root(x) {
            Some(v) if v > 100.0 => 0.0,
            Some(v) => v * y,
            None => y * y,
        };
        let b = if let Some(v) = root(x) { v } else { x * y };
        let Some(c) = root(x + 100.0) else { return x };
        a + b + 0.0 * c
    }

    check!(f(4.0, 3.0), 6.0 + 2.0, [3.0 / 4.0 + 0.25, 2.0]);
    check!(f(-4.0, 3.0), 9.0 - 12.0, [3.0, 6.0 - 4.0]);
    check!(f(-400.0, 3.0), -400.0, [1.0, 0.0]);
}

/// The methods of options.
#[test]
fn by_methods() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let r = root(x);
        let is_there = if r.is_some() { 1.0 } else { 2.0 };
        is_there * x
            + root(x).unwrap_or(x * y)
            + root(x).unwrap_or_else(|| 3.0 * y)
            + root(x).map(|v| v * y).unwrap_or_default()
            + root(x).map_or(y, |v| v * v)
            + root(x).and_then(|v| root(v - y)).unwrap_or(10.0 * y)
            + root(x).filter(|v| *v > 1.0).unwrap_or(x)
            + root(x).or(root(y)).unwrap_or(0.0)
    }

    let q = 0.25;
    // x + √x + √x + √x·y + x + √(√x − y) + √x + √x
    check!(
        f(4.0, 1.0),
        4.0 + 2.0 + 2.0 + 2.0 + 4.0 + 1.0 + 2.0 + 2.0,
        [1.0 + q + q + q + 1.0 + 0.5 * q + q + q, 2.0 - 0.5]
    );
    // 2x + x·y + 3y + 0 + y + 10y + x + √y
    check!(f(-1.0, 4.0), -2.0 - 4.0 + 12.0 + 4.0 + 40.0 - 1.0 + 2.0, [2.0 + 4.0 + 1.0, -1.0 + 14.0 + 0.25]);
}

/// Several values out of a result, by `?`, `match` and `unwrap`.
#[test]
fn several_values() {
    #[differentiate]
    fn product(b: f64, c: f64) -> Result<f64, String> {
        let (r, s) = roots(b, c)?;
        Ok(r * s)
    }

    assert_eq!(product::gradient(5.0, 6.0).map(|[b, c]| (b.round(), c.round())), Ok((0.0, 1.0)));
    assert!(product::gradient(0.0, 6.0).is_err());

    #[differentiate]
    fn f(b: f64, c: f64) -> f64 {
        let (r, s) = roots(5.0, 6.0).unwrap();
        match roots(b, c) {
            Ok((p, q)) => (p + q) * r + s,
            Err(text) => b * text.len() as f64,
        }
    }

    check!(f(5.0, 6.0), 13.0, [2.0, 0.0]);
    check!(f(0.0, 1.0), 0.0, [18.0, 0.0]);
}

/// Arrays out of results.
#[test]
fn arrays_or_errors() {
    #[differentiate]
    fn f(a: &[f64], b: &[f64]) -> f64 {
        let x = match quotients(a, b) {
            Ok(x) => x,
            Err(_) => return a[0] * a[1],
        };
        x[0] + 10.0 * x[1] + if let Ok(y) = quotients(b, a) { y[0] } else { 0.0 }
    }

    // a₀/b₀ + 10·a₁/b₁ + b₀/a₀
    check!(
        f(&[1.0, 2.0], &[4.0, 5.0]),
        0.25 + 4.0 + 4.0,
        (vec![0.25 - 4.0, 2.0], vec![-1.0 / 16.0 + 1.0, -0.8])
    );
    check!(f(&[3.0, 2.0], &[4.0, 0.0]), 6.0, (vec![2.0, 3.0], vec![0.0, 0.0]));
}

/// In loops, and in what goes through a list.
#[test]
fn in_loops() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut s = 0.0;
        for &x in xs {
            match root(x) {
                Some(v) if v > 2.5 => s += v,
                Some(v) => s += 10.0 * v,
                None => s += x * x,
            }
        }
        s + xs.iter().filter_map(|&x| root(x)).sum::<f64>()
            + xs.iter().map(|&x| root(x).unwrap_or(x)).sum::<f64>()
    }

    check!(
        f(&[4.0, -3.0, 9.0]),
        20.0 + 9.0 + 3.0 + 5.0 + 2.0,
        vec![2.5 + 0.25 + 0.25, -6.0 + 1.0, 3.0 / 6.0]
    );
}

/// A fold that ends early.
#[test]
fn folds_that_end_early() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        xs.iter()
            .try_fold(1.0, |product, &x| if x > 0.0 { Some(product * x) } else { None })
            .unwrap_or(10.0 * xs[0])
    }

    check!(f(&[2.0, 3.0]), 6.0, vec![3.0, 2.0]);
    check!(f(&[2.0, -3.0]), 20.0, vec![10.0, 0.0]);
}

/// `then` and `then_some`, within a function and as what it returns.
#[test]
fn on_a_condition() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        (x > 1.0).then(|| x * x).unwrap_or(x) + (x < 1.0).then_some(3.0 * x).unwrap_or_else(|| 5.0 * x)
    }

    check!(f(2.0), 14.0, 9.0);
    check!(f(0.5), 2.0, 4.0);

    #[differentiate]
    fn pair(x: f64, y: f64) -> Option<(f64, f64)> {
        (x > y).then(|| (x * y, x - y))
    }

    assert_eq!(pair::jacobian(3.0, 2.0), Some([[2.0, 3.0], [1.0, -1.0]]));
    assert_eq!(pair::jacobian(1.0, 2.0), None);
}

/// Names of the user's own for a result and an option.
#[test]
fn own_names_of_results() {
    type Outcome<T, E = String> = Result<T, E>;
    type Maybe<T> = Option<T>;

    #[differentiate]
    fn f(x: f64) -> Outcome<f64> {
        if x < 0.0 {
            return Err("below nought".to_owned());
        }
        Ok(x * x)
    }

    #[differentiate]
    fn g(x: f64) -> Maybe<f64> {
        let y = f(x).ok()?;
        Some(y * x)
    }

    assert_eq!(f::gradient(3.0), Ok(6.0));
    assert_eq!(f::gradient(-3.0), Err("below nought".to_owned()));
    assert_eq!(g::gradient(3.0), Some(27.0));
    assert_eq!(g::gradient(-3.0), None);
}

/// `?` in a closure leaves that, and not the function.
#[test]
fn attempts_in_closures() {
    #[differentiate]
    fn f(x: f64, y: f64) -> Option<f64> {
        let twice = |v: f64| -> Option<f64> {
            let r = root(v)?;
            if r > 10.0 {
                return Some(y);
            }
            Some(2.0 * r)
        };
        let a = twice(-x).unwrap_or(y * y);
        Some(a + twice(x)?)
    }

    assert_eq!(f::gradient(4.0, 3.0), Some([0.5, 6.0]));
    assert_eq!(f::gradient(400.0, 3.0), Some([0.0, 7.0]));
    assert_eq!(f::gradient(-4.0, 3.0), None);
}

/// The same in closures of constants, which may give nothing without the function doing so.
#[test]
fn attempts_in_constant_closures() {
    #[differentiate(wrt(x))]
    fn f(x: f64, texts: &[&str]) -> Option<f64> {
        let parse = |text: &str| -> Option<f64> {
            let number: f64 = text.parse().ok()?;
            Some(2.0 * number)
        };
        let all: Vec<Option<f64>> = texts.iter().map(|text| Some(text.parse::<f64>().ok()? + 1.0)).collect();
        let k = parse(texts[0])?;
        let otherwise = parse(texts[1]).unwrap_or(10.0);
        Some(x * k + x * x * otherwise + x * all[0]?)
    }

    assert_eq!(f::value_and_gradient(3.0, &["2.5", "none"]), Some((15.0 + 90.0 + 10.5, 5.0 + 60.0 + 3.5)));
    assert_eq!(f::gradient(3.0, &["none", "1"]), None);
}

/// A `return` without a value leaves a closure, and a function that writes its results.
#[test]
fn bare_returns() {
    #[differentiate]
    fn f(x: f64, out: &mut [f64]) {
        out[0] = x;
        let mut put = |i: usize, v: f64| {
            if i >= 2 {
                return;
            }
            out[i] = v * v;
        };
        put(1, x);
        put(2, x);
        if x > 100.0 {
            return;
        }
        out[0] += 1.0;
    }

    let (mut out, cotangent) = ([0.0; 2], vec![1.0, 10.0]);
    f(3.0, &mut out);
    assert_eq!(out, [4.0, 9.0]);
    assert_eq!(f::vjp(3.0, &mut [0.0; 2], cotangent.clone()).1, 61.0);
    assert_eq!(f::vjp(300.0, &mut [0.0; 2], cotangent).1, 6001.0);
}

/// Errors of several kinds, told apart and handed on.
#[test]
fn kinds_of_errors() {
    #[derive(Debug, PartialEq)]
    enum Fault {
        Below(f64),
        Large,
    }

    #[differentiate]
    fn square(x: f64) -> Result<f64, Fault> {
        if x < 0.0 {
            return Err(Fault::Below(x));
        }
        if x > 10.0 { Err(Fault::Large) } else { Ok(x * x) }
    }

    #[differentiate]
    fn f(x: f64, y: f64) -> Result<f64, Fault> {
        let a = match square(x) {
            Ok(v) => v,
            Err(Fault::Below(by)) if x < -100.0 => return Err(Fault::Below(by)),
            Err(Fault::Below(_)) => 5.0 * x,
            Err(fault) => return Err(fault),
        };
        let b = match square(y) {
            Err(Fault::Large) => 1.0,
            Err(_) => 2.0 * y,
            Ok(v) => v,
        };
        Ok(a * b)
    }

    assert_eq!(f::gradient(3.0, 2.0), Ok([24.0, 36.0]));
    assert_eq!(f::gradient(3.0, 20.0), Ok([6.0, 0.0]));
    assert_eq!(f::gradient(3.0, -2.0), Ok([-24.0, 18.0]));
    assert_eq!(f::gradient(-3.0, 2.0), Ok([20.0, -60.0]));
    assert_eq!(f::gradient(-300.0, 2.0), Err(Fault::Below(-300.0)));
    assert_eq!(f::gradient(30.0, 2.0), Err(Fault::Large));
}

/// `?` as a statement, in the function and in a closure.
#[test]
fn attempts_as_statements() {
    fn positive(x: f64) -> Result<(), String> {
        if x > 0.0 { Ok(()) } else { Err("not positive".to_owned()) }
    }

    #[differentiate]
    fn f(x: f64, y: f64) -> Result<f64, String> {
        positive(x)?;
        let product = |v: f64| -> Result<f64, String> {
            positive(v)?;
            let r = if v < 10.0 { Ok(v) } else { Err("too large".to_owned()) }?;
            Ok(r * r * y)
        };
        Ok(product(y).unwrap_or(5.0 * x) + product(x)?)
    }

    // y³ + x²·y, 5·x + x²·y
    assert_eq!(f::gradient(3.0, 2.0), Ok([12.0, 12.0 + 9.0]));
    assert_eq!(f::gradient(3.0, 20.0), Ok([5.0 + 120.0, 9.0]));
    assert_eq!(f::gradient(3.0, -2.0), Ok([5.0 - 12.0, 9.0]));
    assert_eq!(f::gradient(-3.0, 2.0), Err("not positive".to_owned()));
    assert_eq!(f::gradient(30.0, 2.0), Err("too large".to_owned()));
}

/// A constant behind a reference, where there is nothing.
#[test]
fn constants_behind_references() {
    #[differentiate]
    fn f(x: &[f64], k: f64) -> f64 {
        let mut it = x.iter();
        let mut s = 0.0;
        while let Some(a) = it.next() {
            s += a * it.next().unwrap_or(&2.0);
        }
        s * x.get(7).unwrap_or(&k)
    }

    check!(f(&[2.0, 3.0, 5.0], 7.0), 112.0, (vec![21.0, 14.0, 14.0], 16.0));
}

/// Of what such a function is given, a closure makes a part.
#[test]
fn given_by_closures() {
    #[differentiate]
    fn part(a: f64, b: f64) -> Option<f64> {
        (b > 0.5).then(|| a * b)
    }
    #[differentiate]
    fn f(x: f64, n: i32) -> f64 {
        let scaled = |t: f64| t * x;
        let power = |t: f64| {
            let p = if n > 2 { n } else { 1 };
            t.powi(p)
        };
        match part(scaled(2.0), power(x)) {
            Some(v) => v,
            None => x * x,
        }
    }

    check!(f(2.0, 3), 32.0, 64.0);
    check!(f(2.0, 0), 8.0, 8.0);
    check!(f(0.5, 0), 0.25, 1.0);
}

/// A struct that is handed over in one branch, and looked at in the others.
#[test]
fn structs_in_branches() {
    #[derive(Clone, Copy, chainrule::Differentiable)]
    struct Pair {
        a: f64,
        b: [f64; 2],
    }
    #[differentiate(wrt(pair, k))]
    fn part(pair: Pair, k: f64) -> Option<f64> {
        if k > 0.0 { Some(pair.a * pair.b[1] * k) } else { None }
    }
    #[differentiate]
    fn f(x: f64, k: f64) -> f64 {
        let pair = Pair { a: 2.0 * x, b: [0.5, x] };
        if k > 1.0 {
            let s = if part(pair, x).is_some() { pair.b[1] } else { pair.a };
            s * k
        } else if k > 0.0 {
            pair.b[0] * pair.a
        } else {
            match part(pair, -k) {
                Some(v) => v * pair.a,
                None => pair.b[1],
            }
        }
    }

    check!(f(3.0, 2.0), 6.0, [2.0, 3.0]);
    check!(f(-3.0, 2.0), -12.0, [4.0, -6.0]);
    check!(f(3.0, 0.5), 3.0, [1.0, 0.0]);
    // 4x³·(−k)
    check!(f(3.0, -2.0), 216.0, [216.0, -108.0]);
    check!(f(3.0, 0.0), 3.0, [1.0, 0.0]);
}

/// What an option is given to hold where it holds nothing.
#[test]
fn given_to_hold() {
    #[differentiate]
    fn weighted(x: &[f64]) -> f64 {
        let mut first: Option<f64> = None;
        let mut sum = 0.0;
        for v in x {
            let weight = *first.get_or_insert(v * v);
            sum += weight * v;
        }
        sum
    }
    #[differentiate]
    fn first(x: &[f64]) -> f64 {
        let mut first: Option<f64> = None;
        for v in x {
            first.get_or_insert_with(|| v * v);
        }
        first.unwrap() * x[1]
    }

    // x₀²(x₀ + x₁)
    check!(weighted(&[2.0, 3.0]), 20.0, vec![24.0, 4.0]);
    check!(first(&[2.0, 3.0]), 12.0, vec![12.0, 4.0]);
}
