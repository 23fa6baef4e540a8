use chainrule::differentiate;

enum Curve {
    Line(f64),
    Wave(f64, f64),
}

#[differentiate]
fn chosen(x: f64, n: usize) -> f64 {
    let curve = if n > 2 { Curve::Line(x) } else { Curve::Wave(x, 2.0) };
    match curve {
        Curve::Line(a) => a * a,
        Curve::Wave(a, b) => (a * b).sin(),
    }
}

#[differentiate]
fn asked(x: f64, n: usize) -> f64 {
    let curve = Curve::Line(x);
    if let Curve::Line(a) = curve { a * n as f64 } else { 0.0 }
}

fn main() {}
