//! How the learning rate changes from epoch to epoch.

use super::Error;

/// What the learning rate is multiplied by in each epoch.
///
/// A training refuses a schedule with an epoch of which the rate would be negative or not finite.
///
/// ```
/// use chainrule::training::Schedule;
///
/// let halved = Schedule::Steps { every: 10, factor: 0.5 };
/// assert_eq!([9, 10, 25].map(|epoch| halved.factor(epoch, 100)), [1.0, 0.5, 0.25]);
/// let cosine = Schedule::Cosine { last: 0.0 };
/// assert_eq!([0, 50].map(|epoch| cosine.factor(epoch, 101)), [1.0, 0.5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Schedule {
    /// Always 1.
    Constant,
    /// Multiplied once more by the factor after every so many epochs.
    Steps {
        /// How many epochs a step lasts, at least one.
        every: usize,
        /// What a step multiplies by, not negative.
        factor: f64,
    },
    /// Multiplied once more by the factor after every epoch.
    Exponential {
        /// What an epoch multiplies by, not negative.
        factor: f64,
    },
    /// Half a cosine wave from 1 in the first epoch down to `last` in the last (Loshchilov, Hutter: SGDR, 2017).
    Cosine {
        /// The factor of the last epoch, not negative.
        last: f64,
    },
    /// Up in equal steps to 1 over the first epochs, and from there down to zero behind the last.
    WarmUp {
        /// How many epochs the rise takes.
        epochs: usize,
    },
}

impl Schedule {
    /// The factor of an epoch, counted from 0, of so many.
    #[must_use]
    pub fn factor(self, epoch: usize, epochs: usize) -> f64 {
        match self {
            Schedule::Constant => 1.0,
            Schedule::Steps { every, factor } => power(factor, epoch / every.max(1)),
            Schedule::Exponential { factor } => power(factor, epoch),
            Schedule::Cosine { last } => {
                let part = epoch as f64 / epochs.saturating_sub(1).max(1) as f64;
                last + (1.0 - last) * 0.5 * (1.0 + (core::f64::consts::PI * part).cos())
            }
            Schedule::WarmUp { epochs: rise } if epoch < rise => (epoch + 1) as f64 / rise as f64,
            Schedule::WarmUp { epochs: rise } => {
                epochs.saturating_sub(epoch) as f64 / epochs.saturating_sub(rise).max(1) as f64
            }
        }
    }

    /// Whether every epoch has a rate that is one.
    pub(super) fn check(self, rate: f64, epochs: usize) -> Result<(), Error> {
        if let Schedule::Steps { every: 0, .. } = self {
            return Err(Error::Setting { name: "every", value: 0.0, range: "at least one epoch" });
        }
        let number = match self {
            Schedule::Steps { factor, .. } | Schedule::Exponential { factor } => Some(("factor", factor)),
            Schedule::Cosine { last } => Some(("last", last)),
            Schedule::Constant | Schedule::WarmUp { .. } => None,
        };
        if let Some((name, value)) = number.filter(|(_, value)| !value.is_finite() || *value < 0.0) {
            return Err(Error::Setting { name, value, range: "zero or positive, and finite" });
        }
        // A factor above one may grow beyond all bounds; the last epoch has the largest.
        let last = rate * self.factor(epochs.saturating_sub(1), epochs);
        if last.is_finite() { Ok(()) } else { Err(Error::Rate { rate: last }) }
    }
}

fn power(factor: f64, exponent: usize) -> f64 {
    factor.powi(i32::try_from(exponent).unwrap_or(i32::MAX))
}
