//! Functions as people write them with nalgebra, with the attribute added and otherwise unchanged.

use super::differences::parts::check_at as check;

mod an_arm_with_links {

    use chainrule::differentiate;
    use nalgebra::{Point3, Vector3};
    pub struct Arm {
        links: Vec<f64>,
        base: Point3<f64>,
    }
    impl Arm {
        #[differentiate(wrt(q))]
        pub fn height(&self, q: &[f64]) -> f64 {
            let mut angle = 0.0;
            let mut p = self.base.coords;
            for (qi, li) in q.iter().zip(self.links.iter()) {
                angle += qi;
                p += Vector3::new(li * angle.cos(), 0.0, li * angle.sin());
            }
            p.z + 0.1 * p.x.powi(2)
        }
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let a = Arm { links: vec![0.5, 0.4, 0.2], base: Point3::new(0.1, 0.0, 0.2) };
        let at = vec![0.3, -0.2, 0.7];
        check(&at, |q| a.height(q), a.height_value_and_gradient(&at));
    }
}

mod a_chain_of_joints {

    use chainrule::differentiate;
    use nalgebra::Matrix4;
    #[derive(Clone, Copy)]
    pub struct DhParam {
        pub a: f64,
        pub alpha: f64,
        pub d: f64,
    }
    #[differentiate(wrt(theta))]
    fn dh_transform(p: &DhParam, theta: f64) -> Matrix4<f64> {
        let (st, ct) = theta.sin_cos();
        let (sa, ca) = p.alpha.sin_cos();
        Matrix4::new(
            ct,
            -st * ca,
            st * sa,
            p.a * ct,
            st,
            ct * ca,
            -ct * sa,
            p.a * st,
            0.0,
            sa,
            ca,
            p.d,
            0.0,
            0.0,
            0.0,
            1.0,
        )
    }
    #[differentiate(wrt(q))]
    fn tool_height(params: &[DhParam], q: &[f64]) -> f64 {
        let t = params.iter().zip(q).fold(Matrix4::identity(), |acc, (p, &th)| acc * dh_transform(p, th));
        t[(2, 3)]
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let p = [
            DhParam { a: 0.3, alpha: 0.5, d: 0.1 },
            DhParam { a: 0.2, alpha: -0.4, d: 0.0 },
            DhParam { a: 0.1, alpha: 1.1, d: 0.05 },
        ];
        let at = vec![0.3, -0.2, 0.7];
        check(&at, |q| tool_height(&p, q), tool_height::value_and_gradient(&p, &at));
    }
}

mod a_filter_and_its_innovations {

    use chainrule::differentiate;
    use nalgebra::{Matrix2, Vector2};
    /// Negative log likelihood of the innovations of a constant velocity model.
    #[differentiate(wrt(q, r))]
    pub fn innovation_nll(q: f64, r: f64, zs: &[f64], dt: f64) -> f64 {
        let f = Matrix2::new(1.0, dt, 0.0, 1.0);
        let h = Vector2::new(1.0, 0.0);
        let mut x = Vector2::new(zs[0], 0.0);
        let mut p = Matrix2::identity() * 10.0;
        let qm = Matrix2::new(dt.powi(3) / 3.0, dt * dt / 2.0, dt * dt / 2.0, dt) * q;
        let mut nll = 0.0;
        for &z in &zs[1..] {
            x = f * x;
            p = f * p * f.transpose() + qm;
            let s = (h.transpose() * p * h)[(0, 0)] + r;
            let k = p * h / s;
            let y = z - x[0];
            x += k * y;
            p = (Matrix2::identity() - k * h.transpose()) * p;
            nll += 0.5 * (y * y / s + s.ln());
        }
        nll
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let z = [0.1, 0.3, 0.2, 0.6, 0.9, 1.0];
        let at = (0.3, 0.5);
        check(
            &at,
            |a| innovation_nll(a.0, a.1, &z, 0.5),
            innovation_nll::value_and_gradient(0.3, 0.5, &z, 0.5),
        );
    }
}

mod a_gaussian_process {

    use chainrule::differentiate;
    use nalgebra::{DMatrix, DVector};
    /// log N(y | mu, K) by Cholesky.
    #[differentiate(wrt(log_len, log_noise))]
    pub fn gp_nll(log_len: f64, log_noise: f64, xs: &[f64], y: &DVector<f64>) -> f64 {
        let n = xs.len();
        let len = log_len.exp();
        let mut k = DMatrix::zeros(n, n);
        for i in 0..n {
            for j in 0..n {
                let d = (xs[i] - xs[j]) / len;
                k[(i, j)] = (-0.5 * d * d).exp();
            }
            k[(i, i)] += log_noise.exp();
        }
        let chol = k.cholesky().expect("positive definite");
        let alpha = chol.solve(y);
        let log_det = 2.0 * chol.l().diagonal().map(|v| v.ln()).sum();
        0.5 * y.dot(&alpha) + 0.5 * log_det + 0.5 * n as f64 * (2.0 * std::f64::consts::PI).ln()
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let x = [0.1, 0.5, 0.9, 1.7];
        let y = DVector::from_vec(vec![0.3, 0.1, -0.4, 0.5]);
        let at = (0.1, -1.0);
        check(&at, |a| gp_nll(a.0, a.1, &x, &y), gp_nll::value_and_gradient(0.1, -1.0, &x, &y));
    }
}

mod a_camera_with_distortion {

    use chainrule::{Differentiable, differentiate};
    use nalgebra::{Matrix3, Point3, Vector2, Vector3};
    #[derive(Clone, Debug, Differentiable)]
    pub struct Camera {
        f: f64,
        cx: f64,
        cy: f64,
        k1: f64,
        k2: f64,
    }
    impl Camera {
        #[differentiate(wrt(self))]
        pub fn project(&self, p: &Vector3<f64>) -> Vector2<f64> {
            let n = Vector2::new(p.x / p.z, p.y / p.z);
            let r2 = n.norm_squared();
            let distortion = 1.0 + r2 * (self.k1 + self.k2 * r2);
            n * (self.f * distortion) + Vector2::new(self.cx, self.cy)
        }
    }
    #[differentiate(wrt(cam))]
    pub fn reprojection_error(cam: &Camera, points: &[Vector3<f64>], pixels: &[Vector2<f64>]) -> f64 {
        points.iter().zip(pixels).map(|(p, px)| (cam.project(p) - px).norm_squared()).sum::<f64>()
            / points.len() as f64
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let at = Camera { f: 1.5, cx: 0.1, cy: 0.2, k1: 0.05, k2: -0.01 };
        let p = [Vector3::new(0.1, 0.2, 1.0), Vector3::new(-0.3, 0.4, 2.0)];
        let px = [Vector2::new(0.3, 0.5), Vector2::new(-0.1, 0.4)];
        check(&at, |c| reprojection_error(c, &p, &px), reprojection_error::value_and_gradient(&at, &p, &px));
    }
}

mod a_pose_by_its_rotation_vector {

    use chainrule::differentiate;
    use nalgebra::{Matrix3, Vector3};
    #[differentiate]
    pub fn rotate(w: &Vector3<f64>, p: &Vector3<f64>) -> Vector3<f64> {
        let theta2 = w.dot(w);
        if theta2 > 1e-16 {
            let theta = theta2.sqrt();
            let k = w / theta;
            let (s, c) = theta.sin_cos();
            p * c + k.cross(p) * s + k * (k.dot(p) * (1.0 - c))
        } else {
            p + w.cross(p)
        }
    }
    #[differentiate(wrt(rvec, tvec))]
    pub fn residual(rvec: &Vector3<f64>, tvec: &Vector3<f64>, x: &Vector3<f64>, uv: (f64, f64)) -> f64 {
        let q = rotate(rvec, x) + tvec;
        let (u, v) = (q[0] / q[2], q[1] / q[2]);
        (u - uv.0).hypot(v - uv.1)
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let at = (Vector3::new(0.1, 0.2, 0.3), Vector3::new(0.0, 0.1, 2.0));
        let x = Vector3::new(0.3, 0.4, 0.5);
        check(
            &at,
            |a| residual(&a.0, &a.1, &x, (0.1, 0.0)),
            residual::value_and_gradient(&at.0, &at.1, &x, (0.1, 0.0)),
        );
    }
}

mod particles_on_springs {

    use chainrule::{Differentiable, differentiate};
    use nalgebra::Vector3;
    #[derive(Clone, Debug, Differentiable)]
    pub struct Particle {
        pos: Vector3<f64>,
        vel: Vector3<f64>,
        #[differentiate(constant)]
        pinned: bool,
        #[differentiate(constant)]
        mass: f64,
    }
    pub struct Spring {
        a: usize,
        b: usize,
        rest: f64,
        k: f64,
    }
    #[differentiate(wrt(particles))]
    pub fn energy(particles: &[Particle], springs: &[Spring]) -> f64 {
        let elastic: f64 = springs
            .iter()
            .map(|s| {
                let d = particles[s.a].pos - particles[s.b].pos;
                0.5 * s.k * (d.norm() - s.rest).powi(2)
            })
            .sum();
        let kinetic: f64 =
            particles.iter().filter(|p| !p.pinned).map(|p| 0.5 * p.mass * p.vel.norm_squared()).sum();
        let gravity: f64 = particles.iter().map(|p| p.mass * 9.81 * p.pos.y).sum();
        elastic + kinetic + gravity
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let p = |x: f64, y: f64, b: bool| Particle {
            pos: Vector3::new(x, y, 0.1 * x),
            vel: Vector3::new(0.1, y, 0.3),
            pinned: b,
            mass: 1.0 + x,
        };
        let at = vec![p(0.0, 0.1, true), p(1.1, 0.2, false), p(0.4, 1.0, false)];
        let s = [Spring { a: 0, b: 1, rest: 1.0, k: 3.0 }, Spring { a: 1, b: 2, rest: 0.8, k: 2.0 }];
        check(&at, |a| energy(a, &s), energy::value_and_gradient(&at, &s));
    }
}

mod a_normal_density {

    use chainrule::differentiate;
    use nalgebra::{Matrix3, Vector3};
    #[differentiate(wrt(mean, cov))]
    pub fn mvn_logpdf(x: &Vector3<f64>, mean: &Vector3<f64>, cov: &Matrix3<f64>) -> f64 {
        let diff = x - mean;
        let inv = cov.try_inverse().unwrap();
        let maha = (diff.transpose() * inv * diff)[0];
        -0.5 * (maha + cov.determinant().ln() + 3.0 * (2.0 * std::f64::consts::PI).ln())
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let x = Vector3::new(0.1, 0.5, 0.2);
        let at = (Vector3::new(0.0, 0.3, 0.4), Matrix3::new(2.0, 0.1, 0.2, 0.1, 1.5, 0.3, 0.2, 0.3, 1.0));
        check(&at, |a| mvn_logpdf(&x, &a.0, &a.1), mvn_logpdf::value_and_gradient(&x, &at.0, &at.1));
    }
}

mod a_riccati_recursion {

    use chainrule::differentiate;
    use nalgebra::{Matrix2, SMatrix, Vector2};
    #[differentiate(wrt(r))]
    pub fn lqr_gain_norm(r: f64, iters: usize) -> f64 {
        let a = Matrix2::new(1.0, 0.1, 0.0, 1.0);
        let b = Vector2::new(0.005, 0.1);
        let q = Matrix2::identity();
        let mut p = q;
        for _ in 0..iters {
            let btp = b.transpose() * p;
            let s = r + (btp * b)[0];
            let k = btp * a / s;
            p = q + a.transpose() * p * (a - b * k);
        }
        p.trace()
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        check(&0.7, |r| lqr_gain_norm(*r, 20), lqr_gain_norm::value_and_gradient(0.7, 20));
    }
}

mod an_observer {

    use chainrule::differentiate;
    use nalgebra::{DVector, Matrix2, RowVector2, Vector2};
    pub struct Observer {
        a: Matrix2<f64>,
        c: RowVector2<f64>,
        dt: f64,
    }
    impl Observer {
        #[differentiate(wrt(l))]
        pub fn cost(&self, l: &Vector2<f64>, ys: &DVector<f64>) -> f64 {
            let mut xh = Vector2::zeros();
            let mut cost = 0.0;
            for y in ys.iter() {
                let innovation = y - (self.c * xh)[0];
                xh += (self.a * xh + l * innovation) * self.dt;
                cost += innovation.powi(2);
            }
            cost
        }
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let o = Observer { a: Matrix2::new(0.0, 1.0, -2.0, -0.3), c: RowVector2::new(1.0, 0.0), dt: 0.1 };
        let ys = DVector::from_vec(vec![0.1, 0.4, 0.6, 0.5]);
        let at = Vector2::new(1.0, 0.4);
        check(&at, |l| o.cost(l, &ys), o.cost_value_and_gradient(&at, &ys));
    }
}

mod points_of_two_pictures {

    use chainrule::differentiate;
    use nalgebra::{Matrix3, Point2, Vector2, Vector3};
    #[differentiate(wrt(h))]
    pub fn transfer_error(h: &Matrix3<f64>, pairs: &[(Point2<f64>, Point2<f64>)]) -> f64 {
        pairs
            .iter()
            .map(|(a, b)| {
                let p = h * Vector3::new(a.x, a.y, 1.0);
                let dx = p.x / p.z - b.x;
                let dy = p.y / p.z - b.y;
                dx * dx + dy * dy
            })
            .sum()
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let at = Matrix3::new(1.0, 0.1, 0.2, -0.1, 0.9, 0.3, 0.01, 0.02, 1.0);
        let p =
            [(Point2::new(0.1, 0.2), Point2::new(0.3, 0.3)), (Point2::new(0.7, -0.2), Point2::new(1.0, 0.3))];
        check(&at, |h| transfer_error(h, &p), transfer_error::value_and_gradient(&at, &p));
    }
}

mod triangles_and_factors {

    use chainrule::differentiate;
    use nalgebra::{DMatrix, DVector, Matrix3, Vector3};
    #[differentiate(order = 2)]
    fn f(a: &Matrix3<f64>, b: &Vector3<f64>) -> f64 {
        let k = a * a.transpose() + Matrix3::identity();
        let chol = k.cholesky().unwrap();
        let x = chol.solve(b);
        x.dot(b)
            + chol.ln_determinant()
            + chol.determinant() * 0.01
            + chol.inverse()[(0, 1)]
            + chol.l()[(2, 1)]
    }
    #[differentiate]
    fn g(a: &Matrix3<f64>, b: &Vector3<f64>) -> Option<f64> {
        let k = a * a.transpose() + Matrix3::identity();
        Some(k.cholesky()?.solve(b).norm())
    }
    #[differentiate(wrt(b))]
    fn of_constant(a: &DMatrix<f64>, b: &DVector<f64>) -> f64 {
        let chol = a.clone().cholesky().expect("spd");
        let z = chol.l().solve_lower_triangular(b).unwrap();
        z.norm_squared() + b.dot(&chol.solve(b))
    }
    #[differentiate(wrt(a, b))]
    fn lower(a: &DMatrix<f64>, b: &DVector<f64>) -> f64 {
        if let Some(c) = a.clone().cholesky() {
            c.solve(b).dot(b) - 0.5 * c.ln_determinant()
        } else {
            b.sum()
        }
    }
    #[differentiate(wrt(s))]
    fn gene(s: f64, y: &Vector3<f64>) -> f64 {
        let m = match (Matrix3::new(2.0, s, 0.1, s, 3.0, 0.2, 0.1, 0.2, s * 4.0)).cholesky() {
            Some(c) => c,
            None => return f64::INFINITY,
        };
        0.5 * y.dot(&m.solve(y)) + m.ln_determinant()
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let at = (Matrix3::new(1.0, 0.2, 0.3, -0.4, 2.0, 0.1, 0.5, 0.3, 1.5), Vector3::new(0.4, -0.3, 1.0));
        check(&at, |a| f(&a.0, &a.1), f::value_and_gradient(&at.0, &at.1));
        check(&at, |a| g(&a.0, &a.1).unwrap(), g::value_and_gradient(&at.0, &at.1).unwrap());
        let a = DMatrix::from_row_slice(2, 2, &[2.0, 0.3, 0.3, 1.0]);
        let b = DVector::from_vec(vec![0.4, 0.7]);
        check(&b, |b| of_constant(&a, b), of_constant::value_and_gradient(&a, &b));
        let at = (a, b);
        check(&at, |a| lower(&a.0, &a.1), lower::value_and_gradient(&at.0, &at.1));
        let y = Vector3::new(0.4, -0.3, 1.0);
        check(&0.9, |s| gene(*s, &y), gene::value_and_gradient(0.9, &y));
    }
}

mod rows_and_columns {

    use chainrule::differentiate;
    use nalgebra::{DMatrix, DVector, Matrix3};
    #[differentiate]
    fn f(x: &DMatrix<f64>) -> f64 {
        let mut t = 0.0;
        for r in x.row_iter() {
            t += r.norm();
        }
        for (k, c) in x.column_iter().enumerate() {
            t += c.dot(&x.column(0)) * k as f64;
        }
        t + x.row_iter().map(|r| r.sum().exp()).sum::<f64>()
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let at = DMatrix::from_row_slice(2, 3, &[0.1, 0.5, -0.3, 0.7, 1.0, 0.2]);
        check(&at, |a| f(a), f::value_and_gradient(&at));
    }
}

mod values_without_a_type {

    use chainrule::differentiate;
    use nalgebra::{Matrix3, Vector3};
    use num_complex::Complex64;
    #[differentiate]
    fn dir(a: f64) -> Vector3<f64> {
        Vector3::new(a.cos(), a.sin(), 0.0)
    }
    #[differentiate]
    fn rot(a: f64) -> Matrix3<f64> {
        Matrix3::new(a.cos(), -a.sin(), 0.0, a.sin(), a.cos(), 0.0, 0.0, 0.0, 1.0)
    }
    #[differentiate]
    fn z(a: f64) -> Complex64 {
        Complex64::new(a.cos(), a * 2.0)
    }
    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let d = dir(a);
        let e = rot(b) * dir(a + b);
        let m = rot(a) * rot(b);
        d.dot(&e) + d.x * e[1] + m[(0, 1)]
    }
    #[differentiate]
    fn g(a: f64) -> f64 {
        let w = z(a);
        let v = z(a * a);
        (w * v).norm() + w.re
    }
    #[differentiate]
    fn h(a: f64) -> f64 {
        (dir(a) - dir(2.0 * a)).norm() + dir(a).cross(&dir(a * 3.0)).z
    }
    #[differentiate]
    fn k(a: f64) -> f64 {
        let d = dir(a);
        let s = d * 2.0;
        d.norm() * s.x
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let at = (0.4, 0.9);
        check(&at, |a| f(a.0, a.1), f::value_and_gradient(0.4, 0.9));
        check(&0.6, |a| g(*a), g::value_and_gradient(0.6));
        check(&0.6, |a| h(*a), h::value_and_gradient(0.6));
        check(&0.6, |a| k(*a), k::value_and_gradient(0.6));
    }
}
