use chainrule::differentiate;

#[differentiate]
fn g(x: &[f64]) -> f64 {
    x[0] * x[0]
}

#[differentiate]
fn f(x: &[f64]) -> f64 {
    let slopes = g::gradient(x);
    slopes[0]
}

fn main() {}
