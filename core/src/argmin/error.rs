//! What can go wrong when a solver asks for a value or a derivative.

/// Why there is no value or derivative. argmin hands it on as its own error, from which `downcast_ref` takes it.
///
/// ```
/// use argmin::core::CostFunction;
/// use chainrule::argmin::{Error, Problem};
///
/// let problem = Problem::new(|p| (p[0].ln(), [1.0 / p[0]]));
/// let error = problem.cost(&vec![-1.0]).unwrap_err();
/// let wanted = Error::NotFinite { quantity: "value", point: vec![-1.0] };
/// assert_eq!(error.downcast_ref(), Some(&wanted));
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The function is not one of so many parameters.
    #[error(
        "the function has {expected} parameters, and the solver is at a point of {found}; start with {expected}"
    )]
    Parameters {
        /// How many parameters the function has.
        expected: usize,
        /// How many the solver has.
        found: usize,
    },
    /// There is not a slope for each parameter, or not as many rows of a Hessian.
    #[error("there are {found} {what} at a point of {expected} parameters")]
    Shape {
        /// Slopes or rows.
        what: &'static str,
        /// How many are wanted.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A value or a derivative is not a number, or infinite. (A value of +∞ is one: no solver goes there.)
    #[error("the {quantity} is not finite at {point:?}; start elsewhere, or take shorter steps")]
    NotFinite {
        /// What is not.
        quantity: &'static str,
        /// Where.
        point: Vec<f64>,
    },
}
