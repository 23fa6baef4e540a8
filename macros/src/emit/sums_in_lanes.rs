//! A loop that adds up slopes, in lanes: its iterations go on side by side, each lane with sums of its own.
//!
//! One sum is a chain of additions of which each waits for the one before. The slopes of iteration k are added in lane k mod 16, and the lanes in the
//! end by a fixed tree (`support::sum_of_lanes`), so that the bits are the same on every processor. The value's own sum is that of the
//! user: what it is made of is kept for a block of 16 iterations, and added in their order. Loops of few iterations stay as they are.
//!
//! What comes in: a loop whose body is straight arithmetic, and that has nothing but sums. What is always true: each list that the lanes go
//! through is one that every iteration looks at, so that nothing fails that would not have failed in the loop.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Block, ExprRange, Pat, Type};

use super::control::Carried;
use super::factors::Factors;
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

/// The body of the loop, but for what is the same in each iteration.
struct Written {
    /// The elements that stay the same.
    elements: TokenStream,
    statements: TokenStream,
    /// What is added up.
    codes: Vec<TokenStream>,
    factors: Vec<Factors>,
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

    fn iterations(&mut self, header: &Header, range: Option<&TokenStream>) -> Option<Iterations> {
        if let Header::For { pattern, iterable, .. } = header
            && let Ok(iterable) = syn::parse2(self.code(*iterable))
            && let Some(item) = Item::of(&iterable, &|name| self.parameter(name))
        {
            let pattern = syn::parse::Parser::parse2(Pat::parse_single, self.graph().tokens(*pattern).clone());
            let lengths: Vec<TokenStream> = item.lists().iter().map(|list| quote!(#list.len())).collect();
            let krate = self.writer.scope.krate;
            let length = match lengths.as_slice() {
                [only] => only.clone(),
                _ => quote!(#krate::support::least([#(#lengths),*])),
            };
            let end = self.unused("end").to_token_stream();
            let bound = quote!(let #end = #length;);
            let item = Some((pattern.ok()?, item));
            return Some(Iterations { start: quote!(0), end, bound, index: None, item });
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
        Written { elements, statements, codes, factors }: Written,
    ) -> InLanes {
        let (krate, scalar) = (self.writer.scope.krate, self.writer.scope.scalar);
        let [width, least] = [LANES, LEAST].map(Literal::usize_unsuffixed);
        let Iterations { start, end, bound, index, item } = iterations;
        let [at, count, lane] = ["at", "count", "lane"].map(|name| self.unused(name));
        let nought = if self.graph().generic { quote!(#krate::support::zero()) } else { quote!(0.0) };
        let (mut declared, mut added, mut behind) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
        let (mut in_order, mut terms) = (TokenStream::new(), Vec::new());
        for Sum { name, terms: own, free } in sums {
            let mut lanes = |structure: &mut Self, base: &str| {
                let lanes = structure.unused(&format!("{name}_{base}"));
                declared.extend(quote!(let mut #lanes: [#scalar; #width] = [#nought; #width];));
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
            if let Some(sum) = sum {
                let Factors { literals, same, .. } = &factors[terms.len() - 1];
                let of_all = literals.iter().chain(same).map(|factor| quote!(#factor *));
                behind.extend(quote!(#name += #(#of_all)* #krate::support::sum_of_lanes(#sum);));
            }
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
        let mut few = if start.to_string() == "0" {
            quote!(#end < #least)
        } else {
            quote!(::core::primitive::usize::saturating_sub(#end, #start) < #least)
        };
        let mut same: Vec<&TokenStream> = Vec::new();
        for factor in factors.iter().flat_map(|factors| &factors.same) {
            if same.iter().all(|known| known.to_string() != factor.to_string()) {
                same.push(factor);
            }
        }
        if !same.is_empty() {
            few.extend(quote!(|| !#krate::support::are_moderate([#(#same),*])));
        }
        let in_order = (!in_order.is_empty()).then(|| quote!(for #lane in 0..#count { #in_order }));
        let instead = quote! {
            #elements
            #declared
            for #at in ::core::iter::Iterator::step_by(#start..#end, #width) {
                let #count = ::core::cmp::Ord::min(#width, #end - #at);
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
