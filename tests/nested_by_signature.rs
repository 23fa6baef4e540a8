//! A derivative that is called within a differentiated function means what the callee's own signature says, whichever of
//! its arguments vary.

use chainrule::differentiate;

/// p²q³, whose slope in p is 2pq³.
#[differentiate(wrt(p), order = 2)]
fn g(p: f64, q: f64) -> f64 {
    p * p * q * q * q
}

/// p²q³r, by two of the three.
#[differentiate(wrt(p, q), order = 2)]
fn h(p: f64, q: f64, r: f64) -> f64 {
    p * p * q * q * q * r
}

#[test]
fn only_what_is_left_out_varies() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        g::gradient(2.0, x)
    }
    // 4x³
    assert_eq!(f::value_and_gradient(1.0), (4.0, 12.0));
    assert_eq!(f::jvp(1.0, 2.0), (4.0, 24.0));
}

#[test]
fn only_what_is_differentiated_varies() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        g::gradient(x, 2.0)
    }
    // 16x
    assert_eq!(f::value_and_gradient(3.0), (48.0, 16.0));
    assert_eq!(f::jvp(3.0, 0.5), (48.0, 8.0));
}

#[test]
fn both_vary() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        g::gradient(x, x * y)
    }
    // 2x⁴y³
    assert_eq!(f::value_and_gradient(2.0, 1.0), (32.0, [64.0, 96.0]));
    assert_eq!(f::jvp(2.0, 1.0, [1.0, 1.0]), (32.0, 160.0));
}

#[test]
fn several_slopes_of_three() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let [a, b] = h::gradient(3.0, x, y);
        a + 2.0 * b
    }
    // 6x³y + 54x²y, whose slopes are 18x²y + 108xy and 6x³ + 54x²
    assert_eq!(f::value_and_gradient(1.0, 2.0), (120.0, [252.0, 60.0]));
    assert_eq!(f::jvp(1.0, 2.0, [1.0, -1.0]), (120.0, 192.0));
}

#[test]
fn the_value_beside_the_slope() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let (v, d) = g::value_and_gradient(2.0, x);
        v * d
    }
    // 4x³·4x³ = 16x⁶
    assert_eq!(f::value_and_gradient(1.0), (16.0, 96.0));
    assert_eq!(f::jvp(1.0, 1.0), (16.0, 96.0));
    #[differentiate]
    fn of_three(x: f64) -> f64 {
        let (v, [a, b]) = h::value_and_gradient(x, 1.0, x);
        v + a + b
    }
    // x³ + 2x² + 3x³
    assert_eq!(of_three::value_and_gradient(2.0), (40.0, 56.0));
}

#[test]
fn a_gradient_by_its_name() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let d = g::gradient(2.0, x);
        let e = h::gradient(1.0, x, x);
        d * d + e[0] * e[1]
    }
    // 16x⁶ + 2x⁴·3x³
    assert_eq!(f::value_and_gradient(1.0), (22.0, 138.0));
}
