use chainrule::differentiate;

enum Shape {
    Circle { r: f64 },
    Square { side: f64 },
}

#[differentiate]
fn f(x: f64) -> f64 {
    let shape = Shape::Circle { r: x };
    match shape {
        Shape::Square { side } => side,
        Shape::Circle { r } => r * r,
    }
}

fn main() {}
