use chainrule::differentiate;

#[differentiate(derivative(z = 1.0))]
fn erf(x: f64) -> f64 {
    libm(x)
}

fn libm(x: f64) -> f64 {
    x
}

fn main() {}
