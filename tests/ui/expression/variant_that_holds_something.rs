use chainrule::differentiate;

enum Roots {
    Missing,
    Double(f64),
}

fn roots(x: f64) -> Roots {
    if x < 0.0 { Roots::Missing } else { Roots::Double(x.sqrt()) }
}

#[differentiate]
fn counted(x: f64) -> f64 {
    match roots(x) {
        Roots::Missing => x,
        _ => x * x,
    }
}

fn main() {}
