use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut y = x;
    std::mem::swap(&mut y, &mut 2.0);
    y
}

fn main() {}
