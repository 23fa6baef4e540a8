//! The front of the compiler: the user's function as a tree in which every name is resolved, every expression has a
//! type, and it is known what varies.
//!
//! `build` makes the tree, `infer` finds the types, `activity` marks what depends on a differentiated parameter.

mod activity;
mod applied;
mod arrays_of_slices;
mod build;
mod chosen_closures;
mod control;
mod derivative;
mod field;
mod infer;
mod integers;
mod lending;
mod macros;
mod pattern;
mod print;
mod queues;
mod scope;
mod temporaries;
pub(crate) mod tokens;
mod tree;
mod types;
mod walk;
mod zips;

pub(crate) use activity::Activity;
pub(crate) use build::{build, build_partial};
pub(crate) use derivative::{Derivative, derivative, is_other_derivative};
pub(crate) use field::Field;
pub(crate) use infer::{
    axis, infer, infer_and_mark, is_copy as gives_same, is_never, is_of_others, is_struct, is_variant,
    iterator_function, lines, made, made_by_closure, slice_rank,
};
pub(crate) use integers::is_integer_type;
pub(crate) use lending::{lends, lends_arguments};
pub(crate) use print::{Names, Printer, Written, of_own_type, without_arguments};
pub(crate) use queues::queue_maker;
pub(crate) use tree::*;
pub(crate) use types::{Ty, Type, Types};
pub(crate) use zips::zipped;
