use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    x.sine() + x.lnp1()
}

fn main() {}
