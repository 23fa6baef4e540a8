use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    x.pow(2) + 1.0
}

fn main() {}
