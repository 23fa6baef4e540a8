use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let y = {
        struct Pair(f64, f64);
        let pair = Pair(x, 2.0);
        pair.0 * pair.1
    };
    y * x
}

fn main() {}
