//! Loops that choose: the least or the greatest of what their iterations work out, which alone has slopes.

use chainrule::differentiate;

use crate::check::check;

/// The nearest of several centres, with an inner loop.
#[test]
fn nearest_centre() {
    #[differentiate(wrt(centres, p))]
    fn f(centres: &[[f64; 2]], p: &[f64; 2]) -> f64 {
        let mut best = f64::INFINITY;
        for c in 0..centres.len() {
            let mut q = 0.0;
            for i in 0..2 {
                q += (p[i] - centres[c][i]).powi(2);
            }
            best = best.min(q);
        }
        best * best
    }

    let centres = [[5.0, 5.0], [1.0, 2.0], [4.0, 0.0]];
    check!(f(&centres, &[2.0, 0.0]), 16.0, ([[0.0, 0.0], [0.0, 0.0], [8.0 * 4.0, 0.0]], [-8.0 * 4.0, 0.0]));
    // The first of two that are as near.
    check!(f(&[[0.0, 1.0], [1.0, 0.0]], &[0.0, 0.0]), 1.0, ([[0.0, 4.0], [0.0, 0.0]], [0.0, -4.0]));
}

/// By a comparison, with the place of what is chosen and something dear in it.
#[test]
fn by_comparison() {
    #[differentiate]
    fn f(x: &[f64], a: f64) -> f64 {
        let mut best = a;
        let mut place = 0;
        for k in 0..x.len() {
            let y = (a * x[k]).sin() * x[k].exp();
            if y > best {
                best = y;
                place = k;
            }
        }
        best * (place + 1) as f64
    }

    let (x, a) = ([0.1, 1.2, 0.9, 0.2], 0.5_f64);
    let (s, c, e) = ((a * 1.2).sin(), (a * 1.2).cos(), 1.2_f64.exp());
    check!(f(&x, a), 2.0 * s * e, ([0.0, 2.0 * e * (a * c + s), 0.0, 0.0], 2.0 * 1.2 * c * e));
    // Nothing is greater: what it begins with has the slope.
    check!(f(&[-1.0, -2.0], 3.0), 3.0, ([0.0, 0.0], 1.0));
    check!(f(&[], 3.0), 3.0, (Vec::<f64>::new(), 1.0));
}

/// Within a loop that has to be gone back through behind it, of numbers that are worked out there.
#[test]
fn within_a_recurrence() {
    #[differentiate]
    fn f(x: &[f64], steps: usize) -> f64 {
        let mut y = 1.0;
        for _ in 0..steps {
            let mut largest = f64::NEG_INFINITY;
            for k in 0..x.len() {
                let z = x[k] * y;
                let w = z.exp() * z;
                largest = w.max(largest);
            }
            y = y.sin() + largest;
        }
        y
    }

    let x = [0.2, 0.5, -3.0];
    let (mut y, mut slope) = (1.0_f64, 0.0);
    for _ in 0..3 {
        let z = 0.5 * y;
        let d_z = y + 0.5 * slope;
        (y, slope) = (y.sin() + z.exp() * z, y.cos() * slope + (1.0 + z) * z.exp() * d_z);
    }
    check!(f(&x, 3), y, [0.0, slope, 0.0]);
}

/// What is chosen is used, and so is what it was before: all iterations count.
#[test]
fn with_what_was_before() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut best = 0.0_f64;
        let mut sum = 0.0;
        for k in 0..x.len() {
            sum += best * x[k];
            best = best.max(x[k]);
        }
        best + sum
    }

    check!(f(&[2.0, 1.0, 3.0]), 3.0 + 2.0 + 6.0, [4.0, 2.0, 3.0]);
}

/// The least of what inner products are.
#[test]
fn least_of_products() {
    #[differentiate]
    fn f(x: &[f64], n: usize) -> f64 {
        (0..x.len() / n)
            .map(|i| {
                let mut product = 1.0;
                for j in 0..n {
                    product *= x[i * n + j];
                }
                product
            })
            .fold(f64::INFINITY, f64::min)
    }

    check!(f(&[2.0, 3.0, 1.0, 4.0, 5.0, 1.0], 2), 4.0, [0.0, 0.0, 4.0, 1.0, 0.0, 0.0]);
}

/// A choice in a choice.
#[test]
fn least_of_the_greatest() {
    #[differentiate]
    fn f(x: &[[f64; 3]]) -> f64 {
        let mut least = f64::INFINITY;
        for row in x.iter() {
            let mut greatest = f64::NEG_INFINITY;
            for k in 0..3 {
                greatest = greatest.max(row[k] * row[k]);
            }
            least = least.min(greatest);
        }
        least
    }

    let x = [[1.0, -4.0, 2.0], [0.5, 3.0, -1.0], [5.0, 0.0, 0.0]];
    check!(f(&x), 9.0, [[0.0; 3], [0.0, 6.0, 0.0], [0.0; 3]]);
}

/// The shift of a logarithm of a sum of exponentials has no slope of its own, to the last bit.
#[test]
fn shift_of_exponentials() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let m = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        m + x.iter().map(|v| (v - m).exp()).sum::<f64>().ln()
    }
    #[differentiate]
    fn g(x: &[f64], shift: f64) -> f64 {
        let mut sum = 0.0;
        for v in x {
            sum += (v - shift).exp();
        }
        2.0 * (sum.ln() + shift)
    }
    // Here the shift counts: the sum is used once more.
    #[differentiate]
    fn h(x: &[f64], shift: f64) -> f64 {
        let sum: f64 = x.iter().map(|v| (v - shift).exp()).sum();
        shift + sum.ln() + sum
    }

    let x = [1.0_f64, 2.0, 0.5];
    let total: f64 = x.iter().map(|v| v.exp()).sum();
    let shares = x.map(|v| v.exp() / total);
    check!(f(&x), total.ln(), shares);
    check!(g(&x, 1.5), 2.0 * total.ln(), (shares.map(|share| 2.0 * share), 0.0));
    assert_eq!(g::gradient(&x, 1.5).1.to_bits(), 0.0_f64.to_bits());
    let scaled = total * (-1.5_f64).exp();
    check!(
        h(&x, 1.5),
        total.ln() + scaled,
        (std::array::from_fn::<_, 3, _>(|i| shares[i] * (1.0 + scaled)), -scaled)
    );
}
