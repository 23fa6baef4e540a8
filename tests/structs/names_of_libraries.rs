//! Structs of the user's own that are called like types of nalgebra and of num-complex, whose features are not turned on.

use std::ops::Add;

use chainrule::{Differentiable, differentiate};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Vector3 {
    x: f64,
    y: f64,
    z: f64,
}

impl Add for Vector3 {
    type Output = Vector3;

    fn add(self, other: Vector3) -> Vector3 {
        Vector3 { x: self.x + other.x, y: self.y + other.y, z: self.z + other.z }
    }
}

#[differentiate]
impl Vector3 {
    #[differentiate]
    fn new(x: f64, y: f64, z: f64) -> Vector3 {
        Vector3 { x, y, z }
    }

    #[differentiate(wrt(self, other))]
    fn dot(&self, other: &Vector3) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    #[differentiate(wrt(self))]
    fn norm(&self) -> f64 {
        self.dot(self).sqrt()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Complex {
    re: f64,
    im: f64,
}

#[differentiate]
impl Complex {
    #[differentiate]
    fn new(re: f64, im: f64) -> Complex {
        Complex { re, im }
    }

    #[differentiate(wrt(self))]
    fn norm_sqr(&self) -> f64 {
        self.re * self.re + self.im * self.im
    }
}

/// |(t, t², 1)|
#[differentiate]
fn length(t: f64) -> f64 {
    let v = Vector3::new(t, t * t, 1.0);
    v.norm()
}

#[differentiate(wrt(v, w))]
fn of_two(v: Vector3, w: Vector3) -> f64 {
    v.dot(&w) + (2.0 * v.norm()).powi(2)
}

#[differentiate]
fn square(t: f64) -> f64 {
    let z = Complex::new(t, 2.0 * t);
    z.norm_sqr() * z.re
}

#[test]
fn vectors() {
    assert!((length::gradient(1.0) - 3.0 / 3f64.sqrt()).abs() < 1e-15);
    let (v, w) = (Vector3::new(1.0, 2.0, 2.0), Vector3::new(3.0, 5.0, 7.0));
    let (by_v, by_w) = of_two::gradient(v, w);
    // w + 8·v and v
    let expected = [11.0, 21.0, 23.0];
    for (found, expected) in [by_v.x, by_v.y, by_v.z].into_iter().zip(expected) {
        assert!((found - expected).abs() < 1e-13, "{found} for {expected}");
    }
    assert_eq!(by_w, v);
}

#[test]
fn complex_numbers() {
    // 5·t³
    assert_eq!(square::value_and_gradient(2.0), (40.0, 60.0));
}
