use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    f64::sinus(x)
}

fn main() {}
