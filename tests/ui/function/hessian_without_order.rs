use chainrule::differentiate;

#[differentiate]
fn f(x: f64, y: f64) -> f64 {
    x * y
}

fn main() {
    let _ = f::hessian(1.0, 2.0);
}
