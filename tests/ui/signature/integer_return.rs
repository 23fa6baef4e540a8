use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> i32 {
    x.round() as i32
}

fn main() {}
