use chainrule::differentiate;

#[differentiate]
trait Area {
    fn area(&self, radius: f64) -> f64;
}

fn main() {}
