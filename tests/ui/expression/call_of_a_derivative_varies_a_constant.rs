use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    loss::gradient(2.0, &[x, 1.0])
}

#[differentiate(wrt(w), order = 2)]
fn loss(w: f64, data: &[f64]) -> f64 {
    w * w * data[0]
}

fn main() {}
