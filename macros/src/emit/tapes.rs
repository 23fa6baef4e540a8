//! The tapes: one number or array for each iteration, from the way forth to the way back.
//!
//! A loop that is counted takes its places on a tape before it begins, and writes or reads them by the index: nothing
//! is left in the iterations that keeps LLVM from working on several at once.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;

use super::iterables::iterator;
use super::structure::Structure;
use super::views::may_be_repeated;
use crate::elementary::Kind;
use crate::ir::{Id, Node};
use crate::region::{Action, Header, Origin, RegionId, StatementId, TapeId};

/// Whether tokens are a range that ends, of bounds that may be worked out more than once.
fn is_counted(tokens: &TokenStream) -> bool {
    let Ok(Expr::Range(range)) = syn::parse2(tokens.clone()) else { return false };
    [range.start, range.end].iter().all(|bound| bound.as_deref().is_some_and(may_be_repeated))
}

impl Structure<'_, '_> {
    pub(super) fn tapes(&mut self) -> TokenStream {
        let krate = self.writer.scope.krate;
        let scalar = self.writer.scope.scalar;
        let mut declarations = TokenStream::new();
        for &tape in &self.alive.tapes {
            let base = self.graph().tape(tape).name.clone();
            let name = self.unused(&base);
            let known = self.graph().tape(tape);
            declarations.extend(match (known.single, known.kind) {
                (true, Kind::Real) => quote!(let mut #name: #scalar = #krate::support::zero();),
                (true, Kind::Integer) => quote!(let mut #name = 0;),
                (true, _) => quote!(let mut #name = false;),
                (false, Kind::Real) if !known.array => {
                    quote!(let mut #name = #krate::support::Numbers::<#scalar>::new();)
                }
                (false, Kind::Boolean) => quote!(let mut #name = #krate::support::Numbers::<bool>::new();),
                (false, _) if known.lends => quote!(let mut #name = #krate::support::Copies::new();),
                (false, _) if known.array => quote!(let mut #name = #krate::support::Arrays::new();),
                (false, _) => quote!(let mut #name = #krate::support::Tape::new();),
            });
            self.names.insert(tape, name);
        }
        declarations
    }

    /// A name of ours that nothing else has.
    pub(super) fn unused(&mut self, base: &str) -> Ident {
        let mut number = 1;
        let mut text = base.to_owned();
        while !self.writer.taken.insert(text.clone()) {
            number += 1;
            text = format!("{base}_{number}");
        }
        Ident::new(&text, Span::mixed_site())
    }

    /// Room on the tapes of a loop, before it begins.
    pub(super) fn room(
        &mut self,
        header: &Header,
        body: RegionId,
        is_left: bool,
        counts: Option<(TokenStream, TokenStream)>,
        by_turn: bool,
    ) -> TokenStream {
        let mut room = TokenStream::new();
        let counts = match header {
            Header::Count { count, index } | Header::CountDown { count, index } => {
                Some((self.code(*count), self.code(*index)))
            }
            Header::For { .. } | Header::ForReversed { .. } => counts,
            Header::Forever => None,
        };
        // Turns count up, whichever way the range goes.
        let upwards = by_turn || matches!(header, Header::Count { .. } | Header::For { .. });
        // How many turns such a loop takes, its header does not tell: `1..` ends with the memory.
        if is_left {
            return room;
        }
        for id in self.graph().region(body).statements.clone() {
            let action = &self.graph().statement(id).action;
            let Some(tape) = action.tape().filter(|_| self.alive.statements.contains(&id)) else { continue };
            let pushes = matches!(action, Action::Push { .. } | Action::PushArray { .. });
            // Copies go where others have been.
            if self.graph().tape(tape).lends {
                continue;
            }
            let name = self.names[&tape].clone();
            match header {
                _ if let Some((count, index)) = &counts
                    && self.is_indexed(tape, body) =>
                {
                    let places = self.unused("places");
                    let taken = if pushes { quote!(grow) } else { quote!(shrink) };
                    room.extend(quote!(let #places = #name.#taken(#count);));
                    // The way back begins with what was put there last.
                    let in_order = pushes == upwards;
                    let place = if in_order {
                        quote!(#places[#index])
                    } else {
                        quote!(#places[#places.len() - 1 - #index])
                    };
                    self.places.insert(id, place);
                }
                Header::Count { count, .. } | Header::CountDown { count, .. }
                    if pushes && !self.is_of_numbers(tape) =>
                {
                    let count = self.code(*count);
                    room.extend(quote!(#name.reserve(#count);));
                }
                Header::For { iterable, .. } | Header::ForReversed { iterable, .. } if pushes => {
                    let iterator = iterator(&self.code(*iterable));
                    room.extend(quote!(#name.reserve_for(&(#iterator));));
                }
                _ => {}
            }
        }
        room
    }

    /// How many turns a loop over a range takes, and the name of the turn that it is in, where tapes are written by that and the
    /// loop itself does not count.
    pub(super) fn turns(
        &mut self,
        header: &Header,
        body: RegionId,
        before: &mut TokenStream,
    ) -> Option<(TokenStream, TokenStream)> {
        let (Header::For { iterable, .. } | Header::ForReversed { iterable, .. }) = header else {
            return None;
        };
        let range = self.code(*iterable);
        let statements = self.graph().region(body).statements.iter();
        let mut tapes = statements
            .filter(|id| self.alive.statements.contains(id))
            .filter_map(|&id| self.graph().statement(id).action.tape());
        if !is_counted(&range) || !tapes.any(|tape| self.is_indexed(tape, body)) {
            return None;
        }
        let [turns, turn] = ["turns", "turn"].map(|name| self.unused(name).to_token_stream());
        before.extend(quote!(let #turns = ::core::iter::Iterator::size_hint(&(#range)).0;));
        Some((turns, turn))
    }

    fn is_of_numbers(&self, tape: TapeId) -> bool {
        let tape = self.graph().tape(tape);
        matches!(tape.kind, Kind::Real | Kind::Boolean) && !tape.single && !tape.array
    }

    /// Whether each iteration of a loop puts one number onto the tape, or takes one off.
    fn is_indexed(&self, tape: TapeId, body: RegionId) -> bool {
        let graph = self.graph();
        let touching = graph.statements_within(body).into_iter().filter(|&id| {
            graph.statement(id).action.tape() == Some(tape) && self.alive.statements.contains(&id)
        });
        self.is_of_numbers(tape) && touching.count() == 1
    }

    pub(super) fn push(&self, id: StatementId, tape: TapeId, value: Id) -> TokenStream {
        // What is of another type than a number, or may be, is still read after it was kept.
        let other = match self.graph().node(value) {
            Node::Fresh(Origin::Result(made, _)) => {
                matches!(self.graph().statement(*made).action, Action::Opaque { .. })
                    && self.graph().kind(value) == Kind::Unknown
            }
            _ => false,
        };
        let (name, value) = (&self.names[&tape], self.number(value));
        let value = if other { quote!(::core::clone::Clone::clone(&#value)) } else { value };
        match self.places.get(&id) {
            Some(place) => quote!(#place = #value;),
            None if self.graph().tape(tape).single => quote!(#name = #value;),
            None => quote!(#name.push(#value);),
        }
    }

    pub(super) fn pop(&mut self, id: StatementId, tape: TapeId, result: Id) -> TokenStream {
        let value = self.named(result);
        let name = &self.names[&tape];
        match self.places.get(&id) {
            Some(place) => quote!(let #value = #place;),
            None if self.graph().tape(tape).single => quote!(let #value = #name;),
            None => quote!(let #value = #name.pop();),
        }
    }
}
