//! Where a descent ended, and why there.

use crate::Point;

/// What a descent found.
///
/// ```
/// use chainrule::Descent;
///
/// let summary = Descent::new(0.5).minimize_with(|x: &f64| (x * x + 1.0, 2.0 * x), 3.0)?;
/// assert_eq!((summary.point, summary.value, summary.gradient), (0.0, 1.0, 0.0));
/// assert_eq!(summary.iterations, 1);
/// # Ok::<(), chainrule::descent::Error<f64>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary<P: Point> {
    /// The last point.
    pub point: P,
    /// The value there.
    pub value: P::Scalar,
    /// The gradient there.
    pub gradient: P,
    /// How many iterations led there from the start.
    pub iterations: usize,
    /// How often the function was evaluated.
    pub evaluations: usize,
    /// Where the value was lowest. It is the last point of a descent that never went up.
    pub best: Best<P>,
    /// Why the descent went no further.
    pub stop: Stop,
}

/// The lowest point that a descent came by.
///
/// ```
/// use chainrule::Descent;
///
/// // A rate at which each step goes to the other side, where |x| is no lower.
/// let kink = |x: &f64| (x.abs(), x.signum());
/// let summary = Descent::new(0.4).iterations(10).minimize_with(kink, 1.0)?;
/// assert!((summary.value - 0.2).abs() < 1e-12);
/// let summary = Descent::new(0.7).iterations(2).minimize_with(kink, 1.0)?;
/// assert!((summary.value - 0.4).abs() < 1e-12);
/// assert!((summary.best.value - 0.3).abs() < 1e-12);
/// assert_eq!(summary.best.iteration, 1);
/// # Ok::<(), chainrule::descent::Error<f64>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best<P: Point> {
    /// In which iteration, counted from 0.
    pub iteration: usize,
    /// The point.
    pub point: P,
    /// The value there.
    pub value: P::Scalar,
}

/// Why a descent went no further.
///
/// ```
/// use chainrule::{Descent, descent::Stop};
///
/// let square = |x: &f64| (x * x, 2.0 * x);
/// let descent = Descent::new(0.1).tolerance(1e-3);
/// assert_eq!(descent.minimize_with(square, 3.0)?.stop, Stop::Converged);
/// assert_eq!(descent.iterations(10).minimize_with(square, 3.0)?.stop, Stop::IterationLimit);
/// # Ok::<(), chainrule::descent::Error<f64>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The norm of the gradient is within the tolerance.
    Converged,
    /// All the iterations were made, and the gradient is still steeper than the tolerance.
    IterationLimit,
    /// The line search found no lower value, however short the step. It is as low as numbers can tell, or at a kink, or the
    /// gradient is not that of the function, which [`check_gradient`](crate::check::check_gradient) would show.
    Stalled,
}
