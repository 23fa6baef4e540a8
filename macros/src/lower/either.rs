//! One of two values, of which only one is there: what is in memory has its place before it is known which.

use quote::quote;

use super::Lowering;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;
use crate::syntax::{Expr, Ty, Type};

impl<'t> Lowering<'t, '_> {
    /// What comes of the one way or of the other; what is in memory becomes a third.
    pub(super) fn either(
        &mut self,
        condition: Id,
        expr: &'t Expr,
        one: impl FnOnce(&mut Self) -> Option<Value<'t>>,
        other: impl FnOnce(&mut Self) -> Option<Value<'t>>,
    ) -> Option<Value<'t>> {
        if self.is_flat() {
            return self.choose(Some(condition), one, other);
        }
        if self.needs_room(expr.ty) {
            let room = self.room_for(expr.ty);
            return self.either_into(&room, condition, expr, one, other);
        }
        self.choose(
            Some(condition),
            |lowering| {
                let found = one(lowering)?;
                Some(lowering.taken_apart(expr.ty, found))
            },
            |lowering| {
                let found = other(lowering)?;
                Some(lowering.taken_apart(expr.ty, found))
            },
        )
    }

    /// What an option holds, or something else.
    pub(super) fn there_or_else(
        &mut self,
        is_some: Id,
        expr: &'t Expr,
        held: Value<'t>,
        other: impl FnOnce(&mut Self) -> Option<Value<'t>>,
    ) -> Option<Value<'t>> {
        // What a reference leads to is whole, and known as a copy.
        if matches!(&held, Value::Array(place) if place.borrowed && self.has_fields(place)) && !self.is_flat()
        {
            let layout = self.layout_of(expr.ty);
            let room = Value::Array(self.empty_memory("held", layout, None, true));
            return self.either_into(&room, is_some, expr, |_| Some(held), other);
        }
        self.either(is_some, expr, |_| Some(held), other)
    }

    fn either_into(
        &mut self,
        room: &Value<'t>,
        condition: Id,
        expr: &'t Expr,
        one: impl FnOnce(&mut Self) -> Option<Value<'t>>,
        other: impl FnOnce(&mut Self) -> Option<Value<'t>>,
    ) -> Option<Value<'t>> {
        self.choose(
            Some(condition),
            |lowering| {
                let found = one(lowering)?;
                lowering.put_into(room, expr, found)
            },
            |lowering| {
                let found = other(lowering)?;
                lowering.put_into(room, expr, found)
            },
        )
    }

    /// What is there on a condition; arrays have their place before it is known.
    pub(super) fn held_if(
        &mut self,
        condition: Id,
        held: Ty,
        syntax: &'t Expr,
        compute: impl FnOnce(&mut Self) -> Option<Value<'t>>,
    ) -> Option<Value<'t>> {
        let room = self.room_for(held);
        let other = room.clone();
        self.choose(
            Some(condition),
            |lowering| {
                let found = compute(lowering)?;
                lowering.put_into(&room, syntax, found)
            },
            |_| Some(other),
        )
    }

    /// The default of a type, which varies nowhere: of a struct, what the user says.
    pub(super) fn default_of(&mut self, ty: Ty) -> Option<Value<'t>> {
        let number = match self.types.get(ty).clone() {
            Type::Real => self.graph.zero(),
            Type::Integer => self.graph.literal("0", Kind::Integer),
            Type::Truth => self.graph.boolean(false),
            Type::Tuple(parts) => {
                let parts: Option<Vec<Value>> = parts.into_iter().map(|part| self.default_of(part)).collect();
                return parts.map(Value::Tuple);
            }
            Type::Option(held) => {
                let never = self.graph.boolean(false);
                let nothing =
                    if self.needs_room(held) { self.room_for(held) } else { self.nothing_of(held)? };
                return Some(Value::Option(never, Box::new(nothing)));
            }
            _ => {
                let tokens = quote!(::core::default::Default::default());
                self.graph.constant(tokens, Vec::new(), Vec::new(), false)
            }
        };
        Some(Value::Number(number))
    }
}
