use chainrule::differentiate;

#[differentiate]
unsafe extern "C" fn f(x: f64, _: ...) -> f64 {
    x * x
}

fn main() {}
