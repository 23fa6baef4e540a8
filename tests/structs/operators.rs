//! Operators between structs and numbers, whichever stands first, as traits give them.

use std::ops::{Add, AddAssign, Mul, Neg, Sub};

use chainrule::{Differentiable, differentiate};

use super::differences::parts::check_at;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct V {
    x: f64,
    y: f64,
}

impl V {
    const ZERO: V = V { x: 0.0, y: 0.0 };
    const ONE: V = V { x: 1.0, y: 1.0 };

    #[differentiate]
    fn new(x: f64, y: f64) -> Self {
        V { x, y }
    }

    #[differentiate(wrt(self))]
    fn length(&self) -> f64 {
        self.x.hypot(self.y)
    }

    #[differentiate(wrt(self, by))]
    fn turned(self, by: f64) -> V {
        V { x: self.x * by.cos() - self.y * by.sin(), y: self.x * by.sin() + self.y * by.cos() }
    }

    #[differentiate(wrt(self, other))]
    fn dot(&self, other: &V) -> f64 {
        self.x * other.x + self.y * other.y
    }
}

#[differentiate]
impl Add for V {
    type Output = Self;

    #[differentiate(wrt(self, other))]
    fn add(self, other: Self) -> Self::Output {
        V { x: self.x + other.x, y: self.y + other.y }
    }
}

#[differentiate]
impl Sub for V {
    type Output = V;

    #[differentiate(wrt(self, other))]
    fn sub(self, other: V) -> Self::Output {
        V { x: self.x - other.x, y: self.y - other.y }
    }
}

#[differentiate]
impl Neg for V {
    type Output = V;

    #[differentiate(wrt(self))]
    fn neg(self) -> V {
        V { x: -self.x, y: -self.y }
    }
}

#[differentiate]
impl Mul<f64> for V {
    type Output = V;

    #[differentiate(wrt(self, by))]
    fn mul(self, by: f64) -> V {
        V { x: self.x * by, y: self.y * by }
    }
}

#[differentiate]
impl Mul<V> for f64 {
    type Output = V;

    #[differentiate(wrt(self, v))]
    fn mul(self, v: V) -> V {
        v * self
    }
}

#[differentiate]
impl AddAssign for V {
    #[differentiate(wrt(self, other))]
    fn add_assign(&mut self, other: V) {
        self.x += other.x;
        self.y += other.y;
    }
}

#[differentiate(wrt(a, b, t))]
fn between(a: V, b: V, t: f64) -> V {
    (1.0 - t) * a + t * b
}

#[differentiate(wrt(a, b, c, t))]
fn curve(a: V, b: V, c: V, t: f64) -> f64 {
    let (ab, bc) = (between(a, b, t), between(b, c, t));
    (0.5 * (between(ab, bc, t) - 2.0 * a)).x
}

#[differentiate(wrt(all))]
fn pulled(all: &[V]) -> f64 {
    let mut sum = V { x: 0.0, y: 0.1 };
    sum = 2.0 * -sum;
    for (i, v) in all.iter().enumerate() {
        sum += 0.5 * i as f64 * *v;
        sum = sum - 0.1 * *v;
    }
    sum.length()
}

#[test]
fn numbers_first() {
    let [a, b, c] = [V::new(1.0, 2.0), V::new(-1.0, 0.5), V::new(0.3, 0.4)];
    check_at(&(a, b, c, 0.3), |p| curve(p.0, p.1, p.2, p.3), curve::value_and_gradient(a, b, c, 0.3));
    check_at(&vec![a, b, c], |all| pulled(all), pulled::value_and_gradient(&[a, b, c]));
}

#[differentiate]
fn turned_again(by: f64) -> f64 {
    let mut v = V::ONE;
    for _ in 0..3 {
        v = v.turned(by);
    }
    v.length() + v.x
}

#[differentiate]
fn turned_back(by: f64) -> f64 {
    let mut v = V::ONE;
    v = v.turned(by);
    // What a method gives that may change what it is called on is no number, either.
    v.turned(by).dot(&V::ONE)
}

#[differentiate]
fn moved(by: f64) -> f64 {
    let mut place = V::ZERO;
    let speed = V::new(1.0, by);
    for _ in 0..3 {
        place += speed * 0.1;
    }
    place.length()
}

#[differentiate(wrt(by))]
fn folded(by: &[f64]) -> f64 {
    let end = by.iter().fold(V::ONE, |v, &b| v.turned(b));
    end.dot(&V::new(1.0, 0.5))
}

#[differentiate(wrt(by))]
fn neighbours(by: &[f64]) -> f64 {
    let all: Vec<V> = by.iter().map(|&b| V::new(b.cos(), b.sin())).collect();
    all.windows(2).map(|two| two[0].dot(&two[1])).sum()
}

#[test]
fn constants_of_the_type_to_begin_with() {
    check_at(&0.3, |&by| turned_again(by), turned_again::value_and_gradient(0.3));
    check_at(&0.3, |&by| turned_back(by), turned_back::value_and_gradient(0.3));
    check_at(&0.3, |&by| moved(by), moved::value_and_gradient(0.3));
    let by = vec![0.3, 0.5, -0.2];
    check_at(&by, |by| folded(by), folded::value_and_gradient(&by));
    check_at(&by, |by| neighbours(by), neighbours::value_and_gradient(&by));
}
