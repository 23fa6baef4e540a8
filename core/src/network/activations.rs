//! What neurons do with their sums.

use crate::{Float, differentiate};

/// The sum as it is.
///
/// ```
/// assert_eq!(chainrule::network::identity(-3.0), -3.0);
/// ```
#[differentiate]
pub fn identity<T: Float>(x: T) -> T {
    x
}

/// The sum where it is positive, and zero where it is not; its slope at zero is zero. What is no number stays none.
///
/// ```
/// use chainrule::network::relu;
///
/// assert_eq!([relu(-3.0), relu(2.0)], [0.0, 2.0]);
/// assert_eq!([relu::gradient(-3.0), relu::gradient(0.0), relu::gradient(2.0)], [0.0, 0.0, 1.0]);
/// ```
#[differentiate]
pub fn relu<T: Float>(x: T) -> T {
    // Not `max`, which takes the zero for a NaN, and so would hide it.
    if x <= T::of(0.0) { T::of(0.0) } else { x }
}

/// The logistic function 1 / (1 + e⁻ˣ), between 0 and 1.
///
/// ```
/// use chainrule::network::sigmoid;
///
/// assert_eq!((sigmoid(0.0), sigmoid::gradient(0.0)), (0.5, 0.25));
/// assert_eq!((sigmoid(-800.0), sigmoid::gradient(800.0)), (0.0, 0.0));
/// ```
#[differentiate]
pub fn sigmoid<T: Float>(x: T) -> T {
    if x < T::of(0.0) {
        let e = x.exp();
        e / (T::of(1.0) + e)
    } else {
        T::of(1.0) / (T::of(1.0) + (-x).exp())
    }
}

/// The hyperbolic tangent, between −1 and 1.
///
/// ```
/// use chainrule::network::tanh;
///
/// assert_eq!((tanh(0.0), tanh::gradient(0.0)), (0.0, 1.0));
/// ```
#[differentiate]
pub fn tanh<T: Float>(x: T) -> T {
    x.tanh()
}

/// x².
///
/// ```
/// use chainrule::network::square;
///
/// assert_eq!((square(3.0), square::gradient(3.0)), (9.0, 6.0));
/// ```
#[differentiate]
pub fn square<T: Float>(x: T) -> T {
    x.powi(2)
}

/// ln(1 + eˣ), a smooth [`relu`](fn@relu). Its slope is the [`sigmoid`](fn@sigmoid).
///
/// ```
/// use chainrule::network::softplus;
///
/// assert_eq!((softplus(800.0), softplus(-800.0)), (800.0, 0.0));
/// assert_eq!(softplus::gradient(0.0), 0.5);
/// ```
#[differentiate]
pub fn softplus<T: Float>(x: T) -> T {
    if x > T::of(0.0) { x + (-x).exp().ln_1p() } else { x.exp().ln_1p() }
}

/// x·Φ(x) with the normal distribution Φ, in the form ½·x·(1 + tanh u), u = √(2/π)·(x + 0.044715·x³), that stands in for it
/// (Hendrycks, Gimpel: Gaussian Error Linear Units, 2016). ½·(1 + tanh u) is 1 / (1 + e⁻²ᵘ), which keeps its digits where
/// tanh is close to −1.
///
/// ```
/// use chainrule::network::gelu;
///
/// assert_eq!((gelu(0.0), gelu::gradient(0.0)), (0.0, 0.5));
/// assert!((gelu(1.0_f64) - 0.841192).abs() < 1e-6);
/// ```
#[differentiate]
pub fn gelu<T: Float>(x: T) -> T {
    // Beyond, e^(−2·|u|) is zero in either float type, and the cube would overflow.
    if x > T::of(30.0) {
        x
    } else if x < T::of(-30.0) {
        T::of(0.0)
    } else {
        let u = T::of(0.797_884_560_802_865_4) * (x + T::of(0.044_715) * x.powi(3));
        if u < T::of(0.0) {
            let e = (T::of(2.0) * u).exp();
            x * (e / (T::of(1.0) + e))
        } else {
            x / (T::of(1.0) + (T::of(-2.0) * u).exp())
        }
    }
}
