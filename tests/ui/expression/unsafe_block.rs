use chainrule::differentiate;

#[differentiate]
#[allow(unused_unsafe)]
fn f(x: f64) -> f64 {
    unsafe { x * x }
}

fn main() {}
