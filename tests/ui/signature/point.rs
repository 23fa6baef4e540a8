use chainrule::differentiate;

struct Point3<T>([T; 3]);

#[differentiate]
fn distance(a: &Point3<f64>, b: &Point3<f64>) -> f64 {
    (a - b).norm()
}

fn main() {}
