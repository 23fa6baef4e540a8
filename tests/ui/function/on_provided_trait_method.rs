use chainrule::differentiate;

trait Area {
    #[differentiate]
    fn area(&self, radius: f64) -> f64 {
        3.0 * radius * radius
    }
}

fn main() {}
