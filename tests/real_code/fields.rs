//! Fields and enums.

mod shapes_that_melt_together {

    use chainrule::{Differentiable, differentiate};
    #[derive(Clone, Debug)]
    pub enum Shape {
        Sphere { center: [f64; 3], radius: f64 },
        Box { half: [f64; 3] },
        Plane([f64; 3], f64),
    }
    impl Shape {
        #[differentiate(wrt(p))]
        pub fn distance(&self, p: [f64; 3]) -> f64 {
            match self {
                Shape::Sphere { center, radius } => {
                    let d: f64 = p.iter().zip(center).map(|(a, b)| (a - b) * (a - b)).sum();
                    d.sqrt() - radius
                }
                Shape::Box { half } => {
                    let q = [p[0].abs() - half[0], p[1].abs() - half[1], p[2].abs() - half[2]];
                    let outside = q.iter().map(|v| v.max(0.0).powi(2)).sum::<f64>().sqrt();
                    let inside = q[0].max(q[1]).max(q[2]).min(0.0);
                    outside + inside
                }
                Shape::Plane(n, d) => n[0] * p[0] + n[1] * p[1] + n[2] * p[2] + d,
            }
        }
    }
    #[differentiate(wrt(p))]
    pub fn smooth_scene(scene: &[Shape], p: [f64; 3], k: f64) -> f64 {
        let mut acc = f64::INFINITY;
        for shape in scene {
            let d = shape.distance(p);
            if acc.is_infinite() {
                acc = d;
                continue;
            }
            let h = (0.5 + 0.5 * (acc - d) / k).clamp(0.0, 1.0);
            acc = acc * (1.0 - h) + d * h - k * h * (1.0 - h);
        }
        acc
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let s = [
            Shape::Sphere { center: [0.0, 0.1, 0.0], radius: 0.3 },
            Shape::Box { half: [0.2, 0.3, 0.4] },
            Shape::Plane([0.0, 1.0, 0.0], 0.5),
        ];
        let at = [0.5, 0.6, 0.7];
        check(&at, |p| smooth_scene(&s, *p, 0.8), smooth_scene::value_and_gradient(&s, at, 0.8));
    }
}

mod losses_of_several_kinds {

    use chainrule::differentiate;
    #[derive(Clone, Copy, Debug)]
    pub enum Loss {
        Trivial,
        Huber(f64),
        Cauchy { c: f64 },
    }
    impl Loss {
        #[differentiate(wrt(s))]
        pub fn rho(&self, s: f64) -> f64 {
            match self {
                Self::Trivial => s,
                Self::Huber(d) if s > d * d => 2.0 * d * s.sqrt() - d * d,
                Self::Huber(_) => s,
                Self::Cauchy { c } => c * c * (1.0 + s / (c * c)).ln(),
            }
        }
    }
    #[differentiate(wrt(params))]
    pub fn circle_fit(params: &[f64; 3], pts: &[(f64, f64)], loss: Loss) -> f64 {
        let [cx, cy, r] = *params;
        pts.iter()
            .map(|&(x, y)| {
                let e = ((x - cx).powi(2) + (y - cy).powi(2)).sqrt() - r;
                loss.rho(e * e)
            })
            .sum::<f64>()
            * 0.5
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let p = [(1.0, 0.1), (0.2, 1.1), (-1.5, 0.0)];
        let at = [0.1, 0.0, 0.9];
        for l in [Loss::Trivial, Loss::Huber(0.2), Loss::Cauchy { c: 0.3 }] {
            check(&at, |q| circle_fit(q, &p, l), circle_fit::value_and_gradient(&at, &p, l));
        }
    }
}

mod times_that_are_censored {

    use chainrule::differentiate;
    #[derive(Clone, Copy, Debug)]
    pub enum Observation {
        Event { time: f64 },
        Censored { time: f64 },
        Interval(f64, f64),
    }
    #[differentiate(wrt(shape, scale))]
    pub fn weibull_loglik(shape: f64, scale: f64, obs: &[Observation]) -> f64 {
        let surv = |t: f64| (-(t / scale).powf(shape)).exp();
        obs.iter()
            .map(|o| match *o {
                Observation::Event { time } => {
                    shape.ln() - scale.ln() + (shape - 1.0) * (time / scale).ln() - (time / scale).powf(shape)
                }
                Observation::Censored { time } => -(time / scale).powf(shape),
                Observation::Interval(a, b) => (surv(a) - surv(b)).ln(),
            })
            .sum()
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let o = [
            Observation::Event { time: 1.2 },
            Observation::Censored { time: 2.0 },
            Observation::Interval(0.5, 1.5),
        ];
        let at = (1.4, 1.1);
        check(&at, |a| weibull_loglik(a.0, a.1, &o), weibull_loglik::value_and_gradient(1.4, 1.1, &o));
    }
}

mod states_behind_counts {

    use chainrule::differentiate;
    #[differentiate(wrt(p_stay, rates))]
    pub fn hmm_loglik(p_stay: f64, rates: &[f64; 2], counts: &[u32]) -> f64 {
        let trans = [[p_stay, 1.0 - p_stay], [1.0 - p_stay, p_stay]];
        let emit = |k: u32, lambda: f64| -> f64 {
            let mut p = (-lambda).exp();
            for i in 1..=k {
                p *= lambda / i as f64;
            }
            p
        };
        let mut alpha = [0.5 * emit(counts[0], rates[0]), 0.5 * emit(counts[0], rates[1])];
        let mut ll = 0.0;
        for &c in &counts[1..] {
            let mut next = [0.0; 2];
            for (j, nj) in next.iter_mut().enumerate() {
                let s: f64 = (0..2).map(|i| alpha[i] * trans[i][j]).sum();
                *nj = s * emit(c, rates[j]);
            }
            let norm: f64 = next.iter().sum();
            ll += norm.ln();
            alpha = next.map(|v| v / norm);
        }
        ll
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let c = [1, 0, 3, 5, 2];
        let at = (0.8, [1.0, 3.0]);
        check(&at, |a| hmm_loglik(a.0, &a.1, &c), hmm_loglik::value_and_gradient(at.0, &at.1, &c));
    }
}
