//! What is needed of a body with statements, and in which region each node of it is computed.

use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, ArrayId, Header, Initial, Origin, RegionId, StatementId, TapeId};
use std::collections::{BTreeMap, BTreeSet};

/// What is needed for the results and for the arrays that outlive the body.
pub(super) struct Alive {
    pub(super) nodes: BTreeSet<Id>,
    pub(super) statements: BTreeSet<StatementId>,
    pub(super) arrays: BTreeSet<ArrayId>,
    pub(super) tapes: BTreeSet<TapeId>,
    /// Which of the values that a loop or a branch hands on.
    pub(super) results: BTreeSet<(StatementId, usize)>,
}

impl Alive {
    pub(super) fn of(graph: &Graph, results: &[Id], arrays: &[ArrayId]) -> Alive {
        let mut alive = Alive {
            nodes: BTreeSet::new(),
            statements: BTreeSet::new(),
            arrays: BTreeSet::new(),
            tapes: BTreeSet::new(),
            results: BTreeSet::new(),
        };
        let mut around: HashMap<RegionId, StatementId> = HashMap::default();
        let mut changed_by: HashMap<ArrayId, Vec<StatementId>> = HashMap::default();
        let mut pushed_by: HashMap<TapeId, Vec<StatementId>> = HashMap::default();
        let mut pending_nodes: Vec<Id> = results.to_vec();
        let mut pending_arrays: Vec<ArrayId> = arrays.to_vec();
        let mut pending: Vec<StatementId> = Vec::new();
        for id in graph.statements_within(RegionId::BODY) {
            let action = &graph.statement(id).action;
            for region in action.regions() {
                around.insert(region, id);
            }
            for array in graph.effects(id) {
                changed_by.entry(array).or_default().push(id);
            }
            if let Action::Push { tape, .. } | Action::PushArray { tape, .. } = action {
                pushed_by.entry(*tape).or_default().push(id);
            }
            if matches!(action, Action::Opaque { .. }) && graph.statement(id).results.is_empty() {
                pending.push(id);
            }
        }
        loop {
            if let Some(id) = pending_nodes.pop() {
                if !alive.nodes.insert(id) {
                    continue;
                }
                pending_nodes.extend(graph.arguments(id));
                match graph.node(id) {
                    Node::Fresh(Origin::Result(statement, number)) => {
                        pending.push(*statement);
                        alive.result(graph, *statement, *number, &mut pending_nodes);
                    }
                    Node::Fresh(Origin::Carried(region, number)) => {
                        if let Some(&statement) = around.get(region) {
                            pending.push(statement);
                            alive.result(graph, statement, *number, &mut pending_nodes);
                        }
                    }
                    Node::Fresh(Origin::Binding(region, _)) => pending.extend(around.get(region)),
                    Node::Element { place, .. } => pending_arrays.push(place.array),
                    Node::Constant { arrays, .. } => pending_arrays.extend(arrays),
                    _ => {}
                }
            } else if let Some(array) = pending_arrays.pop() {
                if alive.arrays.insert(array) {
                    pending.extend(changed_by.get(&array).into_iter().flatten());
                }
            } else if let Some(id) = pending.pop() {
                if !alive.statements.insert(id) {
                    continue;
                }
                let statement = graph.statement(id);
                if let Some(&outer) = around.get(&graph.structure.resolve(statement.region)) {
                    pending.push(outer);
                }
                pending_arrays.extend(statement.action.reads());
                pending_arrays.extend(statement.action.makes());
                match &statement.action {
                    Action::Loop { header, exit, .. } => {
                        pending_nodes.extend(exit);
                        pending_nodes.extend(header.uses());
                    }
                    Action::Pop { tape } => alive.tape(*tape, &pushed_by, &mut pending),
                    Action::Declare { initial: Initial::Popped(tape), .. } => {
                        alive.tape(*tape, &pushed_by, &mut pending);
                    }
                    action => pending_nodes.extend(action.uses()),
                }
            } else {
                return alive;
            }
        }
    }

    pub(super) fn result(
        &mut self,
        graph: &Graph,
        statement: StatementId,
        number: usize,
        pending: &mut Vec<Id>,
    ) {
        if !self.results.insert((statement, number)) {
            return;
        }
        match &graph.statement(statement).action {
            Action::Loop { body, initial, .. } => {
                let region = graph.region(*body);
                pending.extend([initial[number], region.carried[number], region.yields[number]]);
            }
            Action::Branch { then, otherwise, .. } => {
                pending.extend([graph.region(*then).yields[number], graph.region(*otherwise).yields[number]]);
            }
            _ => {}
        }
    }

    pub(super) fn tape(
        &mut self,
        tape: TapeId,
        pushed_by: &HashMap<TapeId, Vec<StatementId>>,
        pending: &mut Vec<StatementId>,
    ) {
        self.tapes.insert(tape);
        pending.extend(pushed_by.get(&tape).into_iter().flatten());
    }
}

impl Graph {
    /// The arrays that a statement makes or changes.
    pub(super) fn effects(&self, id: StatementId) -> Vec<ArrayId> {
        let action = &self.statement(id).action;
        [action.makes(), action.changes()].concat()
    }
}

impl Header {
    pub(super) fn uses(&self) -> Vec<Id> {
        match self {
            Header::For { iterable, .. } | Header::ForReversed { iterable, .. } => vec![*iterable],
            Header::Count { count, .. } | Header::CountDown { count, .. } => vec![*count],
            Header::Forever => Vec::new(),
        }
    }
}

/// What the living statements use, each in the region in which it uses it.
pub(super) fn direct_uses(graph: &Graph, alive: &Alive, results: &[Id]) -> Vec<(RegionId, Id)> {
    let mut found: Vec<(RegionId, Id)> = results.iter().map(|&id| (RegionId::BODY, id)).collect();
    for &id in &alive.statements {
        let statement = graph.statement(id);
        let region = graph.structure.resolve(statement.region);
        match &statement.action {
            Action::Loop { header, body, initial, exit } => {
                found.extend(header.uses().into_iter().map(|id| (region, id)));
                found.extend(exit.iter().map(|&exit| (*body, exit)));
                for (number, &first) in initial.iter().enumerate() {
                    if alive.results.contains(&(id, number)) {
                        found.push((region, first));
                        found.push((*body, graph.region(*body).yields[number]));
                    }
                }
            }
            Action::Branch { condition, then, otherwise } => {
                found.push((region, *condition));
                for number in 0..statement.results.len() {
                    if alive.results.contains(&(id, number)) {
                        found.push((*then, graph.region(*then).yields[number]));
                        found.push((*otherwise, graph.region(*otherwise).yields[number]));
                    }
                }
            }
            action => found.extend(action.uses().into_iter().map(|id| (region, id))),
        }
    }
    found
}

/// The region in which each living node is computed.
pub(super) fn homes(graph: &Graph, alive: &Alive, results: &[Id]) -> HashMap<Id, RegionId> {
    let mut homes: BTreeMap<Id, RegionId> = BTreeMap::new();
    let used = |homes: &mut BTreeMap<Id, RegionId>, id: Id, region: RegionId| {
        let common = homes.get(&id).map_or(region, |&known| graph.common_region(known, region));
        homes.insert(id, common);
    };
    for (region, id) in direct_uses(graph, alive, results) {
        used(&mut homes, id, region);
    }
    for &id in alive.nodes.iter().rev() {
        let earliest = graph.home(id);
        let mut home = homes.get(&id).copied().unwrap_or(earliest);
        if matches!(graph.node(id), Node::Fresh(_)) {
            home = earliest;
        }
        while home != earliest
            && graph.region(home).kind == crate::region::RegionKind::Loop
            && let Some(parent) = graph.region(home).parent
        {
            home = graph.structure.resolve(parent);
        }
        homes.insert(id, home);
        for argument in graph.arguments(id) {
            used(&mut homes, argument, home);
        }
    }
    homes.into_iter().collect()
}
