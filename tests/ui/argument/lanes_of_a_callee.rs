use chainrule::differentiate;

#[differentiate]
fn doubled(x: &[f64]) -> Vec<f64> {
    x.iter().map(|x| 2.0 * x).collect()
}

#[differentiate(lanes)]
fn quadrupled(x: &[f64]) -> Vec<f64> {
    doubled(&doubled(x))
}

fn main() {}
