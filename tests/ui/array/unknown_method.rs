use chainrule::differentiate;

#[differentiate]
fn f(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    y.select_nth_unstable_by(1, f64::total_cmp);
    y[0]
}

fn main() {}
