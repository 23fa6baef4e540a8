//! Student's t: how many standard errors an interval of a certain confidence reaches to either side.

use core::f64::consts::FRAC_PI_2;

/// The t that a variable of so many degrees of freedom stays within, on either side of zero, with this probability.
///
/// For whole degrees of freedom ν the probability is a finite sum in θ = atan(t/√ν) (Abramowitz and Stegun, 26.7.3 and
/// 26.7.4); θ is found by halving.
pub(super) fn quantile(probability: f64, degrees_of_freedom: usize) -> f64 {
    let (mut below, mut above) = (0.0, FRAC_PI_2);
    for _ in 0..80 {
        let middle = f64::midpoint(below, above);
        if within(middle, degrees_of_freedom) < probability {
            below = middle;
        } else {
            above = middle;
        }
    }
    f64::midpoint(below, above).tan() * (degrees_of_freedom as f64).sqrt()
}

/// The probability of −√ν·tan θ to √ν·tan θ.
fn within(angle: f64, degrees_of_freedom: usize) -> f64 {
    let (sin, cos) = angle.sin_cos();
    let odd = degrees_of_freedom % 2 == 1;
    let terms = if odd { (degrees_of_freedom - 1) / 2 } else { degrees_of_freedom / 2 };
    let mut term = if odd { cos } else { 1.0 };
    let mut sum = 0.0;
    for k in 1..=terms {
        sum += term;
        let k = k as f64;
        term *= cos * cos * if odd { 2.0 * k / (2.0 * k + 1.0) } else { (2.0 * k - 1.0) / (2.0 * k) };
    }
    if odd { (angle + sin * sum) / FRAC_PI_2 } else { sin * sum }
}

#[cfg(test)]
mod tests {
    use super::quantile;

    /// The table of every textbook; for one and two degrees of freedom there are closed forms: tan(πp/2), and
    /// √(2p²/(1 − p²)).
    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (degrees_of_freedom, p, t) in [
            (1, 0.95, 12.706),
            (1, 0.99, 63.657),
            (2, 0.95, 4.303),
            (3, 0.95, 3.182),
            (4, 0.90, 2.132),
            (5, 0.95, 2.571),
            (7, 0.99, 3.499),
            (12, 0.95, 2.179),
            (30, 0.95, 2.042),
            (31, 0.95, 2.040),
            (120, 0.95, 1.980),
            (100_000, 0.95, 1.960),
        ] {
            assert!((quantile(p, degrees_of_freedom) - t).abs() < 6e-4, "{degrees_of_freedom}");
        }
        for p in [0.1, 0.5, 0.6827, 0.95, 0.999] {
            assert!((quantile(p, 1) / (core::f64::consts::FRAC_PI_2 * p).tan() - 1.0).abs() < 1e-12);
            let t = (2.0 * p * p / (1.0 - p * p)).sqrt();
            assert!((quantile(p, 2) / t - 1.0).abs() < 1e-12);
        }
    }
}
