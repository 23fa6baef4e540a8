//! Complex numbers: each operation against differences of both parts, first and second order.

mod differences;

use chainrule::differentiate;
use differences::parts::{check, check_products, close, numbers};
use num_complex::Complex;

type C = Complex<f64>;

/// A function of one complex number, and how it is checked.
macro_rules! functions {
    ($($name:ident: |$z:ident| $value:expr;)*) => {$(
        #[test]
        fn $name() {
            #[differentiate(order = 2)]
            fn function($z: Complex<f64>) -> f64 {
                let w: Complex<f64> = $value;
                w.re * 1.5 - w.im * w.im
            }
            for at in [C::new(1.2, 0.7), C::new(-0.4, 1.3), C::new(0.3, -2.1)] {
                check(|z| function(*z), &at, function::value_and_gradient(at));
                let direction = C::new(0.6, -1.1);
                let found = numbers(&function::hvp(at, direction));
                for (part, found) in found.iter().enumerate() {
                    let along = |t: f64| numbers(&function::gradient(at + direction * t))[part];
                    close(&[*found], &[differences::slope(along, 0.0)]);
                }
            }
        }
    )*};
}

functions! {
    sums: |z| z + z * Complex::i() - 2.0 * z + 1.0;
    negated: |z| -z + (3.0 - z);
    products: |z| z * z * Complex::new(0.5, 2.0);
    quotients: |z| z / (z + Complex::new(1.0, 1.0)) + 1.0 / z;
    by_reals: |z| z / 3.0 + z.scale(2.0) - z.unscale(0.7);
    conjugates: |z| z.conj() * z + z.conj();
    inverses: |z| z.inv();
    exponentials: |z| (z * Complex::i()).exp();
    logarithms: |z| z.ln();
    roots: |z| z.sqrt();
    sines: |z| z.sin() * z.cos();
    hyperbolic: |z| z.sinh() + z.cosh() * z.tanh();
    whole_powers: |z| z.powi(3) + z.powi(-2) + z.powu(2);
    real_powers: |z| z.powf(1.7);
    complex_powers: |z| z.powc(Complex::new(0.4, -0.3)) + Complex::new(1.5, 0.5).powc(z);
    moduli: |z| Complex::new(z.norm(), z.norm_sqr());
    angles: |z| Complex::from_polar(z.norm(), 2.0 * z.arg());
    parts: |z| Complex::new(z.im * z.re, z.re.sin());
}

#[differentiate]
fn phase(k: f64, phi: f64) -> f64 {
    (Complex::i() * phi * k).exp().re
}

#[differentiate]
fn impedance(r: f64, l: f64, c: f64, omega: f64) -> f64 {
    let z = Complex::new(r, omega * l) + 1.0 / Complex::new(0.0, omega * c);
    z.norm()
}

#[differentiate]
fn turned(z: Complex<f64>, angle: f64) -> Complex<f64> {
    z * Complex::cis(angle)
}

#[differentiate(wrt(coefficients, z))]
fn polynomial(coefficients: &[f64], z: Complex<f64>) -> f64 {
    let mut sum = Complex::new(0.0, 0.0);
    for c in coefficients {
        sum = sum * z + *c;
    }
    sum.norm_sqr()
}

#[test]
fn functions_with_complex_numbers_inside() {
    let at = [1.3, 0.4];
    check(|[k, phi]| phase(*k, *phi), &at, phase::value_and_gradient(at[0], at[1]));
    let at = [50.0, 0.1, 0.5, 10.0];
    check(
        |[r, l, c, omega]| impedance(*r, *l, *c, *omega),
        &at,
        impedance::value_and_gradient(at[0], at[1], at[2], at[3]),
    );
    let at = (C::new(0.5, 1.5), 0.3);
    check_products(
        |(z, angle)| turned(*z, *angle),
        &at,
        |direction| turned::jvp(at.0, at.1, direction),
        |cotangent| turned::vjp(at.0, at.1, cotangent),
    );
    let at = (vec![1.0, -2.0, 0.5], C::new(0.4, 0.9));
    check(|(c, z)| polynomial(c, *z), &at, polynomial::value_and_gradient(&at.0, at.1));
}
