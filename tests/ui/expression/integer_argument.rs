use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    x.max(0) + x.powf(2)
}

fn main() {}
