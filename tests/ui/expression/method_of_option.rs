use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut best: Option<f64> = None;
    for _ in 0..3 {
        best.insert(x);
    }
    *best.insert(x) * x
}

fn main() {}
