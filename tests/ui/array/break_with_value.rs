use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut y = x;
    y *= loop {
        break 2.0 * y;
    };
    y
}

fn main() {}
