use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut k = 1.0;
    (|| k += 1.0)();
    k * x
}

fn main() {}
