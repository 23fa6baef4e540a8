//! Memory for what one of several ways finds: arrays, structs and matrices have their place before it is known which way is gone.

use quote::quote;

use super::Lowering;
use super::value::Value;
use crate::elementary::Kind;
use crate::region::Place;
use crate::signature::strip;
use crate::syntax::{Expr, Ty, Type};

impl<'t> Lowering<'t, '_> {
    /// Something of a type, in which all that is in memory has its place.
    pub(super) fn room_for(&mut self, ty: Ty) -> Value<'t> {
        self.room_of_type(ty, None)
    }

    /// The same, of a type that is written, as far as it is one that has a size.
    pub(super) fn room_of_type(&mut self, ty: Ty, declared: Option<&syn::Type>) -> Value<'t> {
        let declared = declared.map(strip).filter(|declared| !matches!(declared, syn::Type::Slice(_)));
        match self.types.get(ty).clone() {
            Type::List(_) | Type::Record(_) | Type::Matrix(_) if !self.is_flat() => {
                let layout = self.layout_of(ty);
                Value::Array(self.empty_memory("held", layout, declared, true))
            }
            Type::Tuple(parts) => Value::Tuple(parts.into_iter().map(|part| self.room_for(part)).collect()),
            Type::Option(held) => {
                let room = self.room_for(held);
                Value::Option(self.graph.boolean(true), Box::new(room))
            }
            Type::Unknown => Value::Number(self.graph.zero()),
            other => {
                let kind = super::kind_of(&other);
                Value::Number(self.graph.nothing(kind))
            }
        }
    }

    /// What stands for an option's value where there is none; what is in memory has its place there.
    pub(super) fn nothing_or_room(&mut self, option: Ty) -> Option<Value<'t>> {
        let Type::Option(held) = *self.types.get(option) else { return self.nothing_of(option) };
        if self.needs_room(held) { Some(self.room_for(held)) } else { self.nothing_of(held) }
    }

    /// The same, where it is assigned again and again.
    pub(super) fn room_in_loop(&mut self, option: Ty) -> Option<Value<'t>> {
        let room = self.nothing_or_room(option)?;
        self.assign_again(&room);
        Some(room)
    }

    /// Notes that what is nothing yet is assigned more than once: what it was before matters on the way back.
    pub(super) fn assign_again(&mut self, room: &Value<'t>) {
        for place in room.places() {
            self.graph.array_mut(place.array).again = true;
        }
    }

    /// Whether something of a type is in memory, or a part of it is.
    pub(super) fn needs_room(&self, ty: Ty) -> bool {
        match self.types.get(ty) {
            Type::List(_) | Type::Record(_) | Type::Matrix(_) => true,
            Type::Tuple(parts) => parts.iter().any(|&part| self.needs_room(part)),
            Type::Option(held) => self.needs_room(*held),
            _ => false,
        }
    }

    /// What was found, with all that is in memory put into its place.
    pub(super) fn put_into(
        &mut self,
        room: &Value<'t>,
        syntax: &'t Expr,
        found: Value<'t>,
    ) -> Option<Value<'t>> {
        match (room, found) {
            (Value::Array(place), found) => {
                let lent = self.is_lent(&found);
                self.assign_whole(place, syntax, found)?;
                if lent {
                    self.variables.copies_of_lent.insert(place.array);
                }
                Some(room.clone())
            }
            (Value::Tuple(rooms), Value::Array(place)) if self.has_fields(&place) => {
                let parts = self.fields_in_order(&place).filter(|parts| parts.len() == rooms.len())?;
                self.put_into(room, syntax, Value::Tuple(parts))
            }
            (Value::Tuple(rooms), Value::Tuple(parts)) if rooms.len() == parts.len() => {
                let parts: Option<Vec<Value>> =
                    rooms.iter().zip(parts).map(|(room, part)| self.put_into(room, syntax, part)).collect();
                parts.map(Value::Tuple)
            }
            // One that does not vary, part by part.
            (Value::Tuple(rooms), Value::Number(whole) | Value::Borrowed(whole))
                if !self.graph.is_active(whole) && self.graph.kind(whole) == Kind::Unknown =>
            {
                let parts = self.in_parts(&Value::Number(whole), rooms.len())?;
                self.put_into(room, syntax, Value::Tuple(parts))
            }
            // One that does not vary, as it is written.
            (Value::Option(_, room), Value::Number(option))
                if matches!(**room, Value::Array(_)) && !self.graph.is_active(option) =>
            {
                let krate = self.context.krate.clone();
                let mentions = || vec![("__option".to_owned(), option)];
                let tokens = quote!(#krate::support::is_present(&__option));
                let is_some = self.graph.constant(tokens, mentions(), Vec::new(), false);
                let tokens = quote!(::core::option::Option::unwrap_or_else(
                    ::core::clone::Clone::clone(&__option),
                    #krate::support::nothing
                ));
                let inner = self.graph.constant(tokens, mentions(), Vec::new(), false);
                let found = self.put_into(room, syntax, Value::Number(inner))?;
                Some(Value::Option(is_some, Box::new(found)))
            }
            (Value::Option(_, room), Value::Option(is_some, found)) => {
                let found = match self.graph.truth(is_some) {
                    // Nobody reads what is not there.
                    Some(false) => (**room).clone(),
                    _ => self.put_into(room, syntax, *found)?,
                };
                Some(Value::Option(is_some, Box::new(found)))
            }
            // A copy, as that of an array is.
            (Value::Number(_), Value::Slot(place)) => Some(Value::Number(self.graph.element(place))),
            (_, found) => Some(found),
        }
    }

    /// Whether there is memory in something, and all of it belongs to it.
    pub(super) fn is_in_own_memory(&self, value: &Value<'t>) -> bool {
        let places = value.places();
        let is_own = |place: &&Place| {
            let array = self.graph.array(place.array);
            !place.borrowed && place.path.is_empty() && array.parameter.is_none() && !array.constant
        };
        !places.is_empty() && places.iter().all(is_own)
    }

    /// Whether it is known by a reference to it.
    pub(super) fn is_lent(&self, value: &Value<'t>) -> bool {
        let Value::Array(place) = value else { return false };
        let array = self.graph.array(place.array);
        place.borrowed || array.reference && !array.constant && place.path.is_empty()
    }
}
