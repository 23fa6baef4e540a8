use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut a = [2.0, 3.0];
    a[0] = x * x;
    x + a[0]
}

fn main() {}
