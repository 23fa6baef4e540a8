use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    sum([x, 2.0])
}

fn sum(a: [f64; 2]) -> f64 {
    a[0] + a[1]
}

fn main() {}
