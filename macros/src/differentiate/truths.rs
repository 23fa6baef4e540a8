//! Of a number that is only compared on the way back, no more is kept than how the comparison comes out.
//!
//! The running maximum of a loop is such a number: going back, it matters only whether the element was greater. The
//! comparison is made on the way forth, and its outcome is put onto the tape instead of the number.

use std::collections::{BTreeMap, BTreeSet};

use super::recall::{Frame, is_cheap};
use super::reverse::Backward;
use crate::elementary::Kind;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Origin, RegionId, StatementId, TapeId};

impl Backward<'_> {
    /// Goes through what the loop of a frame takes off its tapes, once the way back through it is complete.
    pub(super) fn keep_truths(&mut self, frame: &Frame, statement: StatementId) {
        let used = self.graph.used_within(frame.back);
        let forth: BTreeMap<Id, Id> = frame.known.iter().map(|(&forth, &back)| (back, forth)).collect();
        for &popped in forth.keys() {
            let Some((pop, tape)) = self.graph.popped_by(popped, frame.back) else { continue };
            let candidates = self.graph.deciding(&used, popped);
            for truth in candidates.into_iter().rev() {
                if self.graph.decides(&used, popped, &[truth])
                    && let Some(known) = self.on_the_way_forth(truth, &forth, frame, statement)
                {
                    self.graph.keep_instead(tape, frame.forth, known);
                    self.graph.make_result(truth, pop);
                    break;
                }
            }
        }
    }

    /// A node of the way back where its arguments are known on the way forth.
    fn on_the_way_forth(
        &mut self,
        id: Id,
        forth: &BTreeMap<Id, Id>,
        frame: &Frame,
        statement: StatementId,
    ) -> Option<Id> {
        if let Some(&known) = forth.get(&id) {
            return Some(known);
        }
        let home = self.graph.home(id);
        if !self.graph.is_within(home, frame.back) {
            let around = self.graph.structure.resolve(self.graph.statement(statement).region);
            let known = self.graph.is_within(around, home) && self.graph.is_known_before(id, statement);
            return known.then_some(id);
        }
        match self.graph.node(id) {
            Node::Apply(function, _) if is_cheap(*function) => {}
            _ => return None,
        }
        let mut arguments = BTreeMap::new();
        for argument in self.graph.arguments(id) {
            arguments.insert(argument, self.on_the_way_forth(argument, forth, frame, statement)?);
        }
        let current = self.graph.current();
        self.graph.enter(frame.forth);
        let node = self.graph.with_arguments(id, |argument| arguments[&argument]);
        let made = self.graph.make(node);
        self.graph.enter(current);
        Some(made)
    }
}

impl Graph {
    /// The statement of a region that takes a number off a tape, if it is that which gives the node.
    fn popped_by(&self, id: Id, region: RegionId) -> Option<(StatementId, TapeId)> {
        let Node::Fresh(Origin::Result(pop, _)) = *self.node(id) else { return None };
        let statement = self.statement(pop);
        let own = self.structure.resolve(statement.region) == region && self.kind(id) != Kind::Boolean;
        match statement.action {
            Action::Pop { tape } if own => Some((pop, tape)),
            _ => None,
        }
    }

    /// The truth values through which alone a node is used; none, if it is used otherwise, too, or not at all.
    fn deciding(&self, used: &[Id], id: Id) -> Vec<Id> {
        let mut depending = BTreeSet::from([id]);
        for other in self.reachable(used) {
            if self.arguments(other).iter().any(|argument| depending.contains(argument)) {
                depending.insert(other);
            }
        }
        let truths: Vec<Id> = depending.into_iter().filter(|&id| self.kind(id) == Kind::Boolean).collect();
        if self.decides(used, id, &truths) { truths } else { Vec::new() }
    }

    /// Whether nothing is worked out from a node but these truth values.
    fn decides(&self, used: &[Id], id: Id, truths: &[Id]) -> bool {
        let mut seen = BTreeSet::new();
        let mut pending = used.to_vec();
        while let Some(next) = pending.pop() {
            if next == id {
                return false;
            }
            if !truths.contains(&next) && seen.insert(next) {
                pending.extend(self.arguments(next));
            }
        }
        true
    }

    /// Puts something else onto a tape.
    fn keep_instead(&mut self, tape: TapeId, region: RegionId, truth: Id) {
        for id in self.region(region).statements.clone() {
            if let Action::Push { tape: own, value } = &mut self.statement_mut(id).action
                && *own == tape
            {
                *value = truth;
            }
        }
        self.tape_mut(tape).kind = Kind::Boolean;
    }
}
