//! Methods of structs whose names numbers, lists and options have, too; constants of which a pattern takes a part.

use chainrule::{Differentiable, differentiate};

use super::differences::parts::check_at;

#[derive(Clone, Debug, Differentiable)]
struct Statistics {
    mean: f64,
    squares: f64,
    #[differentiate(constant)]
    count: usize,
}

impl Statistics {
    #[differentiate(wrt(self, x))]
    fn push(&mut self, x: f64) {
        self.count += 1;
        let before = x - self.mean;
        self.mean += before / self.count as f64;
        self.squares += before * (x - self.mean);
    }

    #[differentiate(wrt(self))]
    fn variance(&self) -> f64 {
        if self.count < 2 { 0.0 } else { self.squares / (self.count - 1) as f64 }
    }
}

#[differentiate]
fn variance(x: &[f64]) -> f64 {
    let mut so_far = Statistics { mean: 0.0, squares: 0.0, count: 0 };
    for &x in x {
        so_far.push(x);
    }
    so_far.variance()
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Number {
    re: f64,
    im: f64,
}

impl Number {
    #[differentiate(wrt(self))]
    fn abs(self) -> f64 {
        self.re.hypot(self.im)
    }

    #[differentiate(wrt(self))]
    fn exp(self) -> Number {
        let size = self.re.exp();
        Number { re: size * self.im.cos(), im: size * self.im.sin() }
    }

    #[differentiate(wrt(self, other))]
    fn max(&self, other: &Number) -> f64 {
        if self.re > other.re { self.re } else { other.re * other.im }
    }

    #[differentiate(wrt(self))]
    fn sum(&self) -> f64 {
        self.re + self.im
    }

    #[differentiate(wrt(self))]
    fn scale(&mut self, by: f64) {
        self.re *= by;
        self.im *= by;
    }

    #[differentiate(wrt(self, by))]
    fn insert(&mut self, by: f64) -> f64 {
        self.re *= by;
        self.re * self.im
    }

    #[differentiate(wrt(self))]
    fn map(&self, power: i32) -> Number {
        Number { re: self.re.powi(power), im: self.im }
    }
}

#[differentiate]
fn of_all(x: f64, y: f64) -> f64 {
    let z = Number { re: x, im: y };
    let mut w = z.exp();
    w.scale(2.0);
    let inserted = w.insert(x);
    z.abs() + w.max(&z) * w.sum() + inserted + w.map(2).re
}

#[test]
fn methods_of_any_name() {
    let x = vec![1.0, 2.0, 4.0, 3.5];
    check_at(&x, |x| variance(x), variance::value_and_gradient(&x));
    check_at(&[0.3, 0.4], |p| of_all(p[0], p[1]), of_all::value_and_gradient(0.3, 0.4));
}

#[derive(Clone, Debug)]
struct Contract {
    strike: f64,
    expiry: f64,
    /// It is not copied.
    name: String,
}

impl Contract {
    #[differentiate]
    fn forward(&self, rate: f64) -> f64 {
        let Contract { strike, expiry, .. } = *self;
        strike * (rate * expiry).exp()
    }
}

#[derive(Clone, Debug)]
enum Slope {
    Straight,
    Leaky(f64),
    Named(String, f64),
}

#[differentiate(wrt(x))]
fn bent(slope: &Slope, x: f64) -> f64 {
    match *slope {
        Slope::Straight => x,
        Slope::Leaky(by) if x < 0.0 => by * x,
        Slope::Leaky(_) => x,
        Slope::Named(_, by) => by * x * x,
    }
}

struct Subject {
    time: f64,
    seen: bool,
    x: Vec<f64>,
}

#[differentiate(wrt(beta))]
fn likelihood(subjects: &[Subject], beta: &[f64]) -> f64 {
    let eta: Vec<f64> = subjects.iter().map(|s| s.x.iter().zip(beta).map(|(x, b)| x * b).sum()).collect();
    let mut sum = 0.0;
    for (i, s) in subjects.iter().enumerate().filter(|(_, s)| s.seen) {
        let risk: f64 =
            subjects.iter().zip(&eta).filter(|(o, _)| o.time >= s.time).map(|(_, e)| e.exp()).sum();
        sum += eta[i] - risk.ln();
    }
    sum
}

#[test]
fn parts_of_what_is_not_copied() {
    let contract = Contract { strike: 2.0, expiry: 3.0, name: "forward".to_owned() };
    assert_eq!(contract.name.len(), 7);
    let by_hand = 2.0 * 3.0 * 0.3_f64.exp();
    assert!((contract.forward_gradient(0.1) - by_hand).abs() < 1e-12);
    assert_eq!(bent::gradient(&Slope::Leaky(0.5), -1.0), 0.5);
    assert_eq!(bent::gradient(&Slope::Straight, -1.0), 1.0);
    let square = Slope::Named("square".to_owned(), 2.0);
    assert!(matches!(&square, Slope::Named(name, _) if name == "square"));
    assert_eq!(bent::gradient(&square, 3.0), 12.0);
    let subjects = [
        Subject { time: 1.0, seen: true, x: vec![0.1, 1.0] },
        Subject { time: 2.0, seen: false, x: vec![-0.3, 0.4] },
        Subject { time: 3.0, seen: true, x: vec![0.5, -0.4] },
    ];
    let beta = vec![0.2, 0.7];
    check_at(&beta, |beta| likelihood(&subjects, beta), likelihood::value_and_gradient(&subjects, &beta));
}
