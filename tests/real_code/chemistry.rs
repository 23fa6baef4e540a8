//! Chemistry.

mod rates_of_reactions_that_are_data {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Debug, Clone)]
    pub struct Reaction {
        pub reactants: Vec<(usize, u32)>,
        pub products: Vec<(usize, u32)>,
        pub name: &'static str,
    }
    #[differentiate(wrt(k, c))]
    pub fn mass_action(reactions: &[Reaction], k: &[f64], c: &[f64]) -> Vec<f64> {
        let mut dc = vec![0.0; c.len()];
        for (rxn, &kf) in reactions.iter().zip(k) {
            let rate = rxn.reactants.iter().fold(kf, |r, &(s, nu)| r * c[s].powi(nu as i32));
            for &(s, nu) in &rxn.reactants {
                dc[s] -= nu as f64 * rate;
            }
            for &(s, nu) in &rxn.products {
                dc[s] += nu as f64 * rate;
            }
        }
        dc
    }

    #[test]
    fn its_derivatives() {
        let reactions = vec![
            Reaction { reactants: vec![(0, 1), (1, 2)], products: vec![(2, 1)], name: "forth" },
            Reaction { reactants: vec![(2, 1)], products: vec![(0, 1), (1, 2)], name: "back" },
        ];
        let (k, c) = (vec![0.5, 0.1], vec![1.0, 2.0, 0.3]);
        let (value, rows) = mass_action::value_and_jacobian(&reactions, &k, &c);
        for (row, slopes) in rows.into_iter().enumerate() {
            check(&(k.clone(), c.clone()), |(k, c)| mass_action(&reactions, k, c)[row], (value[row], slopes));
        }
    }
}

mod a_potential_with_a_cutoff {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[differentiate(wrt(positions))]
    pub fn lj_energy(positions: &[[f64; 3]], epsilon: f64, sigma: f64, cutoff: f64) -> f64 {
        let mut energy = 0.0;
        let n = positions.len();
        for i in 0..n {
            for j in (i + 1)..n {
                let mut r2 = 0.0;
                for k in 0..3 {
                    let d = positions[i][k] - positions[j][k];
                    r2 += d * d;
                }
                if r2 > cutoff * cutoff {
                    continue;
                }
                let sr2 = sigma * sigma / r2;
                let sr6 = sr2.powi(3);
                energy += 4.0 * epsilon * (sr6 * sr6 - sr6);
            }
        }
        energy
    }

    #[test]
    fn its_derivatives() {
        let at = vec![[0.0, 0.0, 0.0], [1.1, 0.2, 0.0], [0.0, 1.3, 0.3]];
        let (value, gradient) = lj_energy::value_and_gradient(&at, 1.0, 1.0, 3.0);
        check(&at, |p| lj_energy(p, 1.0, 1.0, 3.0), (value, gradient));
    }
}

mod potentials_of_a_membrane {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    const F: f64 = 96485.33;
    const R: f64 = 8.314;
    #[derive(Clone, Copy)]
    struct Ion {
        z: i32,
        p: f64,
    }
    #[differentiate(wrt(out, inn, temp))]
    fn nernst(ion: &Ion, out: f64, inn: f64, temp: f64) -> f64 {
        R * temp / (ion.z as f64 * F) * (out / inn).ln()
    }
    #[differentiate(wrt(outside, inside))]
    fn ghk(ions: &[Ion], outside: &[f64], inside: &[f64], temp: f64) -> f64 {
        let mut num = 0.0;
        let mut den = 0.0;
        for (k, ion) in ions.iter().enumerate() {
            if ion.z > 0 {
                num += ion.p * outside[k];
                den += ion.p * inside[k];
            } else {
                num += ion.p * inside[k];
                den += ion.p * outside[k];
            }
        }
        R * temp / F * (num / den).ln()
    }

    #[test]
    fn its_derivatives() {
        let ions = [Ion { z: 1, p: 1.0 }, Ion { z: 1, p: 0.05 }, Ion { z: -1, p: 0.45 }];
        let (outside, inside) = (vec![5.0, 145.0, 110.0], vec![140.0, 10.0, 20.0]);
        check(
            &(outside.clone(), inside.clone()),
            |(outside, inside)| ghk(&ions, outside, inside, 310.0),
            ghk::value_and_gradient(&ions, &outside, &inside, 310.0),
        );
        check(
            &(5.0, 140.0, 310.0),
            |(o, i, t)| nernst(&ions[0], *o, *i, *t),
            nernst::value_and_gradient(&ions[0], 5.0, 140.0, 310.0),
        );
    }
}
