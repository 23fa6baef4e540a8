use chainrule::differentiate;

struct Gain(f64);

#[differentiate(out(y))]
impl Gain {
    #[differentiate]
    fn of(&self, x: f64, y: &mut f64) {
        *y = self.0 * x;
    }
}

fn main() {}
