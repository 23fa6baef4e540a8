//! Gradients by anything that is made of numbers, against differences of the function.

use std::fmt::Debug;

use chainrule::Differentiable;

use super as differences;

/// The numbers of something, in the order of its fields.
pub(crate) fn numbers<D: Differentiable<Number = f64>>(of: &D) -> Vec<f64> {
    let mut numbers = vec![0.0; of.count()];
    of.write_numbers(&mut numbers);
    numbers
}

/// The same thing with other numbers.
pub(crate) fn with<D: Differentiable<Number = f64> + Clone>(like: &D, numbers: &[f64]) -> D {
    let mut other = like.clone();
    assert!(other.read_numbers(numbers).is_empty(), "all of them are taken");
    other
}

/// Checks a value and a gradient.
pub(crate) fn check<D>(f: impl Fn(&D) -> f64, at: &D, (value, gradient): (f64, D::Tangent))
where
    D: Differentiable<Number = f64> + Clone,
{
    differences::check(|x| f(&with(at, x)), &numbers(at), (value, numbers(&gradient)));
}

/// Checks a derivative along a direction, and a cotangent that is pulled back, of a function of several values.
pub(crate) fn check_products<D, R>(
    f: impl Fn(&D) -> R,
    at: &D,
    jvp: impl Fn(D::Tangent) -> (R, R::Tangent),
    vjp: impl Fn(R::Tangent) -> (R, D::Tangent),
) where
    D: Differentiable<Number = f64> + Clone,
    R: Differentiable<Number = f64> + Debug,
{
    let x = numbers(at);
    let value = f(at);
    for row in 0..value.count() {
        let slopes = differences::gradient(|x| numbers(&f(&with(at, x)))[row], &x);
        let mut cotangent = value.zeros();
        let unit: Vec<f64> = (0..value.count()).map(|i| f64::from(u8::from(i == row))).collect();
        cotangent.read_numbers(&unit);
        let (same, pulled) = vjp(cotangent);
        assert_eq!(numbers(&same), numbers(&value));
        close(&numbers(&pulled), &slopes);
        for (column, slope) in slopes.iter().enumerate() {
            let mut direction = at.zeros();
            let unit: Vec<f64> = (0..x.len()).map(|i| f64::from(u8::from(i == column))).collect();
            direction.read_numbers(&unit);
            let (same, change) = jvp(direction);
            assert_eq!(numbers(&same), numbers(&value));
            close(&[numbers(&change)[row]], &[*slope]);
        }
    }
}

pub(crate) fn close(found: &[f64], wanted: &[f64]) {
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() <= 1e-8 * wanted.abs().max(1.0), "{found} instead of {wanted}");
    }
}

/// Holds a value and its gradient, in whatever form, against differences of the function at a point.
pub(crate) fn check_at<D, G>(at: &D, f: impl Fn(&D) -> f64, (value, gradient): (f64, G))
where
    D: Differentiable<Number = f64> + Clone,
    G: Differentiable<Number = f64>,
{
    differences::check(|x| f(&with(at, x)), &numbers(at), (value, numbers(&gradient)));
}
