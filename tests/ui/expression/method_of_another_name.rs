use chainrule::{Differentiable, differentiate};

#[derive(Clone, Debug, Differentiable)]
struct Vector {
    x: f64,
    y: f64,
}

impl Vector {
    fn norm(&self) -> f64 {
        self.x.hypot(self.y)
    }
}

type V = Vector;

#[differentiate(wrt(v))]
fn scaled(v: &V) -> f64 {
    v.norm() * v.x
}

fn main() {}
