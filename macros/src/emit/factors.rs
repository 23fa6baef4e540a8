//! Factors of what a loop adds up that are the same in each iteration: the sum is multiplied by them in the end.
//!
//! That is so in lanes alone, where it is asked beforehand whether these factors are of moderate size: a product with one that is tiny, huge or not
//! finite would come out otherwise.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::expression;
use super::structure::Structure;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::RegionId;
use crate::syntax::tokens::word_of;

/// Literals that are as good outside of a sum as within.
const MODERATE: std::ops::RangeInclusive<f64> = 1e-3..=1e3;

/// A product, taken apart.
#[derive(Default)]
pub(super) struct Factors {
    /// The numbers that stay the same, by their code.
    pub(super) literals: Vec<TokenStream>,
    /// What else stays the same.
    pub(super) same: Vec<TokenStream>,
    /// What is left.
    pub(super) rest: Vec<Id>,
}

impl Structure<'_, '_> {
    /// The factors of a term of a sum. Products that others need as they are stay whole.
    pub(super) fn factors(&self, term: Id, body: RegionId, whole: &BTreeSet<Id>) -> Factors {
        let graph = self.graph();
        let mut factors = Factors::default();
        let mut pending = vec![term];
        while let Some(id) = pending.pop() {
            match graph.node(id) {
                _ if graph.number(id).is_some_and(|number| MODERATE.contains(&number)) => {
                    let scope = self.writer.scope;
                    factors.literals.push(expression(graph, scope.krate, scope.scalar, id, &[]).tokens);
                }
                Node::Element { place, .. } if self.is_still(place, body) => {
                    factors.same.push(self.place(place));
                }
                Node::Parameter(position) if graph.kind(id) == Kind::Real => {
                    factors.same.push(self.writer.parameter(*position).tokens);
                }
                _ if self.is_outside(id, body) => factors.same.push(self.number(id)),
                Node::Apply(Function::MUL, parts) if !whole.contains(&id) => {
                    pending.extend(parts.iter().rev());
                }
                _ => factors.rest.push(id),
            }
        }
        let is_something = !factors.rest.is_empty() && factors.literals.len() + factors.same.len() > 0;
        if is_something { factors } else { Factors { rest: vec![term], ..Factors::default() } }
    }

    /// Whether something is a number that has a name before the loop.
    fn is_outside(&self, id: Id, body: RegionId) -> bool {
        let graph = self.graph();
        matches!(graph.kind(id), Kind::Real | Kind::Unknown)
            && !graph.is_within(graph.home(id), body)
            && self.writer.written.get(id).is_some_and(|code| word_of(&code.tokens).is_some())
    }

    /// The product of what is left of a term, once that is written.
    pub(super) fn product(&self, rest: &[Id]) -> TokenStream {
        match rest {
            [only] => self.number(*only),
            several => {
                let factors = several.iter().map(|&id| self.writer.written[id].as_factor());
                factors.reduce(|product, factor| quote!(#product * #factor)).unwrap_or_default()
            }
        }
    }
}
