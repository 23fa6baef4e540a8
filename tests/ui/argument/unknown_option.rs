use chainrule::differentiate;

#[differentiate(second)]
fn f(x: f64, y: f64) -> f64 {
    x * y
}

fn main() {}
