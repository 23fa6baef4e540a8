use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let y = if x > 0.0 { x * x; } else { x };
    y * x
}

fn main() {}
