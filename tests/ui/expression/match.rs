use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    match x > 1.0 {
        true => x,
        false => 1.0,
    }
}

fn main() {}
