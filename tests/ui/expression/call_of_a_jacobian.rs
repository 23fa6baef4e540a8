use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let [a, b] = g::jacobian(x);
    a + b
}

#[differentiate]
fn g(x: f64) -> (f64, f64) {
    (x, x * x)
}

fn main() {}
