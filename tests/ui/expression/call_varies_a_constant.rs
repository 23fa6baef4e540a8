use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    g(2.0, x)
}

#[differentiate(wrt(x))]
fn g(x: f64, k: f64) -> f64 {
    x.powi(k as i32)
}

fn main() {}
