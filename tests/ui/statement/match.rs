use chainrule::differentiate;

#[differentiate]
fn f(x: f64, n: i32) -> f64 {
    match n {
        0 => {}
        _ => return x,
    }
    x * x
}

fn main() {}
