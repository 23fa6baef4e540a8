use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut a = x;
    let mut b = 2.0 * x;
    (a, b) = (b, a);
    a - b
}

fn main() {}
