//! Forward mode: tangents flow from the parameters to what is computed from them.
//!
//! A statement is followed by the one that does the same to the tangents: loops carry theirs along, arrays have an
//! array of tangents beside them, tapes a tape.

use std::collections::BTreeSet;

use super::There;
use crate::elementary::Kind;
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node};
use crate::region::{
    Action, Argument, Array, ArrayId, Call, Callee, Change, Initial, Place, RegionId, StatementId, Tape,
    TapeId, Target,
};

impl Graph {
    /// The derivative of each output along a direction, given as pairs of a node and its change.
    pub(crate) fn push_forward(&mut self, outputs: &[Id], direction: &[(Id, Id)]) -> Vec<Id> {
        let mut forward = Forward {
            tangents: direction.iter().map(|&(id, change)| (id, Some(change))).collect(),
            graph: self,
        };
        forward.graph.enter(RegionId::BODY);
        forward.region(RegionId::BODY);
        outputs.iter().map(|&id| forward.tangent_or_zero(id)).collect()
    }
}

pub(super) struct Forward<'g> {
    pub(super) graph: &'g mut Graph,
    /// The tangent of each node, if it is not zero.
    tangents: HashMap<Id, Option<Id>>,
}

impl Forward<'_> {
    /// The change of a node, if there is one.
    pub(super) fn tangent(&mut self, id: Id) -> Option<Id> {
        let mut order = BTreeSet::new();
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            if self.graph.is_active(id) && !self.tangents.contains_key(&id) && order.insert(id) {
                pending.extend(self.graph.arguments(id));
                pending.extend(self.graph.parts_of_nought(id));
            }
        }
        for id in order {
            let tangent = self.change(id);
            if let Some(tangent) = tangent {
                self.graph.suggest_name(tangent, id, |name| format!("{name}_tangent"));
            }
            self.tangents.insert(id, tangent);
        }
        self.tangents.get(&id).copied().flatten()
    }

    pub(super) fn tangent_or_zero(&mut self, id: Id) -> Id {
        let zero = self.graph.no_change();
        self.tangent(id).unwrap_or(zero)
    }

    fn change(&mut self, id: Id) -> Option<Id> {
        if let Node::Element { place, region } = self.graph.node(id).clone() {
            let tangent = self.graph.array(place.array).tangent?;
            return Some(self.graph.make(Node::Element { place: place.within(tangent), region }));
        }
        if let Some(argument) = self.graph.argument_of_nought(id) {
            let change = self.tangents.get(&argument).copied().flatten()?;
            return self.along_nought(id, change);
        }
        let mut tangent = self.graph.zero();
        let mut there = There { arguments: self.graph.arguments(id), value: id };
        if let Node::Select { condition, .. } = *self.graph.node(id) {
            there.arguments[0] = self.widened(condition);
        }
        for (argument, dependence) in self.graph.dependences(id) {
            if let Some(Some(change)) = self.tangents.get(&argument).copied() {
                let something =
                    if self.graph.lanes.is_some() { change } else { self.graph.something_of(change, id) };
                let term = self.graph.propagate(id, &there, &dependence, something);
                let term = self.along_directions(term, change, id);
                tangent = self.graph.add(tangent, term);
            }
        }
        let tangent = self.at_kink(id, tangent);
        (!self.graph.is_zero(tangent)).then_some(tangent)
    }

    fn region(&mut self, region: RegionId) {
        let around = self.graph.current();
        self.graph.enter(region);
        let statements = std::mem::take(&mut self.graph.region_mut(region).statements);
        for id in statements {
            self.graph.region_mut(region).statements.push(id);
            self.statement(id);
        }
        self.graph.enter(around);
    }

    fn known(&mut self, id: Id, tangent: Id) {
        self.graph.suggest_name(tangent, id, |name| format!("{name}_tangent"));
        self.graph.goes_along_directions(tangent);
        self.tangents.insert(id, Some(tangent));
    }

    /// The array of the tangents of another one, made if need be.
    fn tangents_of(&mut self, array: ArrayId) -> ArrayId {
        if let Some(tangent) = self.graph.array(array).tangent {
            return tangent;
        }
        let original = self.graph.array(array).clone();
        let name = self.graph.unique_array_name(&format!("{}_tangent", original.name));
        let tangent = self.graph.new_array(Array {
            name,
            parameter: None,
            reference: false,
            cotangent: None,
            tangent: None,
            derivative: true,
            ..original
        });
        self.graph.array_mut(array).tangent = Some(tangent);
        tangent
    }

    fn tape(&mut self, tape: TapeId) -> TapeId {
        if let Some(tangent) = self.graph.tape(tape).tangent {
            return tangent;
        }
        let original = self.graph.tape(tape).clone();
        let name = format!("{}_tangent", original.name);
        let tangent = self.graph.new_tape(Tape { name, tangent: None, ..original });
        self.graph.tape_mut(tape).tangent = Some(tangent);
        tangent
    }

    fn statement(&mut self, id: StatementId) {
        let statement = self.graph.statement(id).clone();
        match statement.action {
            Action::Declare { array, initial } if self.graph.array(array).active => {
                let tangent = self.tangents_of(array);
                if let Initial::Popped(_) = initial {
                    self.graph.array_mut(tangent).reference = self.graph.array(array).reference;
                }
                // What was kept of an array that is assigned later was assigned by then, whether it was copied or put onto a tape.
                let late = self.graph.array(array).late && matches!(initial, Initial::Value(_));
                let initial = if late { initial } else { self.initial(&initial, &Place::of(array)) };
                self.graph.perform(Action::Declare { array: tangent, initial }, &[]);
            }
            Action::Assign { place, initial } if self.graph.array(place.array).active => {
                let tangent = self.tangents_of(place.array);
                let resizes = self.graph.may_resize(id, place.array);
                let initial = self.initial(&initial, &place);
                let (original, place) = (place.clone(), place.within(tangent));
                let late = self.graph.array(place.array).late;
                match initial {
                    Initial::ZerosLike(_) | Initial::ZerosLikeValue(_) if !late => {
                        let action = if resizes {
                            Action::Assign { place, initial: Initial::ZerosLike(original) }
                        } else {
                            Action::Clear { place }
                        };
                        self.graph.perform(action, &[])
                    }
                    // What was assigned just before says of which type it is, and need not be computed again.
                    Initial::ZerosLikeValue(_) => {
                        let initial = Initial::ZerosLike(original);
                        self.graph.perform(Action::Assign { place, initial }, &[])
                    }
                    initial => self.graph.perform(Action::Assign { place, initial }, &[]),
                };
            }
            Action::Load { ref place } | Action::Take { ref place } => {
                let result = statement.results[0];
                if self.graph.is_active(result) && self.graph.array(place.array).active {
                    let place = place.within(self.tangents_of(place.array));
                    let action = match statement.action {
                        Action::Load { .. } => Action::Load { place },
                        _ => Action::Take { place },
                    };
                    self.read(result, action);
                }
            }
            Action::AppendRow { array } if self.graph.array(array).active => {
                let array = self.tangents_of(array);
                self.graph.perform(Action::AppendRow { array }, &[]);
            }
            Action::RemoveLastRow { array } => {
                let array = self.tangents_of(array);
                self.graph.perform(Action::RemoveLastRow { array }, &[]);
            }
            Action::RemoveLast { place } => {
                let place = place.within(self.tangents_of(place.array));
                self.read(statement.results[0], Action::RemoveLast { place });
            }
            Action::Store { place, value } if self.graph.element_at(&place).1 => {
                let value = self.tangent_or_zero(value);
                let place = place.within(self.tangents_of(place.array));
                self.graph.perform(Action::Store { place, value }, &[]);
            }
            Action::Increase { place, value } if self.graph.element_at(&place).1 => {
                if let Some(value) = self.tangent(value) {
                    let place = place.within(self.tangents_of(place.array));
                    self.graph.perform(Action::Increase { place, value }, &[]);
                }
            }
            Action::IncreaseAll { place, by } if self.graph.array(by.array).active => {
                let by = by.within(self.tangents_of(by.array));
                let place = place.within(self.tangents_of(place.array));
                self.graph.perform(Action::IncreaseAll { place, by }, &[]);
            }
            Action::Clear { place } if self.graph.array(place.array).active => {
                let place = place.within(self.tangents_of(place.array));
                self.graph.perform(Action::Clear { place }, &[]);
            }
            Action::Append { place, value } if self.graph.array(place.array).active => {
                let value = self.tangent_or_zero(value);
                let place = place.within(self.tangents_of(place.array));
                self.graph.perform(Action::Append { place, value }, &[]);
            }
            Action::Push { tape, value } if self.graph.is_active(value) => {
                let value = self.tangent_or_zero(value);
                let tape = self.tape(tape);
                self.graph.perform(Action::Push { tape, value }, &[]);
            }
            Action::Pop { tape } if self.graph.is_active(statement.results[0]) => {
                let tape = self.tape(tape);
                self.read(statement.results[0], Action::Pop { tape });
            }
            Action::PushArray { tape, place } if self.graph.array(place.array).active => {
                let tape = self.tape(tape);
                let place = place.within(self.tangents_of(place.array));
                self.graph.perform(Action::PushArray { tape, place }, &[]);
            }
            Action::Branch { condition, then, otherwise } => {
                let widened = self.widened(condition);
                if let Action::Branch { condition, .. } = &mut self.graph.statement_mut(id).action {
                    *condition = widened;
                }
                self.branch(id, then, otherwise, &statement.results);
            }
            Action::Loop { body, .. } => self.repeat(id, body),
            Action::Call(call) => {
                // Of a derivative, what goes forward through it may differ in the last bit.
                if matches!(call.callee, Callee::Derivative(_)) {
                    self.call_forward(&call, &statement.results);
                } else if self.has_changes(&call, &statement.results) {
                    let changes = vec![self.changes_of(&call.arguments)];
                    let given =
                        vec![Some(call.targets.clone()), Some(self.tangents_of_targets(&call.targets))];
                    self.push_in_place(id, call, changes, given);
                }
            }
            Action::PushForward { call, changes, given } => self.push_forward_again(id, call, changes, given),
            Action::PullBack { call, cotangents, slots, gives_value, .. } => {
                let mut results = statement.results;
                if gives_value {
                    let gradients = results.split_off(call.targets.len());
                    self.call_forward(&call, &results);
                    results = gradients;
                }
                let changed = Change {
                    arguments: self.changes_of(&call.arguments),
                    cotangents: self.changes_of(&cotangents),
                    slots: slots
                        .into_iter()
                        .map(|slot| slot.map(|place| place.within(self.tangents_of(place.array))))
                        .collect(),
                };
                if let Action::PullBack { change, .. } = &mut self.graph.statement_mut(id).action {
                    *change = Some(changed);
                }
                for result in results {
                    let tangent = self.graph.add_result(id, Kind::Real, true);
                    self.known(result, tangent);
                }
            }
            _ => {}
        }
    }

    fn has_changes(&self, call: &Call, results: &[Id]) -> bool {
        call.targets.iter().any(|target| target.array().is_some())
            || results.iter().any(|&result| self.graph.is_active(result))
    }

    /// The changes of what is known already.
    fn call_forward(&mut self, call: &Call, results: &[Id]) {
        if !self.has_changes(call, results) {
            return;
        }
        let changes = vec![self.changes_of(&call.arguments)];
        let given = vec![None, Some(self.tangents_of_targets(&call.targets))];
        let kinds = vec![(Kind::Real, true); results.len()];
        let made = self.graph.perform(Action::PushForward { call: call.clone(), changes, given }, &kinds);
        let tangents = self.graph.statement(made).results.clone();
        for (&result, tangent) in results.iter().zip(tangents) {
            self.known(result, tangent);
        }
    }

    /// The same along a second direction, and the changes of the first changes along that.
    fn push_forward_again(
        &mut self,
        id: StatementId,
        call: Call,
        mut changes: Vec<Vec<Argument>>,
        mut given: Vec<Option<Vec<Target>>>,
    ) {
        let second = self.changes_of(&call.arguments);
        let mixed = self.changes_of(&changes[0]);
        changes.extend([second, mixed]);
        for part in 0..2 {
            let targets = given[part].clone();
            given.push(targets.map(|targets| self.tangents_of_targets(&targets)));
        }
        self.push_in_place(id, call, changes, given);
    }

    /// What gave something gives its changes, too.
    fn push_in_place(
        &mut self,
        id: StatementId,
        call: Call,
        changes: Vec<Vec<Argument>>,
        given: Vec<Option<Vec<Target>>>,
    ) {
        self.graph.statement_mut(id).action = Action::PushForward { call, changes, given };
        for result in self.graph.statement(id).results.clone() {
            let tangent = self.graph.add_result(id, Kind::Real, true);
            self.known(result, tangent);
        }
    }

    fn tangents_of_targets(&mut self, targets: &[Target]) -> Vec<Target> {
        let of = |target: &Target| match target {
            Target::Number => Target::Number,
            Target::Array(array) => Target::Array(self.tangents_of(*array)),
        };
        targets.iter().map(of).collect()
    }

    /// What is read from tangents as the other thing was read.
    fn read(&mut self, result: Id, action: Action) {
        let made = self.graph.perform(action, &[(Kind::Real, true)]);
        let tangent = self.graph.statement(made).results[0];
        self.known(result, tangent);
    }

    fn changes_of(&mut self, arguments: &[Argument]) -> Vec<Argument> {
        arguments.iter().map(|argument| self.changes(argument)).collect()
    }

    fn changes(&mut self, argument: &Argument) -> Argument {
        match argument {
            Argument::Value(id) => Argument::Value(self.tangent_or_zero(*id)),
            Argument::Array(place, form) if self.graph.array(place.array).active => {
                let tangent = self.tangents_of(place.array);
                Argument::Array(place.within(tangent), *form)
            }
            Argument::Array(..) => argument.clone(),
        }
    }

    /// The tangents of what a place is made of.
    fn initial(&mut self, initial: &Initial, place: &Place) -> Initial {
        match initial {
            Initial::Value(id) if self.graph.is_active(*id) => Initial::Value(self.tangent_or_zero(*id)),
            Initial::Value(id) if self.graph.kind(*id) == Kind::Real => {
                Initial::Value(self.graph.no_change())
            }
            Initial::Value(id) => Initial::ZerosLikeValue(*id),
            Initial::List(elements) => {
                let tangent = |(number, element): (usize, &Initial)| {
                    let index = self.graph.literal(&number.to_string(), Kind::Integer);
                    let place = self.graph.at(place, index);
                    self.initial(element, &place)
                };
                Initial::List(elements.iter().enumerate().map(tangent).collect())
            }
            Initial::Copy(from) if self.graph.array(from.array).active => {
                let tangent = self.tangents_of(from.array);
                Initial::Copy(from.within(tangent))
            }
            Initial::Popped(tape) => Initial::Popped(self.tape(*tape)),
            Initial::Zeros { .. } => initial.clone(),
            Initial::Copy(from) => Initial::ZerosLike(from.clone()),
            _ => Initial::ZerosLike(place.clone()),
        }
    }

    fn branch(&mut self, id: StatementId, then: RegionId, otherwise: RegionId, results: &[Id]) {
        let mut changes: Vec<Vec<Option<Id>>> = Vec::new();
        for region in [then, otherwise] {
            self.region(region);
            self.widen_yields(region);
            let yields = self.graph.region(region).yields.clone();
            changes.push(yields.into_iter().take(results.len()).map(|id| self.tangent(id)).collect());
        }
        let zero = self.graph.no_change();
        for (number, &result) in results.iter().enumerate() {
            let (first, second) = (changes[0][number], changes[1][number]);
            if first.is_none() && second.is_none() {
                continue;
            }
            self.graph.region_mut(then).yields.push(first.unwrap_or(zero));
            self.graph.region_mut(otherwise).yields.push(second.unwrap_or(zero));
            let tangent = self.graph.add_result(id, Kind::Real, true);
            self.known(result, tangent);
        }
    }

    fn repeat(&mut self, id: StatementId, body: RegionId) {
        let carried = self.graph.region(body).carried.clone();
        let results = self.graph.statement(id).results.clone();
        let Action::Loop { initial, .. } = self.graph.statement(id).action.clone() else { return };
        let varying: Vec<usize> =
            (0..carried.len()).filter(|&number| self.graph.is_active(carried[number])).collect();
        let mut starts = Vec::new();
        for &number in &varying {
            let start = self.tangent_or_zero(initial[number]);
            starts.push(start);
            let tangent = self.graph.carry(body, Kind::Real, true);
            self.known(carried[number], tangent);
        }
        self.region(body);
        self.widen_yields(body);
        let yields = self.graph.region(body).yields.clone();
        let nexts: Vec<Id> = varying.iter().map(|&number| self.tangent_or_zero(yields[number])).collect();
        self.graph.region_mut(body).yields.extend(nexts);
        if let Action::Loop { initial, .. } = &mut self.graph.statement_mut(id).action {
            initial.extend(starts);
        }
        for number in varying {
            let tangent = self.graph.add_result(id, Kind::Real, true);
            self.known(results[number], tangent);
        }
    }
}
