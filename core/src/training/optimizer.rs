//! From a gradient to the next weights.

use crate::Real;

/// The rule by which weights move, given the gradient g and the learning rate.
///
/// ```
/// use chainrule::training::Optimizer;
///
/// assert_eq!(Optimizer::ADAM, Optimizer::Adam { first: 0.9, second: 0.999, epsilon: 1e-8 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Optimizer {
    /// w ← w − rate·g. With mini-batches, stochastic gradient descent.
    Descent,
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
    /// m and v are running means of g and g², w ← w − rate·m̂/(√v̂ + ε), with m̂ and v̂ corrected for their beginning at zero
    /// (Kingma, Ba: Adam, 2015).
    Adam {
        /// How much of the last mean of g is kept.
        first: f64,
        /// How much of the last mean of g² is kept.
        second: f64,
        /// What keeps the quotient finite.
        epsilon: f64,
    },
    /// Adam, with weights that shrink by rate·decay·w in each step, apart from the gradient (Loshchilov, Hutter: Decoupled
    /// Weight Decay Regularization, 2019).
    AdamW {
        /// How much of the last mean of g is kept.
        first: f64,
        /// How much of the last mean of g² is kept.
        second: f64,
        /// What keeps the quotient finite.
        epsilon: f64,
        /// How much weights shrink, times the rate.
        decay: f64,
    },
}

impl Optimizer {
    /// [`Adam`](Optimizer::Adam) with the constants of its authors.
    pub const ADAM: Optimizer = Optimizer::Adam { first: 0.9, second: 0.999, epsilon: 1e-8 };

    /// [`AdamW`](Optimizer::AdamW) with the usual constants and this decay.
    #[must_use]
    pub const fn adam_w(decay: f64) -> Optimizer {
        Optimizer::AdamW { first: 0.9, second: 0.999, epsilon: 1e-8, decay }
    }

    /// The first constant that is out of its range, by name.
    pub(super) fn wrong_constant(self) -> Option<(&'static str, f64)> {
        let (shares, others) = match self {
            Optimizer::Descent => return None,
            Optimizer::Momentum { momentum } | Optimizer::Nesterov { momentum } => {
                (vec![("momentum", momentum)], vec![])
            }
            Optimizer::Adam { first, second, epsilon } => {
                (vec![("first", first), ("second", second)], vec![("epsilon", epsilon)])
            }
            Optimizer::AdamW { first, second, epsilon, decay } => {
                (vec![("first", first), ("second", second)], vec![("epsilon", epsilon), ("decay", decay)])
            }
        };
        let share = shares.into_iter().find(|(_, share)| !(0.0..1.0).contains(share));
        share.or_else(|| others.into_iter().find(|(_, other)| !other.is_finite() || *other < 0.0))
    }

    /// How many numbers it remembers of each weight.
    pub(super) fn memories(self) -> usize {
        match self {
            Optimizer::Descent => 0,
            Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } => 1,
            Optimizer::Adam { .. } | Optimizer::AdamW { .. } => 2,
        }
    }

    /// One step, the `step`-th, counted from 1.
    pub(super) fn step<T: Real>(
        self,
        rate: f64,
        step: u64,
        weights: &mut [T],
        gradient: &[T],
        memory: &mut [Vec<T>],
    ) {
        let (adam, decay) = match self {
            Optimizer::Adam { first, second, epsilon } => ((first, second, epsilon), 0.0),
            Optimizer::AdamW { first, second, epsilon, decay } => ((first, second, epsilon), decay),
            Optimizer::Descent | Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } => {
                return self.with_velocity(T::of(rate), weights, gradient, memory);
            }
        };
        let (first, second, epsilon) = adam;
        let [means, squares] = memory else { return };
        #[allow(clippy::cast_precision_loss, reason = "2⁵³ steps are never made")]
        let corrections = (1.0 - first.powf(step as f64), 1.0 - second.powf(step as f64));
        let pace = T::of(rate / corrections.0);
        let scale = T::of(1.0 / corrections.1.sqrt());
        let shrink = T::of(1.0 - rate * decay);
        let (first, second, epsilon) = (T::of(first), T::of(second), T::of(epsilon));
        for (((weight, &g), mean), square) in weights.iter_mut().zip(gradient).zip(means).zip(squares) {
            *mean = first * *mean + (T::ONE - first) * g;
            *square = second * *square + (T::ONE - second) * g * g;
            *weight = *weight * shrink - pace * *mean / (square.sqrt() * scale + epsilon);
        }
    }

    fn with_velocity<T: Real>(self, rate: T, weights: &mut [T], gradient: &[T], memory: &mut [Vec<T>]) {
        let [velocities] = memory else {
            for (weight, &g) in weights.iter_mut().zip(gradient) {
                *weight -= rate * g;
            }
            return;
        };
        let (momentum, ahead) = match self {
            Optimizer::Nesterov { momentum } => (T::of(momentum), true),
            Optimizer::Momentum { momentum } => (T::of(momentum), false),
            _ => return,
        };
        for ((weight, &g), velocity) in weights.iter_mut().zip(gradient).zip(velocities) {
            *velocity = momentum * *velocity + g;
            let change = if ahead { g + momentum * *velocity } else { *velocity };
            *weight -= rate * change;
        }
    }
}
