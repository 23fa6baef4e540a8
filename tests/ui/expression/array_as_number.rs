use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    x.max([x, 2.0])
}

fn main() {}
