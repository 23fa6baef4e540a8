use chainrule::differentiate;

unsafe extern "C" {
    #[differentiate]
    fn erf(x: f64) -> f64;
}

fn main() {}
