use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> f64 {
    x.iter().map_while(|v| (*v > 0.0).then_some(v * v)).sum()
}

fn main() {}
