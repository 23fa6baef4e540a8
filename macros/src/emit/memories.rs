//! Vectors of zeros that a loop makes in each iteration: they are made in memory that stays from one iteration to the next.

use proc_macro2::{Delimiter, Ident, TokenStream};
use quote::quote;

use super::structure::Structure;
use crate::elementary::Kind;
use crate::ir::{Graph, Id};
use crate::region::{Action, Argument, ArrayId, Form, Initial, Layout, Place, RegionId, RegionKind};
use crate::syntax::tokens::{self, Token};

impl Structure<'_, '_> {
    /// Declares the memory of what the loops within an outermost loop make.
    pub(super) fn memories(&mut self, around: RegionId, body: RegionId) -> TokenStream {
        let mut declarations = TokenStream::new();
        if self.graph().repeats(around) || self.writer.scope.constant {
            return declarations;
        }
        for id in self.graph().statements_within(body) {
            let statement = self.graph().statement(id);
            let region = self.graph().structure.resolve(statement.region);
            let Action::Declare { array, initial } = &statement.action else { continue };
            if self.graph().region(region).kind == RegionKind::Loop
                && self.alive.statements.contains(&id)
                && self.graph().is_renewable(*array, initial)
            {
                let (array, krate, scalar) = (*array, self.writer.scope.krate, self.writer.scope.scalar);
                let memory = self.unused("memory");
                declarations.extend(quote!(let mut #memory = #krate::support::empty::<#scalar>();));
                self.memories.insert(array, memory);
            }
        }
        declarations
    }

    /// A vector of zeros in the memory that it had in the iteration before.
    pub(super) fn renewed(&self, array: ArrayId, initial: &Initial) -> Option<TokenStream> {
        let memory = self.memories.get(&array)?;
        let length = match initial {
            Initial::Value(id) => length_of_zeros(&self.code(*id))?,
            Initial::ZerosLike(place) => {
                let place = self.place(place);
                quote!(#place.len())
            }
            _ => return None,
        };
        let krate = self.writer.scope.krate;
        Some(quote!(#krate::support::renewed(&mut #memory, #length)))
    }

    /// Gives the memory back at the end of an iteration.
    pub(super) fn memories_back(&self, body: RegionId) -> TokenStream {
        let mut back = TokenStream::new();
        for &id in &self.graph().region(body).statements {
            if let Action::Declare { array, .. } = &self.graph().statement(id).action
                && let Some(memory) = self.memories.get(array)
            {
                let name: &Ident = &self.graph().array(*array).name;
                back.extend(quote!(#memory = #name;));
            }
        }
        back
    }
}

impl Graph {
    /// Whether an array is a vector of zeros, and is never given away.
    fn is_renewable(&self, array: ArrayId, initial: &Initial) -> bool {
        let known = self.array(array);
        let is_own =
            known.active && !known.constant && !known.reference && !known.late && known.parameter.is_none();
        let is_of_one = self.lanes.is_none() || !known.derivative;
        let is_vector = matches!(&known.layout, Layout::List(element) if **element == Layout::Number);
        let is_of_zeros = match initial {
            Initial::Value(id) => self.is_vector_of_zeros(*id),
            Initial::ZerosLike(place) if place.path.is_empty() && place.range.is_none() => {
                matches!(
                    self.declaration(place.array),
                    Some((_, Action::Declare { initial: Initial::Value(id), .. })) if self.is_vector_of_zeros(id)
                )
            }
            _ => false,
        };
        is_own && is_of_one && is_vector && known.kind == Kind::Real && is_of_zeros && self.stays(array)
    }

    fn is_vector_of_zeros(&self, id: Id) -> bool {
        match self.node(id) {
            crate::ir::Node::Constant { tokens, .. } => length_of_zeros(self.tokens(*tokens)).is_some(),
            _ => false,
        }
    }

    /// Whether nothing takes an array itself.
    fn stays(&self, array: ArrayId) -> bool {
        let is_whole = |place: &Place| place.array == array;
        let taken = |argument: &Argument| match argument {
            Argument::Array(place, form) => is_whole(place) && *form != Form::Reference,
            Argument::Value(_) => false,
        };
        let statements = self.statements_within(RegionId::BODY);
        let stays = statements.into_iter().all(|id| match &self.statement(id).action {
            Action::Call(call) | Action::PushForward { call, .. } => !call.arguments.iter().any(taken),
            Action::PullBack { call, cotangents, change, .. } => {
                let handed = cotangents.iter().chain(change.iter().flat_map(|change| &change.cotangents));
                let is_handed = handed.into_iter().any(|cotangent| cotangent.array() == Some(array));
                !call.arguments.iter().any(taken) && !is_handed
            }
            Action::Opaque { tokens, arrays, .. } => {
                !arrays.contains(&array) || self.asks_size(*tokens, array, &["len"])
            }
            _ => true,
        });
        stays && !self.is_named_by_constants(array)
    }
}

/// The length of `vec![0.0; length]`.
pub(crate) fn length_of_zeros(tokens: &TokenStream) -> Option<TokenStream> {
    let inner = tokens::outermost(tokens, |level| match level {
        [Token::Word(name), Token::Sign('!'), Token::List(list)]
            if *name == "vec" && list.delimiter() == Delimiter::Bracket =>
        {
            Some(list.stream())
        }
        _ => None,
    })?;
    let is_of_zeros = tokens::outermost(&inner, |level| match level {
        [Token::Literal(zero), Token::Sign(';'), ..] => {
            ["0.0", "0.", "0.0f64", "0.0_f64", "0.0f32", "0.0_f32"].contains(&zero.to_string().as_str())
        }
        _ => false,
    });
    is_of_zeros.then(|| inner.into_iter().skip(2).collect())
}
