use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    <f64 as std::ops::Neg>::neg(x)
}

fn main() {}
