//! What the iterations of a loop go through, where several of them may go on side by side.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ExprRange, Lit, Pat, Type};

use super::items::Item;
use super::lane_loops::LEAST;
use super::straight_line::behind;
use super::structure::Structure;
use crate::region::Header;

/// What stands before an iteration, and how often it is repeated.
pub(super) struct Iterations {
    pub(super) start: TokenStream,
    pub(super) end: TokenStream,
    /// What has to be worked out for the end.
    pub(super) bound: TokenStream,
    /// What counts the iterations, in the loop as it is.
    pub(super) index: Option<Ident>,
    /// The pattern of what is iterated over, and what is taken apart by it.
    pub(super) item: Option<(Pat, Item)>,
}

impl Structure<'_, '_> {
    /// The iterations of a loop that may go on in lanes: over a range, or over lists of the user's side by side.
    pub(super) fn iterations(&mut self, header: &Header, range: Option<&TokenStream>) -> Option<Iterations> {
        if let Header::For { pattern, iterable, .. } = header
            && let Ok(iterable) = syn::parse2(self.code(*iterable))
            && let Some(item) = Item::of(&iterable, &|name| self.parameter(name))
        {
            let is_short = |list: &&Ident| {
                self.parameter(list).is_some_and(|list| match behind(list) {
                    Type::Array(array) => is_few(&array.len),
                    _ => false,
                })
            };
            if item.lists().iter().any(is_short) {
                return None;
            }
            let pattern =
                syn::parse::Parser::parse2(Pat::parse_single, self.graph().tokens(*pattern).clone());
            let lengths: Vec<TokenStream> = item.lists().iter().map(|list| quote!(#list.len())).collect();
            let krate = self.writer.scope.krate;
            let length = match lengths.as_slice() {
                [only] => only.clone(),
                _ => quote!(#krate::support::least([#(#lengths),*])),
            };
            let end = self.unused("end").to_token_stream();
            let bound = quote!(let #end = #length;);
            let pattern = pattern.ok()?;
            let index = item.number_in(&pattern);
            return Some(Iterations { start: quote!(0), end, bound, index, item: Some((pattern, item)) });
        }
        // The value's sums go forwards.
        if matches!(header, Header::CountDown { .. } | Header::ForReversed { .. }) {
            return None;
        }
        let extent = self.extent(header)?;
        if syn::parse2(extent.end.clone()).is_ok_and(|end| is_few(&end)) {
            return None;
        }
        let index = syn::parse2(self.code(extent.index)).ok();
        let (mut bound, mut end) = (TokenStream::new(), extent.end);
        if let Some(range) = range {
            let range: ExprRange = syn::parse2(range.clone()).ok()?;
            end = range.end?.to_token_stream();
        } else if end.clone().into_iter().count() > 1 {
            let name = self.unused("end");
            bound = quote!(let #name = #end;);
            end = name.to_token_stream();
        }
        Some(Iterations { start: extent.start, end, bound, index, item: None })
    }

    /// The type of a parameter of this name.
    fn parameter(&self, name: &Ident) -> Option<&Type> {
        let position = self.writer.scope.parameters.iter().position(|parameter| parameter == name)?;
        Some(self.writer.scope.types[position])
    }
}

/// Whether it is known here that there are too few iterations.
fn is_few(end: &Expr) -> bool {
    match end {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse::<usize>().is_ok_and(|number| number < LEAST),
            _ => false,
        },
        _ => false,
    }
}
