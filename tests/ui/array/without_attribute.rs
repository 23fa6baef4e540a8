use chainrule::differentiate;

fn g(x: &[f64]) -> f64 {
    x[0]
}

#[differentiate]
fn f(x: &[f64]) -> f64 {
    g(x) * x[0]
}

fn main() {}
