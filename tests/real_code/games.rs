//! Games.

mod a_curve_by_its_control_points {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Debug, Clone, Copy, PartialEq, Differentiable)]
    pub struct Point {
        x: f64,
        y: f64,
    }
    impl Point {
        #[differentiate(wrt(self, other, t))]
        fn lerp(self, other: Point, t: f64) -> Point {
            Point { x: self.x + (other.x - self.x) * t, y: self.y + (other.y - self.y) * t }
        }
    }
    #[differentiate(wrt(ctrl, t))]
    pub fn de_casteljau(ctrl: &[Point], t: f64) -> Point {
        let mut pts = ctrl.to_vec();
        while pts.len() > 1 {
            pts = pts.windows(2).map(|w| w[0].lerp(w[1], t)).collect();
        }
        pts[0]
    }

    #[test]
    fn its_derivatives() {
        let at = (vec![Point { x: 0.0, y: 0.0 }, Point { x: 1.0, y: 2.0 }, Point { x: 3.0, y: 1.0 }], 0.3);
        let (value, slopes) = de_casteljau::vjp(&at.0, at.1, Point { x: 1.0, y: 0.0 });
        check(&at, |(ctrl, t)| de_casteljau(ctrl, *t).x, (value.x, slopes));
    }
}

mod a_cloth_that_moves_itself {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    pub struct Particle {
        pub pos: [f64; 2],
        pub vel: [f64; 2],
    }
    pub struct Link {
        pub a: usize,
        pub b: usize,
        pub rest: f64,
    }
    #[differentiate(wrt(particles, stiffness))]
    pub fn step(particles: &mut Vec<Particle>, links: &[Link], stiffness: f64, dt: f64) {
        for link in links {
            let pa = particles[link.a].pos;
            let pb = particles[link.b].pos;
            let dx = pb[0] - pa[0];
            let dy = pb[1] - pa[1];
            let len = (dx * dx + dy * dy).sqrt();
            let f = stiffness * (len - link.rest) / len;
            particles[link.a].vel[0] += f * dx * dt;
            particles[link.a].vel[1] += f * dy * dt;
            particles[link.b].vel[0] -= f * dx * dt;
            particles[link.b].vel[1] -= f * dy * dt;
        }
        for p in particles.iter_mut() {
            for d in 0..2 {
                p.pos[d] += p.vel[d] * dt;
            }
        }
    }
    #[differentiate(wrt(stiffness))]
    pub fn final_height(start: &[Particle], links: &[Link], stiffness: f64, n: usize) -> f64 {
        let mut ps = start.to_vec();
        for _ in 0..n {
            step(&mut ps, links, stiffness, 0.05);
        }
        ps.iter().map(|p| p.pos[1]).sum::<f64>() + ps[0].pos[0]
    }

    #[test]
    fn its_derivatives() {
        let start = [
            Particle { pos: [0.0, 0.0], vel: [0.0, 0.1] },
            Particle { pos: [1.3, 0.2], vel: [0.0, 0.0] },
            Particle { pos: [2.3, 0.8], vel: [0.0, 0.0] },
        ];
        let links = [Link { a: 0, b: 1, rest: 1.0 }, Link { a: 1, b: 2, rest: 1.0 }];
        check(
            &3.0,
            |k| final_height(&start, &links, *k, 5),
            final_height::value_and_gradient(&start, &links, 3.0, 5),
        );
    }
}

mod a_ray_that_may_miss {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    use std::ops::{Add, Mul, Sub};
    #[derive(Debug, Clone, Copy, PartialEq, Differentiable)]
    pub struct Vec3 {
        pub x: f64,
        pub y: f64,
        pub z: f64,
    }
    impl Vec3 {
        pub const ZERO: Vec3 = Vec3 { x: 0.0, y: 0.0, z: 0.0 };
        pub fn new(x: f64, y: f64, z: f64) -> Self {
            Self { x, y, z }
        }
        #[differentiate(wrt(self, o))]
        pub fn dot(self, o: Self) -> f64 {
            self.x * o.x + self.y * o.y + self.z * o.z
        }
        #[differentiate(wrt(self, o))]
        pub fn sub(self, o: Self) -> Self {
            Self { x: self.x - o.x, y: self.y - o.y, z: self.z - o.z }
        }
        #[differentiate(wrt(self))]
        pub fn length(&self) -> f64 {
            self.dot(*self).sqrt()
        }
    }
    #[differentiate(wrt(origin, dir, center, radius))]
    pub fn ray_sphere(origin: Vec3, dir: Vec3, center: Vec3, radius: f64) -> Option<f64> {
        let oc = origin.sub(center);
        let a = dir.dot(dir);
        let half_b = oc.dot(dir);
        let c = oc.dot(oc) - radius * radius;
        let disc = half_b * half_b - a * c;
        if disc < 0.0 {
            return None;
        }
        let root = (-half_b - disc.sqrt()) / a;
        if root > 0.0 { Some(root) } else { None }
    }

    #[test]
    fn its_derivatives() {
        let v = Vec3::new;
        let at = (v(0.0, 0.0, -5.0), v(0.1, 0.05, 1.0), v(0.2, 0.1, 0.0), 1.0);
        let found = ray_sphere::value_and_gradient(at.0, at.1, at.2, at.3).unwrap();
        check(&at, |(o, d, c, r)| ray_sphere(*o, *d, *c, *r).unwrap(), found);
        assert!(ray_sphere::gradient(at.0, v(1.0, 0.0, 0.0), at.2, at.3).is_none());
    }
}
