//! Functions that may return no value: the derivatives are options and results like theirs.

#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "fallible/changes.rs"]
mod changes;
mod differences;
#[path = "fallible/unwrapped.rs"]
mod unwrapped;

use chainrule::differentiate;

#[differentiate(order = 2)]
fn checked(x: f64) -> Option<f64> {
    if x > 0.0 { Some(x.ln()) } else { None }
}

#[derive(Debug, PartialEq)]
enum Bad {
    Negative(f64),
    Small,
}

#[differentiate]
fn root(x: f64, y: f64) -> Result<f64, Bad> {
    if x < 0.0 {
        return Err(Bad::Negative(x));
    }
    let r = x.sqrt() * y;
    if r < 1e-3 { Err(Bad::Small) } else { Ok(r + 1.0) }
}

#[differentiate]
fn calls(x: f64) -> Option<f64> {
    let v = checked(x)?;
    let w = checked(v + 3.0).unwrap();
    Some(v * v + w * x)
}

#[differentiate]
fn called_at_the_end(x: f64, y: f64) -> Result<f64, Bad> {
    let k: f64 = "2.5".parse::<f64>().ok().ok_or(Bad::Small)?;
    root(x * k, y)
}

#[differentiate]
fn of_a_list(x: &[f64]) -> Option<f64> {
    let a = x.first()?;
    let b = x.get(1)?;
    let largest = x.iter().copied().max_by(f64::total_cmp)?;
    Some(a * b * largest)
}

#[differentiate]
fn in_a_loop(x: &[f64]) -> Result<f64, String> {
    let mut sum = 0.0;
    for (i, v) in x.iter().enumerate() {
        if *v < 0.0 {
            return Err(format!("{v} at {i}"));
        }
        sum += v.sqrt() * (i + 1) as f64;
    }
    Ok(sum)
}

#[differentiate]
fn squares(x: &[f64]) -> Result<Vec<f64>, String> {
    if x.is_empty() {
        return Err("empty".to_owned());
    }
    Ok(x.iter().map(|v| v * v).collect())
}

#[differentiate]
fn pair(x: f64) -> Option<(f64, f64)> {
    match x {
        x if x > 1.0 => Some((x, x * x)),
        _ => None,
    }
}

#[differentiate]
fn parsed(x: f64, s: &str) -> Result<f64, std::num::ParseIntError> {
    let n: i32 = s.parse()?;
    Ok(x.powi(n))
}

#[differentiate]
fn looked_up(x: f64, m: &std::collections::HashMap<&str, f64>) -> Option<f64> {
    let k = m.get("a")?;
    Some(k * x * x)
}

#[differentiate]
fn layer(x: &[f64]) -> Option<Vec<f64>> {
    if x.len() < 2 { None } else { Some(x.iter().map(|v| v.sqrt()).collect()) }
}

#[differentiate]
fn network(x: &[f64], k: f64) -> Result<f64, String> {
    let hidden = layer(x).unwrap();
    let loss = in_a_loop(&hidden)?;
    Ok(loss * hidden[0] * k)
}

#[test]
fn constants_that_may_be_missing() {
    assert_eq!(parsed::gradient(3.0, "2"), Ok(6.0));
    assert!(parsed::gradient(3.0, "x").is_err());
    assert_eq!(looked_up::gradient(3.0, &[("a", 2.0)].into()), Some(12.0));
    assert_eq!(looked_up::gradient(3.0, &[("b", 2.0)].into()), None);
}

#[test]
fn calls_with_lists() {
    // hᵢ = √xᵢ, f = (√h₀ + 2·√h₁)·h₀·k
    let (h0, h1) = (4.0_f64, 9.0_f64);
    let (by_x, by_k) = network::gradient(&[h0 * h0, h1 * h1], 2.0).unwrap();
    let loss = h0.sqrt() + 2.0 * h1.sqrt();
    close(by_x[0], 2.0 * (0.5 / h0.sqrt() * h0 + loss) * 0.5 / h0);
    close(by_x[1], 2.0 * h0 / h1.sqrt() * 0.5 / h1);
    close(by_k, loss * h0);
}

struct Gain(f64);

impl Gain {
    #[differentiate]
    fn squared(&self, x: f64) -> Option<f64> {
        (self.0 > 0.0).then_some(())?;
        Some(self.0 * x * x)
    }
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-13 * (1.0 + b.abs()), "{a} {b}");
}

#[test]
fn options() {
    assert_eq!(checked::gradient(2.0), Some(0.5));
    assert_eq!(checked::gradient(-1.0), None);
    assert_eq!(checked::value_and_gradient(2.0), Some((2.0_f64.ln(), 0.5)));
    assert_eq!(checked::jvp(2.0, 3.0), Some((2.0_f64.ln(), 1.5)));
    assert_eq!(checked::hessian(2.0), Some([[-0.25]]));
    assert_eq!(checked::hvp(0.0, 1.0), None);
    assert_eq!(pair::jacobian(2.0), Some([1.0, 4.0]));
    assert_eq!(pair::value_and_jacobian(0.0), None);
    assert_eq!(of_a_list::gradient(&[2.0, 3.0]), Some(vec![9.0, 12.0]));
    assert_eq!(of_a_list::gradient(&[2.0]), None);
    assert_eq!(Gain(2.0).squared_gradient(3.0), Some(12.0));
    assert_eq!(Gain(-2.0).squared_gradient(3.0), None);
}

#[test]
fn results() {
    assert_eq!(root::gradient(4.0, 3.0), Ok([0.75, 2.0]));
    assert_eq!(root::gradient(-1.0, 3.0), Err(Bad::Negative(-1.0)));
    assert_eq!(root::vjp(0.0, 1.0, 2.0), Err(Bad::Small));
    assert_eq!(squares::jacobian(&[2.0, 3.0]), Ok(vec![vec![4.0, 0.0], vec![0.0, 6.0]]));
    assert_eq!(squares::jacobian(&[]), Err("empty".to_owned()));
    assert_eq!(in_a_loop::gradient(&[4.0, 16.0]), Ok(vec![0.25, 0.25]));
    assert_eq!(in_a_loop::gradient(&[4.0, -1.0]), Err("-1 at 1".to_owned()));
    let mut slopes = [0.0; 2];
    assert_eq!(in_a_loop::gradient_into(&[4.0, 16.0], &mut slopes), Ok(()));
    assert_eq!(slopes, [0.25, 0.25]);
}

#[test]
fn calls_of_such_functions() {
    // v = ln x, f = v² + x·ln(v + 3)
    let x = 3.0_f64;
    let v = x.ln();
    close(calls::gradient(x).unwrap(), 2.0 * v / x + (v + 3.0).ln() + 1.0 / (v + 3.0));
    assert_eq!(calls::gradient(-x), None);
    let [d_x, d_y] = called_at_the_end::gradient(4.0, 3.0).unwrap();
    close(d_x, 3.0 * 2.5 * 0.5 / 10.0_f64.sqrt());
    close(d_y, 10.0_f64.sqrt());
    assert_eq!(called_at_the_end::gradient(-4.0, 3.0), Err(Bad::Negative(-10.0)));
}

#[differentiate]
fn looks_inside(x: &[f64], least: f64) -> f64 {
    let found = if x[0] > least { Some(x[0] * x[0]) } else { None };
    found.unwrap() + x.iter().copied().filter(|v| *v > least).reduce(f64::max).expect("one is more")
}

#[test]
fn an_option_that_holds_something() {
    assert_eq!(looks_inside::value_and_gradient(&[3.0, 4.0], 1.0), (13.0, (vec![6.0, 1.0], 0.0)));
}

#[test]
#[should_panic(expected = "nothing to unwrap")]
fn derivatives_panic_where_the_function_does() {
    let _ = looks_inside::value_and_gradient(&[0.5, 4.0], 1.0);
}
