use chainrule::{Differentiable, differentiate};

#[derive(Clone, Copy, Differentiable)]
struct State {
    x: f64,
    v: f64,
}

#[differentiate(wrt(s))]
fn f(s: &State) -> f64 {
    let mut a = *s;
    let mut b = State { x: s.v, v: s.x };
    let larger = if a.x > b.x { &mut a } else { &mut b };
    larger.x *= 2.0;
    a.x * b.x
}

#[differentiate]
fn g(x: f64, y: f64) -> f64 {
    let mut a = [x, y];
    let mut b = [y, x];
    let larger = if x > y { Some(&mut a) } else { Some(&mut b) };
    if let Some(larger) = larger {
        larger.swap(0, 1);
    }
    a[0] * b[1]
}

fn main() {}
