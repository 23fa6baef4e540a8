use chainrule::Differentiable;

#[derive(Differentiable)]
struct Params {
    k: f64,
    #[differentiate(skip)]
    n: usize,
}

fn main() {}
