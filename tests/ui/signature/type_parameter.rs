use chainrule::differentiate;

#[differentiate]
fn f<T>(x: f64, _unit: T) -> f64 {
    x * x
}

fn main() {}
