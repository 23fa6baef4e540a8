use chainrule::differentiate;

#[differentiate]
fn f<'a>(x: f64, _name: &'a str) -> f64 {
    x * x
}

fn main() {}
