use std::collections::HashMap;

use chainrule::differentiate;

#[differentiate]
fn f(x: f64) -> f64 {
    let mut sums = HashMap::new();
    *sums.entry(1).or_insert(0.0) += x;
    sums.insert(2, x * x);
    x
}

fn main() {}
