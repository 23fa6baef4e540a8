use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut v = Vec::<f64>::new();
    v.push(2.0);
    v[0] * x
}

fn main() {}
