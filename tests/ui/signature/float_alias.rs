use chainrule::differentiate;

type Real = f64;

#[differentiate]
fn f(x: f64, y: Real) -> f64 {
    x * y
}

fn main() {}
