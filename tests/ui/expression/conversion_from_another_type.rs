use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    f64::from(x as f32) * x
}

fn main() {}
