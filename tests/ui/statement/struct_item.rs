use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    struct Unit;
    let _ = Unit;
    x * x
}

fn main() {}
