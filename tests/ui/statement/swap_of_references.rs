use chainrule::differentiate;

#[differentiate]
fn f(x: f64, y: f64) -> f64 {
    let (mut a, mut b) = (vec![x], vec![y]);
    let (mut p, mut q) = (&mut a, &mut b);
    std::mem::swap(&mut p, &mut q);
    p[0] *= 2.0;
    a[0] * b[0]
}

#[differentiate]
fn g(x: f64, y: f64) -> f64 {
    let (mut a, mut b) = (x, y);
    let mut p = &mut a;
    let q = std::mem::replace(&mut p, &mut b);
    *q *= 2.0;
    a * b
}

fn main() {}
