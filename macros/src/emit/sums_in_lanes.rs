//! A loop that adds up slopes, in lanes: its iterations go on side by side, each lane with sums of its own.
//!
//! One sum is a chain of additions of which each waits for the one before. The slopes of iteration k are added in lane k mod 16, and the lanes in the
//! end by a fixed tree (`support::sum_of_lanes`), so that the bits are the same on every processor. The value's own sum is that of the
//! user: what it is made of is kept for a block of 16 iterations, and added in their order. Loops of few iterations stay as they are.
//!
//! What comes in: a loop whose body is straight arithmetic, and that has nothing but sums. What is always true: each list that the lanes go
//! through is one that every iteration looks at, so that nothing fails that would not have failed in the loop.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Block;

use super::control::Carried;
use super::factors::Factors;
use super::iterations::Iterations;
use super::lane_loops::{InLanes, Lists, Sum, Written};
use super::straight_line::Names;
use super::structure::Structure;
use super::views::Slice;
use crate::elementary::{Function, Kind};
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Header, RegionId};

impl Structure<'_, '_> {
    /// The loop in lanes, if it can be.
    pub(super) fn sums_in_lanes(
        &mut self,
        header: &Header,
        body: RegionId,
        carried: &[Carried],
        range: Option<&TokenStream>,
        slices: &[Slice],
    ) -> Option<InLanes> {
        let (sums, flags) = self.sums(body, carried)?;
        let iterations = self.iterations(header, range)?;
        let factors = self.factors_of(&sums, body);
        let rests: Vec<Id> = factors.iter().flat_map(|factors| factors.rest.clone()).collect();
        let elements = if iterations.item.is_some() { self.elements(body) } else { TokenStream::new() };
        let known = self.writer.written.clone();
        let statements = self.region(body, &rests);
        let codes: Vec<TokenStream> = factors.iter().map(|factors| self.product(&factors.rest)).collect();
        self.writer.written = known;
        let code = quote!({ #statements (#(#codes,)*) });
        let lists = self.straight(&code, &iterations, slices)?;
        let lists = Lists { seen: lists, slices };
        let written = Written { elements, statements, codes, factors };
        Some(self.written_in_lanes(&sums, &flags, iterations, &lists, written))
    }

    /// What is added up, taken apart where the order of the additions is ours.
    fn factors_of(&self, sums: &[Sum], body: RegionId) -> Vec<Factors> {
        let terms = |sum: &Sum| sum.terms.iter().map(|&(_, term)| term).collect::<Vec<Id>>();
        let values: Vec<Id> = sums.iter().filter(|sum| !sum.free).flat_map(terms).collect();
        let whole: BTreeSet<Id> = self.graph().reachable(&values).into_iter().collect();
        let of_sum = |sum: &Sum| {
            let of_term = |term: Id| match sum.terms.len() {
                1 if sum.free => self.factors(term, body, &whole),
                _ => Factors { rest: vec![term], ..Factors::default() },
            };
            terms(sum).into_iter().map(of_term).collect::<Vec<_>>()
        };
        sums.iter().flat_map(of_sum).collect()
    }

    /// The elements that each iteration looks at and that stay the same, where a check would be needed for each.
    fn elements(&mut self, body: RegionId) -> TokenStream {
        let mut declared = TokenStream::new();
        for place in self.looks(None, body).still {
            if self.graph().is_of_fixed_length(place.array) {
                continue;
            }
            let (element, name) = (self.place(&place), self.unused("element"));
            declared.extend(quote!(let #name = #element;));
            self.writer.views.insert((place.array, place.path), name.to_token_stream());
        }
        declared
    }

    /// The sums of a loop that has nothing else, and the flags that say whether there was an iteration.
    fn sums(&self, body: RegionId, carried: &[Carried]) -> Option<(Vec<Sum>, Vec<Ident>)> {
        let graph = self.graph();
        if self.writer.scope.constant || graph.lanes.is_some() {
            return None;
        }
        let statements = graph.region(body).statements.iter().filter(|id| self.alive.statements.contains(id));
        if statements.into_iter().any(|&id| !matches!(graph.statement(id).action, Action::Load { .. })) {
            return None;
        }
        let (mut sums, mut flags) = (Vec::new(), Vec::new());
        for Carried { name, start, next } in carried {
            if graph.kind(*start) == Kind::Boolean && graph.truth(*next) == Some(true) {
                flags.push(name.clone());
                continue;
            }
            if graph.kind(*start) != Kind::Real {
                return None;
            }
            let terms = graph.added(*next, *start)?;
            if terms.is_empty() {
                return None;
            }
            sums.push(Sum { name: name.clone(), terms, free: graph.free_sums.contains(start) });
        }
        let terms: Vec<Id> = sums.iter().flat_map(|sum| sum.terms.iter().map(|&(_, term)| term)).collect();
        let needed = graph.reachable(&terms);
        let is_alone = carried.iter().all(|carried| !needed.contains(&carried.start));
        (is_alone && sums.iter().any(|sum| sum.free)).then_some((sums, flags))
    }

    /// The lists that the lanes go through by the loop's index, if the code is straight.
    fn straight(
        &self,
        code: &TokenStream,
        iterations: &Iterations,
        slices: &[Slice],
    ) -> Option<BTreeSet<String>> {
        let block: Block = syn::parse2(code.clone()).ok()?;
        let scope = self.writer.scope;
        let parameters = scope.parameters.iter().map(ToString::to_string);
        let mut names = Names {
            index: iterations.index.clone(),
            views: slices.iter().map(|slice| slice.name.to_string()).collect(),
            types: parameters.clone().zip(scope.types.iter().copied()).collect(),
            reserved: parameters.chain(iterations.index.iter().map(ToString::to_string)).collect(),
        };
        if let Some((pattern, item)) = &iterations.item {
            item.bind(pattern, &mut names.types)?;
        }
        let lists = names.lists(&block)?;
        // Else nothing says of which type the index is.
        (iterations.item.is_some() || !lists.is_empty()).then_some(lists)
    }
}

impl Graph {
    /// What is added to a number to make another one, or subtracted, in order.
    fn added(&self, mut sum: Id, start: Id) -> Option<Vec<(bool, Id)>> {
        let mut terms = Vec::new();
        while sum != start {
            let Node::Apply(function, parts) = self.node(sum) else { return None };
            let (negative, before, term) = match (*function, parts.as_slice()) {
                (Function::ADD, &[term, before]) if before == start => (false, before, term),
                (Function::ADD, &[before, term]) => (false, before, term),
                (Function::SUB, &[before, term]) => (true, before, term),
                _ => return None,
            };
            terms.push((negative, term));
            sum = before;
        }
        terms.reverse();
        Some(terms)
    }
}
