use chainrule::differentiate;

trait Area {
    #[differentiate]
    fn area(radius: f64) -> f64;
}

fn main() {}
