use chainrule::differentiate;

fn weight(x: f64) -> f64 {
    3.0 * x
}

#[differentiate]
fn weighed(x: f64) -> f64 {
    x * weight(x) as f64
}

fn main() {}
