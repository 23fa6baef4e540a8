use chainrule::differentiate;
use chainrule::training::FunctionModel;

#[differentiate]
fn square(x: f64) -> f64 {
    x * x
}

fn main() {
    let _ = FunctionModel::<square>::new(vec![1.0]);
}
