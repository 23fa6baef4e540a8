use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> Vec<usize> {
    vec![x.len()]
}

fn main() {}
