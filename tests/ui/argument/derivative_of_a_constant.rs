use chainrule::differentiate;

#[differentiate(derivative(x = 1.0, n = 1.0))]
fn bessel(x: f64, n: i32) -> f64 {
    x * f64::from(n)
}

fn main() {}
