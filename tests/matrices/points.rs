//! Points of nalgebra that do not vary, moved by vectors that do.

use chainrule::differentiate;
use nalgebra::{Point3, Vector3};

use super::differences::parts::check_at as check;

struct Sphere {
    center: Point3<f64>,
    radius: f64,
}

struct Light {
    place: Point3<f64>,
    power: f64,
}

#[differentiate(wrt(way))]
fn hit(sphere: &Sphere, origin: &Point3<f64>, way: &Vector3<f64>) -> Option<f64> {
    let apart = origin - sphere.center;
    let a = way.dot(way);
    let half_b = apart.dot(way);
    let c = apart.norm_squared() - sphere.radius * sphere.radius;
    let discriminant = half_b * half_b - a * c;
    if discriminant < 0.0 {
        return None;
    }
    let root = (-half_b - discriminant.sqrt()) / a;
    if root < 1e-3 { None } else { Some(root) }
}

#[differentiate(wrt(way))]
fn shade(sphere: &Sphere, light: &Light, origin: &Point3<f64>, way: &Vector3<f64>) -> f64 {
    match hit(sphere, origin, way) {
        None => 0.1,
        Some(t) => {
            let place = origin + way * t;
            let normal = (place - sphere.center) / sphere.radius;
            let to_light = light.place - place;
            normal.dot(&to_light.normalize()).max(0.0) * light.power / to_light.norm_squared()
        }
    }
}

#[test]
fn a_ray_and_a_sphere() {
    let sphere = Sphere { center: Point3::new(0.0, 0.0, 3.0), radius: 1.0 };
    let light = Light { place: Point3::new(2.0, 2.0, 0.0), power: 5.0 };
    let origin = Point3::new(0.0, 0.0, 0.0);
    for way in [Vector3::new(0.1, 0.05, 1.0), Vector3::new(1.0, 0.0, 0.2)] {
        check(
            &way,
            |way| shade(&sphere, &light, &origin, way),
            shade::value_and_gradient(&sphere, &light, &origin, &way),
        );
    }
}
