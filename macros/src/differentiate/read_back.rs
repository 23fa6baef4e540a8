//! Which arguments of an operation on matrices are read on the way back. Of the others the size is enough: they need not be as they were.

use super::reverse::Backward;
use crate::emit::is_ours;
use crate::ir::{Graph, Id};
use crate::region::{Action, Argument, Array, Call, Callee, Form, Initial, Place, StatementId, Target};
use crate::table::matrices;

impl Backward<'_> {
    /// An argument of a call as the way back needs it.
    pub(super) fn argument_back(&mut self, call: &Call, position: usize, reader: StatementId) -> Argument {
        match &call.arguments[position] {
            Argument::Value(value) => Argument::Value(self.recall(*value)),
            Argument::Array(place, form) if self.graph.reads_size_alone(call, position) => {
                Argument::Array(self.of_same_size(place, *form, reader), *form)
            }
            Argument::Array(place, form) => Argument::Array(self.recall_array(place, *form, reader), *form),
        }
    }

    /// What a call gave, if the way back reads it and it is still there.
    pub(super) fn value_at_hand(
        &self,
        id: StatementId,
        call: &Call,
        made: &[Id],
    ) -> Option<(StatementId, Argument)> {
        let name = self.graph.operation(call)?;
        let is_call = matches!(self.graph.statement(id).action, Action::Call(_));
        if !self.frames.is_empty() || !is_call || !matrices::reads_value(&name) {
            return None;
        }
        match call.targets.as_slice() {
            [Target::Number] => Some((id, Argument::Value(*made.first()?))),
            [Target::Array(array)] if !self.graph.changes_later(*array, id) => {
                Some((id, Argument::Array(Place::of(*array), Form::Reference)))
            }
            _ => None,
        }
    }

    /// Something of the size that an argument had: what has become of it, or zeros.
    fn of_same_size(&mut self, place: &Place, form: Form, reader: StatementId) -> Place {
        if !self.graph.is_always_as_large(place.array) {
            return self.recall_array(place, form, reader);
        }
        if self.is_in_scope(place.array) {
            return self.recall_place(place);
        }
        let Some(cotangent) = self.cotangent(place.array) else {
            return self.recall_array(place, form, reader);
        };
        let original = self.graph.array(place.array).clone();
        let zeros = Array {
            name: self.graph.unique_array_name(&format!("{}_size", original.name)),
            layout: self.graph.layout(place),
            constant: true,
            active: false,
            parameter: None,
            home: self.graph.current(),
            cotangent: None,
            tangent: None,
            reference: false,
            ..original
        };
        let like = self.recall_place(place).within(cotangent);
        let zeros = self.graph.new_array(zeros);
        self.graph.perform(Action::Declare { array: zeros, initial: Initial::ZerosLike(like) }, &[]);
        Place { borrowed: place.borrowed, ..Place::of(zeros) }
    }
}

impl Graph {
    /// The name of the operation on matrices that is called, if it is one.
    fn operation(&self, call: &Call) -> Option<String> {
        let function = self.tokens(call.function);
        let is_operation = call.callee == Callee::Itself && is_ours(function);
        is_operation.then(|| function.clone().into_iter().last().map(|name| name.to_string()))?
    }

    /// Whether no more than the size of an argument is read on the way back through a call.
    fn reads_size_alone(&self, call: &Call, position: usize) -> bool {
        let Some(name) = self.operation(call) else { return false };
        let varies = |argument: &Argument| match argument {
            Argument::Value(id) => self.is_active(*id),
            Argument::Array(place, _) => self.array(place.array).active,
        };
        let mut others = (0..).zip(&call.arguments).filter(|(other, _)| *other != position);
        matrices::reads_size_alone(&name, others.any(|(_, other)| varies(other)))
    }
}
