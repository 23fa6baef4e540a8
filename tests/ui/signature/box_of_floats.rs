use chainrule::differentiate;

#[differentiate]
fn f(x: Box<[f64]>) -> f64 {
    x[0] * x[0]
}

fn main() {}
