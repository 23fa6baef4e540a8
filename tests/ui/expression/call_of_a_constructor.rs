use chainrule::differentiate;

enum Wrapped {
    Number(f64),
    Nothing,
}

#[differentiate]
fn f(x: f64) -> f64 {
    match Wrapped::Number(x) {
        Wrapped::Nothing => 0.0,
        Wrapped::Number(x) => x * x,
    }
}

fn main() {}
