use chainrule::differentiate;

#[differentiate(lanes = 8)]
fn doubled(x: f64) -> f64 {
    2.0 * x
}

fn main() {}
