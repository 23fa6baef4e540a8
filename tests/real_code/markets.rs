//! Markets.

mod an_option_and_its_market {

    use chainrule::{Differentiable, differentiate};
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum OptionType {
        Call,
        Put,
    }
    #[derive(Debug, Clone, Copy, Differentiable)]
    pub struct Market {
        spot: f64,
        rate: f64,
        vol: f64,
        #[differentiate(constant)]
        day_count: u32,
    }
    pub struct OptionContract {
        pub kind: OptionType,
        pub strike: f64,
        pub expiry: f64,
    }
    #[differentiate]
    fn norm_cdf(x: f64) -> f64 {
        let k = 1.0 / (1.0 + 0.2316419 * x.abs());
        let poly =
            k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
        let w = 1.0 - (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt() * poly;
        if x < 0.0 { 1.0 - w } else { w }
    }
    impl OptionContract {
        #[differentiate(wrt(m))]
        pub fn price(&self, m: &Market) -> f64 {
            let t = self.expiry * m.day_count as f64 / 365.0;
            let sqrt_t = t.sqrt();
            let d1 = ((m.spot / self.strike).ln() + (m.rate + 0.5 * m.vol.powi(2)) * t) / (m.vol * sqrt_t);
            let d2 = d1 - m.vol * sqrt_t;
            let df = (-m.rate * t).exp();
            match self.kind {
                OptionType::Call => m.spot * norm_cdf(d1) - self.strike * df * norm_cdf(d2),
                OptionType::Put => self.strike * df * norm_cdf(-d2) - m.spot * norm_cdf(-d1),
            }
        }
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = Market { spot: 1.05, rate: 0.03, vol: 0.2, day_count: 360 };
        for kind in [OptionType::Call, OptionType::Put] {
            let c = OptionContract { kind, strike: 1.0, expiry: 0.7 };
            check(&at, |m| c.price(m), c.price_value_and_gradient(&at));
        }
    }
}

mod bonds_and_a_curve {

    use chainrule::{Differentiable, differentiate};
    #[derive(Clone, Debug)]
    pub struct CashFlow {
        pub time: f64,
        pub amount: f64,
    }
    #[derive(Clone, Debug)]
    pub struct Bond {
        flows: Vec<CashFlow>,
    }
    impl Bond {
        #[differentiate(wrt(y))]
        pub fn price(&self, y: f64) -> f64 {
            self.flows.iter().map(|cf| cf.amount * (-y * cf.time).exp()).sum()
        }
    }
    #[derive(Clone, Debug, Differentiable)]
    pub struct NelsonSiegel {
        beta: [f64; 3],
        tau: f64,
    }
    impl NelsonSiegel {
        #[differentiate(wrt(self))]
        pub fn zero_rate(&self, t: f64) -> f64 {
            let x = t / self.tau;
            let slope = (1.0 - (-x).exp()) / x;
            self.beta[0] + self.beta[1] * slope + self.beta[2] * (slope - (-x).exp())
        }
        #[differentiate(wrt(self))]
        pub fn pricing_error(&self, bonds: &[(Bond, f64)]) -> f64 {
            bonds
                .iter()
                .map(|(bond, market)| {
                    let model: f64 = bond
                        .flows
                        .iter()
                        .map(|cf| cf.amount * (-self.zero_rate(cf.time) * cf.time).exp())
                        .sum();
                    (model - market).powi(2)
                })
                .sum()
        }
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let b = vec![
            (
                Bond {
                    flows: vec![CashFlow { time: 1.0, amount: 0.05 }, CashFlow { time: 2.0, amount: 1.05 }],
                },
                1.0,
            ),
            (Bond { flows: vec![CashFlow { time: 0.5, amount: 1.0 }] }, 0.98),
        ];
        let at = NelsonSiegel { beta: [0.04, -0.01, 0.02], tau: 1.5 };
        check(&at, |n| n.pricing_error(&b), at.pricing_error_value_and_gradient(&b));
        check(&0.03, |y| b[0].0.price(*y), b[0].0.price_value_and_gradient(0.03));
    }
}

mod returns_that_cluster {

    use chainrule::differentiate;
    #[differentiate(wrt(params))]
    pub fn garch_loglik(params: &[f64; 3], returns: &[f64]) -> Option<f64> {
        let &[omega, alpha, beta] = params;
        if omega <= 0.0 || alpha + beta >= 1.0 {
            return None;
        }
        let mut h = returns.iter().map(|r| r * r).sum::<f64>() / returns.len() as f64;
        let mut ll = 0.0;
        for r in returns {
            ll -= 0.5 * (h.ln() + r.powi(2) / h);
            h = omega + alpha * r.powi(2) + beta * h;
        }
        Some(ll)
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let r = [0.01, -0.02, 0.015, 0.03, -0.01];
        let at = [0.0001, 0.1, 0.8];
        let Some((v, g)) = garch_loglik::value_and_gradient(&at, &r) else { panic!() };
        let f = |p: &[f64; 3]| garch_loglik(p, &r).unwrap();
        let at2 = [1.0, 0.1, 0.8];
        let Some((v, g)) = garch_loglik::value_and_gradient(&at2, &r) else { panic!() };
        check(&at2, f, (v, g));
    }
}
