use chainrule::differentiate;

#[differentiate]
fn f(x: f64, n: i64) -> f64 {
    x.powi(n)
}

fn main() {}
