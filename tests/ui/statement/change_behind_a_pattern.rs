use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut p = (x, x);
    let (a, b) = &mut p;
    *a *= x;
    *b += x;
    p.0 * p.1
}

fn main() {}
