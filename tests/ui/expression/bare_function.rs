use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    sin(x) + exp(x)
}

fn main() {}
