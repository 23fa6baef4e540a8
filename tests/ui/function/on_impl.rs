use chainrule::differentiate;

struct Circle;

#[differentiate]
impl Circle {
    fn area(radius: f64) -> f64 {
        3.0 * radius * radius
    }
}

fn main() {}
