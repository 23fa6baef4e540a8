use std::cell::Cell;

use chainrule::differentiate;

#[differentiate(wrt(x))]
fn f(x: f64, start: u32) -> f64 {
    let count = Cell::new(start);
    let next = || {
        count.set(count.get() + 1);
        f64::from(count.get())
    };
    let _first = next();
    x * next()
}

fn main() {}
