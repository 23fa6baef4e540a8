use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let Wrapped(y) = Wrapped(x);
    y * y
}

struct Wrapped(f64);

fn main() {}
