use chainrule::differentiate;

fn length(x: &[f64]) -> f64 {
    x[0]
}

fn half(x: f64) -> f64 {
    x / 2.0
}

#[differentiate]
fn f(x: &[f64], y: f64) -> f64 {
    length(x) * half(y)
}

fn main() {}
