//! A run of descent: an objective and a start go in, one step after another comes out.
//!
//! Whatever comes out is finite, and after the end or an error nothing more does.

use core::iter::FusedIterator;
use core::mem;

use super::climb::Climb;
use super::found::{evaluate, is_finite, unbounded};
use super::line_search::{LineSearch, Way};
use super::rule::{Memory, Rule};
use super::{Best, Descent, Error, Quantity, Stop, Summary};
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
/// The function is evaluated once for each step, when that step is asked for; by a line search, once for each length that it
/// tries.
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
    evaluations: usize,
    /// Where the next step stands.
    point: P,
    /// What is there, if it is known already.
    found: Option<(P::Scalar, P)>,
    /// Where the last step stood, and the value there; none before the first.
    last: Option<(P, P::Scalar)>,
    /// Where the value was lowest; none before the first evaluation.
    best: Option<Best<P>>,
    /// How far up is too far; none before the first step.
    climb: Option<Climb<P::Scalar>>,
    memory: Memory<P>,
    search: LineSearch<P::Scalar>,
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
        Self {
            descent,
            evaluate,
            iteration: 0,
            evaluations: 0,
            point: start,
            found: None,
            last: None,
            best: None,
            climb: None,
            memory: Memory::new(),
            search: LineSearch::new(descent.rate),
            ended: false,
        }
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
        let (value, gradient) = match self.found.take() {
            Some(found) => found,
            None => self.arrive()?,
        };
        let lowest = self.remember(value).value;
        let stop = self.stop(&gradient);
        if let Some(climb) = &self.climb
            && stop == Some(Stop::IterationLimit)
            && climb.is_far_up(value, lowest)
        {
            return Err(self.diverged(value, Quantity::Height));
        }
        if let Some(stop) = stop {
            return Ok(Progress::Stopped(self.summary(value, gradient, stop)));
        }
        let next = if self.descent.rule == Rule::LineSearch {
            let search = &mut self.search;
            match search.go(&mut self.evaluate, &mut self.evaluations, &self.point, value, &gradient)? {
                Way::Down { point, value, gradient } => {
                    self.found = Some((value, gradient));
                    point
                }
                Way::None => return Ok(Progress::Stopped(self.summary(value, gradient, Stop::Stalled))),
                Way::Bottomless(quantity) => return Err(self.diverged(value, quantity)),
            }
        } else {
            self.memory.next(&self.descent, &self.point, &gradient)
        };
        if !is_finite(&next) {
            return Err(self.diverged(value, Quantity::Point));
        }
        self.climb.get_or_insert_with(|| Climb::new(value, &gradient, &self.point, &next));
        self.last = Some((mem::replace(&mut self.point, next), value));
        self.iteration += 1;
        Ok(Progress::Moved { gradient })
    }

    /// The value and the gradient where it stands, which have to be finite.
    fn arrive(&mut self) -> Result<(P::Scalar, P), Error<P>> {
        self.evaluations += 1;
        let (value, gradient) = evaluate(&mut self.evaluate, &self.point)?;
        match unbounded(value, &gradient) {
            None => Ok((value, gradient)),
            Some(quantity) => Err(match self.last.take() {
                None => Error::Undefined { quantity },
                Some((point, value)) => {
                    Error::Diverged { iteration: self.iteration - 1, point, value, quantity }
                }
            }),
        }
    }

    /// Keeps the point if it is the lowest so far.
    fn remember(&mut self, value: P::Scalar) -> &Best<P> {
        let (iteration, point) = (self.iteration, &self.point);
        let best = self.best.get_or_insert_with(|| Best { iteration, point: point.clone(), value });
        if value < best.value {
            (best.iteration, best.value) = (iteration, value);
            best.point.clone_from(point);
        }
        best
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

    fn summary(&mut self, value: P::Scalar, gradient: P, stop: Stop) -> Summary<P> {
        let best = self.remember(value).clone();
        let (iterations, evaluations) = (self.iteration, self.evaluations);
        Summary { point: self.point.clone(), value, gradient, iterations, evaluations, best, stop }
    }

    fn diverged(&self, value: P::Scalar, quantity: Quantity) -> Error<P> {
        Error::Diverged { iteration: self.iteration, point: self.point.clone(), value, quantity }
    }
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
