use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    y.dedup();
    y[0]
}

fn main() {}
