//! An oracle that knows nothing of derivatives: differences of the function itself, extrapolated.

#![allow(dead_code, reason = "each test uses what it needs of it")]

pub(crate) mod parts;

/// The slope of `f` at `x`, by Richardson's extrapolation of central differences.
pub(crate) fn slope(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    let difference = |h: f64| (f(x + h) - f(x - h)) / (2.0 * h);
    let h = 1e-2 * x.abs().max(1.0);
    let mut table: Vec<f64> = (0..6).map(|k| difference(h / f64::from(1 << k))).collect();
    for level in 1..table.len() {
        let weight = 4_f64.powi(i32::try_from(level).expect("it is small"));
        for i in (level..table.len()).rev() {
            table[i] = (weight * table[i] - table[i - 1]) / (weight - 1.0);
        }
    }
    table[table.len() - 1]
}

/// Value and slope at 1.3, against the function itself and differences of it.
pub(crate) fn held(f: impl Fn(f64) -> f64, (value, derivative): (f64, f64)) {
    assert_eq!(f(1.3).to_bits(), value.to_bits());
    let wanted = slope(&f, 1.3);
    assert!(
        (derivative - wanted).abs() <= 1e-8 * wanted.abs().max(1.0),
        "{derivative}, by differences {wanted}"
    );
}

/// The gradient of `f` at `x`.
pub(crate) fn gradient(f: impl Fn(&[f64]) -> f64, x: &[f64]) -> Vec<f64> {
    (0..x.len())
        .map(|i| {
            let along = |v: f64| {
                let mut moved = x.to_vec();
                moved[i] = v;
                f(&moved)
            };
            slope(along, x[i])
        })
        .collect()
}

/// Checks a gradient against differences of the function.
pub(crate) fn check(f: impl Fn(&[f64]) -> f64, x: &[f64], (value, found): (f64, Vec<f64>)) {
    assert_eq!(f(x).to_bits(), value.to_bits(), "the value is that of the function to the last bit");
    let wanted = gradient(&f, x);
    assert_eq!(wanted.len(), found.len());
    let scale = wanted.iter().fold(1.0_f64, |largest, slope| largest.max(slope.abs()));
    for (i, (wanted, found)) in wanted.iter().zip(&found).enumerate() {
        assert!(
            (wanted - found).abs() <= 1e-8 * scale,
            "component {i} at {x:?} is {found}, by differences {wanted}"
        );
    }
}
