//! Copies where Rust makes them: what is put into something larger, or taken out of it, does not change with what it comes from.

use std::rc::Rc;

use super::Lowering;
use super::iterator::{Access, Source};
use super::value::Value;
use crate::ir::Id;
use crate::region::{Action, ArrayId, Initial, Place};
use crate::syntax::{Pat, PatKind};

impl<'t> Lowering<'t, '_> {
    /// A value apart from the variables that may change later.
    pub(super) fn apart(&mut self, value: Value<'t>) -> Value<'t> {
        match value {
            Value::Array(place) if self.may_change(&place) => {
                let (layout, kind) = (self.graph.layout(&place), self.graph.array(place.array).kind);
                let name = self.wanted_name("kept");
                Value::Array(self.new_constant_memory(&name, layout, kind, Initial::Copy(place)))
            }
            Value::Tuple(parts) => Value::Tuple(self.each_apart(parts)),
            Value::Elements(parts) => Value::Elements(self.each_apart(parts)),
            Value::Struct(made, parts) => Value::Struct(made, self.each_apart(parts)),
            Value::Option(is_some, held) => {
                let held = match *held {
                    Value::Array(place) if self.graph.truth(is_some) != Some(true) => {
                        self.apart_if(is_some, place)
                    }
                    other => self.apart(other),
                };
                Value::Option(is_some, Box::new(held))
            }
            other => other,
        }
    }

    /// What is in memory, if it is there: nothing is read elsewhere.
    pub(super) fn apart_if(&mut self, is_some: Id, place: Place) -> Value<'t> {
        if !self.may_change(&place) {
            return Value::Array(place);
        }
        let layout = self.graph.layout(&place);
        let room = self.empty_memory("kept", layout, None, true);
        self.graph.array_mut(room.array).active |= self.graph.array(place.array).active;
        let to = room.clone();
        self.choose(
            Some(is_some),
            |lowering| {
                lowering.graph.perform(Action::Assign { place: to, initial: Initial::Copy(place) }, &[]);
                Some(())
            },
            |_| Some(()),
        );
        Value::Array(room)
    }

    /// The copy that a method makes, which may change under a name of its own.
    pub(super) fn cloned(&mut self, value: Value<'t>) -> Value<'t> {
        match value {
            Value::Array(place) if self.may_change(&place) => {
                let name = self.wanted_name("cloned");
                Value::Array(self.copied(&name, place, false))
            }
            other => self.apart(other),
        }
    }

    fn each_apart(&mut self, parts: Vec<Value<'t>>) -> Vec<Value<'t>> {
        parts.into_iter().map(|part| self.apart(part)).collect()
    }

    /// What a pattern takes out of something larger.
    pub(super) fn taken_out(&mut self, pattern: &Pat, value: Value<'t>) -> Value<'t> {
        match &pattern.kind {
            PatKind::Bind(bind) if !bind.by_ref && !bind.mutable => self.apart(value),
            _ => value,
        }
    }

    /// The same of what may not be there.
    pub(super) fn taken_out_if(&mut self, is_some: Id, pattern: &Pat, value: Value<'t>) -> Value<'t> {
        match value {
            Value::Array(place)
                if self.graph.truth(is_some) != Some(true)
                    && matches!(&pattern.kind, PatKind::Bind(bind) if !bind.by_ref && !bind.mutable) =>
            {
                self.apart_if(is_some, place)
            }
            value => self.taken_out(pattern, value),
        }
    }

    /// What a loop goes through by value.
    pub(super) fn source_apart(&mut self, source: &Source<'t>) -> Source<'t> {
        let mut apart = |inner: &Rc<Source<'t>>| Rc::new(self.source_apart(inner));
        match source {
            Source::Zip(a, b) => Source::Zip(apart(a), apart(b)),
            Source::Chain(a, b) => Source::Chain(apart(a), apart(b)),
            Source::Enumerate(inner) => Source::Enumerate(apart(inner)),
            Source::Reversed(inner) => Source::Reversed(apart(inner)),
            Source::Skip(inner, count) => Source::Skip(apart(inner), *count),
            Source::Take(inner, count) => Source::Take(apart(inner), *count),
            Source::Step(inner, step) => Source::Step(apart(inner), *step),
            Source::Cycle(inner) => Source::Cycle(apart(inner)),
            Source::Map(inner, closure) => Source::Map(apart(inner), closure.clone()),
            Source::Memory(place, Access::Value) if self.may_change(place) => {
                match self.apart(Value::Array(place.clone())) {
                    Value::Array(place) => Source::Memory(place, Access::Value),
                    _ => source.clone(),
                }
            }
            other => other.clone(),
        }
    }

    /// Whether a variable holds an array, by its value, that may change.
    fn may_change(&self, place: &Place) -> bool {
        let array = self.graph.array(place.array);
        let is_reference = place.borrowed || array.reference && place.path.is_empty();
        !is_reference && place.range.is_none() && !array.constant && self.is_held(place.array)
    }

    /// Whether any variable holds an array, or a part of it.
    fn is_held(&self, array: ArrayId) -> bool {
        self.variables.all().any(|value| value.places().iter().any(|place| place.array == array))
    }
}
