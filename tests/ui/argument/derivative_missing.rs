use chainrule::differentiate;

#[differentiate(derivative(a = b))]
fn beta(a: f64, b: f64) -> f64 {
    libm(a, b)
}

fn libm(a: f64, b: f64) -> f64 {
    a * b
}

fn main() {}
