//! Finance.

mod an_american_put_in_a_tree {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[differentiate]
    pub fn crr_american_put(spot: f64, strike: f64, rate: f64, vol: f64, maturity: f64, steps: usize) -> f64 {
        let dt = maturity / steps as f64;
        let u = (vol * dt.sqrt()).exp();
        let d = 1.0 / u;
        let p = ((rate * dt).exp() - d) / (u - d);
        let disc = (-rate * dt).exp();
        let mut values: Vec<f64> = (0..=steps)
            .map(|i| (strike - spot * u.powi(i as i32) * d.powi((steps - i) as i32)).max(0.0))
            .collect();
        for step in (0..steps).rev() {
            for i in 0..=step {
                let cont = disc * (p * values[i + 1] + (1.0 - p) * values[i]);
                let s = spot * u.powi(i as i32) * d.powi((step - i) as i32);
                values[i] = cont.max(strike - s);
            }
        }
        values[0]
    }

    #[test]
    fn its_derivatives() {
        check(
            &(100.0, 103.0, 0.03, 0.2, 1.0),
            |(a, b, c, d, e)| crr_american_put(*a, *b, *c, *d, *e, 1),
            crr_american_put::value_and_gradient(100.0, 103.0, 0.03, 0.2, 1.0, 1),
        );
    }
}

mod a_swap_on_a_curve {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Clone, Debug, Differentiable)]
    pub struct YieldCurve {
        #[differentiate(constant)]
        tenors: Vec<f64>,
        rates: Vec<f64>,
    }
    impl YieldCurve {
        #[differentiate(wrt(self))]
        pub fn zero_rate(&self, t: f64) -> f64 {
            let n = self.tenors.len();
            if t <= self.tenors[0] {
                return self.rates[0];
            }
            if t >= self.tenors[n - 1] {
                return self.rates[n - 1];
            }
            let i = self.tenors.iter().position(|&x| x > t).unwrap();
            let w = (t - self.tenors[i - 1]) / (self.tenors[i] - self.tenors[i - 1]);
            self.rates[i - 1] * (1.0 - w) + self.rates[i] * w
        }
        #[differentiate(wrt(self))]
        pub fn discount(&self, t: f64) -> f64 {
            (-self.zero_rate(t) * t).exp()
        }
        #[differentiate(wrt(self))]
        pub fn swap_value(&self, fixed: f64, maturity: usize) -> f64 {
            let annuity: f64 = (1..=maturity).map(|i| self.discount(i as f64)).sum();
            1.0 - self.discount(maturity as f64) - fixed * annuity
        }
    }

    #[test]
    fn its_derivatives() {
        let at = YieldCurve { tenors: vec![0.5, 2.0, 4.5, 10.0], rates: vec![0.01, 0.015, 0.02, 0.03] };
        check(&at, |curve| curve.swap_value(0.02, 5), at.swap_value_value_and_gradient(0.02, 5));
    }
}

mod a_variance_that_is_scanned {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[differentiate(wrt(omega, alpha, beta))]
    pub fn garch_loglik(returns: &[f64], omega: f64, alpha: f64, beta: f64) -> f64 {
        let mean_sq = returns.iter().map(|r| r.powi(2)).sum::<f64>() / returns.len() as f64;
        returns
            .iter()
            .scan(mean_sq, |h, &r| {
                let ll = -0.5 * ((2.0 * std::f64::consts::PI).ln() + h.ln() + r * r / *h);
                *h = omega + alpha * r * r + beta * *h;
                Some(ll)
            })
            .sum()
    }

    #[test]
    fn its_derivatives() {
        let returns = [0.5, -0.3, 1.0, -0.8];
        check(
            &(0.1, 0.2, 0.6),
            |(o, a, b)| garch_loglik(&returns, *o, *a, *b),
            garch_loglik::value_and_gradient(&returns, 0.1, 0.2, 0.6),
        );
    }
}

mod calls_and_puts {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    use std::f64::consts::{PI, SQRT_2};
    /// Abramowitz–Stegun approximation.
    #[differentiate]
    fn norm_cdf(x: f64) -> f64 {
        let a1 = 0.319381530;
        let a2 = -0.356563782;
        let a3 = 1.781477937;
        let a4 = -1.821255978;
        let a5 = 1.330274429;
        let l = x.abs();
        let k = 1.0 / (1.0 + 0.2316419 * l);
        let mut w = 1.0
            - 1.0 / (2.0 * PI).sqrt()
                * (-l * l / 2.0).exp()
                * (a1 * k + a2 * k * k + a3 * k.powi(3) + a4 * k.powi(4) + a5 * k.powi(5));
        if x < 0.0 {
            w = 1.0 - w;
        }
        w
    }
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum OptionType {
        Call,
        Put,
    }
    #[differentiate(wrt(s, k, t, r, sigma))]
    #[inline]
    pub fn black_scholes(s: f64, k: f64, t: f64, r: f64, sigma: f64, kind: OptionType) -> f64 {
        let d1 = ((s / k).ln() + (r + 0.5 * sigma * sigma) * t) / (sigma * t.sqrt());
        let d2 = d1 - sigma * t.sqrt();
        match kind {
            OptionType::Call => s * norm_cdf(d1) - k * (-r * t).exp() * norm_cdf(d2),
            OptionType::Put => k * (-r * t).exp() * norm_cdf(-d2) - s * norm_cdf(-d1),
        }
    }

    #[test]
    fn its_derivatives() {
        for kind in [OptionType::Call, OptionType::Put] {
            check(
                &(100.0, 95.0, 0.5, 0.02, 0.3),
                |(s, k, t, r, sigma)| black_scholes(*s, *k, *t, *r, *sigma, kind),
                black_scholes::value_and_gradient(100.0, 95.0, 0.5, 0.02, 0.3, kind),
            );
        }
    }
}
