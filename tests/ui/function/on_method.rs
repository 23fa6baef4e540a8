use chainrule::differentiate;

struct Circle;

impl Circle {
    #[differentiate]
    fn area(&self, radius: f64) -> f64 {
        3.0 * radius * radius
    }
}

fn main() {}
