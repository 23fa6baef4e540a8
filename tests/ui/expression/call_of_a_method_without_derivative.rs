use chainrule::differentiate;

struct Spring(f64);

impl Spring {
    fn force(&self, x: f64) -> f64 {
        -self.0 * x
    }

    #[differentiate]
    fn work(&self, x: f64) -> f64 {
        self.force(x) * x
    }
}

fn main() {}
