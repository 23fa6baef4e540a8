//! Statistics.

mod a_mixture_of_normal_distributions {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Clone, Debug, Differentiable)]
    pub struct Component {
        weight: f64,
        mean: [f64; 2],
        log_std: [f64; 2],
    }
    #[differentiate(wrt(components))]
    pub fn gmm_loglik(components: &[Component], data: &[[f64; 2]]) -> f64 {
        let max_w = components.iter().map(|c| c.weight).fold(f64::NEG_INFINITY, f64::max);
        let lse = max_w + components.iter().map(|c| (c.weight - max_w).exp()).sum::<f64>().ln();
        let mut total = 0.0;
        for x in data {
            let logs: Vec<f64> = components
                .iter()
                .map(|c| {
                    let mut l = c.weight - lse;
                    for d in 0..2 {
                        let z = (x[d] - c.mean[d]) / c.log_std[d].exp();
                        l += -0.5 * z * z - c.log_std[d] - 0.5 * (2.0 * std::f64::consts::PI).ln();
                    }
                    l
                })
                .collect();
            let m = logs.iter().cloned().fold(f64::NEG_INFINITY, f64::max);
            total += m + logs.iter().map(|l| (l - m).exp()).sum::<f64>().ln();
        }
        total
    }

    #[test]
    fn its_derivatives() {
        let data = [[0.3, 0.4], [1.2, 1.0]];
        let at = vec![
            Component { weight: 0.1, mean: [0.0, 0.5], log_std: [0.1, 0.2] },
            Component { weight: -0.3, mean: [1.0, 1.5], log_std: [0.0, -0.2] },
        ];
        check(&at, |all| gmm_loglik(all, &data), gmm_loglik::value_and_gradient(&at, &data));
    }
}

mod hazards_in_the_order_of_events {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[differentiate(wrt(beta))]
    pub fn cox_partial_likelihood(
        beta: &[f64],
        times: &[f64],
        events: &[bool],
        covariates: &[Vec<f64>],
    ) -> f64 {
        let n = times.len();
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| times[b].partial_cmp(&times[a]).unwrap());
        let mut risk_sum = 0.0;
        let mut ll = 0.0;
        for &i in &order {
            let eta = covariates[i].iter().zip(beta).map(|(x, b)| x * b).sum::<f64>();
            risk_sum += eta.exp();
            if events[i] {
                ll += eta - risk_sum.ln();
            }
        }
        ll
    }

    #[test]
    fn its_derivatives() {
        let (times, events) = ([3.0, 1.0, 2.0], [true, true, false]);
        let covariates = [vec![1.0, 2.0], vec![0.5, 0.2], vec![-1.0, 0.3]];
        let at = vec![0.1, -0.2];
        check(
            &at,
            |beta| cox_partial_likelihood(beta, &times, &events, &covariates),
            cox_partial_likelihood::value_and_gradient(&at, &times, &events, &covariates),
        );
    }
}

mod a_loss_by_its_name {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    pub enum Loss {
        Squared,
        Absolute,
        Huber { delta: f64 },
        Quantile(f64),
    }
    impl Loss {
        #[differentiate]
        pub fn eval(&self, r: f64) -> f64 {
            match self {
                Loss::Squared => 0.5 * r * r,
                Loss::Absolute => r.abs(),
                Loss::Huber { delta } if r.abs() <= *delta => 0.5 * r * r,
                Loss::Huber { delta } => delta * (r.abs() - 0.5 * delta),
                &Loss::Quantile(tau) => {
                    if r >= 0.0 {
                        tau * r
                    } else {
                        (tau - 1.0) * r
                    }
                }
            }
        }
    }
    #[differentiate]
    pub fn total(params: &[f64; 2], data: &[(f64, f64)], loss: &Loss) -> f64 {
        let [a, b] = params;
        data.iter().map(|(x, y)| loss.eval(a * x + b - y)).sum()
    }

    #[test]
    fn its_derivatives() {
        let data = [(1.0, 2.0), (2.0, 1.0), (0.1, 0.2)];
        for loss in [Loss::Squared, Loss::Huber { delta: 0.5 }, Loss::Quantile(0.3), Loss::Absolute] {
            check(
                &[1.0, 0.25],
                |p| total(p, &data, &loss),
                total::value_and_gradient(&[1.0, 0.25], &data, &loss),
            );
        }
    }
}

mod a_hidden_chain {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[differentiate(wrt(trans, emit))]
    pub fn hmm_forward<const S: usize, const O: usize>(
        init: &[f64; S],
        trans: &[[f64; S]; S],
        emit: &[[f64; O]; S],
        obs: &[usize],
    ) -> f64 {
        let mut alpha = [0.0; S];
        for s in 0..S {
            alpha[s] = init[s] * emit[s][obs[0]];
        }
        let mut loglik = 0.0;
        for &o in &obs[1..] {
            let scale: f64 = alpha.iter().sum();
            loglik += scale.ln();
            let mut next = [0.0; S];
            for (j, n) in next.iter_mut().enumerate() {
                *n = (0..S).map(|i| alpha[i] / scale * trans[i][j]).sum::<f64>() * emit[j][o];
            }
            alpha = next;
        }
        loglik + alpha.iter().sum::<f64>().ln()
    }

    #[test]
    fn its_derivatives() {
        let at = ([[0.7, 0.3], [0.4, 0.6]], [[0.1, 0.4, 0.5], [0.6, 0.3, 0.1]]);
        let (start, seen) = ([0.6, 0.4], [0, 1, 2, 1]);
        check(
            &at,
            |(trans, emit)| hmm_forward(&start, trans, emit, &seen),
            hmm_forward::value_and_gradient(&start, &at.0, &at.1, &seen),
        );
    }
}
