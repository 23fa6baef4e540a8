use chainrule::differentiate;

#[differentiate]
mod physics {
    pub fn f(x: f64) -> f64 {
        x * x
    }
}

fn main() {}
