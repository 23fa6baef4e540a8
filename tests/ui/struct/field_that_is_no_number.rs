use chainrule::Differentiable;

#[derive(Differentiable)]
struct Params {
    k: f64,
    name: String,
}

fn main() {}
