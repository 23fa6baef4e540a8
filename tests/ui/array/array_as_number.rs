use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> f64 {
    2.0 * x
}

fn main() {}
