use chainrule::differentiate;

#[differentiate]
pub use std::f64::consts::PI;

fn main() {}
