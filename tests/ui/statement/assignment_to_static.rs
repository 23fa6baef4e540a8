use chainrule::differentiate;

static mut CALLS: f64 = 0.0;

#[differentiate]
fn f(x: f64) -> f64 {
    CALLS = x;
    x * x
}

fn main() {}
