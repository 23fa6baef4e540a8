use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    Some(x)? * x
}

fn main() {}
