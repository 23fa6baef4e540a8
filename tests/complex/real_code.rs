//! Functions as people write them with num_complex, with the attribute added and otherwise unchanged.

use super::differences::parts::check_at as check;

mod a_characteristic_function {

    use chainrule::{Differentiable, differentiate};
    use num_complex::Complex64;
    #[derive(Clone, Copy, Debug, Differentiable)]
    pub struct Heston {
        kappa: f64,
        theta: f64,
        sigma: f64,
        rho: f64,
        v0: f64,
    }
    impl Heston {
        #[differentiate(wrt(self))]
        pub fn char_fn_re(&self, u: f64, t: f64) -> f64 {
            let i = Complex64::i();
            let iu = i * u;
            let xi = self.kappa - self.sigma * self.rho * iu;
            let d = (xi * xi + self.sigma.powi(2) * (u * u + iu)).sqrt();
            let g = (xi - d) / (xi + d);
            let e = (-d * t).exp();
            let c = self.kappa * self.theta / self.sigma.powi(2)
                * ((xi - d) * t - 2.0 * ((1.0 - g * e) / (1.0 - g)).ln());
            let dd = (xi - d) / self.sigma.powi(2) * ((1.0 - e) / (1.0 - g * e));
            (c + dd * self.v0).exp().re
        }
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let at = Heston { kappa: 1.5, theta: 0.04, sigma: 0.3, rho: -0.6, v0: 0.05 };
        check(&at, |h| h.char_fn_re(2.0, 1.0), at.char_fn_re_value_and_gradient(2.0, 1.0));
    }
}

mod a_transfer_function {

    use chainrule::{Differentiable, differentiate};
    use num_complex::Complex;
    #[derive(Clone, Debug, Differentiable)]
    pub struct TransferFunction {
        num: Vec<f64>,
        den: Vec<f64>,
    }
    impl TransferFunction {
        #[differentiate(wrt(self))]
        pub fn gain_db(&self, w: f64) -> f64 {
            let s = Complex::new(0.0, w);
            let n = self.num.iter().fold(Complex::new(0.0, 0.0), |acc, &c| acc * s + c);
            let d = self.den.iter().fold(Complex::new(0.0, 0.0), |acc, &c| acc * s + c);
            20.0 * (n / d).norm().log10()
        }
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let at = TransferFunction { num: vec![1.0, 0.5], den: vec![1.0, 0.4, 2.0] };
        check(&at, |t| t.gain_db(1.3), at.gain_db_value_and_gradient(1.3));
    }
}

mod a_ladder_of_impedances {

    use chainrule::{Differentiable, differentiate};
    use num_complex::Complex64;
    #[derive(Clone, Copy, Debug)]
    pub enum Element {
        Resistor,
        Inductor,
        Capacitor,
    }
    #[differentiate(wrt(values))]
    pub fn impedance(elements: &[Element], values: &[f64], freq: f64) -> f64 {
        let w = 2.0 * std::f64::consts::PI * freq;
        let mut z = Complex64::new(50.0, 0.0);
        for (i, (e, &v)) in elements.iter().zip(values).enumerate() {
            let ze = match e {
                Element::Resistor => Complex64::new(v, 0.0),
                Element::Inductor => Complex64::new(0.0, w * v),
                Element::Capacitor => Complex64::new(0.0, -1.0 / (w * v)),
            };
            z = if i % 2 == 0 { z + ze } else { z * ze / (z + ze) };
        }
        ((z - 50.0) / (z + 50.0)).norm_sqr()
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let e = [Element::Inductor, Element::Capacitor, Element::Resistor];
        let at = vec![0.8, 0.02, 10.0];
        check(&at, |v| impedance(&e, v, 1.5), impedance::value_and_gradient(&e, &at, 1.5));
    }
}
