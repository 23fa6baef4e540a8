use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    -g(x)
}

#[differentiate]
fn g(x: f64) -> (f64, f64) {
    (x, x * x)
}

fn main() {}
