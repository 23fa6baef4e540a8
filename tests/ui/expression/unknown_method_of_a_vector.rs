use chainrule::differentiate;

struct Vector3<T>([T; 3]);

#[differentiate]
fn between(a: &Vector3<f64>, b: &Vector3<f64>) -> f64 {
    a.angle(b) + a.lp_norm(3)
}

fn main() {}
