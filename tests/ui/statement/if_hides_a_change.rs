use chainrule::differentiate;

#[differentiate]
fn f(x: f64, n: i32) -> f64 {
    let mut k = 1.0;
    if n > 0 {
        k = 2.0;
    }
    k * x
}

fn main() {}
