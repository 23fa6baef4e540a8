use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    Circle::area(x)
}

struct Circle;

impl Circle {
    fn area(r: f64) -> f64 {
        3.0 * r * r
    }
}

fn main() {}
