use chainrule::differentiate;

struct Point2<T>(T, T);

#[differentiate]
fn distance(a: &Point2<f64>, b: &Point2<f64>) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn main() {}
