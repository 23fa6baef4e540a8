use chainrule::differentiate;

struct Vector3(f64, f64, f64);

impl Vector3 {
    fn new(x: f64, y: f64, z: f64) -> Vector3 {
        Vector3(x, y, z)
    }
}

struct Isometry3 {
    translation: Vector3,
    rotation: Vector3,
}

impl Isometry3 {
    fn new(translation: Vector3, rotation: Vector3) -> Isometry3 {
        Isometry3 { translation, rotation }
    }
}

#[differentiate]
fn way(x: f64) -> f64 {
    let pose = Isometry3::new(Vector3::new(x, 0.0, 0.0), Vector3::new(0.0, x, 0.0));
    pose.translation.0 + pose.rotation.1
}

fn main() {}
