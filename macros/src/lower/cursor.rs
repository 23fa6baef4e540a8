//! Iterators out of which items are taken one by one, and items that are there on a condition.

use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Lowering;
use super::iterator::{Access, Source};
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::Id;
use crate::syntax::{Expr, LocalId};

impl<'t> Lowering<'t, '_> {
    /// An iterator in a variable out of which items are taken one by one, if they can be had by their numbers.
    pub(super) fn cursor(&mut self, value: &'t Expr) -> Option<Value<'t>> {
        let source = self.source(value)?;
        let source = self.numbered_items(value, source)?;
        let zero = self.graph.literal("0usize", Kind::Integer);
        Some(Value::Cursor(zero, Rc::new(source)))
    }

    /// The next item of such an iterator, or the one behind so many others.
    pub(super) fn taken_from(&mut self, local: LocalId, skipped: Option<&'t Expr>) -> Option<Value<'t>> {
        let Some(Value::Cursor(behind, source)) = self.variables.get(local).cloned() else { return None };
        let count = self.count(&source)?;
        let at = match skipped {
            Some(skipped) => {
                let skipped = self.index(skipped)?;
                self.integer_operation(Function::ADD, behind, skipped)
            }
            None => behind,
        };
        let is_some = self.comparison("<", at, count);
        let found = self.item_or_nothing(&source, at, is_some)?;
        let mentions = vec![("__at".to_owned(), at), ("__count".to_owned(), count)];
        let next = quote!(::core::cmp::Ord::min(__at + 1, __count));
        let next = self.graph.constant(next, mentions, Vec::new(), false);
        self.variables.assign(local, Some(Value::Cursor(next, source)));
        Some(found)
    }

    /// The item that the next one will be.
    pub(super) fn peeked(&mut self, local: LocalId) -> Option<Value<'t>> {
        let before = self.variables.get(local).cloned();
        let found = self.taken_from(local, None);
        self.variables.assign(local, before);
        found
    }

    /// The item of a number, or nothing. Of what is constant, and of a type of the user's that nothing could stand in for, it is an option as
    /// Rust has it.
    pub(super) fn item_or_nothing(&mut self, source: &Source<'t>, at: Id, is_some: Id) -> Option<Value<'t>> {
        let item = self.item_if_there(source, at, is_some)?;
        match item {
            Value::Number(id) if self.graph.kind(id) == Kind::Unknown => Some(Value::Number(id)),
            item => Some(Value::Option(is_some, Box::new(item))),
        }
    }

    /// The item of a number that is there on a condition. Where parts of arrays are, is known in any case.
    pub(super) fn item_if_there(&mut self, source: &Source<'t>, at: Id, is_some: Id) -> Option<Value<'t>> {
        if !self.holds_parts(source) {
            return self.guarded(is_some, |lowering| {
                let item = lowering.at_number(source, at)?;
                Some(lowering.as_constant(&item).map_or(item, Value::Number))
            });
        }
        let parts = self.at_number(source, at)?;
        if matches!(parts, Value::Array(_) | Value::Slot(_)) {
            return Some(parts);
        }
        self.guarded(is_some, |lowering| {
            let item = lowering.at_number(source, at)?;
            Some(with_parts(item, &parts))
        })
    }

    /// An item with something constant of an unknown type in it, as Rust's `Some` of it.
    fn as_constant(&mut self, item: &Value<'t>) -> Option<Id> {
        let leaves = item.numbers();
        let is_constant = leaves.iter().all(|id| !self.graph.is_active(*id));
        if !is_constant || leaves.iter().all(|id| self.graph.kind(*id) != Kind::Unknown) {
            return None;
        }
        self.some_of_constant(item)
    }

    /// `Some` of what does not vary, if it is known by its parts.
    pub(super) fn some_of_constant(&mut self, item: &Value<'t>) -> Option<Id> {
        let mut mentions = Vec::new();
        let written = written(item, &mut mentions)?;
        Some(self.graph.constant(quote!(::core::option::Option::Some(#written)), mentions, Vec::new(), false))
    }

    /// What a variable holds that may lead elsewhere later: of something constant of an unknown type the reference, as it need not be one to
    /// be copied.
    pub(super) fn as_reference(&mut self, value: Value<'t>) -> Value<'t> {
        match value {
            Value::Borrowed(id) if !self.graph.is_active(id) && self.graph.kind(id) == Kind::Unknown => {
                let mentions = vec![("__part".to_owned(), id)];
                Value::Number(self.graph.constant(quote!(&__part), mentions, Vec::new(), false))
            }
            value => value,
        }
    }

    /// Whether parts of arrays are among the items, none of which a closure makes.
    fn holds_parts(&self, source: &Source) -> bool {
        match source {
            Source::Windows(..) | Source::Chunks { .. } => true,
            Source::Memory(place, access) => self.graph.rank(place) > 1 || *access == Access::Mutable,
            Source::Copied(inner)
            | Source::Enumerate(inner)
            | Source::Reversed(inner)
            | Source::Skip(inner, _)
            | Source::Take(inner, _)
            | Source::Step(inner, _) => self.holds_parts(inner),
            Source::Zip(a, b) => self.holds_parts(a) || self.holds_parts(b),
            _ => false,
        }
    }
}

/// A value with the parts of arrays that another one of its form has.
fn with_parts<'t>(value: Value<'t>, parts: &Value<'t>) -> Value<'t> {
    match (value, parts) {
        (Value::Array(_), Value::Array(place)) => Value::Array(place.clone()),
        (Value::Slot(_), Value::Slot(place)) => Value::Slot(place.clone()),
        (Value::Tuple(values), Value::Tuple(parts)) => {
            Value::Tuple(values.into_iter().zip(parts).map(|(value, part)| with_parts(value, part)).collect())
        }
        (value, _) => value,
    }
}

/// Numbers, references to them and tuples of these, by names.
fn written(value: &Value, mentions: &mut Vec<(String, Id)>) -> Option<TokenStream> {
    Some(match value {
        Value::Number(id) | Value::Borrowed(id) => {
            let text = format!("__part_{}", mentions.len());
            let name = format_ident!("{text}");
            mentions.push((text, *id));
            if matches!(value, Value::Borrowed(_)) { quote!(&#name) } else { quote!(#name) }
        }
        Value::Tuple(parts) => {
            let parts = parts.iter().map(|part| written(part, mentions)).collect::<Option<Vec<_>>>()?;
            quote!((#(#parts),*))
        }
        _ => return None,
    })
}
