//! A loop that adds up slopes, in lanes: its iterations go on side by side, each lane with sums of its own.
//!
//! One sum is a chain of additions of which each waits for the one before. The slopes of iteration k are added in lane k mod 16, and the lanes in the
//! end by a fixed tree (`support::sum_of_lanes`), so that the bits are the same on every processor. The value's own sum is that of the
//! user: what it is made of is kept for a block of 16 iterations, and added in their order. Loops of few iterations stay as they are.
//!
//! What comes in: a loop whose body is straight arithmetic, and that has nothing but sums. What is always true: each list that the lanes go
//! through is one that every iteration looks at, so that nothing fails that would not have failed in the loop.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Block;

use super::control::Carried;
use super::eager::eager;
use super::factors::Factors;
use super::iterations::Iterations;
use super::lane_loops::{Flag, InLanes, Lists, Sum, Term, Written};
use super::straight_line::Names;
use super::structure::Structure;
use super::views::Slice;
use crate::elementary::{Function, Kind};
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Header, Place, RegionId};
use crate::syntax::tokens::{Token, any, mentions};

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
        let elements = self.elements(body, &iterations);
        let terms: Vec<&Term> = sums.iter().flat_map(|sum| &sum.terms).collect();
        let conditions = terms.iter().filter_map(|term| term.condition).map(|(condition, _)| condition);
        let held: Vec<Id> = flags.iter().filter_map(|flag| flag.held).collect();
        let ends = |everything: bool| -> Vec<Id> {
            let some = factors.iter().zip(&terms).filter(|(_, term)| everything || term.condition.is_none());
            let rests = some.flat_map(|(factors, _)| factors.rest.clone());
            rests.chain(conditions.clone()).chain(held.iter().copied()).collect()
        };
        // What is looked at for a conditional term alone may not be there where that is not added.
        let always = match conditions.clone().next() {
            Some(_) => Some(self.looked_at(body, &ends(false), &iterations, slices)?),
            None => None,
        };
        let known = self.writer.written.clone();
        let statements = self.region(body, &ends(true));
        let codes = terms.iter().zip(&factors).map(|(term, factors)| self.added_code(term, &factors.rest));
        let mut codes: Vec<TokenStream> = codes.collect();
        codes.extend(held.iter().map(|&held| self.code(held)));
        self.writer.written = known;
        let code = quote!({ #statements (#(#codes,)*) });
        let seen = self.straight(&code, &iterations, slices)?;
        let (statements, codes) = eager(&syn::parse2(code).ok()?, iterations.index.as_ref())?;
        if always.is_some_and(|always| !seen.is_subset(&always)) {
            return None;
        }
        let written = Written { elements, statements, codes, factors };
        Some(self.written_in_lanes(&sums, &flags, iterations, &Lists { seen, slices }, written))
    }

    /// The lists that are looked at for some numbers, if what computes them is straight.
    fn looked_at(
        &mut self,
        body: RegionId,
        ends: &[Id],
        iterations: &Iterations,
        slices: &[Slice],
    ) -> Option<BTreeSet<String>> {
        let (known, taken) = (self.writer.written.clone(), self.writer.taken.clone());
        let unnamed = self.writer.unnamed;
        let statements = self.region(body, ends);
        let codes: Vec<TokenStream> = ends.iter().map(|&end| self.code(end)).collect();
        (self.writer.written, self.writer.taken, self.writer.unnamed) = (known, taken, unnamed);
        self.straight(&quote!({ #statements (#(#codes,)*) }), iterations, slices)
    }

    /// The code of a term; where it is not added, nothing is, not even to the sign of a zero.
    fn added_code(&self, term: &Term, rest: &[Id]) -> TokenStream {
        let code = self.product(rest);
        let Some((condition, holds)) = term.condition else { return code };
        let nought = self.nought();
        let nought = if term.negative { nought } else { quote!(-#nought) };
        let condition = self.code(condition);
        if holds {
            quote!(if #condition { #code } else { #nought })
        } else {
            quote!(if #condition { #nought } else { #code })
        }
    }

    /// Zero of the float type.
    pub(super) fn nought(&self) -> TokenStream {
        let krate = self.writer.scope.krate;
        if self.graph().generic { quote!(#krate::support::zero()) } else { quote!(0.0) }
    }

    /// What is added up, taken apart where the order of the additions is ours.
    fn factors_of(&self, sums: &[Sum], body: RegionId) -> Vec<Factors> {
        let terms = |sum: &Sum| sum.terms.iter().map(|term| term.number).collect::<Vec<Id>>();
        let values: Vec<Id> = sums.iter().filter(|sum| !sum.free).flat_map(terms).collect();
        let whole: BTreeSet<Id> = self.graph().reachable(&values).into_iter().collect();
        let of_sum = |sum: &Sum| {
            let of_term = |term: Id| match sum.terms.len() {
                1 if sum.free && sum.terms[0].condition.is_none() => self.factors(term, body, &whole),
                _ => Factors { rest: vec![term], ..Factors::default() },
            };
            terms(sum).into_iter().map(of_term).collect::<Vec<_>>()
        };
        sums.iter().flat_map(of_sum).collect()
    }

    /// The elements that stay the same: those for which each iteration would need a check, and those that are looked at on a
    /// condition, which processors without masks do for one lane alone.
    fn elements(&mut self, body: RegionId, iterations: &Iterations) -> TokenStream {
        let graph = self.graph();
        let always = self.looks(None, body).still;
        let mut places: Vec<Place> = Vec::new();
        if iterations.item.is_some() {
            places.extend(always.iter().filter(|place| !graph.is_of_fixed_length(place.array)).cloned());
        }
        for id in graph.reachable(&graph.used_within(body)) {
            if let Node::Element { place, .. } = graph.node(id)
                && self.alive.nodes.contains(&id)
                && !always.contains(place)
                && self.is_still(place, body)
                && graph.is_of_fixed_length(place.array)
                && matches!(place.path.as_slice(), &[step] if graph.number(step).is_some())
                && !places.contains(place)
            {
                places.push(place.clone());
            }
        }
        let mut declared = TokenStream::new();
        for place in places {
            let (element, name) = (self.place(&place), self.unused("element"));
            declared.extend(quote!(let #name = #element;));
            self.writer.views.insert((place.array, place.path), name.to_token_stream());
        }
        declared
    }

    /// The sums of a loop that has nothing else, and the flags that say whether there was an iteration.
    fn sums(&self, body: RegionId, carried: &[Carried]) -> Option<(Vec<Sum>, Vec<Flag>)> {
        let graph = self.graph();
        if self.writer.scope.constant || graph.lanes.is_some() {
            return None;
        }
        let statements = graph.statements_within(body);
        let mut chosen = Vec::new();
        for id in statements.into_iter().filter(|id| self.alive.statements.contains(id)) {
            match graph.statement(id).action {
                Action::Load { .. } => {}
                Action::Branch { condition, then, otherwise } => {
                    chosen.push(condition);
                    chosen
                        .extend([then, otherwise].iter().flat_map(|&side| graph.region(side).yields.clone()));
                }
                _ => return None,
            }
        }
        let (mut sums, mut flags) = (Vec::new(), Vec::new());
        for Carried { name, start, next } in carried {
            if graph.kind(*start) == Kind::Boolean {
                let held = match graph.node(*next) {
                    Node::Apply(Function::OR, parts) if parts[0] == *start => Some(parts[1]),
                    _ if graph.truth(*next) == Some(true) => None,
                    _ => return None,
                };
                flags.push(Flag { name: name.clone(), held });
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
        let parts =
            |term: &Term| term.condition.map(|(condition, _)| condition).into_iter().chain([term.number]);
        let held = || flags.iter().filter_map(|flag: &Flag| flag.held);
        let terms = sums.iter().flat_map(|sum: &Sum| sum.terms.iter().flat_map(parts));
        let terms: Vec<Id> = terms.chain(held()).chain(chosen.iter().copied()).collect();
        let needed = graph.reachable(&terms);
        let is_always = |term: &&Term| term.condition.is_none();
        let always = sums.iter().flat_map(|sum| sum.terms.iter().filter(is_always).flat_map(parts));
        let conditions = sums.iter().flat_map(|sum| sum.terms.iter().filter_map(|term| term.condition));
        let always: Vec<Id> =
            always.chain(conditions.map(|(condition, _)| condition)).chain(held()).collect();
        let always: BTreeSet<Id> = graph.reachable(&always).into_iter().collect();
        // In lanes, what is added on a condition is worked out without it.
        if needed.iter().any(|&id| !always.contains(&id) && graph.may_overflow(id)) {
            return None;
        }
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
    /// Whether a node may be arithmetic of integers, which fails where it overflows.
    fn may_overflow(&self, id: Id) -> bool {
        match self.node(id) {
            Node::Constant { tokens, .. } => {
                let tokens = self.tokens(*tokens);
                let is_number = self.kind(id) == Kind::Real && !mentions(tokens, "as");
                let is_sign = |level: &[Token], place: usize| {
                    matches!(level[place], Token::Sign('+' | '-' | '*' | '/' | '%' | '<' | '>'))
                };
                !is_number && any(tokens, &mut |level, place| is_sign(level, place))
            }
            Node::Apply(..) => self.kind(id) == Kind::Integer,
            _ => false,
        }
    }

    /// What is added to a number to make another one, in order.
    fn added(&self, mut sum: Id, start: Id) -> Option<Vec<Term>> {
        let mut terms = Vec::new();
        while sum != start {
            if let &Node::Select { condition, then, otherwise } = self.node(sum) {
                let sides = [(then, otherwise, true), (otherwise, then, false)];
                let on = |(more, before, holds)| {
                    let (term, other) = self.step(more, start)?;
                    (other == before)
                        .then_some((Term { condition: Some((condition, holds)), ..term }, before))
                };
                let both = || {
                    let [first, second] = [self.step(then, start)?, self.step(otherwise, start)?];
                    (first.1 == second.1).then_some((first, second.0))
                };
                if let Some((term, before)) = sides.into_iter().find_map(on) {
                    terms.push(term);
                    sum = before;
                } else {
                    let ((first, before), second) = both()?;
                    terms.push(Term { condition: Some((condition, true)), ..first });
                    terms.push(Term { condition: Some((condition, false)), ..second });
                    sum = before;
                }
                continue;
            }
            let (term, before) = self.step(sum, start)?;
            terms.push(term);
            sum = before;
        }
        terms.reverse();
        Some(terms)
    }

    /// What was added last, and to what.
    fn step(&self, sum: Id, start: Id) -> Option<(Term, Id)> {
        let Node::Apply(function, parts) = self.node(sum) else { return None };
        let (negative, before, number) = match (*function, parts.as_slice()) {
            (Function::ADD, &[number, before]) if before == start => (false, before, number),
            (Function::ADD, &[before, number]) => (false, before, number),
            (Function::SUB, &[before, number]) => (true, before, number),
            _ => return None,
        };
        Some((Term { number, negative, condition: None }, before))
    }
}
