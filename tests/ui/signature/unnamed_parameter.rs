use chainrule::differentiate;

#[differentiate]
fn f(_: f64, x: f64) -> f64 {
    x * x
}

fn main() {}
