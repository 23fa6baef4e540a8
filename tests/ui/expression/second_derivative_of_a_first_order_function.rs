use chainrule::differentiate;

#[differentiate(order = 2)]
fn f(x: f64) -> f64 {
    2.0 * g(x)
}

#[differentiate]
fn g(x: f64) -> f64 {
    x * x
}

fn main() {}
