use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    y = x * x;
    y + 1.0
}

fn main() {}
