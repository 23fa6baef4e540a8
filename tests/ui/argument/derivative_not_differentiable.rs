use chainrule::differentiate;

#[differentiate(derivative(x = x.sigmoid()))]
fn erf(x: f64) -> f64 {
    libm(x)
}

fn libm(x: f64) -> f64 {
    x
}

fn main() {}
