use chainrule::differentiate;

#[differentiate]
fn f(x: f64, y: f64) -> f64 {
    let [[a, b], [_, d]] = g::hessian(x, y);
    a * d - b * b
}

#[differentiate(order = 2)]
fn g(x: f64, y: f64) -> f64 {
    x * x * y
}

fn main() {}
