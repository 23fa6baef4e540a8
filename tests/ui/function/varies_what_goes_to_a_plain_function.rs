use chainrule::differentiate;

fn plain(k: f64) -> f64 {
    k * 3.0
}

#[differentiate(wrt(w))]
fn weighted(w: f64, k: f64) -> f64 {
    w * plain(k)
}

#[differentiate]
fn caller(x: f64) -> f64 {
    weighted(2.0, x)
}

fn main() {}
