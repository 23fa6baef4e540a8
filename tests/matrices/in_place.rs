//! Methods that change a vector or a matrix in its place.

use super::*;

#[differentiate]
fn changed(a: &Vector3<f64>, m: &Matrix3<f64>, s: f64) -> f64 {
    let mut c = *a;
    c.x = c.y;
    c.normalize_mut();
    let mut k = Vector3::new(1.0, 2.0, 3.0);
    k.component_mul_assign(&c);
    k.scale_mut(s);
    k.neg_mut();
    c.unscale_mut(s + 1.0);
    let mut n = *m;
    n[(1, 2)] *= s;
    for i in 0..2 {
        n.swap_rows(i, i + 1);
    }
    n.swap_columns(0, 2);
    if s > 0.0 {
        c.add_scalar_mut(s);
        c.normalize_mut();
    }
    (n * k).dot(&c) + n.m12 * k.x
}

#[test]
fn gradients() {
    for s in [0.7, -0.3] {
        let at = (r(), m(), s);
        check(|(a, m, s)| changed(a, m, *s), &at, changed::value_and_gradient(&at.0, &at.1, at.2));
    }
}
