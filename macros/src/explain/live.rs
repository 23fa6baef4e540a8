//! What of a function its values depend on, and where each node is used.

use std::collections::BTreeMap;

use crate::elementary::Function;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Graph, Id, Node};
use crate::lower::{Output, Program};
use crate::region::{Action, ArrayId, Header, Origin, RegionId, RegionKind, StatementId};

/// `for t in 0.. while condition`: what a `while` became when it was lowered, understood again.
#[derive(Clone)]
pub(super) struct While {
    pub(super) condition: Id,
    /// Where what is repeated stands.
    pub(super) body: RegionId,
    /// What each number that the loop carries becomes.
    pub(super) next: Vec<Id>,
}

#[derive(Default)]
pub(super) struct Live {
    pub(super) nodes: HashSet<Id>,
    pub(super) statements: HashSet<StatementId>,
    arrays: HashSet<ArrayId>,
    /// The numbers that leave a branch or that a loop carries, of those that are needed.
    pub(super) results: HashSet<(StatementId, usize)>,
    pub(super) whiles: HashMap<StatementId, While>,
    pub(super) loops: HashMap<RegionId, StatementId>,
}

impl Live {
    pub(super) fn of(program: &Program) -> Live {
        let graph = &program.graph;
        let mut live = Live::default();
        for id in graph.statements_within(RegionId::BODY) {
            if let Action::Loop { body, .. } = graph.statement(id).action {
                live.loops.insert(body, id);
            }
        }
        let mut work = Work { graph, live: &mut live, pending: Vec::new() };
        work.pending.extend(numbers(program));
        for array in arrays(program) {
            work.array(array);
        }
        work.run();
        for (&body, &id) in &live.loops {
            if live.statements.contains(&id)
                && let Some(found) = live.as_while(graph, id, body)
            {
                live.whiles.insert(id, found);
            }
        }
        live
    }

    /// The statements of a region that anything depends on.
    pub(super) fn within(&self, graph: &Graph, region: RegionId) -> Vec<StatementId> {
        let all = graph.region(region).statements.iter().copied();
        all.filter(|id| self.statements.contains(id)).collect()
    }

    fn as_while(&self, graph: &Graph, id: StatementId, body: RegionId) -> Option<While> {
        let Action::Loop { header: Header::Forever, exit: Some(exit), .. } = graph.statement(id).action
        else {
            return None;
        };
        let Node::Apply(Function::NOT, negated) = graph.node(exit) else { return None };
        let condition = negated[0];
        let region = graph.region(body);
        let numbers: Vec<usize> =
            (0..region.carried.len()).filter(|&number| self.results.contains(&(id, number))).collect();
        match self.within(graph, body).as_slice() {
            [] => {
                let mut next = region.yields.clone();
                for &number in &numbers {
                    next[number] = match graph.node(region.yields[number]) {
                        Node::Select { condition: known, then, otherwise }
                            if *known == condition && *otherwise == region.carried[number] =>
                        {
                            *then
                        }
                        _ if region.yields[number] == region.carried[number] => region.yields[number],
                        _ => return None,
                    };
                }
                Some(While { condition, body, next })
            }
            &[only] => {
                let statement = graph.statement(only);
                let Action::Branch { condition: known, then, otherwise } = statement.action else {
                    return None;
                };
                if known != condition || !self.within(graph, otherwise).is_empty() {
                    return None;
                }
                let mut next = region.yields.clone();
                for &number in &numbers {
                    let value = region.yields[number];
                    if value == region.carried[number] {
                        continue;
                    }
                    if let Node::Select { condition: known, then, otherwise } = graph.node(value)
                        && *known == condition
                        && *otherwise == region.carried[number]
                    {
                        next[number] = *then;
                        continue;
                    }
                    let result = statement.results.iter().position(|&result| result == value)?;
                    if graph.region(otherwise).yields[result] != region.carried[number] {
                        return None;
                    }
                    next[number] = graph.region(then).yields[result];
                }
                Some(While { condition, body: then, next })
            }
            _ => None,
        }
    }
}

/// The numbers that a function returns.
pub(super) fn numbers(program: &Program) -> Vec<Id> {
    match &program.composite {
        None => program.outputs.clone(),
        Some(outputs) => outputs
            .iter()
            .filter_map(|output| match output {
                Output::Number(id) => Some(*id),
                Output::Array(_) => None,
            })
            .collect(),
    }
}

fn arrays(program: &Program) -> Vec<ArrayId> {
    let outputs = program.composite.iter().flatten();
    outputs
        .filter_map(|output| match output {
            Output::Array(array) => Some(*array),
            Output::Number(_) => None,
        })
        .collect()
}

struct Work<'a> {
    graph: &'a Graph,
    live: &'a mut Live,
    pending: Vec<Id>,
}

impl Work<'_> {
    fn run(&mut self) {
        while let Some(id) = self.pending.pop() {
            if !self.live.nodes.insert(id) {
                continue;
            }
            self.pending.extend(self.graph.arguments(id));
            match self.graph.node(id) {
                Node::Element { place, .. } => self.array(place.array),
                Node::Constant { arrays, .. } => arrays.iter().for_each(|&array| self.array(array)),
                Node::Fresh(Origin::Result(statement, number)) => {
                    self.statement(*statement);
                    self.result(*statement, *number);
                }
                Node::Fresh(Origin::Carried(region, number)) => {
                    if let Some(&statement) = self.live.loops.get(region) {
                        self.statement(statement);
                        self.result(statement, *number);
                    }
                }
                Node::Fresh(Origin::Binding(region, _)) => {
                    if let Some(&statement) = self.live.loops.get(region) {
                        self.statement(statement);
                    }
                }
                _ => {}
            }
        }
    }

    fn array(&mut self, array: ArrayId) {
        if !self.live.arrays.insert(array) {
            return;
        }
        for id in self.graph.statements_within(RegionId::BODY) {
            let action = &self.graph.statement(id).action;
            // The user's own tokens change nothing that varies.
            let varies = self.graph.array(array).active;
            if action.changes().contains(&array)
                || action.makes().contains(&array)
                || matches!(action, Action::Opaque { arrays, .. } if !varies && arrays.contains(&array))
            {
                self.statement(id);
            }
        }
    }

    /// One of the numbers that leave a branch or a loop.
    fn result(&mut self, id: StatementId, number: usize) {
        if !self.live.results.insert((id, number)) {
            return;
        }
        match &self.graph.statement(id).action {
            Action::Branch { then, otherwise, .. } => {
                self.pending.push(self.graph.region(*then).yields[number]);
                self.pending.push(self.graph.region(*otherwise).yields[number]);
            }
            Action::Loop { body, initial, .. } => {
                self.pending.push(initial[number]);
                self.pending.push(self.graph.region(*body).yields[number]);
                self.pending.push(self.graph.region(*body).carried[number]);
            }
            _ => {}
        }
    }

    fn statement(&mut self, id: StatementId) {
        if !self.live.statements.insert(id) {
            return;
        }
        let statement = self.graph.statement(id);
        match &statement.action {
            Action::Loop { header, exit, .. } => {
                self.pending.extend(exit);
                match header {
                    Header::For { iterable, .. } | Header::ForReversed { iterable, .. } => {
                        self.pending.push(*iterable);
                    }
                    Header::Count { count, .. } | Header::CountDown { count, .. } => {
                        self.pending.push(*count);
                    }
                    Header::Forever => {}
                }
            }
            action => {
                self.pending.extend(action.uses());
                action.reads().into_iter().for_each(|array| self.array(array));
            }
        }
        let mut region = self.graph.structure.resolve(statement.region);
        while let Some(parent) = self.graph.region(region).parent {
            if let Some(around) = self.around(region) {
                self.statement(around);
            }
            region = parent;
        }
    }

    /// The statement that a region belongs to.
    fn around(&self, region: RegionId) -> Option<StatementId> {
        if let Some(&known) = self.live.loops.get(&region) {
            return Some(known);
        }
        let parent = self.graph.structure.resolve(self.graph.region(region).parent?);
        let all = self.graph.region(parent).statements.iter().copied();
        all.into_iter().find(|&id| self.graph.statement(id).action.regions().contains(&region))
    }
}

/// Where each node is used, and how often.
pub(super) struct Uses {
    pub(super) regions: BTreeMap<Id, RegionId>,
    pub(super) counts: HashMap<Id, usize>,
}

impl Uses {
    pub(super) fn of(program: &Program, live: &Live) -> Uses {
        let graph = &program.graph;
        let mut uses = Uses { regions: BTreeMap::new(), counts: HashMap::default() };
        for id in numbers(program) {
            uses.add(graph, id, RegionId::BODY);
        }
        let mut pending = vec![RegionId::BODY];
        while let Some(region) = pending.pop() {
            for id in live.within(graph, region) {
                let action = &graph.statement(id).action;
                if let Some(found) = live.whiles.get(&id) {
                    uses.add(graph, found.condition, found.body);
                    pending.push(found.body);
                } else {
                    pending.extend(action.regions());
                }
                uses.statement(graph, live, id, region);
            }
        }
        // Those that use a node come behind it.
        let mut later = None;
        while let Some((&id, &region)) = match later {
            None => uses.regions.last_key_value(),
            Some(later) => uses.regions.range(..later).next_back(),
        } {
            later = Some(id);
            let region = lifted(graph, region, graph.home(id));
            uses.regions.insert(id, region);
            for argument in graph.arguments(id) {
                uses.add(graph, argument, region);
            }
        }
        uses
    }

    pub(super) fn count(&self, id: Id) -> usize {
        self.counts.get(&id).copied().unwrap_or(0)
    }

    fn add(&mut self, graph: &Graph, id: Id, region: RegionId) {
        *self.counts.entry(id).or_default() += 1;
        let common = self.regions.get(&id).map_or(region, |&known| graph.common_region(known, region));
        self.regions.insert(id, common);
    }

    fn statement(&mut self, graph: &Graph, live: &Live, id: StatementId, region: RegionId) {
        match &graph.statement(id).action {
            Action::Branch { condition, then, otherwise } => {
                self.add(graph, *condition, region);
                for side in [*then, *otherwise] {
                    for (number, &value) in graph.region(side).yields.iter().enumerate() {
                        if live.results.contains(&(id, number)) {
                            self.add(graph, value, side);
                        }
                    }
                }
            }
            Action::Loop { header, body, initial, exit } => {
                match header {
                    Header::For { iterable: of, .. }
                    | Header::ForReversed { iterable: of, .. }
                    | Header::Count { count: of, .. }
                    | Header::CountDown { count: of, .. } => self.add(graph, *of, region),
                    Header::Forever => {}
                }
                let found = live.whiles.get(&id);
                let (next, inside) = match found {
                    Some(found) => (&found.next, found.body),
                    None => (&graph.region(*body).yields, *body),
                };
                for (number, (&first, &value)) in initial.iter().zip(next).enumerate() {
                    if live.results.contains(&(id, number)) {
                        self.add(graph, first, region);
                        self.add(graph, value, inside);
                    }
                }
                if let (Some(exit), None) = (exit, found) {
                    self.add(graph, *exit, *body);
                }
            }
            action => action.uses().into_iter().for_each(|used| self.add(graph, used, region)),
        }
    }
}

/// Out of the loops between a place and another one around it.
fn lifted(graph: &Graph, region: RegionId, home: RegionId) -> RegionId {
    let (mut lifted, mut at) = (region, region);
    while at != home {
        let Some(parent) = graph.region(at).parent else { break };
        if graph.region(at).kind == RegionKind::Loop {
            lifted = graph.structure.resolve(parent);
        }
        at = parent;
    }
    graph.structure.resolve(lifted)
}
