//! Gradient descent: walk downhill, each step against the gradient and in proportion to it.
//!
//! ```text
//! next = point - rate · gradient
//! ```
//!
//! [`Descent`] holds the settings and starts a run. [`Descent::minimize`] runs to the end and returns a [`Summary`];
//! [`Descent::steps`] is an iterator over each [`Step`] on the way. Both take a differentiated function by its type.
//! The forms that end in `_with` take a closure from the point to the value and the gradient.
//!
//! [`Descent::line_search`] makes each step as long as pays; [`Descent::momentum`], [`Descent::nesterov`] and
//! [`Descent::adam`] are other rules for it. [Which optimiser for which problem](crate::which_optimizer) says where others are
//! better.
//!
//! A run that leaves the finite numbers, or ends far above its start, ends in [`Error::Diverged`]; no NaN is ever handed out as a result.

mod climb;
mod error;
mod found;
mod line_search;
mod rule;
mod steps;
mod summary;

pub use error::{Error, Quantity};
pub use steps::{Step, Steps};
pub use summary::{Best, Stop, Summary};

use rule::Rule;

use crate::{Float, Objective, Point};

/// [`Objective::evaluate`], as a type that can be written down.
type Evaluate<P> = fn(&P) -> (<P as Point>::Scalar, P);

/// The settings of a gradient descent.
///
/// ```
/// use chainrule::{Descent, descent::Stop, differentiate};
///
/// #[differentiate]
/// fn bowl(x1: f64, x2: f64) -> f64 {
///     x1.powi(2) + 2.0 * x2.powi(2)
/// }
///
/// let descent = Descent::new(0.1).iterations(200).tolerance(1e-6);
/// let summary = descent.minimize::<bowl>([3.0, 2.0])?;
/// assert_eq!(summary.stop, Stop::Converged);
/// assert!(summary.value < 1e-12);
/// # Ok::<(), chainrule::descent::Error<[f64; 2]>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "settings do nothing until a run is started with `minimize` or `steps`"]
pub struct Descent<T = f64> {
    rate: T,
    iterations: usize,
    tolerance: T,
    rule: Rule<T>,
}

impl<T: Float> Descent<T> {
    /// A descent with this learning rate: how far a step goes, as a multiple of the gradient.
    ///
    /// It makes at most 1,000 iterations and stops early only where the gradient is exactly zero, until it is told
    /// otherwise. A rate that is not positive and finite is an error of the run.
    ///
    /// ```
    /// use chainrule::{Descent, descent::Error};
    ///
    /// let slope = |x: &f64| (x * x, 2.0 * x);
    /// let error = Descent::new(-0.1).minimize_with(slope, 3.0).unwrap_err();
    /// assert_eq!(error, Error::Rate { rate: -0.1 });
    /// ```
    pub const fn new(rate: T) -> Self {
        Self { rate, iterations: 1000, tolerance: T::ZERO, rule: Rule::Plain }
    }

    /// Makes at most this many iterations. With zero, the function is evaluated at the start and that is all.
    ///
    /// ```
    /// use chainrule::{Descent, descent::Stop};
    ///
    /// let summary = Descent::new(0.25).iterations(2).minimize_with(|x: &f64| (x * x, 2.0 * x), 4.0)?;
    /// assert_eq!((summary.iterations, summary.point), (2, 1.0));
    /// assert_eq!(summary.stop, Stop::IterationLimit);
    /// # Ok::<(), chainrule::descent::Error<f64>>(())
    /// ```
    pub const fn iterations(mut self, limit: usize) -> Self {
        self.iterations = limit;
        self
    }

    /// Stops where the Euclidean norm of the gradient is at most this.
    ///
    /// It is zero to begin with, because how small a slope is flat depends on the units of the function. A tolerance
    /// that is negative or not finite is an error of the run.
    ///
    /// ```
    /// use chainrule::{Descent, descent::Stop};
    ///
    /// let summary = Descent::new(0.25).tolerance(0.5).minimize_with(|x: &f64| (x * x, 2.0 * x), 4.0)?;
    /// assert_eq!((summary.iterations, summary.gradient), (4, 0.5));
    /// assert_eq!(summary.stop, Stop::Converged);
    /// # Ok::<(), chainrule::descent::Error<f64>>(())
    /// ```
    pub const fn tolerance(mut self, gradient_norm: T) -> Self {
        self.tolerance = gradient_norm;
        self
    }

    /// Descends a differentiated function from a start, and says where that led and why it stopped.
    ///
    /// # Errors
    ///
    /// See [`Error`]: a setting or a start that makes no sense, or a run that diverges.
    ///
    /// ```
    /// use chainrule::{Descent, differentiate};
    ///
    /// #[differentiate]
    /// fn two_valleys(x: f64) -> f64 {
    ///     x.powi(4) - 4.0 * x.powi(2) + x + 1.0
    /// }
    ///
    /// let descent = Descent::new(0.05);
    /// let left = descent.minimize::<two_valleys>(-0.5)?;
    /// let right = descent.minimize::<two_valleys>(0.5)?;
    /// assert!((left.point - -1.4730).abs() < 1e-4);
    /// assert!((right.point - 1.3470).abs() < 1e-4);
    /// assert!(left.value < right.value);
    /// # Ok::<(), chainrule::descent::Error<f64>>(())
    /// ```
    pub fn minimize<F>(self, start: F::Point) -> Result<Summary<F::Point>, Error<F::Point>>
    where
        F: Objective,
        F::Point: Point<Scalar = T>,
    {
        self.minimize_with(F::evaluate, start)
    }

    /// Descends a closure that returns the value and the gradient at a point.
    ///
    /// This is the form for a function with parameters that are held constant, and for a number of coordinates that is
    /// known only when the program runs.
    ///
    /// # Errors
    ///
    /// See [`Error`]: a setting or a start that makes no sense, a gradient whose length is not that of the point, or a
    /// run that diverges.
    ///
    /// ```
    /// use chainrule::{Descent, differentiate};
    ///
    /// #[differentiate(wrt(a, b))]
    /// fn error(x: f64, y: f64, a: f64, b: f64) -> f64 {
    ///     (a * x + b - y).powi(2)
    /// }
    ///
    /// let line = Descent::new(0.05).minimize_with(
    ///     |&[a, b]| {
    ///         let (e1, [a1, b1]) = error::value_and_gradient(0.0, 1.0, a, b);
    ///         let (e2, [a2, b2]) = error::value_and_gradient(2.0, 5.0, a, b);
    ///         (e1 + e2, [a1 + a2, b1 + b2])
    ///     },
    ///     [0.0, 0.0],
    /// )?;
    /// assert!((line.point[0] - 2.0).abs() < 1e-12);
    /// assert!((line.point[1] - 1.0).abs() < 1e-12);
    /// # Ok::<(), chainrule::descent::Error<[f64; 2]>>(())
    /// ```
    pub fn minimize_with<P, E>(self, evaluate: E, start: P) -> Result<Summary<P>, Error<P>>
    where
        P: Point<Scalar = T>,
        E: FnMut(&P) -> (T, P),
    {
        self.steps_with(evaluate, start).run()
    }

    /// The steps of a descent of a differentiated function, one for each iteration.
    ///
    /// The iterator ends where [`minimize`](Self::minimize) would stop. What would be an error there is its last item.
    ///
    /// ```
    /// use chainrule::{Descent, differentiate};
    ///
    /// #[differentiate]
    /// fn square(x: f64) -> f64 {
    ///     x.powi(2)
    /// }
    ///
    /// let mut lines = Vec::new();
    /// for step in Descent::new(0.25).iterations(3).steps::<square>(4.0) {
    ///     let step = step?;
    ///     lines.push(format!("{}: x = {}, f = {}", step.iteration, step.point, step.value));
    /// }
    /// assert_eq!(lines, ["0: x = 4, f = 16", "1: x = 2, f = 4", "2: x = 1, f = 1"]);
    /// # Ok::<(), chainrule::descent::Error<f64>>(())
    /// ```
    pub fn steps<F>(self, start: F::Point) -> Steps<F::Point, Evaluate<F::Point>>
    where
        F: Objective,
        F::Point: Point<Scalar = T>,
    {
        self.steps_with(F::evaluate, start)
    }

    /// The steps of a descent of a closure that returns the value and the gradient at a point.
    ///
    /// ```
    /// use chainrule::Descent;
    ///
    /// let bowl = |point: &Vec<f64>| {
    ///     (point.iter().map(|x| x * x).sum(), point.iter().map(|x| 2.0 * x).collect())
    /// };
    /// let second = Descent::new(0.25).steps_with(bowl, vec![4.0, 8.0, 12.0]).nth(1).expect("far from flat")?;
    /// assert_eq!(second.point, [2.0, 4.0, 6.0]);
    /// assert_eq!(second.next, [1.0, 2.0, 3.0]);
    /// # Ok::<(), chainrule::descent::Error<Vec<f64>>>(())
    /// ```
    pub fn steps_with<P, E>(self, evaluate: E, start: P) -> Steps<P, E>
    where
        P: Point<Scalar = T>,
        E: FnMut(&P) -> (T, P),
    {
        Steps::new(self, evaluate, start)
    }

    /// Says what is wrong with the settings or the start, if anything is.
    fn check<P: Point<Scalar = T>>(&self, start: &P) -> Result<(), Error<P>> {
        let Self { rate, tolerance, .. } = *self;
        if !rate.is_finite() || rate <= T::ZERO {
            return Err(Error::Rate { rate });
        }
        if !tolerance.is_finite() || tolerance < T::ZERO {
            return Err(Error::Tolerance { tolerance });
        }
        if let Rule::Momentum { momentum } | Rule::Nesterov { momentum } = self.rule
            && !(T::ZERO <= momentum && momentum < T::ONE)
        {
            return Err(Error::Momentum { momentum });
        }
        if start.coordinates().is_empty() {
            return Err(Error::NoCoordinates);
        }
        match start.coordinates().iter().position(|coordinate| !coordinate.is_finite()) {
            Some(index) => Err(Error::Start { index, coordinate: start.coordinates()[index] }),
            None => Ok(()),
        }
    }
}
