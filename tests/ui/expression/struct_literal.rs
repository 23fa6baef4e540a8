use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    sine(Angle { x })
}

#[derive(Clone)]
struct Angle {
    x: f64,
}

#[differentiate(wrt(a))]
fn sine(a: Angle) -> f64 {
    a.x.sin()
}

fn main() {}
