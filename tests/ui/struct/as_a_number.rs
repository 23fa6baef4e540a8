use chainrule::{Differentiable, differentiate};

#[derive(Differentiable)]
struct Params {
    k: f64,
}

#[differentiate(wrt(p))]
fn f(p: &Params) -> f64 {
    p.k + p
}

fn main() {}
