use chainrule::differentiate;

#[differentiate]
fn f(xs: &[f64], skip: bool) -> f64 {
    let (rest, k) = match skip {
        true => {
            let mut at = 0;
            while xs[at] < 0.0 {
                at += 1;
            }
            (&xs[at..], 2.0)
        }
        false => return 0.0,
    };
    k * rest[0] * rest[1]
}

fn main() {}
