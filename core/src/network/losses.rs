//! How far a prediction is from its target.

use super::softplus;
use crate::{Float, differentiate};

/// The sum of the squared differences.
///
/// ```
/// use chainrule::network::squared_error;
///
/// assert_eq!(squared_error(&[37.0], &[24.0]), 169.0);
/// assert_eq!(squared_error::gradient(&[37.0], &[24.0]), [26.0]);
/// ```
///
/// # Panics
///
/// If the lengths differ.
#[differentiate(wrt(prediction))]
pub fn squared_error<T: Float>(prediction: &[T], target: &[T]) -> T {
    assert!(prediction.len() == target.len(), "a prediction is as long as its target");
    prediction.iter().zip(target).map(|(p, t)| (*p - *t).powi(2)).sum()
}

/// The cross-entropy between the target, a row of probabilities, and the probabilities that are the
/// [`softmax`](fn@softmax) of the prediction: −Σ targetᵢ·ln softmax(prediction)ᵢ.
///
/// It takes the prediction before the softmax (logits), so that no probability is rounded to zero before its logarithm
/// is taken. A logit of −∞ is a probability of zero, which costs nothing where the target is zero, too.
///
/// ```
/// use chainrule::network::cross_entropy;
///
/// // The right answer has the probability 0.8.
/// let loss = cross_entropy(&[0.8_f64.ln(), 0.2_f64.ln()], &[1.0, 0.0]);
/// assert!((loss - 0.223143551).abs() < 1e-9);
/// assert_eq!(cross_entropy(&[1000.0, 0.0], &[0.0, 1.0]), 1000.0);
/// assert_eq!(cross_entropy::gradient(&[1000.0, 0.0], &[0.0, 1.0]), [1.0, -1.0]);
/// ```
///
/// # Panics
///
/// If the lengths differ, or are zero.
#[differentiate(wrt(prediction))]
pub fn cross_entropy<T: Float>(prediction: &[T], target: &[T]) -> T {
    assert!(prediction.len() == target.len(), "a prediction is as long as its target");
    let mut largest = prediction[0];
    for p in prediction {
        largest = largest.max(*p);
    }
    let sum: T = prediction.iter().map(|p| (*p - largest).exp()).sum();
    let logarithm = largest + sum.ln();
    // Zero times the logarithm of zero is zero here, as it is in the limit.
    let share = |p: T, t: T| if t == T::of(0.0) { T::of(0.0) } else { t * (logarithm - p) };
    prediction.iter().zip(target).map(|(p, t)| share(*p, *t)).sum()
}

/// The cross-entropy of outputs that are each a yes or no of its own: Σ −t·ln p − (1 − t)·ln (1 − p), where p is the
/// [`sigmoid`](fn@super::sigmoid) of the prediction and t the target, between 0 and 1.
///
/// It takes the prediction before the sigmoid (logits), as [`cross_entropy`](fn@cross_entropy) does. For two classes that shut
/// each other out, one output is enough.
///
/// ```
/// use chainrule::network::binary_cross_entropy;
///
/// // The probability ½ for a yes: ln 2.
/// assert_eq!(binary_cross_entropy(&[0.0], &[1.0]), std::f64::consts::LN_2);
/// assert_eq!(binary_cross_entropy(&[-1000.0, 1000.0], &[1.0, 1.0]), 1000.0);
/// assert_eq!(binary_cross_entropy::gradient(&[0.0, 1000.0], &[1.0, 0.0]), [-0.5, 1.0]);
/// ```
///
/// # Panics
///
/// If the lengths differ.
#[differentiate(wrt(prediction))]
pub fn binary_cross_entropy<T: Float>(prediction: &[T], target: &[T]) -> T {
    assert!(prediction.len() == target.len(), "a prediction is as long as its target");
    let mut loss = T::of(0.0);
    for i in 0..prediction.len() {
        let (z, t) = (prediction[i], target[i]);
        // −ln p = softplus(−z) and −ln (1 − p) = softplus(z); what has no weight is not asked, as it may be infinite.
        if t != T::of(0.0) {
            loss += t * softplus(-z);
        }
        if t != T::of(1.0) {
            loss += (T::of(1.0) - t) * softplus(z);
        }
    }
    loss
}

/// Positive numbers that sum to one, in the proportions of the exponentials of these: probabilities from logits.
///
/// It is no activation, as each of its numbers depends on all outputs: a network that tells classes apart ends in
/// [`identity`](fn@super::identity), learns by [`cross_entropy`](fn@cross_entropy), and is asked for
/// [`probabilities`](super::Network::probabilities).
///
/// ```
/// use chainrule::network::softmax;
///
/// assert_eq!(softmax(&[1000.0, 1000.0]), [0.5, 0.5]);
/// ```
#[differentiate]
pub fn softmax<T: Float>(numbers: &[T]) -> Vec<T> {
    let largest = numbers.iter().copied().fold(T::of(f64::NEG_INFINITY), T::max);
    let exponentials: Vec<T> = numbers.iter().map(|x| (*x - largest).exp()).collect();
    let sum = exponentials.iter().copied().sum::<T>();
    exponentials.iter().map(|e| *e / sum).collect()
}
