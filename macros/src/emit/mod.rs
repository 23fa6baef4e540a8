//! From the graph to the tokens of the derivatives.

mod body;
mod callee;
mod checks;
mod derivatives;
mod documentation;
mod expression;
mod hover;
mod placement;
mod schedule;

pub(crate) use derivatives::{Derivatives, emit};
