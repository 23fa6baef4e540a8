use chainrule::differentiate;

fn swap<T: Copy>(a: &mut T, b: &mut T) {
    *a = *b;
}

#[differentiate]
fn f(x: f64) -> f64 {
    let (mut a, mut b) = (x, x * x);
    swap(&mut a, &mut b);
    a
}

fn main() {}
