use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    3.0 * (x + 1.0) ^ 2
}

fn main() {}
