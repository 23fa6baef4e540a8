//! Reverse mode: cotangents flow from the outputs back to what they are computed from.
//!
//! Within a region, every node and every statement is visited once, after all that use it. The statements of the way
//! back stand behind those of the way forth; a loop becomes one that runs the other way, a branch one on the same
//! condition. What such a region needs of the values on the way forth is `recall`'s business.

use std::collections::BTreeMap;

use super::recall::Frame;
use super::{Dependence, There};
use crate::elementary::Kind;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Graph, Id, Node};
use crate::region::{
    Action, Argument, ArrayId, Call, Initial, Origin, Place, RegionId, Statement, StatementId, Target,
};

/// What contributes to the cotangent of each node.
pub(super) type Contributions = BTreeMap<Id, Vec<Id>>;

impl Graph {
    /// The sum of each output's derivatives times its cotangent, by each of the nodes in `wrt`.
    pub(crate) fn pull_back(&mut self, cotangents: &[(Id, Id)], wrt: &[Id]) -> Vec<Id> {
        let found = self.pull_back_until(cotangents, |_, _| false);
        let zero = self.zero();
        wrt.iter().map(|id| found.get(id).copied().unwrap_or(zero)).collect()
    }

    /// The cotangent of every node that the outputs depend on; what `stop` names is not taken further.
    ///
    /// Every node is visited once, after all that use it, so the work does not grow with the number of parameters.
    pub(crate) fn pull_back_until(
        &mut self,
        cotangents: &[(Id, Id)],
        stop: impl Fn(&Graph, Id) -> bool,
    ) -> BTreeMap<Id, Id> {
        self.enter(RegionId::BODY);
        self.forget_derivatives();
        self.structure.deriving = true;
        self.keeps_noughts = self.twice;
        let sunk = self.sunk(cotangents.iter().map(|(output, _)| *output));
        let added_to = self.added_to(cotangents.iter().map(|(output, _)| *output));
        let outputs: Vec<Id> = cotangents.iter().map(|(output, _)| *output).collect();
        let shifts = self.shifts(&outputs);
        let mut backward = Backward {
            graph: self,
            stop: &stop,
            frames: Vec::new(),
            sunk,
            added_to,
            shifts,
            level: HashSet::default(),
            found: BTreeMap::new(),
        };
        backward.declare_cotangents(RegionId::BODY);
        let mut contributions = Contributions::new();
        for &(output, cotangent) in cotangents {
            // Of one output alone nobody asks for no multiple.
            let cotangent = if outputs.len() > 1 { backward.something(cotangent, output) } else { cotangent };
            contributions.entry(output).or_default().push(cotangent);
        }
        backward.region(RegionId::BODY, contributions);
        let found = backward.found;
        self.structure.deriving = false;
        self.keeps_noughts = false;
        found
    }
}

pub(super) struct Backward<'g> {
    pub(super) graph: &'g mut Graph,
    stop: &'g dyn Fn(&Graph, Id) -> bool,
    /// The regions of the way forth that are being gone back through, each with the region of the way back.
    pub(super) frames: Vec<Frame>,
    /// Expressions that are gone back through in a branch.
    sunk: HashMap<Id, RegionId>,
    /// For each loop the numbers whose cotangents stay the same throughout.
    pub(super) added_to: HashMap<StatementId, Vec<usize>>,
    /// Nodes that have no slope in one of their arguments, each with that.
    shifts: HashSet<(Id, Id)>,
    /// Nodes that are known to have no infinite slopes.
    pub(super) level: HashSet<Id>,
    /// The cotangents of the nodes of the function's body.
    found: BTreeMap<Id, Id>,
}

impl Backward<'_> {
    /// Goes back through a region; what is contributed to nodes outside of it, and to what it carries, is returned.
    pub(super) fn region(&mut self, region: RegionId, mut contributions: Contributions) -> Contributions {
        let mut outside = Contributions::new();
        let mut results: HashMap<Id, Id> = HashMap::default();
        let mut markers: HashMap<Id, StatementId> = HashMap::default();
        for statement in self.graph.region(region).statements.clone() {
            let Statement { marker, derivative, .. } = *self.graph.statement(statement);
            if derivative {
                continue;
            }
            markers.insert(marker, statement);
            contributions.entry(marker).or_default();
        }
        while let Some((id, terms)) = contributions.pop_last() {
            if let Some(&statement) = markers.get(&id) {
                self.statement(statement, &results, &mut contributions);
                continue;
            }
            if !self.graph.is_active(id) {
                continue;
            }
            let home = self.sunk.get(&id).copied().unwrap_or_else(|| self.graph.home(id));
            if home != region || matches!(self.graph.node(id), Node::Fresh(Origin::Carried(..))) {
                if region == RegionId::BODY || self.graph.is_within(region, home) {
                    outside.insert(id, terms);
                }
                continue;
            }
            let cotangent = self.sum_in_source_order(terms);
            if self.graph.is_zero(cotangent) {
                continue;
            }
            self.graph.suggest_name(cotangent, id, |name| format!("d_{name}"));
            if region == RegionId::BODY {
                self.found.insert(id, cotangent);
                if (self.stop)(self.graph, id) {
                    continue;
                }
            }
            match self.graph.node(id).clone() {
                Node::Fresh(_) => {
                    results.insert(id, cotangent);
                }
                Node::Element { place, .. } => self.increase(&place, cotangent),
                _ => self.node(id, cotangent, &mut contributions),
            }
        }
        outside
    }

    /// Hands a node's cotangent on to what it is computed from.
    pub(super) fn node(&mut self, id: Id, cotangent: Id, contributions: &mut Contributions) {
        let dependences = self.graph.dependences(id);
        let first = dependences.first().map(|(argument, _)| *argument);
        if dependences.iter().any(|(argument, _)| Some(*argument) != first) {
            // Worked out once, used by each.
            let shared = self.graph.without_coefficient(cotangent);
            self.graph.seal(shared);
        }
        let there = self.there(id, &dependences);
        for (argument, dependence) in dependences {
            if self.shifts.contains(&(id, argument)) {
                continue;
            }
            let contribution = match dependence {
                Dependence::Slope(slope) => self.through_call(id, slope, cotangent),
                other => self.graph.propagate(id, &there, &other, cotangent),
            };
            contributions.entry(argument).or_default().push(contribution);
        }
    }

    /// A node as it is on the way back.
    pub(super) fn there(&mut self, id: Id, dependences: &[(Id, Dependence)]) -> There {
        let arguments = self.graph.arguments(id);
        let slopes = dependences.iter().all(|(_, dependence)| matches!(dependence, Dependence::Slope(_)));
        if self.frames.is_empty() || slopes {
            return There { arguments, value: id };
        }
        let arguments = arguments.into_iter().map(|argument| self.recall(argument)).collect();
        There { arguments, value: self.recall(id) }
    }

    /// Contributions arrive from the end of the function, and read better from its start.
    pub(super) fn sum_in_source_order(&mut self, mut terms: Vec<Id>) -> Id {
        terms.reverse();
        self.graph.sum(terms)
    }

    /// Adds to the cotangent of an element.
    pub(super) fn increase(&mut self, place: &Place, value: Id) {
        if let Some(cotangent) = self.cotangent(place.array) {
            let place = self.recall_place(place).within(cotangent);
            self.graph.perform_increase(place, value);
        }
    }

    pub(super) fn read(&mut self, action: Action) -> Id {
        let statement = self.graph.perform(action, &[(Kind::Real, true)]);
        self.graph.statement(statement).results[0]
    }

    /// The array of the cotangents of another one, if it varies.
    pub(super) fn cotangent(&self, array: ArrayId) -> Option<ArrayId> {
        self.graph.array(array).cotangent
    }

    /// Goes back over a statement.
    pub(super) fn statement(
        &mut self,
        id: StatementId,
        results: &HashMap<Id, Id>,
        contributions: &mut Contributions,
    ) {
        let statement = self.graph.statement(id).clone();
        match statement.action {
            Action::Load { place } => {
                if let Some(&cotangent) = results.get(&statement.results[0]) {
                    self.increase(&place, cotangent);
                }
            }
            // Constants beside numbers have no cotangent.
            Action::Store { place, .. } | Action::Increase { place, .. }
                if self.graph.counts(&place).is_some() => {}
            Action::Store { place, value } => {
                if let Some(cotangent) = self.cotangent(place.array) {
                    let place = self.recall_place(&place).within(cotangent);
                    let taken = self.read(Action::Take { place });
                    let taken = self.something(taken, value);
                    contributions.entry(value).or_default().push(taken);
                }
            }
            Action::Increase { place, value } => {
                if let Some(cotangent) = self.cotangent(place.array)
                    && self.graph.is_active(value)
                {
                    let place = self.recall_place(&place).within(cotangent);
                    let read = self.read(Action::Load { place });
                    let read = self.something(read, value);
                    contributions.entry(value).or_default().push(read);
                }
            }
            Action::Append { place, value } => {
                if let Some(cotangent) = self.cotangent(place.array) {
                    let place = self.recall_place(&place).within(cotangent);
                    let taken = self.read(Action::RemoveLast { place });
                    let taken = self.something(taken, value);
                    contributions.entry(value).or_default().push(taken);
                }
            }
            Action::AppendRow { array } => {
                if let Some(array) = self.cotangent(array) {
                    self.graph.perform(Action::RemoveLastRow { array }, &[]);
                }
            }
            Action::Declare { array, initial } => {
                if let Some(cotangent) = self.cotangent(array)
                    && !self.graph.array(array).filled
                {
                    self.initial(&initial, &Place::of(cotangent), contributions);
                }
            }
            Action::Assign { place, initial } => {
                if let Some(cotangent) = self.cotangent(place.array) {
                    let before =
                        self.graph.may_resize(id, place.array).then(|| self.extent_before(&place, id));
                    let once = self.graph.array(place.array).is_assigned_once();
                    let place = self.recall_place(&place).within(cotangent);
                    self.initial(&initial, &place, contributions);
                    // There was nothing before.
                    if once {
                        return;
                    }
                    self.graph.perform(
                        match before {
                            Some(initial) => Action::Assign { place, initial },
                            None => Action::Clear { place },
                        },
                        &[],
                    );
                }
            }
            Action::Call(call) => self.call(id, &call, &statement.results, results, contributions),
            // The way back from an output before this one runs with the call itself.
            Action::PullBack { call, gives_value: true, .. } => {
                let values = &statement.results[..call.targets.len()];
                self.call(id, &call, values, results, contributions);
            }
            Action::Branch { condition, then, otherwise } => {
                let seeds: Vec<(usize, Id)> = (0..)
                    .zip(&statement.results)
                    .filter_map(|(number, result)| results.get(result).map(|&cotangent| (number, cotangent)))
                    .collect();
                self.branch(id, condition, [then, otherwise], &seeds, contributions);
            }
            Action::Loop { header, body, initial, exit } => {
                let seeds: Vec<Option<Id>> =
                    statement.results.iter().map(|result| results.get(result).copied()).collect();
                self.repeat(id, &header, body, &initial, exit, &seeds, contributions);
            }
            _ => {}
        }
    }

    /// What the elements of an array contribute to what it was made from.
    pub(super) fn initial(
        &mut self,
        initial: &Initial,
        cotangent: &Place,
        contributions: &mut Contributions,
    ) {
        match initial {
            Initial::Value(id) if self.graph.is_active(*id) => {
                let read = self.read(Action::Load { place: cotangent.clone() });
                let read = self.something(read, *id);
                contributions.entry(*id).or_default().push(read);
            }
            Initial::List(elements) => {
                for (number, element) in elements.iter().enumerate() {
                    let index = self.graph.literal(&number.to_string(), Kind::Integer);
                    let place = self.graph.at(cotangent, index);
                    self.initial(element, &place, contributions);
                }
            }
            Initial::Copy(from) => {
                if let Some(array) = self.cotangent(from.array) {
                    let place = self.recall_place(from).within(array);
                    self.graph.perform(Action::IncreaseAll { place, by: cotangent.clone() }, &[]);
                }
            }
            _ => {}
        }
    }

    pub(super) fn call(
        &mut self,
        id: StatementId,
        call: &Call,
        made: &[Id],
        results: &HashMap<Id, Id>,
        contributions: &mut Contributions,
    ) {
        let mut numbers = made.iter();
        let mut cotangents = Vec::new();
        let mut any = false;
        let zero = self.graph.zero();
        for target in &call.targets {
            match target {
                Target::Number => {
                    let cotangent = numbers.next().and_then(|result| results.get(result)).copied();
                    any |= cotangent.is_some();
                    cotangents.push(Argument::Value(cotangent.unwrap_or(zero)));
                }
                Target::Array(array) => match self.cotangent(*array) {
                    Some(cotangent) => {
                        any = true;
                        cotangents.push(Argument::Array(Place::of(cotangent), crate::region::Form::Plain));
                    }
                    None => return,
                },
            }
        }
        if !any {
            return;
        }
        let present = self.presence_of_call(&cotangents);
        let always = self.graph.truth(present) == Some(true);
        let is_call = matches!(self.graph.statement(id).action, Action::Call(_));
        if is_call && always && self.call_at_once(id, call, &cotangents, contributions) {
            return;
        }
        let arguments: Vec<Argument> =
            (0..call.arguments.len()).map(|position| self.argument_back(call, position, id)).collect();
        let active: Vec<Id> = call
            .arguments
            .iter()
            .filter_map(|argument| match argument {
                Argument::Value(id) if self.graph.is_active(*id) => Some(*id),
                _ => None,
            })
            .collect();
        let slots: Vec<Option<Place>> = call
            .arguments
            .iter()
            .map(|argument| match argument {
                Argument::Value(_) => None,
                Argument::Array(place, _) => {
                    let cotangent = self.cotangent(place.array)?;
                    Some(self.recall_place(place).within(cotangent))
                }
            })
            .collect();
        let kinds = vec![(Kind::Real, true); active.len()];
        let action = Action::PullBack {
            call: Call { arguments, ..call.clone() },
            cotangents,
            slots,
            gives_value: false,
            change: None,
            known: self.value_at_hand(id, call, made),
            makes: Vec::new(),
        };
        self.if_present(present, contributions, |backward, contributions| {
            let statement = backward.graph.perform(action, &kinds);
            let results = backward.graph.statement(statement).results.clone();
            for (argument, contribution) in active.into_iter().zip(results) {
                contributions.entry(argument).or_default().push(contribution);
            }
        });
    }

    /// On what condition there is anything to go back through a call with.
    fn presence_of_call(&mut self, cotangents: &[Argument]) -> Id {
        let numbers: Option<Vec<Id>> = cotangents.iter().map(Argument::number).collect();
        match numbers {
            Some(numbers) => self.any_present(&numbers),
            // What is in an array nobody knows.
            None => self.graph.boolean(true),
        }
    }

    /// Where the cotangent is known before the call, one call gives the value and goes back at once; whether it could.
    pub(super) fn call_at_once(
        &mut self,
        id: StatementId,
        call: &Call,
        cotangents: &[Argument],
        contributions: &mut Contributions,
    ) -> bool {
        let region = self.graph.structure.resolve(self.graph.statement(id).region);
        let numbers: Option<Vec<Id>> = cotangents.iter().map(Argument::number).collect();
        let Some(numbers) = numbers else { return false };
        let slots: Vec<Option<Place>> = call
            .arguments
            .iter()
            .map(|argument| match argument {
                Argument::Value(_) => None,
                Argument::Array(place, _) => {
                    self.cotangent(place.array).map(|cotangent| place.within(cotangent))
                }
            })
            .collect();
        let only_added = |graph: &Graph, array: ArrayId| {
            let statements = &graph.region(region).statements;
            let Some(position) = statements.iter().position(|&other| other == id) else { return false };
            statements[position + 1..].iter().all(|&other| graph.only_adds(other, array))
        };
        if region != self.graph.current()
            || matches!(call.callee, crate::region::Callee::Derivative(_))
            || !numbers.iter().all(|&seed| self.graph.is_known_before(seed, id))
            || !slots.iter().flatten().all(|place| {
                let is_there = self.graph.array(place.array).parameter.is_some()
                    && self.graph.declaration(place.array).is_none();
                is_there
                    || (self.graph.is_declared_before(place.array, id) && only_added(self.graph, place.array))
            })
        {
            return false;
        }
        let active: Vec<Id> = call
            .arguments
            .iter()
            .filter_map(|argument| match argument {
                Argument::Value(value) if self.graph.is_active(*value) => Some(*value),
                _ => None,
            })
            .collect();
        self.graph.statement_mut(id).action = Action::PullBack {
            call: call.clone(),
            cotangents: cotangents.to_vec(),
            slots,
            gives_value: true,
            change: None,
            known: None,
            makes: Vec::new(),
        };
        for argument in active {
            let contribution = self.graph.add_result(id, Kind::Real, true);
            contributions.entry(argument).or_default().push(contribution);
        }
        true
    }
}

impl Graph {
    /// Adds to an element, together with what was added to it just before.
    fn perform_increase(&mut self, place: Place, value: Id) {
        let region = self.current();
        for (position, &id) in self.region(region).statements.iter().enumerate().rev() {
            match &self.statement(id).action {
                Action::Increase { place: other, value: before } if *other == place => {
                    let before = *before;
                    self.region_mut(region).statements.remove(position);
                    let value = self.add(before, value);
                    self.perform(Action::Increase { place, value }, &[]);
                    return;
                }
                // Additions to other elements change nothing here.
                Action::Increase { .. } => {}
                _ if self.touches(id, place.array, true) => break,
                _ => {}
            }
        }
        self.perform(Action::Increase { place, value }, &[]);
    }
}
