use chainrule::Differentiable;

#[derive(Differentiable)]
enum Shape {
    Circle(f64),
}

fn main() {}
