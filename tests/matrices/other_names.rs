//! What is calculated with as a whole is no struct, whatever its type is called.

use super::*;

type V3 = Vector3<f64>;
type V = DVector<f64>;

#[differentiate(wrt(a, b))]
fn apart(a: &V3, b: &V3) -> f64 {
    (a - b).norm() * a.x
}

#[differentiate(wrt(a))]
fn by_value(a: V3) -> V3 {
    let b = a * 2.0;
    b * (b.dot(&a) + a[0])
}

#[differentiate(wrt(p))]
fn length(p: &[V3]) -> f64 {
    let mut e = 0.0;
    for i in 1..p.len() {
        e += (p[i] - p[i - 1]).norm();
    }
    e
}

#[differentiate(wrt(w))]
fn squares(x: &DMatrix<f64>, w: &V, y: &V) -> f64 {
    let r = x * w - y;
    0.5 * r.norm_squared()
}

#[derive(Clone, Debug, Differentiable)]
struct Ball {
    centre: V3,
    radius: f64,
}

#[differentiate(wrt(ball))]
fn of_a_field(ball: &Ball) -> f64 {
    let centre: Vector3<f64> = ball.centre;
    centre.norm() * ball.radius
}

#[test]
fn gradients() {
    let q = Vector3::new(0.4, -0.7, 1.1);
    check(|(a, b)| apart(a, b), &(r(), q), apart::value_and_gradient(&r(), &q));
    check_products(
        |a| by_value(*a),
        &r(),
        |direction| by_value::jvp(r(), direction),
        |cotangent| by_value::vjp(r(), cotangent),
    );
    let at = vec![r(), q, Vector3::new(0.1, 0.2, 0.3)];
    check(|p| length(p), &at, length::value_and_gradient(&at));
    let (x, y) = (DMatrix::from_row_slice(2, 2, &[1.0, 2.0, 0.5, -1.0]), DVector::from_vec(vec![0.4, -0.6]));
    let w = DVector::from_vec(vec![0.3, 0.9]);
    check(|w| squares(&x, w, &y), &w, squares::value_and_gradient(&x, &w, &y));
    let at = Ball { centre: r(), radius: 1.5 };
    check(of_a_field, &at, of_a_field::value_and_gradient(&at));
}
