use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    match Some(x) {
        Some(y) => y,
        None => 0.0,
    }
}

fn main() {}
