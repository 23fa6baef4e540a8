use chainrule::differentiate;

#[differentiate]
#[allow(non_snake_case)]
fn Halves(x: f64) -> (f64, f64) {
    (0.5 * x, 0.5 * x)
}

#[differentiate]
fn f(x: f64) -> f64 {
    Halves(x).0 * x
}

fn main() {}
