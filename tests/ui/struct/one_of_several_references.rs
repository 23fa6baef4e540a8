use chainrule::differentiate;

#[differentiate]
fn f(x: f64, y: f64) -> f64 {
    let mut a = [x, y];
    let mut b = [y, x];
    let larger = if x > y { Some(&mut a) } else { Some(&mut b) };
    if let Some(larger) = larger {
        larger.swap(0, 1);
    }
    a[0] * b[1]
}

fn main() {}
