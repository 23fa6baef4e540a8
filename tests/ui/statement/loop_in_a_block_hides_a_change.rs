use chainrule::differentiate;

#[differentiate]
fn f(x: f64, n: i32) -> f64 {
    let k = {
        let mut s = 0.0;
        for i in 0..n {
            s += i as f64;
        }
        s
    };
    k * x
}

fn main() {}
