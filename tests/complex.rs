//! Complex numbers: each operation against differences of both parts, first and second order.

mod differences;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "complex/real_code.rs"]
mod real_code;

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
    tangents: |z| z.tan();
    inverse_sines: |z| z.asin() + z.acos() * z;
    inverse_tangents: |z| z.atan();
    inverse_hyperbolic: |z| z.asinh() + z.acosh() * z;
    inverse_hyperbolic_tangents: |z| z.atanh();
    cube_roots: |z| z.cbrt();
    bases: |z| z.exp2() + z.log(z.norm() + 1.5) * z;
    other_inverses: |z| z.finv() * z.l1_norm();
    from_the_left: |z| z.re * z + z.re - 2.0 / z;
    polar: |z| { let (r, t) = z.to_polar(); Complex::new(r * t, r) };
    parts_by_pattern: |z| { let Complex { re, im } = z * z; Complex::new(im, re * im) };
    constants: |z| { let mut t = Complex::ONE; for _ in 0..3 { t = t * z + Complex::I; } t };
    from_constants: |z| { let mut t = Complex::new(0.0, 0.0); for _ in 0..3 { t = t * t + z; } t };
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

mod fields_sums_and_calls {
    use chainrule::Differentiable;
    use num_complex::Complex64;

    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct Pair {
        a: Complex<f64>,
        b: Complex<f64>,
        k: f64,
    }

    #[differentiate(wrt(z))]
    fn of_fields(z: &Pair) -> f64 {
        let u = z.a * z.b * z.k + z.a.conj();
        u.norm() + (z.a - z.b).norm_sqr() + z.b.exp().re + ((z.b + z.k) / z.k - z.k).im
    }

    #[differentiate(wrt(z))]
    fn changed(z: &Pair) -> f64 {
        let Pair { a, b, k } = *z;
        let u = a * b * k + z.a.conj();
        let mut y = *z;
        y.a = u * z.b;
        y.b.re = y.a.im;
        y.k *= y.b.norm();
        y.k * y.a.re + u.im
    }

    #[differentiate(wrt(zs))]
    fn summed(zs: Vec<Complex<f64>>) -> f64 {
        let mut zs = zs;
        zs[0] = zs[1] * zs[2];
        zs.swap(0, 2);
        let s: Complex<f64> = zs.iter().sum();
        s.norm() + zs[2].re * zs[0].im
    }

    #[differentiate]
    fn spectrum(x: &[f64]) -> f64 {
        let n = x.len();
        (0..n)
            .map(|k| {
                let turn = -2.0 * std::f64::consts::PI / n as f64;
                let s: Complex<f64> =
                    x.iter().enumerate().map(|(j, v)| Complex::from_polar(*v, turn * (k * j) as f64)).sum();
                s.norm_sqr() * k as f64
            })
            .sum()
    }

    #[differentiate(order = 2)]
    fn quotient(z: Complex64, w: &Complex64) -> Complex64 {
        z / w + w.sin()
    }

    #[differentiate(order = 2)]
    fn called(z: Complex64, w: Complex64) -> f64 {
        let mut u = quotient(z, &w);
        for _ in 0..2 {
            u = quotient(w, &u) * 0.5;
        }
        u.norm() + quotient(z, &z).im
    }

    #[test]
    fn gradients() {
        let (z, w) = (C::new(0.7, -1.3), C::new(1.1, 0.4));
        let at = Pair { a: z, b: w, k: 0.6 };
        check(of_fields, &at, of_fields::value_and_gradient(&at));
        check(changed, &at, changed::value_and_gradient(&at));
        let at = vec![z, w, C::new(0.2, 0.3)];
        check(|z| summed(z.clone()), &at, summed::value_and_gradient(at.clone()));
        let at = vec![0.3, 0.7, -0.2, 1.4];
        check(|x| spectrum(x), &at, spectrum::value_and_gradient(&at));
        check(|(z, w)| called(*z, *w), &(z, w), called::value_and_gradient(z, w));
        let direction = (C::new(0.4, 0.2), C::new(-0.3, 0.9));
        let found = numbers(&called::hvp(z, w, direction));
        for (part, found) in found.iter().enumerate() {
            let along = |t: f64| numbers(&called::gradient(z + direction.0 * t, w + direction.1 * t))[part];
            close(&[*found], &[differences::slope(along, 0.0)]);
        }
    }
}
