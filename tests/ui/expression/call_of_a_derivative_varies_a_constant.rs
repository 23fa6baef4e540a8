use chainrule::{Differentiable, differentiate};

#[derive(Clone, Differentiable)]
struct Data {
    scale: f64,
}

#[differentiate]
fn f(x: f64) -> f64 {
    loss::gradient(2.0, &Data { scale: x })
}

#[differentiate(wrt(w), order = 2)]
fn loss(w: f64, data: &Data) -> f64 {
    w * w * data.scale
}

fn main() {}
