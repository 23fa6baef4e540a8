//! From a gradient to the next weights.

use crate::Float;

/// The rule by which weights move, given the gradient g and the learning rate.
///
/// ```
/// use chainrule::training::{Adam, AdamW, Optimizer};
///
/// let [momentum, adam]: [Optimizer; 2] = [Optimizer::Momentum { momentum: 0.9 }, Adam::default().into()];
/// assert_eq!(adam, Optimizer::Adam(Adam { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }));
/// let adam_w = Optimizer::from(AdamW { decay: 0.1, ..AdamW::default() });
/// # let _ = (momentum, adam_w);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Optimizer {
    /// w ← w − rate·g: stochastic gradient descent where the batches are small.
    Sgd,
    /// v ← momentum·v + g, then w ← w − rate·v (Polyak, 1964).
    Momentum {
        /// How much of the last velocity is kept, from 0 to below 1.
        momentum: f64,
    },
    /// v ← momentum·v + g, then w ← w − rate·(g + momentum·v) (Nesterov, 1983; in the form of Sutskever et al., 2013).
    Nesterov {
        /// How much of the last velocity is kept, from 0 to below 1.
        momentum: f64,
    },
    /// See [`Adam`].
    Adam(Adam),
    /// See [`AdamW`].
    AdamW(AdamW),
}

/// m and v are running means of g and g², w ← w − rate·m̂/(√v̂ + ε), with m̂ and v̂ corrected for their beginning at zero (Kingma,
/// Ba: Adam, 2015). What is remembered is √v, which neither overflows nor vanishes where g does not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adam {
    /// How much of the last mean of g is kept, from 0 to below 1; 0.9 by default.
    pub beta1: f64,
    /// How much of the last mean of g² is kept, from 0 to below 1; 0.999 by default.
    pub beta2: f64,
    /// What keeps the quotient from being large where there is hardly a slope; 10⁻⁸ by default.
    pub epsilon: f64,
}

/// [`Adam`], with weights that shrink by rate·decay·w in each step, apart from the gradient (Loshchilov, Hutter: Decoupled
/// Weight Decay Regularization, 2019).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamW {
    /// As in [`Adam`].
    pub beta1: f64,
    /// As in [`Adam`].
    pub beta2: f64,
    /// As in [`Adam`].
    pub epsilon: f64,
    /// How much weights shrink, times the rate; 0.01 by default.
    pub decay: f64,
}

impl Default for Adam {
    fn default() -> Self {
        Adam { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
    }
}

impl Default for AdamW {
    fn default() -> Self {
        let Adam { beta1, beta2, epsilon } = Adam::default();
        AdamW { beta1, beta2, epsilon, decay: 0.01 }
    }
}

impl From<Adam> for Optimizer {
    fn from(adam: Adam) -> Self {
        Optimizer::Adam(adam)
    }
}

impl From<AdamW> for Optimizer {
    fn from(adam: AdamW) -> Self {
        Optimizer::AdamW(adam)
    }
}

impl Optimizer {
    /// The rate of which one is a usual first choice.
    pub(super) fn usual_rate(self) -> f64 {
        match self {
            Optimizer::Sgd | Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } => 0.01,
            Optimizer::Adam(_) | Optimizer::AdamW(_) => 0.001,
        }
    }

    /// The first constant that is out of its range, by name.
    pub(super) fn wrong_constant(self) -> Option<(&'static str, f64)> {
        let (shares, others) = match self {
            Optimizer::Sgd => return None,
            Optimizer::Momentum { momentum } | Optimizer::Nesterov { momentum } => {
                (vec![("momentum", momentum)], vec![])
            }
            Optimizer::Adam(Adam { beta1, beta2, epsilon }) => {
                (vec![("beta1", beta1), ("beta2", beta2)], vec![("epsilon", epsilon)])
            }
            Optimizer::AdamW(AdamW { beta1, beta2, epsilon, decay }) => {
                (vec![("beta1", beta1), ("beta2", beta2)], vec![("epsilon", epsilon), ("decay", decay)])
            }
        };
        let share = shares.into_iter().find(|(_, share)| !(0.0..1.0).contains(share));
        share.or_else(|| others.into_iter().find(|(_, other)| !other.is_finite() || *other < 0.0))
    }

    /// How many numbers it remembers of each weight.
    pub(super) fn memories(self) -> usize {
        match self {
            Optimizer::Sgd => 0,
            Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } => 1,
            Optimizer::Adam(_) | Optimizer::AdamW(_) => 2,
        }
    }

    /// One step, the `step`-th, counted from 1. There are as many memories as it has.
    pub(super) fn step<T: Float>(
        self,
        rate: f64,
        step: u64,
        weights: &mut [T],
        gradient: &[T],
        memory: &mut [Vec<T>],
    ) {
        match (self, memory) {
            (Optimizer::Sgd, _) => {
                let rate = T::of(rate);
                for (weight, &g) in weights.iter_mut().zip(gradient) {
                    *weight -= rate * g;
                }
            }
            (Optimizer::Momentum { momentum }, [velocities]) => {
                let (rate, momentum) = (T::of(rate), T::of(momentum));
                for ((weight, &g), velocity) in weights.iter_mut().zip(gradient).zip(velocities) {
                    *velocity = momentum * *velocity + g;
                    *weight -= rate * *velocity;
                }
            }
            (Optimizer::Nesterov { momentum }, [velocities]) => {
                let (rate, momentum) = (T::of(rate), T::of(momentum));
                for ((weight, &g), velocity) in weights.iter_mut().zip(gradient).zip(velocities) {
                    *velocity = momentum * *velocity + g;
                    *weight -= rate * (g + momentum * *velocity);
                }
            }
            (Optimizer::Adam(adam), [means, roots]) => {
                adam.step(rate, 0.0, step, weights, gradient, means, roots);
            }
            (Optimizer::AdamW(AdamW { beta1, beta2, epsilon, decay }), [means, roots]) => {
                let adam = Adam { beta1, beta2, epsilon };
                adam.step(rate, decay, step, weights, gradient, means, roots);
            }
            (_, memory) => unreachable!("{} memories are made for {self:?}", memory.len()),
        }
    }
}

impl Adam {
    #[allow(clippy::too_many_arguments, reason = "all that a step has")]
    fn step<T: Float>(
        self,
        rate: f64,
        decay: f64,
        step: u64,
        weights: &mut [T],
        gradient: &[T],
        means: &mut [T],
        roots: &mut [T],
    ) {
        let corrections = (1.0 - self.beta1.powf(step as f64), 1.0 - self.beta2.powf(step as f64));
        let pace = T::of(rate / corrections.0);
        let scale = T::of(1.0 / corrections.1.sqrt());
        let shrink = T::of(1.0 - rate * decay);
        let (kept, new) = (T::of(self.beta1), T::of(1.0 - self.beta1));
        let (kept_root, new_root) = (T::of(self.beta2.sqrt()), T::of((1.0 - self.beta2).sqrt()));
        let (epsilon, tiny) = (T::of(self.epsilon), T::TINY);
        for (((weight, &g), mean), root) in weights.iter_mut().zip(gradient).zip(means).zip(roots) {
            *mean = kept * *mean + new * g;
            // √(β₂·v + (1 − β₂)·g²) as a hypotenuse: the larger leg is taken out, so that no square overflows or vanishes.
            let (a, b) = (kept_root * *root, new_root * g.abs());
            let larger = a.max(b).max(tiny);
            let (a, b) = (a / larger, b / larger);
            *root = larger * (a * a + b * b).sqrt();
            // Where neither a slope nor ε is there, the mean is zero as well, and so is the step.
            *weight = *weight * shrink - pace * (*mean / (*root * scale + epsilon).max(tiny));
        }
    }
}
