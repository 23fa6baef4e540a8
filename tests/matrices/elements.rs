//! What is done with each number, or with parts.

use super::*;

#[differentiate]
fn extremes(a: &Vector3<f64>, b: &DVector<f64>) -> f64 {
    a.max() * b.min() + a.amax() * b.amin() + a.abs().sum() * b.abs()[0]
}

#[differentiate]
fn pairs(a: &Vector3<f64>, b: &Vector3<f64>, t: f64) -> f64 {
    a.zip_map(b, |p, q| p * q * q + t).sum()
        + Vector3::new(1.0, 2.0, 3.0).zip_map(b, |p, q| p * q * q).norm()
        + a.lerp(b, t).norm()
        + a.metric_distance(b) * b.add_scalar(t).norm()
}

#[differentiate]
fn parts(m: &Matrix3<f64>, v: &SVector<f64, 6>) -> f64 {
    let u = m * v.xyz();
    u.norm() + v.xy().dot(&u.xy()) + v.rows(2, 3).norm() + m.columns(1, 2).norm() * m.tr_mul(&u)[0]
}

#[differentiate(order = 2)]
fn parts_of_known_size<const N: usize>(m: &SMatrix<f64, N, N>, v: &DVector<f64>) -> f64 {
    let mut sum = Vector2::zeros();
    for i in 0..2 {
        sum += m.fixed_view::<2, 2>(0, i) * v.fixed_rows::<2>(i);
    }
    sum.norm() * m.fixed_columns::<2>(1).norm_squared() + v.fixed_rows::<3>(1).sum() * v[0]
}

#[differentiate]
fn made(x: f64, n: usize) -> f64 {
    let m = DMatrix::from_fn(n, n, |i, j| x.powf((i + j) as f64));
    let v = DVector::from_fn(n, |i, _| x * i as f64);
    let w = Vector3::from_fn(|i, _| x + i as f64);
    (m * v).norm() + w.norm()
}

#[test]
fn gradients() {
    let at = (Vector3::new(1.0, 2.0, -2.5), DVector::from_vec(vec![0.4, -0.7, 1.1, 0.3]));
    check(|(a, b)| extremes(a, b), &at, extremes::value_and_gradient(&at.0, &at.1));
    let at = (r(), Vector3::new(0.4, -0.7, 1.1), 0.3);
    check(|(a, b, t)| pairs(a, b, *t), &at, pairs::value_and_gradient(&at.0, &at.1, at.2));
    let at = (m(), SVector::<f64, 6>::from([0.3, 0.5, -0.3, 1.4, 0.8, 0.6]));
    check(|(m, v)| parts(m, v), &at, parts::value_and_gradient(&at.0, &at.1));
    let at = (m(), DVector::from_vec(vec![0.4, -0.7, 1.1, 0.3]));
    check(|(m, v)| parts_of_known_size(m, v), &at, parts_of_known_size::value_and_gradient(&at.0, &at.1));
    let direction = (m() * 0.3, DVector::from_vec(vec![1.4, 0.7, -0.1, 0.5]));
    let found = numbers(&parts_of_known_size::hvp(&at.0, &at.1, direction.clone()));
    let along = |t: f64| {
        let (m, v) = (at.0 + direction.0 * t, &at.1 + &direction.1 * t);
        numbers(&parts_of_known_size::gradient(&m, &v))
    };
    for (i, found) in found.iter().enumerate() {
        close(&[*found], &[differences::slope(|t| along(t)[i], 0.0)]);
    }
    check(|x| made(*x, 3), &0.8, made::value_and_gradient(0.8, 3));
}

/// Of equal numbers, the slope is that of `f64::max`: in all, one.
#[test]
fn ties() {
    #[differentiate]
    fn greatest(v: &Vector3<f64>) -> f64 {
        v.max()
    }
    let gradient = greatest::gradient(&Vector3::new(2.0, 2.0, 1.0));
    assert_eq!((gradient.sum(), gradient.z), (1.0, 0.0));
    let gradient = greatest::gradient(&Vector3::repeat(2.0));
    assert_eq!(gradient.sum(), 1.0);
}
