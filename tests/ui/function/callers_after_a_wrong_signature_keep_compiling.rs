use chainrule::differentiate;

#[differentiate]
fn f(x: f64, y: &dyn Fn(f64) -> f64) -> (f64, u8) {
    (y(x), 1)
}

fn main() {
    let _ = f::jacobian(1.0, &|x| x);
}
