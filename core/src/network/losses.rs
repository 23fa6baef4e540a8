//! How far a prediction is from its target.

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
/// is taken.
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
/// If the lengths differ.
#[differentiate(wrt(prediction))]
pub fn cross_entropy<T: Float>(prediction: &[T], target: &[T]) -> T {
    assert!(prediction.len() == target.len(), "a prediction is as long as its target");
    let mut largest = prediction[0];
    for p in prediction {
        largest = largest.max(*p);
    }
    let sum: T = prediction.iter().map(|p| (*p - largest).exp()).sum();
    let logarithm = largest + sum.ln();
    prediction.iter().zip(target).map(|(p, t)| *t * (logarithm - *p)).sum()
}

/// Positive numbers that sum to one, in the proportions of the exponentials of these.
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
