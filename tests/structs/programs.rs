//! Functions of structs as they stand in programs of finance, mechanics, learning and control.

use chainrule::{Differentiable, differentiate};

use super::differences::parts::{check, check_products};

#[derive(Clone, Debug, Differentiable)]
struct SabrParams {
    alpha: f64,
    beta: f64,
    rho: f64,
    nu: f64,
}
#[differentiate(wrt(params))]
fn sabr_vol(params: &SabrParams, f: f64, k: f64, t: f64) -> f64 {
    let SabrParams { alpha, beta, rho, nu } = *params;
    let log_fk = (f / k).ln();
    let one_minus = 1.0 - beta;
    let fk_beta = (f * k).powf(one_minus / 2.0);
    let z = nu / alpha * fk_beta * log_fk;
    let x = ((1.0 - 2.0 * rho * z + z * z).sqrt() + z - rho).ln() - (1.0 - rho).ln();
    let a = 1.0
        + t * (one_minus.powi(2) / 24.0 * alpha * alpha / (fk_beta * fk_beta)
            + 0.25 * rho * beta * nu * alpha / fk_beta
            + (2.0 - 3.0 * rho * rho) / 24.0 * nu * nu);
    let b = fk_beta * (1.0 + one_minus.powi(2) / 24.0 * log_fk.powi(2));
    if log_fk.abs() < 1e-12 { alpha / fk_beta * a } else { alpha / b * z / x * a }
}
#[derive(Clone, Debug, Differentiable)]
struct Quote {
    strike: f64,
    vol: f64,
}
#[differentiate(wrt(params))]
fn calibrate(params: &SabrParams, quotes: &[Quote], f: f64, t: f64) -> f64 {
    quotes
        .iter()
        .map(|q| {
            let e = sabr_vol(params, f, q.strike, t) - q.vol;
            e * e
        })
        .sum::<f64>()
        .sqrt()
}
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Body {
    pos: [f64; 2],
    vel: [f64; 2],
    mass: f64,
}
#[differentiate(wrt(bodies))]
fn advance(bodies: &[Body], dt: f64) -> Vec<Body> {
    let mut next = bodies.to_vec();
    for i in 0..bodies.len() {
        let mut acc = [0.0; 2];
        for j in 0..bodies.len() {
            if i == j {
                continue;
            }
            let d = [bodies[j].pos[0] - bodies[i].pos[0], bodies[j].pos[1] - bodies[i].pos[1]];
            let r2 = d[0] * d[0] + d[1] * d[1] + 0.01;
            let inv = bodies[j].mass / (r2 * r2.sqrt());
            acc[0] += d[0] * inv;
            acc[1] += d[1] * inv;
        }
        for k in 0..2 {
            next[i].vel[k] += acc[k] * dt;
            next[i].pos[k] += next[i].vel[k] * dt;
        }
    }
    next
}
#[derive(Clone, Debug, Differentiable)]
struct Dense {
    w: Vec<Vec<f64>>,
    b: Vec<f64>,
}
impl Dense {
    #[differentiate(wrt(self, x))]
    fn forward(&self, x: &[f64]) -> Vec<f64> {
        self.w
            .iter()
            .zip(&self.b)
            .map(|(row, b)| (row.iter().zip(x).map(|(w, x)| w * x).sum::<f64>() + b).tanh())
            .collect()
    }
}
#[derive(Clone, Debug, Differentiable)]
struct Mlp {
    layers: Vec<Dense>,
}
impl Mlp {
    #[differentiate(wrt(self))]
    fn loss(&self, x: &[f64], y: &[f64]) -> f64 {
        let mut h = x.to_vec();
        for layer in &self.layers {
            h = layer.forward(&h);
        }
        h.iter().zip(y).map(|(a, b)| (a - b).powi(2)).sum()
    }
}
#[differentiate(wrt(self_, t))]
fn lerp_color(self_: (f64, f64, f64), other: (f64, f64, f64), t: f64) -> f64 {
    let mix = |a: f64, b: f64| a + (b - a) * t;
    let (r, g, b) = (mix(self_.0, other.0), mix(self_.1, other.1), mix(self_.2, other.2));
    0.299 * r + 0.587 * g + 0.114 * b
}
#[derive(Clone, Copy, Debug, Differentiable)]
struct Pid {
    kp: f64,
    ki: f64,
    kd: f64,
}
#[differentiate(wrt(pid))]
fn tracking(pid: Pid, setpoint: f64) -> f64 {
    let (mut y, mut integral, mut last) = (0.0, 0.0, setpoint);
    let mut cost = 0.0;
    for _ in 0..10 {
        let error = setpoint - y;
        integral += error * 0.1;
        let derivative = (error - last) / 0.1;
        let u = pid.kp * error + pid.ki * integral + pid.kd * derivative;
        y += 0.1 * (u - y);
        last = error;
        cost += error * error;
    }
    cost
}

#[test]
fn programs_of_several_fields() {
    let sabr = SabrParams { alpha: 0.2, beta: 0.5, rho: -0.3, nu: 0.4 };
    for strike in [0.8, 1.0, 1.3] {
        check(
            |p| sabr_vol(p, 1.05, strike, 0.5),
            &sabr,
            sabr_vol::value_and_gradient(&sabr, 1.05, strike, 0.5),
        );
    }
    let quotes = [Quote { strike: 0.9, vol: 0.2 }, Quote { strike: 1.1, vol: 0.25 }];
    check(
        |p| calibrate(p, &quotes, 1.0, 0.5),
        &sabr,
        calibrate::value_and_gradient(&sabr, &quotes, 1.0, 0.5),
    );
    let bodies = vec![
        Body { pos: [0.0, 0.0], vel: [0.1, 0.0], mass: 1.0 },
        Body { pos: [1.0, 0.5], vel: [0.0, 0.2], mass: 0.5 },
    ];
    check_products(
        |bodies| advance(bodies, 0.1),
        &bodies,
        |direction| advance::jvp(&bodies, 0.1, direction),
        |cotangent| advance::vjp(&bodies, 0.1, cotangent),
    );
    let mlp = Mlp {
        layers: vec![
            Dense { w: vec![vec![0.1, 0.2], vec![0.3, -0.1]], b: vec![0.0, 0.1] },
            Dense { w: vec![vec![0.5, 0.2]], b: vec![0.2] },
        ],
    };
    check(|mlp| mlp.loss(&[1.0, 2.0], &[0.3]), &mlp, mlp.loss_value_and_gradient(&[1.0, 2.0], &[0.3]));
    let at = ((0.1, 0.2, 0.3), 0.4);
    let other = (0.5, 0.6, 0.7);
    check(|(c, t)| lerp_color(*c, other, *t), &at, lerp_color::value_and_gradient(at.0, other, at.1));
    let pid = Pid { kp: 1.0, ki: 0.1, kd: 0.05 };
    check(|pid| tracking(*pid, 1.0), &pid, tracking::value_and_gradient(pid, 1.0));
}
