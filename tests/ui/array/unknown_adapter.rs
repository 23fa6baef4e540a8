use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> f64 {
    x.iter().rfold(0.0, |sum, v| sum * 0.5 + v)
}

fn main() {}
