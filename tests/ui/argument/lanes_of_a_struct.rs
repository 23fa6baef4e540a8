use chainrule::{Differentiable, differentiate};

#[derive(Clone, Differentiable)]
struct Pair {
    a: f64,
    b: f64,
}

#[differentiate(wrt(p), lanes)]
fn product(p: &Pair) -> f64 {
    p.a * p.b
}

fn main() {}
