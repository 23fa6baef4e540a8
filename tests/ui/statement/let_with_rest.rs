use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let (a, ..) = (x, x * x, 3.0);
    a
}

fn main() {}
