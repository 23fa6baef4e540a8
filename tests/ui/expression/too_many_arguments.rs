use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    x.sin(1.0) + x.clamp(0.0)
}

fn main() {}
