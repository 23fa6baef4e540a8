use chainrule::differentiate;

#[differentiate(wrt(p, q))]
fn checked(p: f64, q: &mut [f64]) -> Result<(), String> {
    if p < 0.0 {
        return Err("negative".into());
    }
    q[0] *= p;
    Ok(())
}

#[differentiate(wrt(p, q))]
fn f(p: f64, q: &mut [f64]) -> Result<f64, String> {
    let _ = checked(p, q);
    Ok(q[0] + q[1])
}

fn main() {}
