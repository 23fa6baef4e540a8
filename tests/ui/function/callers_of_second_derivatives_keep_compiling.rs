use chainrule::differentiate;

#[differentiate(order = 2)]
fn f(x: f64, y: f64) -> f64 {
    x.sigmoid() * y
}

fn main() {
    let [[a, _], _]: [[f64; 2]; 2] = f::hessian(1.0, 2.0);
    let _: [f64; 2] = f::hvp(1.0, 2.0, [a, 0.0]);
}
