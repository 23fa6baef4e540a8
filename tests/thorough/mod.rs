//! Every derivative of a function of a slice, against differences of the function itself.

#![allow(dead_code, unused_macros, unused_imports, reason = "each test uses what it needs of it")]

/// Largest deviation that differences may be trusted to show.
pub(crate) const TOLERANCE: f64 = 1e-8;

pub(crate) fn close(found: &[f64], wanted: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    let scale = wanted.iter().fold(1.0_f64, |largest, v| largest.max(v.abs()));
    for (i, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        assert!(
            (found - wanted).abs() <= tolerance * scale,
            "{what}: component {i} is {found}, not {wanted}"
        );
    }
}

/// First derivatives of `fn(&[f64]) -> f64` in all their forms.
macro_rules! first {
    ($($f:ident)::+, $x:expr) => {{
        let x: Vec<f64> = $x.to_vec();
        let (value, gradient) = $($f)::+::value_and_gradient(&x);
        let name = stringify!($($f)::+);
        crate::differences::check($($f)::+, &x, (value, gradient.clone()));
        assert_eq!($($f)::+::gradient(&x), gradient, "{name}");
        let mut written = vec![7.0; x.len()];
        $($f)::+::gradient_into(&x, &mut written);
        assert_eq!(written, gradient, "{name}");
        let mut written = vec![f64::NAN; x.len()];
        assert_eq!($($f)::+::value_and_gradient_into(&x, &mut written).to_bits(), value.to_bits(), "{name}");
        assert_eq!(written, gradient, "{name}");
        let twice: Vec<f64> = gradient.iter().map(|v| v * -2.0).collect();
        let (found, back) = $($f)::+::vjp(&x, -2.0);
        assert_eq!(found.to_bits(), value.to_bits(), "{name}");
        crate::thorough::close(&back, &twice, 1e-13, name);
        let mut written = vec![-3.0; x.len()];
        assert_eq!($($f)::+::vjp_into(&x, -2.0, &mut written).to_bits(), value.to_bits(), "{name}");
        assert_eq!(written, back, "{name}");
        let forth: Vec<f64> = (0..x.len())
            .map(|i| {
                let mut along = vec![0.0; x.len()];
                along[i] = 1.0;
                let (found, change) = $($f)::+::jvp(&x, along);
                assert_eq!(found.to_bits(), value.to_bits(), "{name}");
                change
            })
            .collect();
        crate::thorough::close(&forth, &gradient, 1e-12, name);
    }};
}

/// Second derivatives too.
macro_rules! second {
    ($($f:ident)::+, $x:expr) => {{
        first!($($f)::+, $x);
        let x: Vec<f64> = $x.to_vec();
        let name = stringify!($($f)::+);
        let hessian = $($f)::+::hessian(&x);
        assert_eq!(hessian.len(), x.len(), "{name}");
        for i in 0..x.len() {
            let mut along = vec![0.0; x.len()];
            along[i] = 1.0;
            let product = $($f)::+::hvp(&x, along.clone());
            assert_eq!(product, hessian[i], "{name}");
            let mut written = vec![5.0; x.len()];
            $($f)::+::hvp_into(&x, &along, &mut written);
            assert_eq!(written, product, "{name}");
            let wanted: Vec<f64> = (0..x.len())
                .map(|j| {
                    let slope_of = |v: f64| {
                        let mut moved = x.clone();
                        moved[i] = v;
                        $($f)::+::gradient(&moved)[j]
                    };
                    crate::differences::slope(slope_of, x[i])
                })
                .collect();
            crate::thorough::close(&product, &wanted, crate::thorough::TOLERANCE, name);
        }
    }};
}

pub(crate) use {first, second};
