//! Methods that are differentiated by what `self` holds, and methods of other objects.

use chainrule::{Differentiable, differentiate};

use super::differences::parts::check;

#[derive(Clone, Debug, Differentiable)]
struct Spring {
    k: f64,
    rest: f64,
    #[differentiate(constant)]
    factor: f64,
}

impl Spring {
    #[differentiate(wrt(self, x))]
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.k * (x - self.rest).powi(2) * self.factor
    }

    #[differentiate(wrt(self, x))]
    fn total(&self, x: f64) -> f64 {
        self.energy(x) + self.energy(2.0 * x) * self.k
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Vec3 {
    x: f64,
    y: f64,
    z: f64,
}

impl Vec3 {
    #[differentiate(wrt(self, other))]
    fn dot(&self, other: &Vec3) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    #[differentiate(wrt(self))]
    fn norm(&self) -> f64 {
        self.dot(self).sqrt()
    }

    #[differentiate(wrt(self))]
    fn scaled(self, by: f64) -> Vec3 {
        Vec3 { x: self.x * by, y: self.y * by, z: self.z * by }
    }
}

#[differentiate(wrt(a, b))]
fn cosine(a: &Vec3, b: &Vec3) -> f64 {
    a.dot(b) / (a.norm() * b.norm())
}

#[differentiate(wrt(a))]
fn made_and_measured(a: Vec3, s: f64) -> f64 {
    let b = Vec3 { x: a.x * s, y: a.y, z: 1.0 };
    b.norm() + a.scaled(3.0).dot(&b)
}

struct Bench {
    springs: Vec<Spring>,
}

impl Bench {
    /// What the bench holds is constant, and so is which spring it is.
    #[differentiate]
    fn energy(&self, x: f64) -> f64 {
        self.springs.iter().map(|spring| spring.energy(x)).sum::<f64>() + self.springs[0].total(x * x)
    }
}

#[test]
fn methods_of_differentiable_structs() {
    let spring = Spring { k: 2.0, rest: 1.0, factor: 0.5 };
    let at = (spring.clone(), 3.0);
    check(|(s, x)| s.energy(*x), &at, spring.energy_value_and_gradient(3.0));
    check(|(s, x)| s.total(*x), &at, spring.total_value_and_gradient(3.0));
    let (a, b) = (Vec3 { x: 1.0, y: 2.0, z: 3.0 }, Vec3 { x: 1.0, y: -2.0, z: 0.5 });
    check(|(a, b)| cosine(a, b), &(a, b), cosine::value_and_gradient(&a, &b));
    check(|a| made_and_measured(*a, 3.0), &a, made_and_measured::value_and_gradient(a, 3.0));
    let bench = Bench { springs: vec![spring.clone(), Spring { k: 3.0, ..spring }] };
    check(|x| bench.energy(*x), &0.7, bench.energy_value_and_gradient(0.7));
}
