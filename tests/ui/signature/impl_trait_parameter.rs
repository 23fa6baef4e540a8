use chainrule::differentiate;

#[differentiate]
fn f(x: f64, scale: impl Into<f64>) -> f64 {
    scale.into() * x
}

fn main() {}
