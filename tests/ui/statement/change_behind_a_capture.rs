use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut p = (x, x);
    let (a, _) = &mut p;
    let mut scale = move || *a *= x;
    scale();
    p.0
}

fn main() {}
