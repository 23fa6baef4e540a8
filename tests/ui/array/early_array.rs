use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> Vec<f64> {
    if x[0] > 0.0 {
        return vec![x[0]];
    }
    vec![x[1]]
}

fn main() {}
