use chainrule::differentiate;

#[differentiate]
fn f(x: f64, y: f64) -> f64 {
    g::gradient(x, y)
}

#[differentiate(order = 2)]
fn g(x: f64, y: f64) -> f64 {
    x * y
}

fn main() {}
