use chainrule::differentiate;

struct Params {
    k: f64,
}

#[differentiate(wrt(p))]
fn f(p: &Params, x: f64) -> f64 {
    p.k * x
}

fn main() {}
