use chainrule::differentiate;

#[differentiate]
fn f(x: f64, (a, b): (f64, f64)) -> f64 {
    x * a * b
}

fn main() {
    let _ = f::gradient(1.0, (2.0, 3.0));
}
