use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64], y: f64) -> f64 {
    x.iter().zip(y).map(|(a, b)| a * b).sum()
}

fn main() {}
