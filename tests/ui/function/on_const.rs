use chainrule::differentiate;

#[differentiate]
const GRAVITY: f64 = 9.81;

fn main() {}
