use chainrule::differentiate;

#[differentiate]
fn root(x: f64) -> Result<f64, f64> {
    if x > 0.0 { Ok(x.sqrt()) } else { Err(-x) }
}

#[differentiate]
fn f(x: f64) -> f64 {
    match root(x) {
        Ok(root) => root,
        Err(by) => 2.0 * by,
    }
}

fn main() {}
