use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    norm(Point { x, y: 2.0 })
}

struct Point {
    x: f64,
    y: f64,
}

fn norm(p: Point) -> f64 {
    p.x.hypot(p.y)
}

fn main() {}
