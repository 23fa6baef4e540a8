//! Robotics.

mod a_vehicle_along_its_reference {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    const DT: f64 = 0.1;
    const WHEELBASE: f64 = 2.5;
    #[derive(Clone, Copy, Debug, Differentiable)]
    pub struct State {
        x: f64,
        y: f64,
        yaw: f64,
        v: f64,
    }
    impl State {
        #[differentiate(wrt(self, a, delta))]
        fn step(self, a: f64, delta: f64) -> Self {
            Self {
                x: self.x + self.v * self.yaw.cos() * DT,
                y: self.y + self.v * self.yaw.sin() * DT,
                yaw: self.yaw + self.v / WHEELBASE * delta.tan() * DT,
                v: self.v + a * DT,
            }
        }
    }
    #[differentiate(wrt(u))]
    pub fn mpc_cost(u: &[[f64; 2]], start: State, reference: &[(f64, f64)]) -> f64 {
        let mut s = start;
        let mut cost = 0.0;
        for (&[a, delta], &(rx, ry)) in u.iter().zip(reference) {
            s = s.step(a, delta);
            cost += (s.x - rx).powi(2) + (s.y - ry).powi(2) + 0.01 * a * a + 0.1 * delta * delta;
        }
        for w in u.windows(2) {
            cost += 0.5 * (w[1][1] - w[0][1]).powi(2);
        }
        cost
    }

    #[test]
    fn its_derivatives() {
        let start = State { x: 0.0, y: 0.0, yaw: 0.1, v: 2.0 };
        let reference = [(0.2, 0.0), (0.4, 0.1), (0.7, 0.1)];
        let at = vec![[0.1, 0.05], [0.2, -0.1], [0.0, 0.2]];
        check(&at, |u| mpc_cost(u, start, &reference), mpc_cost::value_and_gradient(&at, start, &reference));
    }
}

mod a_controller_with_a_state {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Debug, Clone, Differentiable)]
    pub struct Controller {
        kp: f64,
        ki: f64,
        kd: f64,
        integral: f64,
        prev: f64,
        #[differentiate(constant)]
        limit: f64,
    }
    impl Controller {
        #[differentiate(wrt(self, err))]
        fn step(&mut self, err: f64, dt: f64) -> f64 {
            self.integral = (self.integral + err * dt).max(-self.limit).min(self.limit);
            let d = (err - self.prev) / dt;
            self.prev = err;
            self.kp * err + self.ki * self.integral + self.kd * d
        }
    }
    #[differentiate(wrt(c))]
    fn run(mut c: Controller, target: f64) -> f64 {
        let mut x = 0.0;
        let mut cost = 0.0;
        for _ in 0..20 {
            let e = target - x;
            let u = c.step(e, 0.1);
            x += 0.1 * u;
            cost += e.powi(2);
        }
        cost
    }

    #[test]
    fn its_derivatives() {
        let at = Controller { kp: 1.0, ki: 0.2, kd: 0.05, integral: 0.0, prev: 0.0, limit: 5.0 };
        check(&at, |c| run(c.clone(), 1.0), run::value_and_gradient(at.clone(), 1.0));
        let of_step = at.step_value_and_gradient(0.4, 0.1);
        check(&(at.clone(), 0.4), |(c, err)| c.clone().step(*err, 0.1), of_step);
    }
}

mod a_filter_that_is_told_what_is_seen {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Clone, Copy, Debug, Differentiable)]
    pub struct Kalman1D {
        x: f64,
        p: f64,
        q: f64,
        r: f64,
    }
    impl Kalman1D {
        pub fn new(q: f64, r: f64) -> Self {
            Self { x: 0.0, p: 1.0, q, r }
        }
        #[differentiate(wrt(self, z))]
        pub fn update(&mut self, z: f64) -> f64 {
            self.p += self.q;
            let k = self.p / (self.p + self.r);
            self.x += k * (z - self.x);
            self.p *= 1.0 - k;
            self.x
        }
    }
    #[differentiate(wrt(q, r))]
    pub fn nll(q: f64, r: f64, zs: &[f64]) -> f64 {
        let mut f = Kalman1D { x: 0.0, p: 1.0, q, r };
        let mut acc = 0.0;
        for &z in zs {
            let s = f.p + f.q + f.r;
            acc += 0.5 * ((z - f.x).powi(2) / s + s.ln());
            f.update(z);
        }
        acc
    }

    #[test]
    fn its_derivatives() {
        let seen = [0.3, 0.5, 0.2];
        check(&(0.1, 0.5), |(q, r)| nll(*q, *r, &seen), nll::value_and_gradient(0.1, 0.5, &seen));
    }
}

mod limits_with_a_weight_or_without {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Debug, Clone)]
    pub struct JointLimit {
        pub lower: f64,
        pub upper: f64,
        pub weight: Option<f64>,
    }
    #[differentiate]
    pub fn limit_penalty(q: &[f64], limits: &[JointLimit]) -> f64 {
        q.iter()
            .zip(limits)
            .map(|(&qi, lim)| {
                let w = lim.weight.unwrap_or(1.0);
                if qi < lim.lower {
                    w * (lim.lower - qi).powi(2)
                } else if qi > lim.upper {
                    w * (qi - lim.upper).powi(2)
                } else {
                    0.0
                }
            })
            .sum()
    }

    #[test]
    fn its_derivatives() {
        let limits = [
            JointLimit { lower: -1.0, upper: 1.0, weight: None },
            JointLimit { lower: -0.5, upper: 0.5, weight: Some(3.0) },
        ];
        let at = vec![-1.3, 0.8];
        check(&at, |q| limit_penalty(q, &limits), limit_penalty::value_and_gradient(&at, &limits));
    }
}

mod dynamics_by_a_trait {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    trait Dynamics {
        fn deriv(&self, x: &[f64; 2], u: f64) -> [f64; 2];
    }
    struct Pendulum {
        g: f64,
        l: f64,
    }
    #[differentiate]
    impl Dynamics for Pendulum {
        #[differentiate]
        fn deriv(&self, x: &[f64; 2], u: f64) -> [f64; 2] {
            [x[1], -self.g / self.l * x[0].sin() + u]
        }
    }
    impl Pendulum {
        #[differentiate]
        fn step(&self, x: &[f64; 2], u: f64) -> [f64; 2] {
            let d = self.deriv(x, u);
            [x[0] + 0.1 * d[0], x[1] + 0.1 * d[1]]
        }
    }
    #[differentiate]
    impl std::ops::Add for V {
        type Output = V;
        #[differentiate(wrt(self, o))]
        fn add(self, o: V) -> V {
            V { x: self.x + o.x * 2.0 }
        }
    }
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct V {
        x: f64,
    }

    #[test]
    fn its_derivatives() {
        let pendulum = Pendulum { g: 9.81, l: 0.5 };
        let (value, rows) = pendulum.step_value_and_jacobian(&[0.1, 0.2], 0.3);
        for (row, slopes) in rows.into_iter().enumerate() {
            check(&([0.1, 0.2], 0.3), |(x, u)| pendulum.step(x, *u)[row], (value[row], slopes));
        }
        let (a, b) = (V { x: 0.5 }, V { x: 0.25 });
        assert_eq!(a.add_vjp(b, V { x: 3.0 }), (V { x: 1.0 }, (V { x: 3.0 }, V { x: 6.0 })));
    }
}
