//! What can go wrong in a fit.

use crate::ranks::RankLost;

/// Why there is no fit.
///
/// ```
/// use chainrule::least_squares::{Error, fit};
///
/// let line = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, [1.0, x]);
/// let error = fit(line, &[1.0, 2.0, 3.0], &[1.0, 2.0], [0.0, 1.0]).unwrap_err();
/// assert_eq!(error, Error::Lengths { xs: 3, ys: 2 });
/// assert_eq!(error.to_string(), "there are 3 places and 2 values; pass one value for each place");
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The data are not pairs.
    #[error("there are {xs} places and {ys} values; pass one value for each place")]
    Lengths {
        /// How many places there are.
        xs: usize,
        /// How many values.
        ys: usize,
    },
    /// The start is empty.
    #[error("the start has no parameters; pass at least one")]
    NoParameters,
    /// Nothing is left to judge the scatter by.
    #[error(
        "{observations} observations do not determine {parameters} parameters and their errors; take more observations"
    )]
    TooFew {
        /// How many observations there are.
        observations: usize,
        /// How many parameters.
        parameters: usize,
    },
    /// A number that was passed is infinite or not a number.
    #[error("{quantity} {index} is {found}; pass a finite number")]
    NotFinite {
        /// What it belongs to.
        quantity: &'static str,
        /// Which one, counted from 0.
        index: usize,
        /// What was passed.
        found: f64,
    },
    /// The bounds are not one pair for each parameter.
    #[error("there are bounds for {bounds} of {parameters} parameters; pass a pair for each")]
    Bounds {
        /// How many pairs there are.
        bounds: usize,
        /// How many parameters.
        parameters: usize,
    },
    /// The start is not between its bounds, or nothing is.
    #[error("the start of parameter {index} is {start}, which is not from {lower} to {upper}")]
    Outside {
        /// Which parameter, counted from 0.
        index: usize,
        /// Where it starts.
        start: f64,
        /// The lower bound.
        lower: f64,
        /// The upper bound.
        upper: f64,
    },
    /// There is not a row for each residual, a slope for each parameter, or always the same number of residuals.
    #[error("there are {found} {what} where {expected} are wanted")]
    Shape {
        /// Residuals, rows or slopes.
        what: &'static str,
        /// How many are wanted.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The model has no finite value or slope.
    #[error(
        "observation {observation} has a {quantity} that is not finite at {parameters:?}; start elsewhere, or set bounds"
    )]
    Undefined {
        /// Residual or slope.
        quantity: &'static str,
        /// Which observation, counted from 0.
        observation: usize,
        /// Where.
        parameters: Vec<f64>,
    },
    /// The arithmetic of the solver left the finite numbers.
    #[error(
        "the numbers of the {subject} are too large or too small at {parameters:?}; start closer, or scale the parameters"
    )]
    Range {
        /// Of what, in the words of the solver.
        subject: &'static str,
        /// Where.
        parameters: Vec<f64>,
    },
    /// All evaluations were made, and the sum of squares still falls.
    #[error(
        "not there after {evaluations} evaluations, at {parameters:?}; start closer, or allow the solver more patience"
    )]
    Patience {
        /// How often the residuals were computed.
        evaluations: usize,
        /// How far it came.
        parameters: Vec<f64>,
    },
    /// The steps became small where the residuals can still be explained.
    #[error(
        "stuck at {parameters:?}, where the relative offset is {offset:.1e}: not a minimum; start elsewhere, or set bounds"
    )]
    Stuck {
        /// The part of the residuals that a change of parameters would explain, beside the part that it would not.
        offset: f64,
        /// Where.
        parameters: Vec<f64>,
    },
    /// The data say nothing of a parameter, or nothing apart from the others.
    #[error(
        "the data do not determine parameter {index} at {parameters:?}; hold it fixed, start elsewhere, or take other data"
    )]
    Undetermined {
        /// Which parameter, counted from 0.
        index: usize,
        /// Where the solver ended.
        parameters: Vec<f64>,
    },
    /// Another rank does not answer.
    #[error("{0}; fit again, on as many ranks as there are")]
    RankLost(#[from] RankLost),
    /// Another rank could not do its part, and says why.
    #[error("rank {rank} could not go on, and says why itself")]
    OtherRank {
        /// Which one, counted from 0.
        rank: usize,
    },
    /// This rank has another start or other settings than rank 0, or its machine reckons otherwise.
    #[error(
        "rank {rank} has another start, other settings or another arithmetic than rank 0; give all ranks the same, and the same program"
    )]
    RanksDiffer {
        /// This rank, counted from 0.
        rank: usize,
    },
    /// A probability is not one.
    #[error("the probability {probability} is not between 0 and 1; pass one such as 0.95")]
    Probability {
        /// What was passed.
        probability: f64,
    },
}
