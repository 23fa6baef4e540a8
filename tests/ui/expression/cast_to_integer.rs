use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    x as i32 as f64 * 2.0
}

fn main() {}
