use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> f64 {
    x.iter().scan(0.0, |sum, v| { *sum += v; Some(*sum) }).sum()
}

fn main() {}
