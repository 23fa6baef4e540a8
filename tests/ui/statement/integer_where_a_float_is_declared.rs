use chainrule::differentiate;

#[differentiate]
fn f(x: f64, n: i32) -> f64 {
    let y: f64 = n;
    x * y
}

fn main() {}
