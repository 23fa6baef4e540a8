use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    g(2)
}

#[differentiate]
fn g(x: f64) -> f64 {
    x * x
}

fn main() {}
