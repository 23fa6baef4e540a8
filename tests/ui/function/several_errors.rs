use chainrule::differentiate;

#[differentiate]
fn f(x: f64, y: f64) -> f64 {
    let a = 2 * x;
    let b = y.sigmoid() + (x ^ 2);
    z = [a, b][0];
    dbg!(z);
    a + (b as i32) * a.pow(2)
}

fn main() {}
