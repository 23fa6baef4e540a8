use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    apply(|t| t * x)
}

fn apply(g: impl Fn(f64) -> f64) -> f64 {
    g(1.0)
}

fn main() {}
