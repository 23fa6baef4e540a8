use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let y = x.sigmoid();
    y + y * y
}

fn main() {}
