use chainrule::differentiate;

struct Circle;

impl Circle {
    #[differentiate]
    fn area(radius: f64) -> f64 {
        3.0 * radius * radius
    }
}

fn main() {}
