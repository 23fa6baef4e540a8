use chainrule::differentiate;

struct Spring(f64);

impl Spring {
    #[differentiate]
    fn energy(&self, x: f64) -> f64 {
        self.0 * x * x
    }
}

fn main() {
    let _ = Spring(1.0).energy_hessian(1.0);
}
