//! Tuples and structs in memory: their fields, and what patterns take out of them.

use std::rc::Rc;

use super::Lowering;
use super::value::Value;
use crate::ir::Id;
use crate::region::{Layout, Place};
use crate::syntax::{Expr, Field, Pat, PatKind, Ty, Type};

impl<'t> Lowering<'t, '_> {
    /// How something of a type is arranged in memory.
    pub(super) fn layout_of(&self, ty: Ty) -> Layout {
        match self.types.get(ty) {
            Type::Real | Type::Integer | Type::Truth => Layout::Number,
            Type::List(element) => Layout::List(Rc::new(self.layout_of(*element))),
            Type::Tuple(parts) => {
                let members = (0..).map(Field::Numbered);
                Layout::Fields(Rc::new(members.zip(parts.iter().map(|&part| self.layout_of(part))).collect()))
            }
            Type::Record(fields) => Layout::Fields(Rc::new(
                fields.iter().map(|(member, ty)| (member.clone(), self.layout_of(*ty))).collect(),
            )),
            _ => Layout::Whole,
        }
    }

    pub(super) fn has_fields(&self, place: &Place) -> bool {
        place.range.is_none() && matches!(self.graph.layout(place), Layout::Fields(_) | Layout::Whole)
    }

    pub(super) fn field_in_memory(&mut self, place: &Place, member: &Field) -> Value<'t> {
        let field = self.graph.field_of(place, member);
        match self.part_of_memory(field) {
            Value::Array(field) => Value::Array(Place { borrowed: place.borrowed, ..field }),
            number => number,
        }
    }

    /// The same by a name that is bound to it: of what is behind a reference, a reference.
    fn bound_field(&mut self, place: &Place, member: &Field) -> Value<'t> {
        let field = self.field_in_memory(place, member);
        if !place.borrowed {
            return field;
        }
        if self.graph.array(place.array).constant {
            return field.borrowed();
        }
        match field {
            Value::Number(_) => Value::Slot(self.graph.field_of(place, member)),
            other => other.borrowed(),
        }
    }

    /// The fields of a tuple in memory, in their order.
    pub(super) fn fields_in_order(&mut self, place: &Place) -> Option<Vec<Value<'t>>> {
        let Layout::Fields(fields) = self.graph.layout(place) else { return None };
        let is_tuple =
            fields.iter().zip(0..).all(|((member, _), position)| *member == Field::Numbered(position));
        is_tuple.then(|| fields.iter().map(|(member, _)| self.bound_field(place, member)).collect())
    }

    pub(super) fn is_struct_in_memory(&self, value: &Value<'t>) -> bool {
        matches!(value, Value::Array(place) if self.has_fields(place))
    }

    /// A pattern that names fields of a struct in memory.
    pub(super) fn matches_fields(
        &mut self,
        pattern: &'t Pat,
        value: &Value<'t>,
        syntax: &'t Expr,
    ) -> Option<Id> {
        let Value::Array(place) = value else { return None };
        let mut condition = self.graph.boolean(true);
        let fields: Vec<(Field, &Pat)> = match &pattern.kind {
            PatKind::Struct(_, fields, _) => {
                fields.iter().map(|(member, pattern)| (Field::from(member), pattern)).collect()
            }
            PatKind::TupleStruct(_, parts) => {
                let members = (0..).map(Field::Numbered);
                members.zip(parts).collect()
            }
            _ => Vec::new(),
        };
        for (member, pattern) in fields {
            let value = self.bound_field(place, &member);
            let matched = self.matches(pattern, &value, syntax, true)?;
            condition = self.graph.and(condition, matched);
        }
        Some(condition)
    }
}
