//! The compile-time half of the crate `chainrule`: the attribute and the small compiler behind it.
//!
//! Start reading at `expand`, which names every stage. `elementary` is the table that all stages share.

mod arrange;
mod attempted;
mod block;
mod by_name;
mod choices;
mod companion;
mod configured;
mod derive;
mod differentiate;
mod elementary;
mod emit;
mod errors;
mod expand;
mod explain;
mod hash;
mod ir;
mod lower;
mod masks;
mod names;
mod nesting;
mod options;
mod outputs;
mod overflow;
mod region;
mod rules;
mod signature;
mod simplify;
mod spelling;
mod sum;
mod syntax;
mod table;
mod target;
#[cfg(test)]
mod tests;
mod turned;

use proc_macro::TokenStream;

// The text is that of the re-export in `chainrule`, which has examples; rustdoc joins the two.
#[doc = include_str!("functions.md")]
#[proc_macro_attribute]
pub fn differentiate(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(options.into(), item.into()).into()
}

/// Makes a struct something that functions are differentiated by: implements the trait `chainrule::Differentiable`.
///
/// ```ignore
/// use chainrule::{Differentiable, differentiate};
///
/// #[derive(Clone, Debug, Differentiable)]
/// struct Spring {
///     stiffness: f64,
///     lengths: [f64; 2],
///     #[differentiate(constant)]
///     name: String,
/// }
///
/// #[differentiate(wrt(spring))]
/// fn energy(spring: &Spring, x: f64) -> f64 {
///     0.5 * spring.stiffness * (x - spring.lengths[0]).powi(2)
/// }
///
/// let gradient: SpringTangent = energy::gradient(&spring, 4.0);
/// ```
///
/// Fields are numbers, arrays, vectors, tuples and other such structs. `#[differentiate(constant)]` above a field of any type leaves it out. Without
/// such fields, gradients are of the type of the struct itself; with some, of a struct `…Tangent` that the derive makes, of the same visibility, without
/// them. Above the struct may stand `#[differentiate(tangent)]`, for such a struct of its own where none of its fields is marked but one has constants within,
/// and `#[differentiate(crate = path)]`, which says where the crate `chainrule` is, if it is renamed.
///
/// The trait `chainrule::Differentiable` has what optimisers need, and its page this example as one that runs.
#[proc_macro_derive(Differentiable, attributes(differentiate))]
pub fn differentiable(item: TokenStream) -> TokenStream {
    derive::derive(item.into()).into()
}

/// The second half of the attribute, for a function with `#[cfg(…)]` in it. Not for use by hand.
#[doc(hidden)]
#[proc_macro_derive(Configured, attributes(differentiate_with))]
pub fn configured(item: TokenStream) -> TokenStream {
    expand::expand_configured(item.into()).into()
}
