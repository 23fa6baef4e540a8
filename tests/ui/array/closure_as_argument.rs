use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> f64 {
    g(x, |v: f64| v * x[0])
}

fn g(_: &[f64], _: impl Fn(f64) -> f64) -> f64 {
    1.0
}

fn main() {}
