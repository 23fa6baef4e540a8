use chainrule::Differentiable;

#[derive(Differentiable)]
struct Inner {
    k: f64,
    #[differentiate(constant)]
    n: usize,
}

#[derive(Differentiable)]
struct Outer {
    inner: Inner,
}

fn main() {}
