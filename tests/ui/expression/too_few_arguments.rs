use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    x.powi() + x.atan2()
}

fn main() {}
