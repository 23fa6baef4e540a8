use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    (x > 1.0) as i32 as f64 * x
}

fn main() {}
