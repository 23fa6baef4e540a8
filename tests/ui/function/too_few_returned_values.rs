use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> [f64; 3] {
    [x, x * x]
}

fn main() {}
