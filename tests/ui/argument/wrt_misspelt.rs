use chainrule::differentiate;

#[differentiate(wrt(wight))]
fn f(weight: f64, x: f64) -> f64 {
    weight * x
}

fn main() {}
