use chainrule::differentiate;

#[differentiate]
fn f<const N: i32>(x: f64) -> f64 {
    x.powi(N)
}

fn main() {}
