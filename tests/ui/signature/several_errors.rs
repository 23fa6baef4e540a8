use chainrule::differentiate;

#[differentiate]
unsafe fn f<T>(_x: f64, (_a, _b): (f64, f64), _unit: T) -> i32 {
    0
}

fn main() {}
