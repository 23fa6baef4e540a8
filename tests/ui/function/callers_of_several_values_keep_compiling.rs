use chainrule::differentiate;

#[differentiate]
fn f(x: f64, y: f64) -> (f64, f64) {
    (x.sigmoid(), y)
}

fn main() {
    let [[a, _], [_, d]]: [[f64; 2]; 2] = f::jacobian(1.0, 2.0);
    let ([b, c], _) = f::value_and_jacobian(a, d);
    let _ = f::jvp(1.0, 2.0, [b, c]);
    let _ = f::vjp(1.0, 2.0, (b, c));
}
