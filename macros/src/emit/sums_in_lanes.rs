//! A loop that adds up slopes, in lanes: its iterations go on side by side, each lane with sums of its own.
//!
//! One sum is a chain of additions of which each waits for the one before. The slopes of iteration k are added in lane k mod 16, and the lanes in the
//! end by a fixed tree (`support::sum_of_lanes`), so that the bits are the same on every processor. The value's own sum is that of the
//! user: what it is made of is kept for a block of 16 iterations, and added in their order. Loops of few iterations stay as they are.
//!
//! What comes in: a loop whose body is straight arithmetic, and that has nothing but sums. What is always true: each list that the lanes go
//! through is one that every iteration looks at, so that nothing fails that would not have failed in the loop.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Block, ExprRange, Pat, Type};

use super::control::Carried;
use super::items::Item;
use super::straight_line::{Names, at_lane};
use super::structure::Structure;
use super::views::Slice;
use crate::elementary::{Function, Kind};
use crate::ir::{Graph, Id, Node};
use crate::lower::identifier;
use crate::region::{Action, Header, RegionId};
use crate::syntax::tokens::mentions;

/// How many lanes there are: enough to fill the registers of every processor, and for additions not to wait for each other.
const LANES: usize = 16;
/// Loops of fewer iterations stay as they are: the lanes have to be added up, too.
const LEAST: usize = 2 * LANES;

/// A number to which each iteration adds.
struct Sum {
    name: Ident,
    /// What is added, or subtracted, one after the other.
    terms: Vec<(bool, Id)>,
    /// Whether the order of the additions is ours.
    free: bool,
}

/// What a loop is in lanes.
pub(super) struct InLanes {
    /// On what condition the loop stays as it is.
    pub(super) few: TokenStream,
    pub(super) before: TokenStream,
    pub(super) instead: TokenStream,
}

/// The lists that every iteration looks at by the loop's index, and which of them are slices already.
struct Lists<'s> {
    seen: BTreeSet<String>,
    slices: &'s [Slice],
}

/// What stands before an iteration, and how often it is repeated.
struct Iterations {
    start: TokenStream,
    end: TokenStream,
    /// What has to be worked out for the end.
    bound: TokenStream,
    /// What counts the iterations, in the loop as it is.
    index: Option<Ident>,
    /// The pattern of what is iterated over, and what is taken apart by it.
    item: Option<(Pat, Item)>,
}

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
        let terms: Vec<Id> = sums.iter().flat_map(|sum| sum.terms.iter().map(|&(_, term)| term)).collect();
        let known = self.writer.written.clone();
        let statements = self.region(body, &terms);
        let codes: Vec<TokenStream> = terms.iter().map(|&term| self.number(term)).collect();
        self.writer.written = known;
        let code = quote!({ #statements (#(#codes,)*) });
        let lists = self.straight(&code, &iterations, slices)?;
        let looks = Lists { seen: lists, slices };
        Some(self.written_in_lanes(&sums, &flags, iterations, &looks, statements, codes))
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
            sums.push(Sum { name: name.clone(), terms, free: graph.free_sums.contains(start) });
        }
        let terms: Vec<Id> = sums.iter().flat_map(|sum| sum.terms.iter().map(|&(_, term)| term)).collect();
        let needed = graph.reachable(&terms);
        let is_alone = carried.iter().all(|carried| !needed.contains(&carried.start));
        (is_alone && sums.iter().any(|sum| sum.free)).then_some((sums, flags))
    }

    fn iterations(&mut self, header: &Header, range: Option<&TokenStream>) -> Option<Iterations> {
        if let Header::For { pattern, iterable, .. } = header
            && range.is_none()
        {
            let pattern = syn::parse::Parser::parse2(Pat::parse_single, self.graph().tokens(*pattern).clone());
            let item = Item::of(&syn::parse2(self.code(*iterable)).ok()?, &|name| self.parameter(name))?;
            let lengths: Vec<TokenStream> = item.lists().iter().map(|list| quote!(#list.len())).collect();
            let krate = self.writer.scope.krate;
            let length = match lengths.as_slice() {
                [only] => only.clone(),
                _ => quote!(#krate::support::least([#(#lengths),*])),
            };
            let end = self.unused("end").to_token_stream();
            return Some(Iterations {
                start: quote!(0),
                bound: quote!(let #end = #length;),
                end,
                index: None,
                item: Some((pattern.ok()?, item)),
            });
        }
        // The value's sums go forwards.
        if matches!(header, Header::CountDown { .. } | Header::ForReversed { .. }) {
            return None;
        }
        let extent = self.extent(header)?;
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

    /// The lists that the lanes go through by the loop's index, if the code is straight.
    fn straight(&self, code: &TokenStream, iterations: &Iterations, slices: &[Slice]) -> Option<BTreeSet<String>> {
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

    fn written_in_lanes(
        &mut self,
        sums: &[Sum],
        flags: &[Ident],
        iterations: Iterations,
        Lists { seen, slices }: &Lists,
        statements: TokenStream,
        codes: Vec<TokenStream>,
    ) -> InLanes {
        let (krate, scalar) = (self.writer.scope.krate, self.writer.scope.scalar);
        let Iterations { start, end, bound, index, item } = iterations;
        let [at, count, lane] = ["at", "count", "lane"].map(|name| self.unused(name));
        let nought = if self.graph().generic { quote!(#krate::support::zero()) } else { quote!(0.0) };
        let (mut declared, mut added, mut behind) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
        let (mut in_order, mut terms) = (TokenStream::new(), Vec::new());
        for Sum { name, terms: own, free } in sums {
            let mut lanes = |structure: &mut Self, base: &str| {
                let lanes = structure.unused(&format!("{name}_{base}"));
                declared.extend(quote!(let mut #lanes: [#scalar; #LANES] = [#nought; #LANES];));
                lanes
            };
            let sum = free.then(|| lanes(self, "lanes"));
            for (negative, _) in own {
                let term = self.unused(&format!("{name}_term"));
                let operator = if *negative { quote!(-=) } else { quote!(+=) };
                if let Some(sum) = &sum {
                    added.extend(quote!(#sum[#lane] #operator #term;));
                } else {
                    let values = lanes(self, "terms");
                    added.extend(quote!(#values[#lane] = #term;));
                    in_order.extend(quote!(#name #operator #values[#lane];));
                }
                terms.push(term);
            }
            behind.extend(sum.map(|sum| quote!(#name += #krate::support::sum_of_lanes(#sum);)));
        }
        behind.extend(flags.iter().map(|flag| quote!(#flag = true;)));
        let (mut views, mut first) = (TokenStream::new(), TokenStream::new());
        let mut view = |structure: &mut Self, list: &TokenStream, offset: Option<&TokenStream>| {
            let view = structure.unused("block");
            let from = offset.map_or_else(|| at.to_token_stream(), |offset| quote!((#offset) + #at));
            views.extend(quote!(let #view = &#list[#from..][..#count];));
            view
        };
        let mut body = quote!(#statements let (#(#terms,)*) = (#(#codes,)*););
        if let [term] = terms.as_slice() {
            body = quote!(#statements let #term = #(#codes)*;);
        }
        if let Some((pattern, item)) = item {
            let blocks: Vec<Ident> =
                item.lists().iter().map(|list| view(self, &list.to_token_stream(), None)).collect();
            let item = item.at(&mut blocks.iter(), &at, &lane);
            first = quote!(let #pattern = #item;);
        }
        if let Some(index) = index {
            let mut lists = BTreeMap::new();
            for list in seen {
                let slice = slices.iter().find(|slice| slice.name == list.as_str());
                let (of, offset) = match slice {
                    Some(slice) => (slice.list.clone(), slice.offset.clone()),
                    None => (identifier(list).to_token_stream(), None),
                };
                let block = view(self, &of, offset.as_ref());
                lists.insert(list.clone(), block);
            }
            body = at_lane(body, &index, &lists, &lane);
            if mentions(&body, &index) {
                first = quote!(let #index = #at + #lane;);
            }
        }
        let few = if start.to_string() == "0" {
            quote!(#end < #LEAST)
        } else {
            quote!(::core::primitive::usize::saturating_sub(#end, #start) < #LEAST)
        };
        let in_order = (!in_order.is_empty()).then(|| quote!(for #lane in 0..#count { #in_order }));
        let instead = quote! {
            #declared
            for #at in ::core::iter::Iterator::step_by(#start..#end, #LANES) {
                let #count = ::core::cmp::Ord::min(#LANES, #end - #at);
                #views
                for #lane in 0..#count { #first #body #added }
                #in_order
            }
            #behind
        };
        InLanes { few, before: bound, instead }
    }
}

impl Graph {
    /// What is added to a number to make another one, or subtracted, in order.
    fn added(&self, sum: Id, start: Id) -> Option<Vec<(bool, Id)>> {
        if sum == start {
            return Some(Vec::new());
        }
        let Node::Apply(function, parts) = self.node(sum) else { return None };
        let with = |before: Id, negative: bool, term: Id| {
            let mut terms = self.added(before, start)?;
            terms.push((negative, term));
            Some(terms)
        };
        match (*function, parts.as_slice()) {
            (Function::ADD, &[a, b]) => with(a, false, b).or_else(|| with(b, false, a)),
            (Function::SUB, &[a, b]) => with(a, true, b),
            _ => None,
        }
    }
}
