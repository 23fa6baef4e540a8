use chainrule::differentiate;

#[differentiate]
fn f(x: f64, n: i32) -> f64 {
    let mut y = x;
    if n > 0 {
        y = x * x;
    }
    y
}

fn main() {}
