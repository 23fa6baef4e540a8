//! A run of descent: an objective and a start go in, one step after another comes out.
//!
//! Whatever comes out is finite, and after the end or an error nothing more does.

use core::iter::FusedIterator;
use core::mem;

use super::{Descent, Error, Quantity, Stop, Summary};
use crate::{Float, Point};

/// One iteration of a descent.
///
/// ```
/// use chainrule::Descent;
///
/// let mut steps = Descent::new(0.25).steps_with(|x: &f64| (x * x, 2.0 * x), 4.0);
/// let step = steps.next().expect("the slope is not zero")?;
/// assert_eq!((step.iteration, step.point, step.value, step.gradient, step.next), (0, 4.0, 16.0, 8.0, 2.0));
/// # Ok::<(), chainrule::descent::Error<f64>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step<P: Point> {
    /// Which iteration, counted from 0.
    pub iteration: usize,
    /// Where it stands.
    pub point: P,
    /// The value there.
    pub value: P::Scalar,
    /// The gradient there.
    pub gradient: P,
    /// Where it goes: the point of the next iteration.
    pub next: P,
}

/// The steps of a descent, as [`Descent::steps`] and [`Descent::steps_with`] return them.
///
/// The function is evaluated once for each step, when that step is asked for.
///
/// ```
/// use chainrule::Descent;
///
/// let steps = Descent::new(0.1).iterations(5).steps_with(|x: &f64| (x * x, 2.0 * x), 3.0);
/// let values: Vec<f64> = steps.map(|step| step.map(|step| step.value)).collect::<Result<_, _>>()?;
/// assert!(values.is_sorted_by(|earlier, later| earlier > later));
/// # Ok::<(), chainrule::descent::Error<f64>>(())
/// ```
#[must_use = "iterators do nothing until they are asked for items"]
pub struct Steps<P: Point, E> {
    descent: Descent<P::Scalar>,
    evaluate: E,
    iteration: usize,
    /// Where the next step stands.
    point: P,
    /// Where the last step stood, and the value there; none before the first.
    last: Option<(P, P::Scalar)>,
    ended: bool,
}

impl<P, E> Iterator for Steps<P, E>
where
    P: Point,
    E: FnMut(&P) -> (P::Scalar, P),
{
    type Item = Result<Step<P>, Error<P>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let iteration = self.iteration;
        let progress = self.advance();
        self.ended = !matches!(progress, Ok(Progress::Moved { .. }));
        match progress {
            Ok(Progress::Moved { gradient }) => {
                let (point, value) = self.last.clone()?;
                Some(Ok(Step { iteration, point, value, gradient, next: self.point.clone() }))
            }
            Ok(Progress::Stopped(_)) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

impl<P, E> FusedIterator for Steps<P, E>
where
    P: Point,
    E: FnMut(&P) -> (P::Scalar, P),
{
}

/// How far one call of `advance` came.
enum Progress<P: Point> {
    /// To the next point, by this gradient.
    Moved { gradient: P },
    /// To the end.
    Stopped(Summary<P>),
}

impl<P, E> Steps<P, E>
where
    P: Point,
    E: FnMut(&P) -> (P::Scalar, P),
{
    pub(super) fn new(descent: Descent<P::Scalar>, evaluate: E, start: P) -> Self {
        Self { descent, evaluate, iteration: 0, point: start, last: None, ended: false }
    }

    /// Runs to the end, without a copy of each step.
    pub(super) fn run(mut self) -> Result<Summary<P>, Error<P>> {
        loop {
            if let Progress::Stopped(summary) = self.advance()? {
                return Ok(summary);
            }
        }
    }

    /// Evaluates the point and leaves it for the next one, unless this is the end.
    fn advance(&mut self) -> Result<Progress<P>, Error<P>> {
        if self.last.is_none() {
            self.descent.check(&self.point)?;
        }
        let (value, gradient) = self.evaluate()?;
        if let Some(stop) = self.stop(&gradient) {
            let (point, iterations) = (self.point.clone(), self.iteration);
            return Ok(Progress::Stopped(Summary { point, value, gradient, iterations, stop }));
        }
        let next = self.next_point(value, &gradient)?;
        self.last = Some((mem::replace(&mut self.point, next), value));
        self.iteration += 1;
        Ok(Progress::Moved { gradient })
    }

    fn evaluate(&mut self) -> Result<(P::Scalar, P), Error<P>> {
        let (value, gradient) = (self.evaluate)(&self.point);
        let (expected, found) = (self.point.coordinates().len(), gradient.coordinates().len());
        if expected != found {
            return Err(Error::Dimension { point: expected, gradient: found });
        }
        let quantity = match (value.is_finite(), is_finite(&gradient)) {
            (true, true) => return Ok((value, gradient)),
            (true, false) => Quantity::Gradient,
            (false, _) => Quantity::Value,
        };
        Err(match self.last.take() {
            None => Error::Undefined { quantity },
            Some((point, value)) => Error::Diverged { iteration: self.iteration - 1, point, value, quantity },
        })
    }

    fn stop(&self, gradient: &P) -> Option<Stop> {
        if norm_is_within(gradient.coordinates(), self.descent.tolerance) {
            Some(Stop::Converged)
        } else if self.iteration == self.descent.iterations {
            Some(Stop::IterationLimit)
        } else {
            None
        }
    }

    fn next_point(&self, value: P::Scalar, gradient: &P) -> Result<P, Error<P>> {
        let mut next = self.point.clone();
        for (coordinate, &slope) in next.coordinates_mut().iter_mut().zip(gradient.coordinates()) {
            *coordinate -= self.descent.rate * slope;
        }
        if is_finite(&next) {
            return Ok(next);
        }
        let (iteration, point) = (self.iteration, self.point.clone());
        Err(Error::Diverged { iteration, point, value, quantity: Quantity::Point })
    }
}

fn is_finite<P: Point>(point: &P) -> bool {
    point.coordinates().iter().all(|coordinate| coordinate.is_finite())
}

/// Whether the Euclidean norm of a vector is at most a bound.
///
/// Both are compared squared, since `core` has no square root, and divided by the largest slope, since the square of a
/// finite number may be infinite or vanish.
fn norm_is_within<T: Float>(gradient: &[T], bound: T) -> bool {
    let largest = gradient.iter().map(|slope| slope.abs()).fold(T::ZERO, |a, b| if a > b { a } else { b });
    if largest == T::ZERO {
        return true;
    }
    let square = |number: T| (number / largest) * (number / largest);
    gradient.iter().map(|&slope| square(slope)).fold(T::ZERO, |sum, term| sum + term) <= square(bound)
}
