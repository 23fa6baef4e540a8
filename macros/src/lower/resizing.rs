//! Vectors that become longer or shorter.

use proc_macro2::TokenStream;
use quote::quote;

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::Id;
use crate::region::{Action, ArrayId, Initial, Place};
use crate::syntax::{Expr, Method};

impl<'t> Lowering<'t, '_> {
    /// A vector keeps parts of what it was: from an index on, so many.
    pub(super) fn keep_parts(&mut self, place: &Place, parts: &[(Option<Id>, Id)]) {
        let saved = self.saved(place);
        let zero = self.graph.literal("0", Kind::Integer);
        for (number, &(start, count)) in parts.iter().enumerate() {
            let start = start.unwrap_or(zero);
            if number == 0 {
                let part = self.range_of(&saved, start, count);
                self.graph
                    .perform(Action::Assign { place: place.clone(), initial: Initial::Copy(part) }, &[]);
            } else {
                self.append_part(place, &saved, start, count);
            }
        }
    }

    pub(super) fn append_part(&mut self, place: &Place, from: &Place, start: Id, count: Id) {
        let (place, from) = (place.clone(), from.clone());
        self.count_up(count, &mut |lowering, index| {
            let at = lowering.integer_operation(Function::ADD, start, index);
            let element = lowering.graph.at(&from, at);
            if lowering.graph.rank(&element) > 0 {
                lowering.append_row(place.array, Initial::Copy(element));
                return;
            }
            let value = lowering.graph.element(element);
            lowering.graph.perform(Action::Append { place: place.clone(), value }, &[]);
        });
    }

    /// Puts a number or a row at the end of a vector.
    pub(super) fn append(&mut self, place: &Place, syntax: &'t Expr, value: Value<'t>) -> Option<()> {
        let array = place.array;
        if self.graph.rank(place) == 1 {
            let value = self.number_of(syntax, value)?;
            self.mark(place, value);
            self.graph.perform(Action::Append { place: place.clone(), value }, &[]);
            return Some(());
        }
        let row = self.memory(syntax, value)?;
        let row = if row.array == array { self.saved(&row) } else { row };
        self.append_row(array, Initial::Copy(row));
        Some(())
    }

    fn append_row(&mut self, array: ArrayId, row: Initial) {
        let last = self.length(&Place::of(array));
        self.graph.perform(Action::AppendRow { array }, &[]);
        let place = self.graph.at(&Place::of(array), last);
        self.graph.array_mut(array).active |= row.arrays().iter().any(|&row| self.graph.array(row).active);
        self.graph.perform(Action::Assign { place, initial: row }, &[]);
    }

    /// A row that goes its own ways, whatever becomes of the vector that it was in.
    pub(super) fn kept_apart(&mut self, syntax: &'t Expr, value: Value<'t>) -> Option<Value<'t>> {
        Some(match value {
            Value::Array(place) => {
                let name = self.wanted_name("taken");
                Value::Array(self.copied(&name, place, false))
            }
            Value::Elements(_) => Value::Array(self.memory(syntax, value)?),
            other => other,
        })
    }

    /// The vector that a method takes an element out of.
    pub(super) fn shortened(&mut self, method: &'t Method) -> Option<Place> {
        let place = self.target(&method.receiver)?;
        if place.range.is_some() || self.graph.array(place.array).constant {
            self.errors.report(
                &method.name,
                format!("`{}` is not supported on a part of an array", method.name),
                "change a vector of numbers that `let mut` declares",
            );
            return None;
        }
        Some(Place { borrowed: false, ..place })
    }

    /// `v.resize(n, value)`
    pub(super) fn resized(&mut self, place: &Place, length: &'t Expr, syntax: &'t Expr) -> Option<()> {
        let length = self.index(length)?;
        let value = self.part_value(syntax)?;
        let value = self.kept_apart(syntax, value)?;
        let current = self.length(place);
        let mut counted = |tokens: TokenStream| {
            let mentions = vec![("__a".to_owned(), length), ("__b".to_owned(), current)];
            self.graph.constant(tokens, mentions, Vec::new(), false)
        };
        let kept = counted(quote!(::core::cmp::Ord::min(__a, __b)));
        let more = counted(quote!(::core::primitive::usize::saturating_sub(__a, __b)));
        self.keep_parts(place, &[(None, kept)]);
        self.count_up(more, &mut |lowering, _| {
            lowering.append(place, syntax, value.clone());
        })
    }

    /// `v.append(&mut w)`
    pub(super) fn emptied_into(&mut self, place: &Place, other: &'t Expr) -> Option<()> {
        let from = self.target(other)?;
        let from = Place { borrowed: false, ..from };
        let (saved, count) = (self.saved(&from), self.length(&from));
        let zero = self.graph.literal("0", Kind::Integer);
        self.graph.array_mut(place.array).active |= self.graph.array(from.array).active;
        self.append_part(place, &saved, zero, count);
        self.keep_parts(&from, &[(None, zero)]);
        Some(())
    }

    /// `v.pop()`
    pub(super) fn popped(&mut self, method: &'t Method) -> Option<Value<'t>> {
        let place = self.shortened(method)?;
        let length = self.length(&place);
        let zero = self.graph.literal("0", Kind::Integer);
        let is_some = self.comparison("<", zero, length);
        let mentions = vec![("__n".to_owned(), length)];
        let tokens = quote!(::core::primitive::usize::saturating_sub(__n, 1));
        let rest = self.graph.constant(tokens, mentions, Vec::new(), false);
        let element = self.graph.at(&place, rest);
        let value = self.taken_if(is_some, method, element)?;
        self.keep_parts(&place, &[(None, rest)]);
        Some(Value::Option(is_some, Box::new(value)))
    }

    /// `v.remove(i)`
    pub(super) fn removed(&mut self, method: &'t Method) -> Option<Value<'t>> {
        let place = self.shortened(method)?;
        let at = self.index(&method.arguments[0])?;
        let element = self.graph.at(&place, at);
        let value = self.part_of_memory(element);
        let value = self.kept_apart(&method.receiver, value)?;
        let one = self.graph.literal("1", Kind::Integer);
        let next = self.integer_operation(Function::ADD, at, one);
        let length = self.length(&place);
        let rest = self.integer_operation(Function::SUB, length, next);
        self.keep_parts(&place, &[(None, at), (Some(next), rest)]);
        Some(value)
    }
}
