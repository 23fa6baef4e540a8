//! Reverse mode: cotangents flow from the outputs back to what they are computed from.
//!
//! Within a region, every node and every statement is visited once, after all that use it. The statements of the way
//! back stand behind those of the way forth; a loop becomes one that runs the other way, a branch one on the same
//! condition. What such a region needs of the values on the way forth is `recall`'s business.

use std::collections::{BTreeMap, HashMap};

use super::recall::Frame;
use super::{Dependence, There};
use crate::elementary::Kind;
use crate::ir::{Graph, Id, Node};
use crate::region::{
    Action, Argument, Array, ArrayId, Call, Header, Initial, Origin, Place, RegionId, RegionKind, Statement,
    StatementId, Target,
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
        let mut contributions = Contributions::new();
        for &(output, cotangent) in cotangents {
            contributions.entry(output).or_default().push(cotangent);
        }
        self.enter(RegionId::BODY);
        self.forget_derivatives();
        self.structure.deriving = true;
        let mut backward = Backward { graph: self, stop: &stop, frames: Vec::new(), found: BTreeMap::new() };
        backward.declare_cotangents(RegionId::BODY);
        backward.region(RegionId::BODY, contributions);
        let found = backward.found;
        self.structure.deriving = false;
        found
    }
}

pub(super) struct Backward<'g> {
    pub(super) graph: &'g mut Graph,
    stop: &'g dyn Fn(&Graph, Id) -> bool,
    /// The regions of the way forth that are being gone back through, each with the region of the way back.
    pub(super) frames: Vec<Frame>,
    /// The cotangents of the nodes of the function's body.
    found: BTreeMap<Id, Id>,
}

impl Backward<'_> {
    /// Goes back through a region; what is contributed to nodes outside of it, and to what it carries, is returned.
    fn region(&mut self, region: RegionId, mut contributions: Contributions) -> Contributions {
        let mut outside = Contributions::new();
        let mut results: HashMap<Id, Id> = HashMap::new();
        let mut markers: HashMap<Id, StatementId> = HashMap::new();
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
            if self.graph.home(id) != region
                || matches!(self.graph.node(id), Node::Fresh(Origin::Carried(..)))
            {
                if region == RegionId::BODY || self.graph.is_within(region, self.graph.home(id)) {
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
    fn node(&mut self, id: Id, cotangent: Id, contributions: &mut Contributions) {
        let dependences = self.graph.dependences(id);
        let first = dependences.first().map(|(argument, _)| *argument);
        if dependences.iter().any(|(argument, _)| Some(*argument) != first) {
            // Worked out once, used by each.
            let shared = self.graph.without_coefficient(cotangent);
            self.graph.seal(shared);
        }
        let there = self.there(id, &dependences);
        for (argument, dependence) in dependences {
            let dependence = match dependence {
                Dependence::Slope(slope) => Dependence::Slope(self.recall(slope)),
                other => other,
            };
            let contribution = self.graph.propagate(id, &there, &dependence, cotangent);
            contributions.entry(argument).or_default().push(contribution);
        }
    }

    /// A node as it is on the way back.
    fn there(&mut self, id: Id, dependences: &[(Id, Dependence)]) -> There {
        let arguments = self.graph.arguments(id);
        let slopes = dependences.iter().all(|(_, dependence)| matches!(dependence, Dependence::Slope(_)));
        if self.frames.is_empty() || slopes {
            return There { arguments, value: id };
        }
        let arguments = arguments.into_iter().map(|argument| self.recall(argument)).collect();
        There { arguments, value: self.recall(id) }
    }

    /// Contributions arrive from the end of the function, and read better from its start.
    fn sum_in_source_order(&mut self, mut terms: Vec<Id>) -> Id {
        terms.reverse();
        self.graph.sum(terms)
    }

    /// Adds to the cotangent of an element.
    fn increase(&mut self, place: &Place, value: Id) {
        if let Some(cotangent) = self.cotangent(place.array) {
            let place = self.recall_place(place).within(cotangent);
            self.graph.perform_increase(place, value);
        }
    }

    fn read(&mut self, action: Action) -> Id {
        let statement = self.graph.perform(action, &[(Kind::Real, true)]);
        self.graph.statement(statement).results[0]
    }

    /// The array of the cotangents of another one, if it varies.
    fn cotangent(&self, array: ArrayId) -> Option<ArrayId> {
        self.graph.array(array).cotangent
    }

    /// Declares the cotangents of the arrays of a region: next to them on the way forth if the way back is in the same
    /// scope, else where the way back begins.
    fn declare_cotangents(&mut self, forth: RegionId) {
        let arrays: Vec<ArrayId> = self
            .graph
            .arrays()
            .filter(|(_, array)| {
                array.active
                    && !array.derivative
                    && array.parameter.is_none()
                    && array.cotangent.is_none()
                    && self.graph.structure.resolve(array.home) == forth
            })
            .map(|(id, _)| id)
            .collect();
        let live = self.graph.current() == forth;
        for id in arrays {
            let array = self.graph.array(id).clone();
            let home = self.graph.current();
            let name = self.graph.name_of_derivatives(&format!("d_{}", array.name));
            let cotangent = self.graph.new_array(Array {
                name,
                home,
                active: true,
                constant: false,
                parameter: None,
                cotangent: None,
                tangent: None,
                derivative: true,
                reference: false,
                ..array.clone()
            });
            self.graph.array_mut(id).cotangent = Some(cotangent);
            if live {
                let grows =
                    self.graph.structure.statements.iter().any(
                        |statement| matches!(statement.action, Action::Append { array, .. } if array == id),
                    );
                let action = Action::Declare { array: cotangent, initial: Initial::ZerosLike(Place::of(id)) };
                if grows {
                    // Its length is known in the end.
                    self.graph.perform(action, &[]);
                } else {
                    self.graph.perform_behind_declaration(id, action);
                }
                continue;
            }
            let initial = self.shape(id);
            self.graph.perform(Action::Declare { array: cotangent, initial }, &[]);
        }
    }

    /// Zeros in the shape of an array that is out of scope on the way back.
    fn shape(&mut self, array: ArrayId) -> Initial {
        let declaration = self.graph.declaration(array);
        match declaration {
            Some((_, Action::Declare { initial, .. })) => self.zeros(&initial, array),
            Some((region, Action::Call(call))) => {
                let number = call
                    .targets
                    .iter()
                    .position(|target| matches!(target, Target::Array(made) if *made == array));
                // A gradient has the shape of the arguments.
                if call.callee != crate::region::Callee::Itself {
                    let arrays = call
                        .targets
                        .iter()
                        .take(number.unwrap_or(0))
                        .filter(|target| matches!(target, Target::Array(_)));
                    let skipped = arrays.count();
                    let argument = call.arguments.iter().filter_map(|argument| match argument {
                        Argument::Array(place, _) => Some(place),
                        Argument::Value(_) => None,
                    });
                    if let Some(place) = argument.clone().nth(skipped).cloned()
                        && let Some(cotangent) = self.cotangent(place.array)
                    {
                        return Initial::ZerosLike(self.recall_place(&place).within(cotangent));
                    }
                }
                let number = if call.targets.len() > 1 { number } else { None };
                let length = self.recorded_length(array, region);
                Initial::ZerosOf { function: call.function, number, length }
            }
            _ => Initial::ZerosLike(Place::of(array)),
        }
    }

    fn zeros(&mut self, initial: &Initial, array: ArrayId) -> Initial {
        let grows = self.graph.structure.statements.iter().any(
            |statement| matches!(statement.action, Action::Append { array: grown, .. } if grown == array),
        );
        if grows {
            let home = self.graph.structure.resolve(self.graph.array(array).home);
            let length = self.recorded_length(array, home);
            return Initial::Zeros { length };
        }
        match initial {
            Initial::Value(id) if self.graph.kind(*id) == Kind::Real => Initial::Value(self.graph.zero()),
            Initial::Value(id) => {
                let again = self.recall(*id);
                if self.graph.is_array_of_zeros(*id) {
                    Initial::Value(again)
                } else {
                    Initial::ZerosLikeValue(again)
                }
            }
            Initial::List(elements) => {
                Initial::List(elements.iter().map(|element| self.zeros(element, array)).collect())
            }
            Initial::Copy(place) | Initial::ZerosLike(place) => {
                if self.is_in_scope(place.array) {
                    Initial::ZerosLike(self.recall_place(place))
                } else if place.path.is_empty() && place.range.is_none() {
                    self.shape(place.array)
                } else {
                    match self.cotangent(place.array) {
                        Some(cotangent) => Initial::ZerosLike(self.recall_place(place).within(cotangent)),
                        None => Initial::ZerosLike(self.recall_place(place)),
                    }
                }
            }
            other => other.clone(),
        }
    }

    /// The length that an array of the way forth has in the end of its region.
    fn recorded_length(&mut self, array: ArrayId, region: RegionId) -> Id {
        let name = self.graph.array(array).name.clone();
        let tokens = self.graph.keep(quote::quote!(#name.len()));
        let action = Action::Opaque { tokens, mentions: Vec::new(), arrays: vec![array] };
        let statement = self.graph.make_statement(region, action, &[(Kind::Integer, false)]);
        self.graph.region_mut(region).statements.push(statement);
        let length = self.graph.statement(statement).results[0];
        self.recall(length)
    }

    /// Goes back over a statement.
    fn statement(&mut self, id: StatementId, results: &HashMap<Id, Id>, contributions: &mut Contributions) {
        let statement = self.graph.statement(id).clone();
        match statement.action {
            Action::Load { place } => {
                if let Some(&cotangent) = results.get(&statement.results[0]) {
                    self.increase(&place, cotangent);
                }
            }
            Action::Store { place, value } => {
                if let Some(cotangent) = self.cotangent(place.array) {
                    let place = self.recall_place(&place).within(cotangent);
                    let taken = self.read(Action::Take { place });
                    contributions.entry(value).or_default().push(taken);
                }
            }
            Action::Increase { place, value } => {
                if let Some(cotangent) = self.cotangent(place.array)
                    && self.graph.is_active(value)
                {
                    let place = self.recall_place(&place).within(cotangent);
                    let read = self.read(Action::Load { place });
                    contributions.entry(value).or_default().push(read);
                }
            }
            Action::Append { array, value } => {
                if let Some(cotangent) = self.cotangent(array) {
                    let taken = self.read(Action::RemoveLast { array: cotangent });
                    contributions.entry(value).or_default().push(taken);
                }
            }
            Action::Declare { array, initial } => {
                if let Some(cotangent) = self.cotangent(array) {
                    self.initial(&initial, &Place::of(cotangent), contributions);
                }
            }
            Action::Assign { place, initial } => {
                if let Some(cotangent) = self.cotangent(place.array) {
                    let place = self.recall_place(&place).within(cotangent);
                    self.initial(&initial, &place, contributions);
                    self.graph.perform(Action::Clear { place }, &[]);
                }
            }
            Action::Call(call) => self.call(id, &call, &statement.results, results, contributions),
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
    fn initial(&mut self, initial: &Initial, cotangent: &Place, contributions: &mut Contributions) {
        match initial {
            Initial::Value(id) if self.graph.is_active(*id) => {
                let read = self.read(Action::Load { place: cotangent.clone() });
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

    fn call(
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
        if self.call_at_once(id, call, &cotangents, contributions) {
            return;
        }
        let arguments: Vec<Argument> = call
            .arguments
            .iter()
            .map(|argument| match argument {
                Argument::Value(value) => Argument::Value(self.recall(*value)),
                Argument::Array(place, form) => Argument::Array(self.recall_array(place, id), *form),
            })
            .collect();
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
        };
        let statement = self.graph.perform(action, &kinds);
        let results = self.graph.statement(statement).results.clone();
        for (argument, contribution) in active.into_iter().zip(results) {
            contributions.entry(argument).or_default().push(contribution);
        }
    }

    /// Where the cotangent is known before the call, one call gives the value and goes back at once; whether it could.
    fn call_at_once(
        &mut self,
        id: StatementId,
        call: &Call,
        cotangents: &[Argument],
        contributions: &mut Contributions,
    ) -> bool {
        let region = self.graph.structure.resolve(self.graph.statement(id).region);
        let numbers: Option<Vec<Id>> = cotangents
            .iter()
            .map(|cotangent| match cotangent {
                Argument::Value(seed) => Some(*seed),
                Argument::Array(..) => None,
            })
            .collect();
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
            || call.callee != crate::region::Callee::Itself
            || !numbers.iter().all(|&seed| self.graph.is_known_before(seed, id))
            || !slots.iter().flatten().all(|place| {
                self.graph.array(place.array).parameter.is_some()
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
        };
        for argument in active {
            let contribution = self.graph.add_result(id, Kind::Real, true);
            contributions.entry(argument).or_default().push(contribution);
        }
        true
    }

    fn branch(
        &mut self,
        statement: StatementId,
        condition: Id,
        [then, otherwise]: [RegionId; 2],
        seeds: &[(usize, Id)],
        contributions: &mut Contributions,
    ) {
        if self.is_live(statement)
            && seeds.iter().all(|&(_, seed)| self.graph.is_known_before(seed, statement))
            && [then, otherwise].iter().all(|&side| self.graph.is_independent(statement, side))
        {
            return self.fused_branch(statement, condition, [then, otherwise], seeds, contributions);
        }
        let condition = self.recall(condition);
        let mut sides = Vec::new();
        for forth in [then, otherwise] {
            let (back, around) = self.graph.open(RegionKind::Branch);
            self.frames.push(Frame::new(forth, back));
            self.declare_cotangents(forth);
            let mut inner = Contributions::new();
            for &(number, cotangent) in seeds {
                let leaving = self.graph.region(forth).yields[number];
                let cotangent = self.graph.under(cotangent, condition, forth == then);
                inner.entry(leaving).or_default().push(cotangent);
            }
            let outside = self.region(forth, inner);
            let outside: BTreeMap<Id, Id> =
                outside.into_iter().map(|(id, terms)| (id, self.sum_in_source_order(terms))).collect();
            self.frames.pop();
            self.graph.enter(around);
            sides.push((back, outside));
        }
        let (second, from_second) = sides.pop().expect("there are two sides");
        let (first, from_first) = sides.pop().expect("there are two sides");
        let mut reached: Vec<Id> = from_first.keys().chain(from_second.keys()).copied().collect();
        reached.sort_unstable();
        reached.dedup();
        if reached.is_empty()
            && [first, second].iter().all(|&side| self.graph.region(side).statements.is_empty())
        {
            return;
        }
        let action = Action::Branch { condition, then: first, otherwise: second };
        let branch = self.graph.perform(action, &[]);
        let zero = self.graph.zero();
        for id in reached {
            let a = from_first.get(&id).copied().unwrap_or(zero);
            let b = from_second.get(&id).copied().unwrap_or(zero);
            let contribution = if a == b { a } else { self.graph.branch_result(branch, a, b) };
            self.graph.suggest_name(contribution, id, |name| format!("d_{name}"));
            contributions.entry(id).or_default().push(contribution);
        }
    }

    /// Whether a statement of the way forth is in scope where the way back is.
    fn is_live(&self, statement: StatementId) -> bool {
        let region = self.graph.structure.resolve(self.graph.statement(statement).region);
        self.frames.iter().all(|frame| frame.forth != region)
    }

    /// The way back within the sides of the branch itself.
    fn fused_branch(
        &mut self,
        statement: StatementId,
        condition: Id,
        [then, otherwise]: [RegionId; 2],
        seeds: &[(usize, Id)],
        contributions: &mut Contributions,
    ) {
        let around = self.graph.current();
        let mut sides: Vec<BTreeMap<Id, Id>> = Vec::new();
        for side in [then, otherwise] {
            self.graph.enter(side);
            self.declare_cotangents(side);
            let mut inner = Contributions::new();
            for &(number, cotangent) in seeds {
                let leaving = self.graph.region(side).yields[number];
                let cotangent = self.graph.under(cotangent, condition, side == then);
                inner.entry(leaving).or_default().push(cotangent);
            }
            let outside = self.region(side, inner);
            sides
                .push(outside.into_iter().map(|(id, terms)| (id, self.sum_in_source_order(terms))).collect());
        }
        self.graph.enter(around);
        let mut reached: Vec<Id> = sides.iter().flat_map(|side| side.keys().copied()).collect();
        reached.sort_unstable();
        reached.dedup();
        let zero = self.graph.zero();
        for id in reached {
            let [a, b] = [0, 1].map(|side: usize| sides[side].get(&id).copied().unwrap_or(zero));
            let contribution = if a == b { a } else { self.graph.branch_result(statement, a, b) };
            contributions.entry(id).or_default().push(contribution);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "they are the parts of a loop")]
    fn repeat(
        &mut self,
        statement: StatementId,
        header: &Header,
        forth: RegionId,
        initial: &[Id],
        exit: Option<Id>,
        seeds: &[Option<Id>],
        contributions: &mut Contributions,
    ) {
        let carried = self.graph.region(forth).carried.clone();
        let varying: Vec<usize> =
            (0..carried.len()).filter(|&number| self.graph.is_active(carried[number])).collect();
        // A cotangent that stays the same throughout the loop need not be carried; which do so is seen by trying.
        let mut constant: Vec<usize> = Vec::new();
        let mut may_reorder = true;
        loop {
            let before = self.graph.clone();
            let frames = self.frames.clone();
            let attempt = self.attempt(
                statement,
                header,
                forth,
                exit,
                seeds,
                &varying,
                &constant,
                initial,
                may_reorder,
            );
            if attempt.unchanged.is_empty() && !attempt.out_of_order {
                for (number, result) in attempt.carried {
                    contributions.entry(initial[number]).or_default().push(result);
                }
                for (id, result) in attempt.outside {
                    contributions.entry(id).or_default().push(result);
                }
                for &number in &constant {
                    if let Some(seed) = seeds[number] {
                        contributions.entry(initial[number]).or_default().push(seed);
                    }
                }
                return;
            }
            *self.graph = before;
            self.frames = frames;
            may_reorder &= !attempt.out_of_order;
            constant.extend(attempt.unchanged);
        }
    }

    /// The loop of the way back, where these cotangents stay the same.
    #[allow(clippy::too_many_arguments, reason = "they are the parts of a loop")]
    fn attempt(
        &mut self,
        statement: StatementId,
        header: &Header,
        forth: RegionId,
        exit: Option<Id>,
        seeds: &[Option<Id>],
        varying: &[usize],
        constant: &[usize],
        first: &[Id],
        may_reorder: bool,
    ) -> Attempt {
        let zero = self.graph.zero();
        if constant.len() == varying.len()
            && self.is_live(statement)
            && self.can_fuse(statement, forth, exit, seeds)
        {
            return self.fused(statement, forth, seeds, varying);
        }
        let carried = self.graph.region(forth).carried.clone();
        let yields = self.graph.region(forth).yields.clone();
        let steps = (exit.is_some() || matches!(header, Header::Forever)).then(|| {
            let count = self.graph.count_iterations(statement);
            self.recall(count)
        });
        let outer = match (steps, header) {
            (Some(steps), _) => steps,
            (None, Header::For { iterable, .. } | Header::ForReversed { iterable, .. }) => {
                self.recall(*iterable)
            }
            (None, Header::Count { count, .. } | Header::CountDown { count, .. }) => self.recall(*count),
            (None, Header::Forever) => zero,
        };
        let (back, around) = self.graph.open(RegionKind::Loop);
        let mut frame = Frame::new(forth, back);
        let any_order = may_reorder
            && constant.len() == varying.len()
            && steps.is_none()
            && matches!(header, Header::For { .. } | Header::Count { .. })
            && self.graph.is_independent(statement, forth);
        let mut back_header =
            self.graph.turned_around(header, back, outer, steps.is_some(), &mut frame.known);
        if any_order {
            back_header = back_header.turned();
            frame.same_order = Some(first.iter().map(|&id| self.recall(id)).collect());
        }
        self.frames.push(frame);
        let mut starts = Vec::new();
        let mut inner = Contributions::new();
        let mut carrying: HashMap<Id, (Id, Id)> = HashMap::new();
        let zero_of = |seed: Option<Id>| seed.unwrap_or(zero);
        for &number in varying {
            let seed = zero_of(seeds[number]);
            if constant.contains(&number) {
                inner.entry(yields[number]).or_default().push(seed);
                continue;
            }
            let start = self.graph.carry(back, Kind::Real, true);
            self.graph.suggest_name(start, carried[number], |name| format!("d_{name}"));
            starts.push((number, start));
            carrying.insert(start, (seed, seed));
            inner.entry(yields[number]).or_default().push(start);
        }
        self.declare_cotangents(forth);
        let mut outside = self.region(forth, inner);
        let mut unchanged = Vec::new();
        for &(number, start) in &starts {
            let terms = outside.remove(&carried[number]).unwrap_or_default();
            let cotangent = self.sum_in_source_order(terms);
            if cotangent == start {
                unchanged.push(number);
            }
            // The slopes are multiplied first, so that one product leads from each iteration to the next.
            let factor = self.graph.factor_of(cotangent, start);
            let next = factor.map_or(cotangent, |factor| self.graph.mul(start, factor));
            if let Some(known) = carrying.get_mut(&start) {
                known.1 = next;
            }
        }
        for &number in constant {
            outside.remove(&carried[number]);
        }
        let mut sums = Vec::new();
        for (id, terms) in outside {
            let contribution = self.sum_in_source_order(terms);
            let (factor, term) = self.split(contribution, back);
            let start = self.graph.carry(back, Kind::Real, true);
            self.graph.suggest_name(start, id, |name| format!("d_{name}"));
            let next = self.graph.add(start, term);
            carrying.insert(start, (zero, next));
            sums.push((id, factor, start));
        }
        let frame = self.frames.pop();
        for (start, first, next) in frame.into_iter().flat_map(|frame| frame.carried_again) {
            carrying.insert(start, (first, next));
        }
        // In the order in which they came to be carried.
        let all = self.graph.region(back).carried.clone();
        let (initial, next): (Vec<Id>, Vec<Id>) = all.iter().map(|start| carrying[start]).unzip();
        self.graph.region_mut(back).yields = next;
        self.graph.enter(around);
        let kinds: Vec<(Kind, bool)> =
            all.iter().map(|&start| (self.graph.kind(start), self.graph.is_active(start))).collect();
        let action = Action::Loop { header: back_header, body: back, initial, exit: None };
        let turned = self.graph.perform(action, &kinds);
        let results: HashMap<Id, Id> =
            all.into_iter().zip(self.graph.statement(turned).results.clone()).collect();
        self.graph.carry_neighbours(turned);
        let outside = sums
            .into_iter()
            .map(|(id, factor, start)| {
                let sum = match factor {
                    Some(factor) => self.graph.mul(factor, results[&start]),
                    None => results[&start],
                };
                (id, sum)
            })
            .collect();
        let carried = starts.into_iter().map(|(number, start)| (number, results[&start])).collect();
        // What was kept comes back last first, and so needs the other order.
        let out_of_order = any_order && self.graph.takes_from_tapes(back);
        Attempt { unchanged, carried, outside, out_of_order }
    }

    /// A factor that does not change within the region, and what is left of the product.
    fn split(&mut self, product: Id, region: RegionId) -> (Option<Id>, Id) {
        use crate::elementary::Function;
        if let Node::Apply(Function::MUL, factors) = self.graph.node(product).clone() {
            let outer = |graph: &Graph, id: Id| !graph.is_within(graph.home(id), region);
            let [a, b] = [factors[0], factors[1]];
            match (outer(self.graph, a), outer(self.graph, b)) {
                (true, false) => {
                    let (factor, rest) = self.split(b, region);
                    let factor = factor.map_or(a, |factor| self.graph.mul(a, factor));
                    return (Some(factor), rest);
                }
                (false, true) => {
                    let (factor, rest) = self.split(a, region);
                    let factor = factor.map_or(b, |factor| self.graph.mul(factor, b));
                    return (Some(factor), rest);
                }
                _ => {}
            }
        }
        (None, product)
    }

    /// Whether the way back can be gone within the iterations of the way forth: nothing is handed from one to the
    /// next, and all that is known only behind the loop is not needed.
    fn can_fuse(
        &mut self,
        statement: StatementId,
        forth: RegionId,
        exit: Option<Id>,
        seeds: &[Option<Id>],
    ) -> bool {
        if exit.is_some() {
            return false;
        }
        let region = self.graph.statement(statement).region;
        let marker = self.graph.statement(statement).marker;
        let known = seeds.iter().flatten().all(|&seed| self.graph.is_known_before(seed, statement));
        let _ = (region, marker);
        known && self.graph.is_independent(statement, forth)
    }

    /// The way back within the iterations of the way forth.
    fn fused(
        &mut self,
        statement: StatementId,
        forth: RegionId,
        seeds: &[Option<Id>],
        varying: &[usize],
    ) -> Attempt {
        let zero = self.graph.zero();
        let around = self.graph.current();
        let yields = self.graph.region(forth).yields.clone();
        let carried = self.graph.region(forth).carried.clone();
        self.graph.enter(forth);
        self.declare_cotangents(forth);
        let mut inner = Contributions::new();
        for &number in varying {
            inner.entry(yields[number]).or_default().push(seeds[number].unwrap_or(zero));
        }
        let mut outside = self.region(forth, inner);
        for &number in varying {
            outside.remove(&carried[number]);
        }
        let mut sums = Vec::new();
        for (id, terms) in outside {
            let contribution = self.sum_in_source_order(terms);
            let (factor, term) = self.split(contribution, forth);
            let start = self.graph.carry(forth, Kind::Real, true);
            self.graph.suggest_name(start, id, |name| format!("d_{name}"));
            let next = self.graph.add(start, term);
            self.graph.region_mut(forth).yields.push(next);
            let result = self.graph.add_result(statement, Kind::Real, true);
            if let Action::Loop { initial, .. } = &mut self.graph.statement_mut(statement).action {
                initial.push(zero);
            }
            sums.push((id, factor, result));
        }
        self.graph.enter(around);
        self.graph.carry_neighbours(statement);
        let outside = sums
            .into_iter()
            .map(|(id, factor, sum)| {
                let sum = match factor {
                    Some(factor) => self.graph.mul(factor, sum),
                    None => sum,
                };
                (id, sum)
            })
            .collect();
        Attempt { unchanged: Vec::new(), carried: Vec::new(), outside, out_of_order: false }
    }
}

impl Graph {
    /// What a number is multiplied by in an expression that is a multiple of it.
    fn factor_of(&mut self, expression: Id, number: Id) -> Option<Id> {
        use crate::elementary::Function;
        if expression == number {
            return Some(self.real(1.0));
        }
        let Node::Apply(function, arguments) = self.node(expression).clone() else { return None };
        match (function, arguments.as_slice()) {
            (Function::ADD | Function::SUB, &[a, b]) => {
                let (a, b) = (self.factor_of(a, number)?, self.factor_of(b, number)?);
                Some(if function == Function::ADD { self.add(a, b) } else { self.sub(a, b) })
            }
            (Function::MUL, &[a, b]) => {
                let (first, second) = (self.factor_of(a, number), self.factor_of(b, number));
                match (first, second) {
                    (Some(factor), None) => Some(self.mul(factor, b)),
                    (None, Some(factor)) => Some(self.mul(a, factor)),
                    _ => None,
                }
            }
            (Function::DIV, &[a, b]) => {
                let factor = self.factor_of(a, number)?;
                Some(self.div(factor, b))
            }
            (Function::NEG, &[a]) => {
                let factor = self.factor_of(a, number)?;
                Some(self.neg(factor))
            }
            _ => None,
        }
    }

    /// A value where it is known whether a condition holds.
    fn under(&mut self, value: Id, condition: Id, holds: bool) -> Id {
        let Node::Select { condition: own, then, otherwise } = *self.node(value) else { return value };
        let negated = self.not(own);
        match condition {
            _ if own == condition => [otherwise, then][usize::from(holds)],
            _ if negated == condition => [then, otherwise][usize::from(holds)],
            _ => value,
        }
    }

    /// Whether what is done in a region needs what was put onto a tape.
    fn takes_from_tapes(&self, region: RegionId) -> bool {
        let inside = self.statements_within(region);
        let mut used: Vec<Id> = self.region(region).yields.clone();
        let mut taken = Vec::new();
        for &id in &inside {
            let statement = self.statement(id);
            used.extend(statement.action.uses());
            for inner in statement.action.regions() {
                used.extend(&self.region(inner).yields);
            }
            match statement.action {
                Action::Pop { .. } => taken.extend(&statement.results),
                Action::Declare { initial: Initial::Popped(_), .. } => return true,
                _ => {}
            }
        }
        !taken.is_empty() && self.reachable(&used).iter().any(|id| taken.contains(id))
    }

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

    /// Whether tokens of the user's make an array of zeros.
    fn is_array_of_zeros(&self, id: Id) -> bool {
        let Node::Constant { tokens, .. } = self.node(id) else { return false };
        let text = self.tokens(*tokens).to_string().replace(' ', "");
        let text = text.trim_start_matches(['[', '(']);
        let text = text.trim_start_matches("vec![");
        ["0.0;", "0.;", "0.0_f64;", "0.0f64;", "0.0_f32;", "0_f64;"].iter().any(|zero| text.starts_with(zero))
    }
}

/// What came of going back through a loop.
struct Attempt {
    /// The carried cotangents that turned out not to change.
    unchanged: Vec<usize>,
    /// The cotangents of what the loop began with.
    carried: Vec<(usize, Id)>,
    /// What is contributed to nodes outside of the loop.
    outside: Vec<(Id, Id)>,
    /// Whether the iterations would have to come in the other order.
    out_of_order: bool,
}
