use chainrule::differentiate;

#[differentiate]
fn f(x: f64, y: f64) -> f64 {
    x.sigmoid() * y
}

fn main() {
    let [dx, dy]: [f64; 2] = f::gradient(1.0, 2.0);
    let (value, _) = f::value_and_gradient(1.0, 2.0);
    let _ = f::jvp(dx, dy, [1.0, value]);
    let _ = (f::vjp(1.0, 2.0, 1.0), f::DERIVATION.len());
}
