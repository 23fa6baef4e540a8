//! What is read of what a called function gave for its value and its slopes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Index;

use crate::ir::{Graph, Id, Node, Output, Part};
use crate::syntax::tokens;

/// A part of what a call gave. By one of its arguments there may be no slope: rustc says so where the function is called.
pub(super) fn read(
    graph: &Graph,
    krate: &TokenStream,
    callee: Id,
    call: &TokenStream,
    part: Part,
) -> TokenStream {
    let select = |output| match output {
        Output::Only | Output::Inside => TokenStream::new(),
        Output::TupleField(position) => {
            let index = Index::from(position);
            quote!(.#index)
        }
        Output::Element(position) => {
            let index = Index::from(position);
            quote!([#index])
        }
    };
    let row = |output| match output {
        Output::Only | Output::Inside => TokenStream::new(),
        Output::TupleField(position) | Output::Element(position) => {
            let position = Index::from(position);
            quote!([#position])
        }
    };
    match part {
        Part::Value(output) => {
            let output = select(output);
            quote!(#call.0 #output)
        }
        Part::Partial(output, argument) => {
            let (row, argument) = (row(output), Index::from(argument));
            let partial = quote!(#call.1 #row.#argument);
            let name = match graph.node(callee) {
                Node::Call { callee, .. } => tokens::outermost_words(graph.tokens(*callee)).pop(),
                _ => None,
            };
            match name {
                Some(name) if !graph.is_constant => {
                    let partial = tokens::located_at(partial, name.span());
                    quote!(#krate::support::by_argument(#partial))
                }
                _ => partial,
            }
        }
        Part::SecondPartial(output, first, second) => {
            let (row, first, second) = (row(output), Index::from(first), Index::from(second));
            quote!(#call.2 #row.#first.#second)
        }
        Part::Bend(output, first, second) => {
            let (row, first, second) = (row(output), Index::from(first), Index::from(second));
            quote!(#call.3 #row.#first.#second)
        }
        Part::Kink(..) => unreachable!("it is a zero"),
    }
}
