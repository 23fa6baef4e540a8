use chainrule::differentiate;

#[differentiate]
fn f(x: f64, first: bool) -> f64 {
    let (mut a, mut b) = (x, 2.0 * x);
    let mut chosen = &mut a;
    if !first {
        chosen = &mut b;
    }
    *chosen *= x;
    a * b
}

fn main() {}
