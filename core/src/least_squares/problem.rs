//! Residuals with their Jacobian go in; what the crate `levenberg-marquardt` minimises comes out.
//!
//! What is evaluated is always between the bounds: a parameter that the solver moves beyond one is evaluated on it, and as it does
//! not change there, its column of the Jacobian is zero.

use levenberg_marquardt::LeastSquaresProblem;
use nalgebra::{DMatrix, DVector, Dyn, Owned};

use super::Error;
use super::blocks::{Blocks, NotFinite};
use crate::{Point, Rows};

/// What a solver sees at a point: residuals and a row of slopes for each, which may be fewer than there are observations.
pub(super) struct Evaluation {
    pub(super) residuals: DVector<f64>,
    pub(super) jacobian: DMatrix<f64>,
    /// How many observations there are.
    pub(super) observations: usize,
    /// The residuals themselves, of the observations that this process has.
    pub(super) own: Vec<f64>,
    not_finite: NotFinite,
}

impl Evaluation {
    /// Of a matrix with the residuals for its last column.
    pub(super) fn new(
        matrix: DMatrix<f64>,
        observations: usize,
        own: Vec<f64>,
        not_finite: NotFinite,
    ) -> Self {
        let last = matrix.ncols() - 1;
        let residuals = matrix.column(last).into_owned();
        Self { residuals, jacobian: matrix.remove_column(last), observations, own, not_finite }
    }
}

/// From a point to what is there.
pub(super) type Evaluate<'a, P> = Box<dyn FnMut(&P) -> Result<Evaluation, Error> + 'a>;

/// From a point to the observations there.
pub(super) type Observe<'a, P> = Box<dyn FnMut(&P, &mut Blocks) -> Result<(), Error> + 'a>;

/// Residuals with their exact Jacobian, as a problem for the crate [`levenberg_marquardt`].
///
/// [`fit`](super::fit) and [`Fitting`](super::Fitting) do this and more; here is the way to a solver that you set and run
/// yourself, and to as many parameters as residuals.
///
/// ```
/// use chainrule::{differentiate, least_squares::LeastSquares};
/// use levenberg_marquardt::LevenbergMarquardt;
///
/// // Rosenbrock's function is the sum of the squares of these two.
/// #[differentiate]
/// fn valley(x: f64, y: f64) -> [f64; 2] {
///     [10.0 * (y - x.powi(2)), 1.0 - x]
/// }
///
/// let problem = LeastSquares::new(|&[x, y]| valley::value_and_jacobian(x, y), [-1.2, 1.0])?;
/// let (problem, report) = LevenbergMarquardt::new().minimize(problem);
/// assert!(report.termination.was_successful());
/// assert!((problem.parameters()[0] - 1.0).abs() < 1e-12);
/// # Ok::<(), chainrule::least_squares::Error>(())
/// ```
pub struct LeastSquares<'a, P> {
    evaluate: Evaluate<'a, P>,
    bounds: Vec<(f64, f64)>,
    /// Which parameters are not moved, whatever the solver asks for.
    held: Vec<bool>,
    /// What the solver asked for, within the bounds or not.
    asked: DVector<f64>,
    point: P,
    /// How many residuals there are, everywhere.
    observations: usize,
    latest: Result<Evaluation, Error>,
}

impl<'a, P: Point<Scalar = f64>> LeastSquares<'a, P> {
    /// Residuals, as a closure from the parameters to the residuals and their Jacobian, and a start.
    ///
    /// # Errors
    ///
    /// [`Error::NoParameters`] and [`Error::NotFinite`] of the start, [`Error::Undefined`] if there is no finite residual or
    /// slope there, and [`Error::Shape`] if the Jacobian has not a row for each residual and a slope for each parameter.
    pub fn new<R, J>(mut evaluate: impl FnMut(&P) -> (R, J) + 'a, start: P) -> Result<Self, Error>
    where
        R: Point<Scalar = f64>,
        J: Rows<Scalar = f64>,
    {
        let evaluate: Evaluate<'a, P> = Box::new(move |point| {
            let mut blocks = Blocks::whole(point.coordinates().len());
            push_all(&evaluate(point), &mut blocks)?;
            Ok(blocks.evaluation())
        });
        let mut problem = Self::between(evaluate, Vec::new(), start)?;
        problem.evaluation()?;
        Ok(problem)
    }

    /// The same with bounds, or none of them for no bounds at all.
    pub(super) fn between(
        mut evaluate: Evaluate<'a, P>,
        bounds: Vec<(f64, f64)>,
        start: P,
    ) -> Result<Self, Error> {
        let coordinates = start.coordinates();
        if coordinates.is_empty() {
            return Err(Error::NoParameters);
        }
        all_finite("parameter", coordinates)?;
        if !bounds.is_empty() && bounds.len() != coordinates.len() {
            return Err(Error::Bounds { bounds: bounds.len(), parameters: coordinates.len() });
        }
        for (index, (&(lower, upper), &start)) in bounds.iter().zip(coordinates).enumerate() {
            // Not the other way round: a bound that is not a number has nothing between it and another.
            if !(lower <= start && start <= upper) {
                return Err(Error::Outside { index, start, lower, upper });
            }
        }
        let asked = DVector::from_column_slice(coordinates);
        let held = vec![false; asked.len()];
        let latest = evaluate(&start)?;
        let observations = latest.observations;
        Ok(Self { evaluate, bounds, held, asked, point: start, observations, latest: Ok(latest) })
    }

    /// Where the solver has come to.
    #[must_use]
    pub fn parameters(&self) -> &P {
        &self.point
    }

    /// What is there, if it is finite.
    pub(super) fn evaluation(&mut self) -> Result<&Evaluation, Error> {
        let found = self.latest.as_ref().map_err(Clone::clone)?;
        let undefined = |quantity, observation| Error::Undefined {
            quantity,
            observation,
            parameters: self.point.coordinates().to_vec(),
        };
        let NotFinite { residual, slope } = found.not_finite;
        if let Some(observation) = residual {
            return Err(undefined("residual", observation));
        }
        if let Some(observation) = slope {
            return Err(undefined("slope", observation));
        }
        Ok(found)
    }

    /// Moves to a point between the bounds, with nothing held.
    pub(super) fn go_to(&mut self, point: &P) {
        self.held.fill(false);
        self.set_params(&DVector::from_column_slice(point.coordinates()));
    }

    /// Starts again from where it is, with all those held on their bound that the residuals press against it; says whether any
    /// was on its bound and now is not held.
    pub(super) fn restart(&mut self) -> Result<bool, Error> {
        let evaluation = self.evaluation()?;
        let downhill = -(evaluation.jacobian.transpose() * &evaluation.residuals);
        let was_held = self.stuck();
        for (index, &(lower, upper)) in self.bounds.iter().enumerate() {
            let (at, way) = (self.point.coordinates()[index], downhill[index]);
            self.held[index] = (at <= lower && way <= 0.0) || (at >= upper && way >= 0.0);
        }
        self.asked.copy_from_slice(self.point.coordinates());
        Ok(was_held.iter().zip(&self.held).any(|(&before, &now)| before && !now))
    }

    /// Which parameters do not move at all: on their bound, or beyond it.
    pub(super) fn stuck(&self) -> Vec<bool> {
        let beyond = |(index, &(lower, upper)): (usize, &(f64, f64))| {
            let asked = self.asked[index];
            self.held[index] || asked < lower || asked > upper
        };
        if self.bounds.is_empty() {
            return self.held.clone();
        }
        self.bounds.iter().enumerate().map(beyond).collect()
    }
}

impl<P: Point<Scalar = f64>> LeastSquaresProblem<f64, Dyn, Dyn> for LeastSquares<'_, P> {
    type ResidualStorage = Owned<f64, Dyn>;
    type JacobianStorage = Owned<f64, Dyn, Dyn>;
    type ParameterStorage = Owned<f64, Dyn>;

    fn set_params(&mut self, asked: &DVector<f64>) {
        self.asked.copy_from(asked);
        for (index, coordinate) in self.point.coordinates_mut().iter_mut().enumerate() {
            if self.held[index] {
                continue;
            }
            *coordinate = match self.bounds.get(index) {
                Some(&(lower, upper)) => asked[index].max(lower).min(upper),
                None => asked[index],
            };
        }
        self.latest = (self.evaluate)(&self.point).and_then(|found| {
            shape("residuals", self.observations, found.observations)?;
            Ok(found)
        });
    }

    fn params(&self) -> DVector<f64> {
        self.asked.clone()
    }

    fn residuals(&self) -> Option<DVector<f64>> {
        self.latest.as_ref().ok().map(|found| found.residuals.clone())
    }

    fn jacobian(&self) -> Option<DMatrix<f64>> {
        let mut jacobian = self.latest.as_ref().ok()?.jacobian.clone();
        for (index, stuck) in self.stuck().into_iter().enumerate() {
            if stuck {
                jacobian.column_mut(index).fill(0.0);
            }
        }
        Some(jacobian)
    }
}

/// What a solver sees of observations that this process has alone.
pub(super) fn collected<'a, P: Point<Scalar = f64> + 'a>(mut observe: Observe<'a, P>) -> Evaluate<'a, P> {
    Box::new(move |point| {
        let mut blocks = Blocks::new(point.coordinates().len());
        observe(point, &mut blocks)?;
        Ok(blocks.evaluation())
    })
}

/// The observations that a closure gives as residuals and rows.
pub(super) fn by_rows<'a, P, R, J>(mut evaluate: impl FnMut(&P) -> (R, J) + 'a) -> Observe<'a, P>
where
    P: Point<Scalar = f64>,
    R: Point<Scalar = f64>,
    J: Rows<Scalar = f64>,
{
    Box::new(move |point, blocks| push_all(&evaluate(point), blocks))
}

fn push_all(
    (residuals, rows): &(impl Point<Scalar = f64>, impl Rows<Scalar = f64>),
    blocks: &mut Blocks,
) -> Result<(), Error> {
    let residuals = residuals.coordinates();
    shape("rows", residuals.len(), rows.count())?;
    residuals.iter().enumerate().try_for_each(|(index, &residual)| blocks.push(residual, rows.row(index)))
}

/// The observations of a model at places, less the values that are wanted there.
pub(super) fn by_places<'a, P, X, G>(
    mut model: impl FnMut(&P, X) -> (f64, G) + 'a,
    xs: &'a [X],
    ys: &'a [f64],
) -> Result<Observe<'a, P>, Error>
where
    P: Point<Scalar = f64>,
    X: Copy,
    G: Point<Scalar = f64>,
{
    if xs.len() != ys.len() {
        return Err(Error::Lengths { xs: xs.len(), ys: ys.len() });
    }
    all_finite("value", ys)?;
    Ok(Box::new(move |point, blocks| {
        xs.iter().zip(ys).try_for_each(|(&x, y)| {
            let (value, gradient) = model(point, x);
            blocks.push(value - y, gradient.coordinates())
        })
    }))
}

/// Whether all numbers that were passed are finite.
pub(super) fn all_finite(quantity: &'static str, numbers: &[f64]) -> Result<(), Error> {
    match numbers.iter().position(|number| !number.is_finite()) {
        Some(index) => Err(Error::NotFinite { quantity, index, found: numbers[index] }),
        None => Ok(()),
    }
}

pub(super) fn shape(what: &'static str, expected: usize, found: usize) -> Result<(), Error> {
    if found == expected { Ok(()) } else { Err(Error::Shape { what, expected, found }) }
}
