use chainrule::Differentiable;

#[derive(Differentiable)]
struct Params {
    #[differentiate(constant)]
    n: usize,
}

fn main() {}
