//! The compile-time half of the crate `chainrule`: the attribute and the small compiler behind it.
//!
//! Start reading at `expand`, which names every stage. `elementary` is the table that all stages share.

mod arrange;
mod block;
mod configured;
mod derive;
mod differentiate;
mod elementary;
mod emit;
mod errors;
mod expand;
mod explain;
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

use proc_macro::TokenStream;

// The text is that of the re-export in `chainrule`, which has examples; rustdoc joins the two.
#[doc = include_str!("functions.md")]
#[proc_macro_attribute]
pub fn differentiate(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(options.into(), item.into()).into()
}

/// Derivatives by a struct: see the trait of the same name.
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
