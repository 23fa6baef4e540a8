//! A function with its derivatives, as a problem for argmin: a solver asks for a value, and later for the gradient at the same
//! place; both are computed once.

use core::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

use ::argmin::core::{CostFunction, Error as Refusal, Gradient, Hessian};

use super::curvature::Curvature;
use super::evaluate::{Evaluate, FromNumbers, Function};
use super::parameters::{like, not_finite, shape};
use super::{Error, Parameters};
use crate::{Objective, Point, Rows};

/// A function with its derivatives, as a problem for the solvers of the crate `argmin`.
///
/// It has a [`CostFunction`] and a [`Gradient`]. [`with_hessian`](Self::with_hessian) gives it a [`Hessian`], and
/// [`with_product`](Self::with_product) the [`Operator`](::argmin::core::Operator) that [`curvature_at`](Self::curvature_at) a point is.
///
/// ```
/// use argmin::core::{Executor, State};
/// use argmin::solver::{linesearch::MoreThuenteLineSearch, quasinewton::LBFGS};
/// use chainrule::{argmin::Problem, differentiate};
///
/// #[differentiate(wrt(p))]
/// fn sse(p: &[f64], xs: &[f64], ys: &[f64]) -> f64 {
///     xs.iter().zip(ys).map(|(x, y)| (p[0] * (p[1] * x).exp() - y).powi(2)).sum()
/// }
///
/// let (xs, ys) = ([0.0, 1.0, 2.0], [1.0, 2.0, 4.0]);
/// let problem = Problem::new(|p| sse::value_and_gradient(p, &xs, &ys));
/// let result = Executor::new(problem, LBFGS::new(MoreThuenteLineSearch::new(), 7))
///     .configure(|state| state.param(vec![1.0, 0.5]).max_iters(50))
///     .run()?;
/// let best = result.state().get_best_param().expect("it has been somewhere");
/// assert!((best[1] - 2.0_f64.ln()).abs() < 1e-6);
/// # Ok::<(), argmin::core::Error>(())
/// ```
pub struct Problem<P, E, H = (), V = ()> {
    evaluate: E,
    hessian: H,
    product: V,
    /// Where it was evaluated last, and what was there.
    latest: Mutex<Option<Evaluation>>,
    parameters: PhantomData<fn(&P)>,
}

/// A point, and what is there.
struct Evaluation {
    point: Vec<f64>,
    value: f64,
    gradient: Vec<f64>,
}

impl<E: Evaluate> Problem<Vec<f64>, E> {
    /// The problem of a closure from the parameters to the value and the gradient, which may hold data.
    ///
    /// ```
    /// use argmin::core::{CostFunction, Gradient};
    /// use chainrule::{argmin::Problem, differentiate};
    ///
    /// #[differentiate]
    /// fn f(x: f64, y: f64) -> f64 {
    ///     x.powi(2) * y
    /// }
    ///
    /// let problem = Problem::new(|p| f::value_and_gradient(p[0], p[1]));
    /// assert_eq!(problem.cost(&vec![3.0, 2.0])?, 18.0);
    /// assert_eq!(problem.gradient(&vec![3.0, 2.0])?, [12.0, 9.0]);
    /// # Ok::<(), argmin::core::Error>(())
    /// ```
    pub fn new<G>(evaluate: E) -> Self
    where
        E: Fn(&[f64]) -> (f64, G),
        G: Point<Scalar = f64>,
    {
        Self::with(evaluate)
    }
}

impl Problem<Vec<f64>, ()> {
    /// The problem of a differentiated function, named by its type.
    ///
    /// ```
    /// use argmin::core::{CostFunction, Gradient};
    /// use chainrule::{argmin::Problem, differentiate};
    ///
    /// #[differentiate]
    /// fn f(x: f64, y: f64) -> f64 {
    ///     x.powi(2) * y
    /// }
    ///
    /// let problem = Problem::of::<f>();
    /// assert_eq!(problem.gradient(&vec![3.0, 2.0])?, [12.0, 9.0]);
    /// let error = problem.cost(&vec![3.0]).unwrap_err().to_string();
    /// assert_eq!(error, "the function has 2 parameters, and the solver is at a point of 1; start with 2");
    /// # Ok::<(), argmin::core::Error>(())
    /// ```
    #[must_use]
    pub fn of<F>() -> Problem<Vec<f64>, Function<F>>
    where
        F: Objective,
        F::Point: FromNumbers,
    {
        Problem::with(Function(PhantomData))
    }
}

impl<P, E> Problem<P, E> {
    fn with(evaluate: E) -> Self {
        Self { evaluate, hessian: (), product: (), latest: Mutex::new(None), parameters: PhantomData }
    }
}

impl<P, E, H, V> Problem<P, E, H, V> {
    /// The same with parameters of another type, such as a vector of nalgebra. (Of argmin's solvers BFGS has none but `Vec<f64>`.)
    ///
    /// ```
    /// use argmin::core::Gradient;
    /// use chainrule::argmin::Problem;
    /// use nalgebra::{DVector, dvector};
    ///
    /// let problem = Problem::new(|p| (p[0] * p[1], [p[1], p[0]])).over::<DVector<f64>>();
    /// assert_eq!(problem.gradient(&dvector![3.0, 2.0])?, dvector![2.0, 3.0]);
    /// # Ok::<(), argmin::core::Error>(())
    /// ```
    pub fn over<Q: Parameters>(self) -> Problem<Q, E, H, V> {
        let Self { evaluate, hessian, product, latest, .. } = self;
        Problem { evaluate, hessian, product, latest, parameters: PhantomData }
    }

    /// The same with second derivatives: a closure from the parameters to the rows of the Hessian.
    ///
    /// ```
    /// use argmin::core::Hessian;
    /// use chainrule::{argmin::Problem, differentiate};
    ///
    /// #[differentiate(order = 2)]
    /// fn f(x: f64, y: f64) -> f64 {
    ///     x.powi(2) * y
    /// }
    ///
    /// let problem = Problem::of::<f>().with_hessian(|p| f::hessian(p[0], p[1]));
    /// assert_eq!(problem.hessian(&vec![3.0, 2.0])?, [[4.0, 6.0], [6.0, 0.0]]);
    /// # Ok::<(), argmin::core::Error>(())
    /// ```
    pub fn with_hessian<D, R>(self, hessian: D) -> Problem<P, E, D, V>
    where
        D: Fn(&[f64]) -> R,
        R: Rows<Scalar = f64>,
    {
        let Self { evaluate, product, latest, parameters, .. } = self;
        Problem { evaluate, hessian, product, latest, parameters }
    }

    /// The same with products of the Hessian and a direction, which need no Hessian: a closure from the parameters and the
    /// direction to the product. [`curvature_at`](Self::curvature_at) a point is then an operator.
    ///
    /// ```
    /// use chainrule::{argmin::Problem, differentiate};
    ///
    /// #[differentiate(order = 2)]
    /// fn f(x: f64, y: f64) -> f64 {
    ///     x.powi(2) * y
    /// }
    ///
    /// let problem = Problem::of::<f>().with_product(|p, v| f::hvp(p[0], p[1], [v[0], v[1]]));
    /// # let _ = problem.curvature_at(&vec![3.0, 2.0]);
    /// ```
    pub fn with_product<D, G>(self, product: D) -> Problem<P, E, H, D>
    where
        D: Fn(&[f64], Vec<f64>) -> G,
        G: Point<Scalar = f64>,
    {
        let Self { evaluate, hessian, latest, parameters, .. } = self;
        Problem { evaluate, hessian, product, latest, parameters }
    }

    /// The Hessian at a point, as what a direction is multiplied by: for solvers of linear equations.
    ///
    /// ```
    /// use argmin::core::{Executor, Gradient, State};
    /// use argmin::solver::conjugategradient::ConjugateGradient;
    /// use chainrule::{argmin::Problem, differentiate};
    ///
    /// #[differentiate(order = 2)]
    /// fn f(x: f64, y: f64) -> f64 {
    ///     x.powi(4) + x * y + (1.0 + y).powi(2)
    /// }
    ///
    /// // Newton's step −H⁻¹·g, without the Hessian.
    /// let problem = Problem::of::<f>().with_product(|p, v| f::hvp(p[0], p[1], [v[0], v[1]]));
    /// let at = vec![0.75, -1.5];
    /// let downhill: Vec<f64> = problem.gradient(&at)?.iter().map(|slope| -slope).collect();
    /// let solver: ConjugateGradient<Vec<f64>, f64> = ConjugateGradient::new(downhill);
    /// let result = Executor::new(problem.curvature_at(&at), solver)
    ///     .configure(|state| state.param(vec![0.0; 2]).max_iters(2))
    ///     .run()?;
    /// let step = result.state().get_best_param().expect("it has been somewhere");
    /// // H = (6.75 1; 1 2) and g = (0.1875, −0.25)
    /// assert!((step[0] + 0.05).abs() < 1e-12 && (step[1] - 0.15).abs() < 1e-12);
    /// # Ok::<(), argmin::core::Error>(())
    /// ```
    pub fn curvature_at(&self, point: &P) -> Curvature<'_, P, V>
    where
        P: Parameters,
    {
        Curvature::new(&self.product, point.clone())
    }
}

impl<P: Parameters, E: Evaluate, H, V> Problem<P, E, H, V> {
    /// Takes what is wanted of the value and the gradient at a point.
    fn at<T>(&self, point: &P, take: impl FnOnce(f64, &[f64]) -> Result<T, Error>) -> Result<T, Error> {
        let numbers = point.coordinates();
        // A run that panicked while it held this left what is whole, or nothing.
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = latest.as_ref()
            && known.point == numbers
        {
            return take(known.value, &known.gradient);
        }
        let (value, gradient) = self.evaluate.evaluate(numbers)?;
        shape("slopes", numbers.len(), gradient.len())?;
        let found = latest.insert(Evaluation { point: numbers.to_vec(), value, gradient });
        take(found.value, &found.gradient)
    }
}

impl<P: Parameters, E: Evaluate, H, V> CostFunction for Problem<P, E, H, V> {
    type Param = P;
    type Output = f64;

    fn cost(&self, point: &P) -> Result<f64, Refusal> {
        let cost = self.at(point, |value, _| {
            if value.is_nan() || value == f64::NEG_INFINITY {
                return Err(not_finite("value", point));
            }
            Ok(value)
        })?;
        Ok(cost)
    }
}

impl<P: Parameters, E: Evaluate, H, V> Gradient for Problem<P, E, H, V> {
    type Param = P;
    type Gradient = P;

    fn gradient(&self, point: &P) -> Result<P, Refusal> {
        Ok(self.at(point, |_, gradient| like(point, gradient, "gradient"))?)
    }
}

impl<P, E, H, V, R> Hessian for Problem<P, E, H, V>
where
    P: Parameters,
    H: Fn(&[f64]) -> R,
    R: Rows<Scalar = f64>,
{
    type Param = P;
    type Hessian = P::Matrix;

    fn hessian(&self, point: &P) -> Result<P::Matrix, Refusal> {
        let rows = (self.hessian)(point.coordinates());
        let count = point.coordinates().len();
        shape("rows", count, rows.count())?;
        for row in (0..count).map(|index| rows.row(index)) {
            shape("slopes", count, row.len())?;
            if row.iter().any(|number| !number.is_finite()) {
                return Err(not_finite("Hessian", point).into());
            }
        }
        Ok(point.matrix(|row, column| rows.row(row)[column]))
    }
}
