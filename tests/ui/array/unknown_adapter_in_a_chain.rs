use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> f64 {
    let y: Vec<f64> = x.chunk_by(|a, b| a <= b).map(|v| v[0] * v[0]).take(5).collect();
    y.iter().fold(1.0, |a, v| a * v) + y[0]
}

fn main() {}
