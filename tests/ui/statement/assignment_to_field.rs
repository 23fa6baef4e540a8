use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut p = (2.0, 3.0);
    p.0 = x * x;
    x + p.0
}

fn main() {}
