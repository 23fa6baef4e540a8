use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut y = x;
    let z = &mut y;
    *z = x * x;
    y
}

fn main() {}
