//! Vectors and matrices of nalgebra: functions as people write them, against differences of every number in them.

#[path = "matrices/decomposed.rs"]
mod decomposed;
mod differences;
#[path = "matrices/elements.rs"]
mod elements;
#[path = "matrices/in_place.rs"]
mod in_place;
#[path = "matrices/makers.rs"]
mod makers;
#[path = "matrices/other_names.rs"]
mod other_names;
#[path = "matrices/points.rs"]
mod points;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "matrices/real_code.rs"]
mod real_code;
#[path = "matrices/turns.rs"]
mod turns;

use chainrule::{Differentiable, differentiate};
use differences::parts::{check, check_products, close, numbers};
use nalgebra::{
    DMatrix, DVector, Isometry3, Matrix2, Matrix2x3, Matrix3, Rotation3, SMatrix, SVector, Translation3,
    UnitQuaternion, Vector2, Vector3,
};

fn r() -> Vector3<f64> {
    Vector3::new(1.0, 2.0, -2.0)
}

fn m() -> Matrix3<f64> {
    Matrix3::new(1.0, 2.0, 3.0, 0.5, -1.0, 2.0, 0.3, 0.2, 4.0)
}

#[differentiate]
fn norms(r: &Vector3<f64>) -> f64 {
    r.norm() + r.norm_squared() * r.normalize().x - r.sum() * r.mean()
}

#[differentiate(order = 2)]
fn products(r: &Vector3<f64>, m: &Matrix3<f64>) -> f64 {
    let v = m * r * 2.0 - r / 3.0;
    v.dot(&r.cross(&Vector3::new(1.0, 0.5, 2.0))) + m[(0, 1)] * v.y - (-v).component_mul(r)[2]
        + (m * m).trace()
}

#[differentiate]
fn made(q: f64, axis: &Vector3<f64>, m: &Matrix3<f64>) -> f64 {
    let v = Vector3::new(q.cos(), q, 0.0);
    let turn = Matrix2::new(q.cos(), -q.sin(), q.sin(), q.cos());
    let w = turn * Vector2::new(v.x, 1.0);
    (m * v * 2.0 - axis / q).dot(&v) + w.x * w[1] + Matrix2x3::new(q, 1.0, 2.0, 3.0, q * q, 4.0)[(1, 1)]
}

#[differentiate]
fn of_a_matrix(m: &Matrix3<f64>) -> f64 {
    m.determinant() + m.transpose()[(0, 2)] * m.row(1).sum() + m.column(0).norm() + m.diagonal().sum()
}

#[differentiate]
fn systems(m: &Matrix3<f64>, b: &Vector3<f64>) -> Option<f64> {
    let x = m.lu().solve(b)?;
    let inverse = m.try_inverse()?;
    Some(x.dot(b) + (inverse * b).norm())
}

#[differentiate]
fn mapped(v: &DVector<f64>) -> f64 {
    let activated = v.map(f64::tanh);
    activated.iter().zip(v.iter()).map(|(a, x)| a * x).sum::<f64>() / v.len() as f64
}

#[differentiate(wrt(w))]
fn least_squares(a: &DMatrix<f64>, w: &DVector<f64>, y: &DVector<f64>) -> f64 {
    let r = a * w - y;
    0.5 * r.norm_squared()
}

#[differentiate(wrt(v))]
fn transformed(
    rotation: &Rotation3<f64>,
    turn: &UnitQuaternion<f64>,
    pose: &Isometry3<f64>,
    v: &Vector3<f64>,
) -> f64 {
    (rotation * v).x + (turn * v).y * (pose * v).z
}

#[differentiate]
fn simulated(k: f64, x0: &Vector3<f64>) -> Vector3<f64> {
    let mut x = *x0;
    let mut v = Vector3::zeros();
    for _ in 0..4 {
        let a = -k * x;
        v += a * 0.1;
        x += v * 0.1;
    }
    x
}

#[differentiate]
fn written(x: &[f64]) -> f64 {
    let mut m = Matrix3::zeros();
    for i in 0..3 {
        for j in 0..3 {
            m[(i, j)] = x[i] * x[j] + if i == j { x[0] } else { 0.0 };
        }
    }
    let v = Vector3::from([x[0], x[1], x[2]]);
    let w = DVector::from_vec(x.to_vec());
    (m * v).norm() + w.norm()
}

#[differentiate]
fn generic<const N: usize>(v: &SVector<f64, N>, m: &SMatrix<f64, N, N>) -> f64 {
    (m * v).dot(v)
}

/// What the guide lists, beside what is above.
#[differentiate]
fn listed(v: &Vector3<f64>, m: &Matrix3<f64>, k: f64) -> Option<f64> {
    let mut w = v.scale(k) + v.unscale(2.0) + v.component_div(&Vector3::new(1.0, 2.0, 4.0));
    w *= 2.0;
    w /= k;
    w -= m.row(1).transpose() * v.magnitude();
    w[1] += w.x * w.z;
    let mut n = Matrix3::identity() * k + m;
    n[(0, 2)] *= v.y;
    n -= m * 0.5;
    n *= k;
    let solved = n.qr().solve(&w)?;
    let mut parts = DVector::zeros(3);
    parts[0] = solved.x;
    parts[1] = solved.y * k;
    Some(solved.dot(&m.column(2)) + parts.mean() + w.iter().map(|x| x * x).sum::<f64>() + (2.0 * m * v).sum())
}

#[derive(Clone, Debug, Differentiable)]
struct Arm {
    lengths: Vector2<f64>,
    base: Vector3<f64>,
    #[differentiate(constant)]
    gain: f64,
}

impl Arm {
    #[differentiate(wrt(self, q))]
    fn reach(&self, q: &Vector2<f64>) -> Vector3<f64> {
        let (a, b) = (q.x, q.x + q.y);
        let tip = Vector3::new(
            self.lengths.x * a.cos() + self.lengths.y * b.cos(),
            self.lengths.x * a.sin() + self.lengths.y * b.sin(),
            0.0,
        );
        self.base + tip * self.gain
    }
}

#[test]
fn gradients() {
    check(norms, &r(), norms::value_and_gradient(&r()));
    let at = (r(), m());
    check(|(r, m)| products(r, m), &at, products::value_and_gradient(&at.0, &at.1));
    let at = (0.7, r(), m());
    check(|(q, r, m)| made(*q, r, m), &at, made::value_and_gradient(at.0, &at.1, &at.2));
    check(of_a_matrix, &m(), of_a_matrix::value_and_gradient(&m()));
    let singular = Matrix3::new(1.0, 2.0, 3.0, 2.0, 4.0, 6.0, 0.3, 0.2, 4.0);
    check(of_a_matrix, &singular, of_a_matrix::value_and_gradient(&singular));
    let at = (m(), r());
    check(|(m, b)| systems(m, b).unwrap(), &at, systems::value_and_gradient(&at.0, &at.1).unwrap());
    assert!(systems::gradient(&singular, &r()).is_none());
    let v = DVector::from_vec(vec![0.3, -1.2, 2.0, 0.1]);
    check(mapped, &v, mapped::value_and_gradient(&v));
    let (a, w, y) = (
        DMatrix::from_row_slice(3, 2, &[1.0, 2.0, 0.5, -1.0, 3.0, 0.2]),
        DVector::from_vec(vec![0.4, -0.6]),
        DVector::from_vec(vec![1.0, 2.0, 3.0]),
    );
    check(|w| least_squares(&a, w, &y), &w, least_squares::value_and_gradient(&a, &w, &y));
    let rotation = Rotation3::new(Vector3::new(0.1, 0.2, 0.3));
    let turn = UnitQuaternion::new(Vector3::new(0.4, -0.2, 0.3));
    let pose = Isometry3::from_parts(Translation3::new(1.0, 2.0, 3.0), turn);
    check(
        |v| transformed(&rotation, &turn, &pose, v),
        &r(),
        transformed::value_and_gradient(&rotation, &turn, &pose, &r()),
    );
    let x = vec![0.5, -1.5, 2.0];
    check(|x| written(x), &x, written::value_and_gradient(&x));
    let at = (r(), m());
    check(|(v, m)| generic(v, m), &at, generic::value_and_gradient(&at.0, &at.1));
    let at = (r(), m(), 1.3);
    check(
        |(v, m, k)| listed(v, m, *k).unwrap(),
        &at,
        listed::value_and_gradient(&at.0, &at.1, at.2).unwrap(),
    );
}

/// A matrix that does not vary, and changes.
#[differentiate(wrt(v))]
fn by_a_changing_constant(v: &Vector3<f64>, k: f64) -> f64 {
    let mut m = Matrix3::identity();
    m[(0, 1)] = k;
    for i in 0..2 {
        m[(i, 2)] += 0.5;
        m *= 2.0;
    }
    (m * v).norm_squared()
}

/// What may be missing within a function does not make its result something that may.
#[differentiate]
fn inverse_if_there(m: &Matrix3<f64>) -> Matrix3<f64> {
    match m.try_inverse() {
        Some(inverse) => inverse * m[0],
        None => m * 2.0,
    }
}

#[differentiate]
fn solution_if_there(m: &Matrix3<f64>, b: &Vector3<f64>) -> f64 {
    m.lu().solve(b).map_or(b.x * m[0], |x| x.dot(b)) + m.try_inverse().unwrap_or(*m).sum()
}

#[test]
fn none_where_a_matrix_is_singular() {
    check(|v| by_a_changing_constant(v, 0.7), &r(), by_a_changing_constant::value_and_gradient(&r(), 0.7));
    for m in [m(), Matrix3::zeros()] {
        let at = (m, r());
        let (value, (by_m, by_b)) = solution_if_there::value_and_gradient(&at.0, &at.1);
        assert_eq!(value, solution_if_there(&at.0, &at.1));
        close(
            by_b.as_slice(),
            &differences::gradient(|b| solution_if_there(&m, &Vector3::from_column_slice(b)), r().as_slice()),
        );
        if m.determinant() == 0.0 {
            let mut wanted = Matrix3::repeat(1.0);
            wanted[0] += r().x;
            close(by_m.as_slice(), wanted.as_slice());
        }
    }
}

#[test]
fn results_that_are_vectors() {
    // Everywhere around it, the inverse is there.
    assert_eq!(inverse_if_there::jvp(&Matrix3::zeros(), m()), (Matrix3::zeros(), m() * 2.0));
    let at = m();
    check_products(
        inverse_if_there,
        &at,
        |direction| inverse_if_there::jvp(&at, direction),
        |cotangent| inverse_if_there::vjp(&at, cotangent),
    );
    let at = (2.0, r());
    check_products(
        |(k, x0)| simulated(*k, x0),
        &at,
        |direction| simulated::jvp(at.0, &at.1, direction),
        |cotangent| simulated::vjp(at.0, &at.1, cotangent),
    );
    let at = (Arm { lengths: Vector2::new(1.0, 0.7), base: r(), gain: 1.5 }, Vector2::new(0.4, 0.9));
    check_products(
        |(arm, q)| arm.reach(q),
        &at,
        |direction| at.0.reach_jvp(&at.1, direction),
        |cotangent| at.0.reach_vjp(&at.1, cotangent),
    );
}

#[test]
fn second_derivatives() {
    let at = (r(), m());
    let direction =
        (Vector3::new(0.3, -0.7, 1.1), Matrix3::new(0.1, 0.2, 0.3, -0.4, 0.5, 0.6, 0.7, -0.8, 0.9));
    let found = numbers(&products::hvp(&at.0, &at.1, direction));
    let along = |t: f64| numbers(&products::gradient(&(at.0 + direction.0 * t), &(at.1 + direction.1 * t)));
    for (i, found) in found.iter().enumerate() {
        close(&[*found], &[differences::slope(|t| along(t)[i], 0.0)]);
    }
}

#[differentiate]
fn explained(w: &Matrix3<f64>, x: &Vector3<f64>, t: &Vector3<f64>) -> f64 {
    let y = w * x;
    let r = y - t;
    0.5 * r.dot(&r) + w.determinant()
}

/// The derivation is that of matrix calculus, and what it says, carried out by hand, is the gradient.
#[test]
fn derivation_in_matrix_notation() {
    let backwards = explained::DERIVATION.split("Backwards").nth(1).unwrap();
    for line in ["∂v = 1", "∂w += ∂v·cof(w)", "∂u = 0.5", "∂r += ∂u·r\n  ∂r += ∂u·r", "∂y += ∂r", "∂t −= ∂r"]
    {
        assert!(backwards.contains(line), "{line} in {backwards}");
    }
    assert!(explained::DERIVATION.contains("y = w·x\n  r = y − t\n  u = ⟨r, r⟩\n  v = det(w)"));
    assert!(backwards.ends_with("∂w += ∂y·xᵀ\n  ∂x += wᵀ·∂y\n"));

    let (w, x, t) = (m(), r(), Vector3::new(0.3, -0.2, 0.9));
    let d_y = w * x - t;
    let d_w = w.try_inverse().unwrap().transpose() * w.determinant() + d_y * x.transpose();
    let (by_w, by_x, by_t) = explained::gradient(&w, &x, &t);
    close(by_w.as_slice(), d_w.as_slice());
    close(by_x.as_slice(), (w.transpose() * d_y).as_slice());
    close(by_t.as_slice(), (-d_y).as_slice());
}

/// What the function does with the fields of a struct says what they are.
mod bodies {
    use super::*;

    #[derive(Clone, Debug, Differentiable)]
    struct Body {
        position: Vector3<f64>,
        velocity: Vector3<f64>,
        mass: f64,
    }

    fn bodies() -> Vec<Body> {
        vec![
            Body { position: r(), velocity: Vector3::new(0.4, -0.7, 1.1), mass: 1.2 },
            Body { position: Vector3::new(0.4, -0.7, 1.1), velocity: r(), mass: 0.7 },
            Body { position: Vector3::new(-1.0, 0.2, 0.3), velocity: Vector3::new(0.1, 0.2, 0.3), mass: 2.0 },
        ]
    }

    #[differentiate(wrt(bodies))]
    fn energy(bodies: &[Body]) -> f64 {
        let mut e = 0.0;
        for (i, b) in bodies.iter().enumerate() {
            e += 0.5 * b.mass * b.velocity.norm_squared();
            for c in bodies.iter().skip(i + 1) {
                e -= b.mass * c.mass / (b.position - c.position).norm();
            }
        }
        e
    }

    #[differentiate(wrt(b))]
    fn step(b: &Body, dt: f64) -> Body {
        let a = -b.position / b.position.norm().powi(3);
        let velocity = b.velocity + a * dt;
        Body { position: b.position + velocity * dt, velocity, mass: b.mass }
    }

    #[differentiate(wrt(b))]
    fn orbit(b: &Body) -> f64 {
        let mut c = b.clone();
        for _ in 0..3 {
            c = step(&c, 0.1);
            c.position.x += c.mass * 0.1;
            c.velocity[1] -= 0.1;
        }
        c.position.dot(&c.velocity) * c.mass
    }

    #[differentiate(wrt(b, f))]
    fn weighted(b: &Body, f: &Vector3<f64>) -> f64 {
        let a = f / b.mass + b.velocity * b.mass;
        a.dot(&b.position) + (b.mass * b.position).sum()
    }

    #[test]
    fn fields_of_structs() {
        let at = bodies();
        check(|b| energy(b), &at, energy::value_and_gradient(&at));
        check(orbit, &at[0], orbit::value_and_gradient(&at[0]));
        let at = (at[1].clone(), r());
        check(|(b, f)| weighted(b, f), &at, weighted::value_and_gradient(&at.0, &at.1));
    }
}

mod sums {
    use super::*;

    #[differentiate(order = 2, wrt(p))]
    fn spread(p: &[Vector3<f64>]) -> f64 {
        let centre = p.iter().sum::<Vector3<f64>>() / p.len() as f64;
        p.iter().map(|p| (p - centre).norm_squared().powi(2)).sum()
    }

    #[differentiate(wrt(p))]
    fn of_what_is_mapped(p: &[DVector<f64>]) -> f64 {
        let sum: DVector<f64> = p.iter().map(|p| p * p[0]).sum();
        sum.norm() + sum[1]
    }

    #[differentiate(wrt(p))]
    fn folded(p: &[Vector3<f64>]) -> f64 {
        let centre = p.iter().fold(Vector3::zeros(), |a, p| a * 2.0 + p) / p.len() as f64;
        p.iter().map(|p| (p - centre).norm()).sum()
    }

    #[differentiate(wrt(p))]
    fn of_none_or_more(p: &[Vector3<f64>], k: usize) -> f64 {
        let mut total = 0.0;
        for i in 0..p.len() {
            let sum: Vector3<f64> = p.iter().skip(i + k).sum();
            total += sum.dot(&p[i]) * sum.x;
        }
        total
    }

    #[test]
    fn gradients() {
        let at = vec![r(), Vector3::new(0.4, -0.7, 1.1), Vector3::new(0.1, 0.2, 0.3)];
        check(|p| spread(p), &at, spread::value_and_gradient(&at));
        check(|p| folded(p), &at, folded::value_and_gradient(&at));
        check(|p| of_none_or_more(p, 1), &at, of_none_or_more::value_and_gradient(&at, 1));
        check(|p| of_none_or_more(p, 4), &at, of_none_or_more::value_and_gradient(&at, 4));
        let direction = vec![Vector3::new(0.3, -0.2, 0.5), r(), Vector3::new(1.0, 2.0, -0.4)];
        let found = numbers(&spread::hvp(&at, direction.clone()));
        let along = |t: f64| {
            let moved: Vec<_> = at.iter().zip(&direction).map(|(p, d)| p + d * t).collect();
            numbers(&spread::gradient(&moved))
        };
        for (i, found) in found.iter().enumerate() {
            close(&[*found], &[differences::slope(|t| along(t)[i], 0.0)]);
        }
        let at = vec![DVector::from_vec(vec![0.3, -1.2]), DVector::from_vec(vec![0.8, 0.5])];
        check(|p| of_what_is_mapped(p), &at, of_what_is_mapped::value_and_gradient(&at));
    }
}

mod calls_and_branches {
    use super::*;

    #[differentiate]
    fn pushed(a: &Vector3<f64>, m: &Matrix3<f64>) -> Vector3<f64> {
        m * a + a.component_mul(a)
    }

    #[differentiate]
    fn called(a: &Vector3<f64>, m: &Matrix3<f64>) -> f64 {
        let mut x = *a;
        for _ in 0..2 {
            x = pushed(&x, m).normalize();
        }
        let y = pushed(&(x + a), &(m * 2.0));
        y.dot(&pushed(a, &m.transpose()))
    }

    #[differentiate]
    fn either(a: &Vector3<f64>, b: &Vector3<f64>) -> f64 {
        let c = if a.x > b.x { a - b } else { *b };
        let mut d = Vector3::zeros();
        if c.norm() > 0.1 && a.y > 0.0 {
            d = c * a.y;
        } else {
            d += b;
        }
        d.dot(&c) + d.z
    }

    #[test]
    fn gradients() {
        let at = (r(), m());
        check(|(a, m)| called(a, m), &at, called::value_and_gradient(&at.0, &at.1));
        let q = Vector3::new(0.4, -0.7, 1.1);
        for at in [(r(), q), (q, r()), (q, q)] {
            let at = if at.0 == at.1 { (at.0, at.1 * 0.5) } else { at };
            check(|(a, b)| either(a, b), &at, either::value_and_gradient(&at.0, &at.1));
        }
    }
}

/// What is built of a vector that changes afterwards keeps what it was given.
mod copies {
    use super::*;

    #[derive(Clone, Debug, Differentiable)]
    struct Ball {
        centre: Vector3<f64>,
        radius: f64,
    }

    #[differentiate(wrt(x))]
    fn built(x: f64, k: &Vector3<f64>) -> Option<f64> {
        let mut p = *k;
        let mut sum = 0.0;
        for _ in 0..3 {
            let q = p;
            let pair = (p, x);
            let list = [p, pair.0 * x];
            let ball = Ball { centre: p, radius: x };
            let maybe = Some(p);
            p += q * x;
            p.x += 1.0;
            sum +=
                pair.0.dot(&p) + list[0].x * list[1].y + q.z * p.norm() + ball.centre.dot(&p) * ball.radius;
            sum += maybe?.dot(&p);
        }
        Some(sum)
    }

    #[test]
    fn gradients() {
        check(|x| built(*x, &r()).unwrap(), &0.7, built::value_and_gradient(0.7, &r()).unwrap());
    }
}
