use chainrule::differentiate;

#[differentiate]
#[allow(unreachable_code)]
fn f(x: f64) -> f64 {
    return x;
    x * x
}

fn main() {}
