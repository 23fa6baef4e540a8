//! Branches with what leaves them, and loops: their headers, what they carry, how they are left.

use std::mem;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::body::Scope;
use super::expression::Code;
use super::iterables::{iterator, reversible_node};
use super::lane_loops::InLanes;
use super::lanes::lanes;
use super::structure::Structure;
use crate::elementary::Kind;
use crate::hash::HashSet;
use crate::ir::{ByNode, Id};
use crate::region::{Header, RegionId, StatementId};

/// A number or truth value that a loop carries.
pub(super) struct Carried {
    pub(super) name: Ident,
    pub(super) start: Id,
    pub(super) next: Id,
}

impl Structure<'_, '_> {
    pub(super) fn branch(
        &mut self,
        id: StatementId,
        condition: Id,
        then: RegionId,
        otherwise: RegionId,
        results: &[Id],
    ) -> TokenStream {
        let alive: Vec<usize> =
            (0..results.len()).filter(|&number| self.alive.results.contains(&(id, number))).collect();
        let condition = self.code(condition);
        let mut sides = Vec::new();
        let [yields, others] = [then, otherwise].map(|region| {
            alive.iter().map(|&number| self.graph().region(region).yields[number]).collect::<Vec<Id>>()
        });
        for (region, yields, others) in [(then, &yields, &others), (otherwise, &others, &yields)] {
            let known: ByNode<Code> = self.writer.written.clone();
            let statements = self.region(region, yields);
            let values: Vec<TokenStream> = yields
                .iter()
                .zip(others)
                .map(
                    |(&id, &other)| {
                        if self.graph().is_lent_beside(id, other) { self.number(id) } else { self.code(id) }
                    },
                )
                .collect();
            self.writer.written = known;
            sides.push((statements, values));
        }
        let names: Vec<Ident> = alive.iter().map(|&number| self.named(results[number])).collect();
        let (second, second_values) = sides.pop().unwrap_or_default();
        let (first, first_values) = sides.pop().unwrap_or_default();
        match names.as_slice() {
            [] if first.is_empty() => quote!(if !(#condition) { #second }),
            [] if second.is_empty() => quote!(if #condition { #first }),
            [] => quote!(if #condition { #first } else { #second }),
            [name] => quote! {
                let #name = if #condition { #first #(#first_values)* } else { #second #(#second_values)* };
            },
            _ => quote! {
                let (#(#names),*) =
                    if #condition { #first (#(#first_values),*) } else { #second (#(#second_values),*) };
            },
        }
    }

    pub(super) fn repeat(
        &mut self,
        id: StatementId,
        header: &Header,
        body: RegionId,
        initial: &[Id],
        exit: Option<Id>,
    ) -> TokenStream {
        let results = self.graph().statement(id).results.clone();
        let alive: Vec<usize> =
            (0..initial.len()).filter(|&number| self.alive.results.contains(&(id, number))).collect();
        let mut before = TokenStream::new();
        let mut names = Vec::new();
        for &number in &alive {
            let carried = self.graph().region(body).carried[number];
            let is_real = self.graph().kind(carried) == Kind::Real;
            let first = if is_real { self.number(initial[number]) } else { self.code(initial[number]) };
            let name = self.named(carried);
            self.writer.written.insert(results[number], Code::atom(name.to_token_stream()));
            let Scope { krate, scalar, .. } = self.writer.scope;
            before.extend(if self.graph().is_in_lanes(carried) {
                let lanes = lanes(krate, scalar);
                quote!(let mut #name: #lanes = #first;)
            } else if is_real {
                quote!(let mut #name: #scalar = #first;)
            } else {
                quote!(let mut #name = #first;)
            });
            names.push(name);
        }
        let yields: Vec<Id> = alive.iter().map(|&number| self.graph().region(body).yields[number]).collect();
        let ends: Vec<Id> = yields.iter().copied().chain(exit).collect();
        self.name_bindings(header);
        let seen_around = self.writer.views.clone();
        let (mut views, mut range, mut counts) = (TokenStream::new(), None, None);
        let (mut elements, mut slices) = (TokenStream::new(), Vec::new());
        if exit.is_none()
            && let Some(found) = self.views(header, body)
        {
            before.extend(found.bound);
            (views, range, counts) = (found.declared, Some(found.range), found.counts);
            (elements, slices) = (found.elements, found.slices);
        }
        let turn = match counts {
            None if exit.is_none() => self.turns(header, body, &mut before),
            _ => None,
        };
        let (head, counted) =
            self.head(header, range.clone(), turn.as_ref().map(|(_, turn)| turn), &mut before);
        let by_turn = turn.is_some();
        let counts = counts.or(turn);
        let room = self.room(header, body, exit.is_some(), counts, by_turn);
        let around = self.graph().structure.resolve(self.graph().statement(id).region);
        before.extend(self.memories(around, body));
        let known: ByNode<Code> = self.writer.written.clone();
        let names_before = (self.writer.taken.clone(), self.writer.unnamed);
        let statements = self.region(body, &ends);
        let mut changed = Vec::new();
        let mut values = Vec::new();
        for ((name, &next), &number) in names.iter().zip(&yields).zip(&alive) {
            let carried = self.graph().region(body).carried[number];
            let is_real = self.graph().kind(carried) == Kind::Real;
            let value = if is_real { self.number(next) } else { self.code(next) };
            if *name != value.to_string() {
                changed.push(name);
                values.push(value);
            }
        }
        let exit = exit.map(|exit| self.code(exit));
        self.writer.written = known;
        let lanes = if exit.is_none() {
            let carried = names.iter().zip(&alive).map(|(name, &number)| {
                let region = self.graph().region(body);
                Carried { name: name.clone(), start: region.carried[number], next: region.yields[number] }
            });
            let carried: Vec<Carried> = carried.collect();
            self.named_again(names_before, |structure| {
                structure.sums_in_lanes(header, body, &carried, range.as_ref(), &slices)
            })
        } else {
            None
        };
        self.writer.views = seen_around;
        let leaves = super::emission::ours("leaves");
        let (test, leave) = match exit {
            Some(exit) => (quote!(let #leaves = #exit;), quote!(if #leaves { break; })),
            None => (TokenStream::new(), TokenStream::new()),
        };
        let next = match changed.as_slice() {
            [] => TokenStream::new(),
            [name] => quote!(#name = #(#values)*;),
            _ => quote!((#(#changed),*) = (#(#values),*);),
        };
        let back = self.memories_back(body);
        let plain = quote!(#room #views #head { #statements #test #next #back #leave #counted });
        match lanes {
            Some(InLanes { few, before: bound, instead }) => {
                quote!(#before #bound #elements if #few { #plain } else { #instead })
            }
            None => quote!(#before #elements #plain),
        }
    }

    /// Writes something beside what was written last: the names that were free before that are free again.
    fn named_again<T>(
        &mut self,
        (taken, unnamed): (HashSet<String>, usize),
        write: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let callees = self.writer.callees.len();
        let before =
            (mem::replace(&mut self.writer.taken, taken), mem::replace(&mut self.writer.unnamed, unnamed));
        let written = write(self);
        let after = (
            mem::replace(&mut self.writer.taken, before.0),
            mem::replace(&mut self.writer.unnamed, before.1),
        );
        if written.is_some() {
            self.writer.taken.extend(after.0);
            self.writer.unnamed = self.writer.unnamed.max(after.1);
        }
        self.writer.callees.truncate(callees);
        written
    }

    /// What counts a loop's iterations, or is taken out of what is iterated over.
    fn name_bindings(&mut self, header: &Header) {
        match header {
            Header::For { bindings, .. } | Header::ForReversed { bindings, .. } => {
                for &binding in bindings {
                    if let Some(name) = self.graph().name_of(binding).and_then(|name| name.user.clone()) {
                        self.writer.written.insert(binding, Code::atom(name.to_token_stream()));
                    }
                }
            }
            Header::Count { index, .. } | Header::CountDown { index, .. } => {
                self.named(*index);
            }
            Header::Forever => {}
        }
    }

    /// What repeats a loop, over a range if that is given, and what stands at the end of its body for that.
    fn head(
        &self,
        header: &Header,
        range: Option<TokenStream>,
        turn: Option<&TokenStream>,
        before: &mut TokenStream,
    ) -> (TokenStream, TokenStream) {
        let nothing = TokenStream::new();
        let each = |pattern: &TokenStream, iterator: TokenStream| match turn {
            Some(turn) => quote!(for (#turn, #pattern) in ::core::iter::Iterator::enumerate(#iterator)),
            None => quote!(for #pattern in #iterator),
        };
        let rev = quote!(::core::iter::Iterator::rev);
        match header {
            Header::For { pattern, iterable, .. } => {
                let pattern = self.graph().tokens(*pattern);
                let iterable = range.unwrap_or_else(|| self.code(*iterable));
                (each(pattern, iterable), nothing)
            }
            Header::ForReversed { pattern, iterable, .. } => {
                let (krate, pattern) = (self.writer.scope.krate, self.graph().tokens(*pattern));
                let reversible = reversible_node(self.graph(), *iterable).is_some();
                let backwards = if reversible { rev } else { quote!(#krate::support::backwards) };
                let iterator = range.unwrap_or_else(|| iterator(&self.code(*iterable)));
                (each(pattern, quote!(#backwards(#iterator))), nothing)
            }
            // A constant function has no iterators.
            Header::Count { count, index } if self.writer.scope.constant => {
                let (count, index) = (self.code(*count), self.code(*index));
                before.extend(quote!(let mut #index = 0;));
                (quote!(while #index < #count), quote!(#index += 1;))
            }
            Header::Count { count, index } | Header::CountDown { count, index } => {
                let index = self.code(*index);
                let range = range.unwrap_or_else(|| {
                    let count = self.code(*count);
                    quote!(0..#count)
                });
                let upwards = matches!(header, Header::Count { .. });
                (
                    if upwards { quote!(for #index in #range) } else { quote!(for #index in (#range).rev()) },
                    nothing,
                )
            }
            Header::Forever => (quote!(loop), nothing),
        }
    }
}
