use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> (f64, f64) {
    x.sin_cos()
}

fn main() {
    let _ = f::gradient(1.0);
}
