use chainrule::differentiate;

#[differentiate]
fn f(x: f64, first: bool) -> f64 {
    let (mut a, mut b) = (x, 2.0 * x);
    let chosen = if first { &mut a } else { &mut b };
    *chosen *= x;
    a * b
}

fn main() {}
