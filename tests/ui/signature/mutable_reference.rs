use chainrule::differentiate;

#[differentiate]
fn f(x: f64, it: &mut dyn Iterator<Item = f64>) -> f64 {
    let a = it.next().unwrap();
    let b = it.next().unwrap();
    a * x + b
}

fn main() {}
