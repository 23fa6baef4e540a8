use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64], y: &[f32]) -> f64 {
    x[0] * y[0] as f64
}

fn main() {}
