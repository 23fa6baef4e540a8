use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    sine(Angle { x })
}

struct Angle {
    x: f64,
}

fn sine(a: Angle) -> f64 {
    a.x.sin()
}

fn main() {}
