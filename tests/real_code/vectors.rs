//! Vectors of the author, with operators.

mod quaternions_that_are_multiplied {

    use chainrule::{Differentiable, differentiate};
    use std::ops::Mul;
    #[derive(Clone, Copy, Debug, Differentiable)]
    pub struct Quat {
        w: f64,
        x: f64,
        y: f64,
        z: f64,
    }
    #[differentiate]
    impl Mul for Quat {
        type Output = Quat;
        #[differentiate(wrt(self, o))]
        fn mul(self, o: Quat) -> Quat {
            Quat {
                w: self.w * o.w - self.x * o.x - self.y * o.y - self.z * o.z,
                x: self.w * o.x + self.x * o.w + self.y * o.z - self.z * o.y,
                y: self.w * o.y - self.x * o.z + self.y * o.w + self.z * o.x,
                z: self.w * o.z + self.x * o.y - self.y * o.x + self.z * o.w,
            }
        }
    }
    impl Quat {
        #[differentiate(wrt(self))]
        fn conj(self) -> Quat {
            Quat { w: self.w, x: -self.x, y: -self.y, z: -self.z }
        }
        #[differentiate(wrt(self))]
        fn norm(self) -> f64 {
            (self.w * self.w + self.x * self.x + self.y * self.y + self.z * self.z).sqrt()
        }
    }
    #[differentiate(wrt(q))]
    fn rotated_z(q: Quat, v: [f64; 3]) -> f64 {
        let p = Quat { w: 0.0, x: v[0], y: v[1], z: v[2] };
        let r = q * p * q.conj();
        r.z / q.norm().powi(2)
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = Quat { w: 0.9, x: 0.1, y: 0.3, z: -0.2 };
        let v = [1.0, 2.0, -0.5];
        check(&at, |q| rotated_z(*q, v), rotated_z::value_and_gradient(at, v));
    }
}

mod atoms_that_attract_each_other {

    use chainrule::{Differentiable, differentiate};
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    pub struct Vec3 {
        pub x: f64,
        pub y: f64,
        pub z: f64,
    }
    #[differentiate]
    impl std::ops::Sub for Vec3 {
        type Output = Vec3;
        #[differentiate(wrt(self, o))]
        fn sub(self, o: Vec3) -> Vec3 {
            Vec3 { x: self.x - o.x, y: self.y - o.y, z: self.z - o.z }
        }
    }
    impl Vec3 {
        #[differentiate(wrt(self))]
        fn length_squared(self) -> f64 {
            self.x * self.x + self.y * self.y + self.z * self.z
        }
    }
    #[derive(Clone, Debug, Differentiable)]
    pub struct Atom {
        pub pos: Vec3,
        #[differentiate(constant)]
        pub element: u8,
    }
    #[differentiate(wrt(atoms))]
    pub fn potential_energy(atoms: &[Atom], epsilon: f64, sigma: f64) -> f64 {
        let mut e = 0.0;
        for (i, a) in atoms.iter().enumerate() {
            for b in &atoms[i + 1..] {
                let r2 = (a.pos - b.pos).length_squared();
                let eps = if a.element == b.element { epsilon } else { 0.5 * epsilon };
                let s6 = (sigma * sigma / r2).powi(3);
                e += 4.0 * eps * (s6 * s6 - s6);
            }
        }
        e
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = vec![
            Atom { pos: Vec3 { x: 0.0, y: 0.1, z: 0.0 }, element: 1 },
            Atom { pos: Vec3 { x: 1.1, y: 0.0, z: 0.2 }, element: 1 },
            Atom { pos: Vec3 { x: 0.3, y: 1.2, z: 0.1 }, element: 2 },
        ];
        check(&at, |a| potential_energy(a, 1.0, 1.0), potential_energy::value_and_gradient(&at, 1.0, 1.0));
    }
}

mod a_throw_with_drag {

    use chainrule::{Differentiable, differentiate};
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    pub struct Vec2 {
        pub x: f64,
        pub y: f64,
    }
    use std::ops::{Add, AddAssign, Mul, Neg};
    #[differentiate]
    impl Add for Vec2 {
        type Output = Self;
        #[differentiate(wrt(self, rhs))]
        fn add(self, rhs: Self) -> Self {
            Self { x: self.x + rhs.x, y: self.y + rhs.y }
        }
    }
    #[differentiate]
    impl Mul<f64> for Vec2 {
        type Output = Self;
        #[differentiate(wrt(self, k))]
        fn mul(self, k: f64) -> Self {
            Self { x: self.x * k, y: self.y * k }
        }
    }
    impl Vec2 {
        const GRAVITY: Vec2 = Vec2 { x: 0.0, y: -9.81 };
        #[differentiate(wrt(self))]
        fn length(&self) -> f64 {
            self.x.hypot(self.y)
        }
    }
    #[differentiate(wrt(v0))]
    fn landing_x(v0: Vec2, drag: f64) -> f64 {
        let mut pos = Vec2 { x: 0.0, y: 1.0 };
        let mut vel = v0;
        let dt = 0.05;
        while pos.y > 0.0 {
            let acc = Vec2::GRAVITY + vel * (-drag * vel.length());
            vel = vel + acc * dt;
            pos = pos + vel * dt;
        }
        pos.x - pos.y * vel.x / vel.y
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = Vec2 { x: 3.0, y: 4.0 };
        check(&at, |v| landing_x(*v, 0.1), landing_x::value_and_gradient(at, 0.1));
    }
}

mod bodies_that_fall_towards_each_other {

    use chainrule::{Differentiable, differentiate};
    use std::ops::*;
    #[derive(Clone, Copy, Debug, PartialEq, Default, Differentiable)]
    pub struct Vec2 {
        x: f64,
        y: f64,
    }
    #[differentiate]
    impl Add for Vec2 {
        type Output = Vec2;
        #[differentiate(wrt(self, o))]
        fn add(self, o: Vec2) -> Vec2 {
            Vec2 { x: self.x + o.x, y: self.y + o.y }
        }
    }
    #[differentiate]
    impl AddAssign for Vec2 {
        #[differentiate(wrt(self, o))]
        fn add_assign(&mut self, o: Vec2) {
            self.x += o.x;
            self.y += o.y;
        }
    }
    #[differentiate]
    impl Sub for Vec2 {
        type Output = Vec2;
        #[differentiate(wrt(self, o))]
        fn sub(self, o: Vec2) -> Vec2 {
            Vec2::new(self.x - o.x, self.y - o.y)
        }
    }
    #[differentiate]
    impl Neg for Vec2 {
        type Output = Vec2;
        #[differentiate(wrt(self))]
        fn neg(self) -> Vec2 {
            Vec2 { x: -self.x, y: -self.y }
        }
    }
    #[differentiate]
    impl Mul<f64> for Vec2 {
        type Output = Vec2;
        #[differentiate(wrt(self, k))]
        fn mul(self, k: f64) -> Vec2 {
            Vec2 { x: self.x * k, y: self.y * k }
        }
    }
    #[differentiate]
    impl Div<f64> for Vec2 {
        type Output = Vec2;
        #[differentiate(wrt(self, k))]
        fn div(self, k: f64) -> Vec2 {
            Vec2 { x: self.x / k, y: self.y / k }
        }
    }
    impl Vec2 {
        #[differentiate]
        pub fn new(x: f64, y: f64) -> Self {
            Self { x, y }
        }
        #[differentiate(wrt(self, o))]
        pub fn dot(self, o: Self) -> f64 {
            self.x * o.x + self.y * o.y
        }
        #[differentiate(wrt(self))]
        pub fn norm(self) -> f64 {
            self.dot(self).sqrt()
        }
        #[differentiate(wrt(self))]
        pub fn normalize(self) -> Self {
            self / self.norm()
        }
        #[differentiate(wrt(self, n))]
        pub fn reflect(self, n: Self) -> Self {
            self - n * (2.0 * self.dot(n))
        }
    }
    #[derive(Clone, Debug, Differentiable)]
    pub struct Body {
        pos: Vec2,
        vel: Vec2,
        #[differentiate(constant)]
        mass: f64,
    }
    #[differentiate(wrt(bodies))]
    pub fn simulate(bodies: &[Body], steps: usize, dt: f64) -> f64 {
        let mut bodies = bodies.to_vec();
        for _ in 0..steps {
            let mut acc = vec![Vec2::default(); bodies.len()];
            for i in 0..bodies.len() {
                for j in 0..bodies.len() {
                    if i == j {
                        continue;
                    }
                    let d = bodies[j].pos - bodies[i].pos;
                    let r2 = d.dot(d) + 0.01;
                    acc[i] += d * (bodies[j].mass / (r2 * r2.sqrt()));
                }
            }
            for (b, a) in bodies.iter_mut().zip(&acc) {
                b.vel += *a * dt;
                b.pos += b.vel * dt;
            }
        }
        bodies.iter().map(|b| 0.5 * b.mass * b.vel.dot(b.vel)).sum()
    }
    #[differentiate(wrt(v, n))]
    pub fn bounce(v: Vec2, n: Vec2) -> f64 {
        let r = v.reflect(n.normalize());
        r.x - 2.0 * r.y + (-v).norm()
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let b = |x: f64, y: f64| Body { pos: Vec2 { x, y }, vel: Vec2 { x: y, y: -x }, mass: 1.0 + x };
        let at = vec![b(0.0, 0.1), b(1.0, 0.3), b(0.4, 1.2)];
        check(&at, |s| simulate(s, 3, 0.05), simulate::value_and_gradient(&at, 3, 0.05));
        let at = (Vec2 { x: 0.4, y: 0.3 }, Vec2 { x: 0.1, y: 0.9 });
        check(&at, |a| bounce(a.0, a.1), bounce::value_and_gradient(at.0, at.1));
    }
}
