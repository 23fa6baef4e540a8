use chainrule::differentiate;

#[differentiate(wtr(x))]
fn f(x: f64, y: f64) -> f64 {
    x * y
}

fn main() {
    let _ = f::gradient(1.0, 2.0);
}
