//! From the graph to the tokens of the derivatives.

mod alive;
mod arrays;
mod arrays_forward;
mod arrays_into;
mod arrays_jacobian;
mod arrays_nested;
mod arrays_second_order;
mod body;
mod callee;
mod calls;
mod checks;
mod constant;
mod constant_arrays;
mod control;
mod derivatives;
mod documentation;
mod emission;
mod expression;
mod first_order;
mod for_callers;
mod hover;
mod iterables;
mod literals;
mod nested_jacobian;
mod nested_vjp;
mod nesting;
mod numbers_for_callers;
mod placement;
mod places;
mod roles;
mod rows;
mod schedule;
mod second_order;
mod structure;
mod tapes;

pub(crate) use derivatives::{Derivatives, emit};
