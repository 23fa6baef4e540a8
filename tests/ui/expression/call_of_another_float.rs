use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    g(x as f32) as f64
}

#[differentiate]
fn g(x: f32) -> f32 {
    x * x
}

fn main() {}
