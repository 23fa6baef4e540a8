use chainrule::differentiate;

#[derive(Clone, Copy)]
struct Vector2(f64, f64);

impl Vector2 {
    fn new(x: f64, y: f64) -> Vector2 {
        Vector2(x, y)
    }

    fn angle(&self, other: &Vector2) -> f64 {
        self.0.atan2(self.1) - other.0.atan2(other.1)
    }

    fn lp_norm(&self, p: i32) -> f64 {
        (self.0.abs().powi(p) + self.1.abs().powi(p)).powf(1.0 / f64::from(p))
    }
}

#[differentiate]
fn between(x: f64) -> f64 {
    let v = Vector2::new(x, 1.0);
    v.angle(&v) + v.lp_norm(3)
}

fn main() {}
