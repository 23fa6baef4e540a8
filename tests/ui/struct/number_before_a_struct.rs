use std::ops::Mul;

use chainrule::{Differentiable, differentiate};

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: f64,
}

impl Mul<V> for f64 {
    type Output = V;

    fn mul(self, v: V) -> V {
        V { x: self * v.x }
    }
}

#[differentiate(wrt(v))]
fn f(v: V) -> f64 {
    let doubled: V = 2.0 * v;
    doubled.x
}

fn main() {}
