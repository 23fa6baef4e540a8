use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    1 / 2 * x.powi(2)
}

fn main() {}
