//! Going back through a branch: a branch on the same condition, or the way back within the branch itself.

use super::recall::Frame;
use super::reverse::{Backward, Contributions};
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Origin, RegionId, RegionKind, StatementId};
use std::collections::BTreeMap;

impl Backward<'_> {
    pub(super) fn branch(
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
            let [a, b] = [&from_first, &from_second].map(|side| side.get(&id).copied().unwrap_or(zero));
            let contribution = self.leaving(branch, condition, id, [a, b]);
            contributions.entry(id).or_default().push(contribution);
        }
    }

    /// What the sides of a branch contribute to a node outside of it: a zero where the side that runs contributes
    /// nothing, so that no slope of the node makes anything of it.
    fn leaving(&mut self, branch: StatementId, condition: Id, id: Id, [a, b]: [Id; 2]) -> Id {
        if a == b {
            return a;
        }
        let contribution = self.graph.branch_result(branch, a, b);
        self.graph.suggest_name(contribution, id, |name| format!("d_{name}"));
        if !self.graph.has_slopes(id) {
            return contribution;
        }
        let [first, second] = [a, b].map(|side| self.graph.presence(side));
        let present = match (self.graph.truth(first), self.graph.truth(second)) {
            (Some(true), Some(true)) => return contribution,
            (Some(true), Some(false)) => condition,
            (Some(false), Some(true)) => self.graph.not(condition),
            // A condition of the one side is known there alone.
            _ => self.graph.branch_result(branch, first, second),
        };
        self.graph.mask(present, contribution)
    }

    /// Goes back on a condition without which there is nothing to go back with: zeros would meet slopes that may be
    /// infinite.
    pub(super) fn if_present(
        &mut self,
        present: Id,
        contributions: &mut Contributions,
        back: impl FnOnce(&mut Self, &mut Contributions),
    ) {
        if self.graph.truth(present) == Some(true) {
            return back(self, contributions);
        }
        let (then, around) = self.graph.open(RegionKind::Branch);
        let mut inner = Contributions::new();
        back(self, &mut inner);
        let inner: BTreeMap<Id, Id> =
            inner.into_iter().map(|(id, terms)| (id, self.sum_in_source_order(terms))).collect();
        self.graph.enter(around);
        let (otherwise, around) = self.graph.open(RegionKind::Branch);
        self.graph.enter(around);
        let branch = self.graph.perform(Action::Branch { condition: present, then, otherwise }, &[]);
        let zero = self.graph.zero();
        for (id, sum) in inner {
            let contribution = self.leaving(branch, present, id, [sum, zero]);
            contributions.entry(id).or_default().push(contribution);
        }
    }

    /// The condition on which any of these cotangents is there.
    pub(super) fn any_present(&mut self, cotangents: &[Id]) -> Id {
        let never = self.graph.boolean(false);
        cotangents.iter().fold(never, |any, &cotangent| {
            let present = self.graph.presence(cotangent);
            if any == present { any } else { self.graph.or(any, present) }
        })
    }

    /// Whether a statement of the way forth is in scope where the way back is.
    pub(super) fn is_live(&self, statement: StatementId) -> bool {
        let region = self.graph.structure.resolve(self.graph.statement(statement).region);
        self.frames.iter().all(|frame| frame.forth != region)
    }

    /// The way back within the sides of the branch itself.
    pub(super) fn fused_branch(
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
            let contribution = self.leaving(statement, condition, id, [a, b]);
            contributions.entry(id).or_default().push(contribution);
        }
    }
}

impl Graph {
    /// Whether a cotangent of the node is multiplied on its way on: not where it comes to its end, or only is added to what
    /// is in memory.
    pub(super) fn has_slopes(&self, id: Id) -> bool {
        match self.node(id) {
            Node::Parameter(_) | Node::Element { .. } | Node::Fresh(Origin::Carried(..)) => false,
            Node::Fresh(Origin::Result(statement, _)) => {
                !matches!(self.statement(*statement).action, Action::Load { .. })
            }
            _ => true,
        }
    }

    /// A value where it is known whether a condition holds.
    pub(super) fn under(&mut self, value: Id, condition: Id, holds: bool) -> Id {
        let Node::Select { condition: own, then, otherwise } = *self.node(value) else { return value };
        let negated = self.not(own);
        match condition {
            _ if own == condition => [otherwise, then][usize::from(holds)],
            _ if negated == condition => [then, otherwise][usize::from(holds)],
            _ => value,
        }
    }
}
