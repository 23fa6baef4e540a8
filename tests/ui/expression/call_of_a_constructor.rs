use chainrule::differentiate;

struct Wrapped(f64);

#[differentiate]
fn f(x: f64) -> f64 {
    Wrapped(x).0
}

fn main() {}
