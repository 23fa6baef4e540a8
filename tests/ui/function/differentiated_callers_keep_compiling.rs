use chainrule::differentiate;

#[differentiate]
fn inner(x: f64) -> f64 {
    x.sigmoid()
}

#[differentiate]
fn outer(x: f64) -> f64 {
    inner(x) * inner(2.0 * x)
}

fn main() {}
