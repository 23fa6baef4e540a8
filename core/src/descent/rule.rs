//! From a gradient to the next point: the rule that a descent follows, and what the rule remembers.

use super::Descent;
use crate::{Float, Point};

/// How a step is made of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rule<T> {
    /// Against the gradient.
    Plain,
    /// Against the gradient, as far as pays.
    LineSearch,
    /// v ← momentum·v + g, then x ← x − rate·v.
    Momentum { momentum: T },
    /// v ← momentum·v + g, then x ← x − rate·(g + momentum·v).
    Nesterov { momentum: T },
    /// x ← x − rate·m̂/(r̂ + ε), of the running mean m of g and the root r of that of g².
    #[cfg(any(feature = "std", feature = "libm"))]
    Adam { first: T, second: T, epsilon: T },
}

/// The rules. A descent has one of them, and the last that is asked for counts.
impl<T: Float> Descent<T> {
    /// Makes each step as long as pays, instead of a fixed multiple of the gradient.
    ///
    /// A step is halved until the value falls by at least a ten-thousandth of what the slope promises (Armijo, 1966); the next
    /// one is tried as long as the last, or twice as long if that one was not halved. The rate is what the first try goes
    /// by. The value never rises, whatever the rate: where no step lowers it, however short, the run ends with
    /// [`Stop::Stalled`](super::Stop::Stalled).
    ///
    /// ```
    /// use chainrule::{Descent, descent::Stop};
    ///
    /// let fourth_power = |x: &f64| (x.powi(4), 4.0 * x.powi(3));
    /// assert!(Descent::new(1.0).minimize_with(fourth_power, 10.0).is_err());
    /// let summary = Descent::new(1.0).line_search().tolerance(1e-6).minimize_with(fourth_power, 10.0)?;
    /// assert_eq!(summary.stop, Stop::Converged);
    /// # Ok::<(), chainrule::descent::Error<f64>>(())
    /// ```
    pub const fn line_search(mut self) -> Self {
        self.rule = Rule::LineSearch;
        self
    }

    /// Lets the steps gather speed: v ← momentum·v + g, then x ← x − rate·v (Polyak, 1964). A momentum that is not from 0 to
    /// below 1 is an error of the run.
    ///
    /// ```
    /// use chainrule::Descent;
    ///
    /// let long_bowl = |&[x, y]: &[f64; 2]| (x * x + 100.0 * y * y, [2.0 * x, 200.0 * y]);
    /// let descent = Descent::new(0.005).tolerance(1e-6);
    /// let plain = descent.minimize_with(long_bowl, [1.0, 1.0])?;
    /// let fast = descent.momentum(0.8).minimize_with(long_bowl, [1.0, 1.0])?;
    /// assert!(3 * fast.iterations < plain.iterations);
    /// # Ok::<(), chainrule::descent::Error<[f64; 2]>>(())
    /// ```
    pub const fn momentum(mut self, momentum: T) -> Self {
        self.rule = Rule::Momentum { momentum };
        self
    }

    /// The same with the slope of where the speed leads: v ← momentum·v + g, then x ← x − rate·(g + momentum·v) (Nesterov,
    /// 1983; in the form of Sutskever et al., 2013).
    ///
    /// ```
    /// use chainrule::Descent;
    ///
    /// let summary = Descent::new(0.25).nesterov(0.5).iterations(2).minimize_with(|x: &f64| (x * x, 2.0 * x), 4.0)?;
    /// // 4 − (8 + 0.5·8)/4 = 1, where v = 8; then v = 0.5·8 + 2 = 6, and 1 − (2 + 0.5·6)/4.
    /// assert_eq!(summary.point, -0.25);
    /// # Ok::<(), chainrule::descent::Error<f64>>(())
    /// ```
    pub const fn nesterov(mut self, momentum: T) -> Self {
        self.rule = Rule::Nesterov { momentum };
        self
    }

    /// Steps by the mean gradient over its root mean square, each coordinate for itself, with the constants 0.9, 0.999 and 10⁻⁸ of
    /// the authors (Kingma, Ba: Adam, 2015). The rate is about how far a coordinate goes in one step.
    ///
    /// ```
    /// use chainrule::Descent;
    ///
    /// // Whatever the scale of the function: the first step of each coordinate is the rate.
    /// let steep = |&[x, y]: &[f64; 2]| (1e6 * x * x + 1e-6 * y * y, [2e6 * x, 2e-6 * y]);
    /// let first = Descent::new(0.1).adam().steps_with(steep, [1.0, 1.0]).next().expect("far from flat")?;
    /// assert!((first.next[0] - 0.9).abs() < 1e-12);
    /// assert!((first.next[1] - 0.9).abs() < 1e-3);
    /// # Ok::<(), chainrule::descent::Error<[f64; 2]>>(())
    /// ```
    #[cfg(any(feature = "std", feature = "libm"))]
    pub fn adam(mut self) -> Self {
        self.rule = Rule::Adam { first: T::of(0.9), second: T::of(0.999), epsilon: T::of(1e-8) };
        self
    }
}

/// What a rule remembers from step to step.
pub(super) struct Memory<P: Point> {
    /// The velocity, or the running mean of the gradient.
    mean: Option<P>,
    /// The root of the running mean of the squares. It is the root that is kept, because a square may be infinite.
    #[cfg(any(feature = "std", feature = "libm"))]
    root: Option<P>,
    /// What is left in the two means of the zeros that they began with.
    #[cfg(any(feature = "std", feature = "libm"))]
    shares: (P::Scalar, P::Scalar),
}

impl<P: Point> Memory<P> {
    pub(super) const fn new() -> Self {
        Self {
            mean: None,
            #[cfg(any(feature = "std", feature = "libm"))]
            root: None,
            #[cfg(any(feature = "std", feature = "libm"))]
            shares: (P::Scalar::ONE, P::Scalar::ONE),
        }
    }

    /// The point that a rule other than the line search goes to.
    pub(super) fn next(&mut self, descent: &Descent<P::Scalar>, point: &P, gradient: &P) -> P {
        let mut next = point.clone();
        let coordinates = next.coordinates_mut().iter_mut().zip(gradient.coordinates());
        let rate = descent.rate;
        match descent.rule {
            Rule::Plain | Rule::LineSearch => {
                for (x, &g) in coordinates {
                    *x -= rate * g;
                }
            }
            Rule::Momentum { momentum } => {
                let velocity = self.mean.get_or_insert_with(|| zeros(gradient));
                for ((x, &g), v) in coordinates.zip(velocity.coordinates_mut()) {
                    *v = momentum * *v + g;
                    *x -= rate * *v;
                }
            }
            Rule::Nesterov { momentum } => {
                let velocity = self.mean.get_or_insert_with(|| zeros(gradient));
                for ((x, &g), v) in coordinates.zip(velocity.coordinates_mut()) {
                    *v = momentum * *v + g;
                    *x -= rate * (g + momentum * *v);
                }
            }
            #[cfg(any(feature = "std", feature = "libm"))]
            Rule::Adam { first, second, epsilon } => {
                let one = P::Scalar::ONE;
                let mean = self.mean.get_or_insert_with(|| zeros(gradient)).coordinates_mut();
                let root = self.root.get_or_insert_with(|| zeros(gradient)).coordinates_mut();
                self.shares = (self.shares.0 * first, self.shares.1 * second);
                let pace = rate / (one - self.shares.0);
                let scale = one / (one - self.shares.1).sqrt();
                let (kept, new) = (second.sqrt(), (one - second).sqrt());
                for (((x, &g), m), r) in coordinates.zip(mean).zip(root) {
                    *m = first * *m + (one - first) * g;
                    *r = (kept * *r).hypot(new * g);
                    *x -= pace * *m / (*r * scale + epsilon);
                }
            }
        }
        next
    }
}

fn zeros<P: Point>(like: &P) -> P {
    let mut zeros = like.clone();
    zeros.coordinates_mut().fill(P::Scalar::ZERO);
    zeros
}
