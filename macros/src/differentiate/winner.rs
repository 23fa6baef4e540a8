//! A loop that chooses: the least or the greatest of what its iterations work out, or what a comparison prefers.
//!
//! Of such a loop one iteration counts, the last in which the number was replaced. The way forth remembers which one that was, and the way back
//! goes through that one alone.

use std::collections::BTreeMap;

use super::recall::{Frame, is_cheap};
use super::reverse::{Backward, Contributions};
use crate::elementary::{Function, Kind};
use crate::hash::HashSet;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Header, Origin, RegionId, StatementId};

/// A loop that chooses one of the numbers that its iterations work out.
pub(super) struct Choice {
    /// Whether the number of an iteration replaces the one before.
    replaced: Id,
    /// The number of an iteration.
    candidate: Id,
    /// The loop's index.
    index: Id,
}

impl Backward<'_> {
    /// The choice that a loop makes, if it does nothing else that varies, and an iteration can be gone back through without those behind it.
    pub(super) fn choice(
        &mut self,
        statement: StatementId,
        header: &Header,
        forth: RegionId,
        exit: Option<Id>,
        varying: &[usize],
    ) -> Option<Choice> {
        let (&[number], Some(index), None) = (varying, self.graph.index_of(header), exit) else {
            return None;
        };
        let (before, after) =
            (self.graph.region(forth).carried[number], self.graph.region(forth).yields[number]);
        let (replaced, candidate) = self.graph.replacement(before, after)?;
        let is_free = self.graph.is_used_once(before, after, forth)
            && self.stands_alone(forth, number)
            && self.graph.structure.resolve(self.graph.statement(statement).region) != forth;
        is_free.then_some(Choice { replaced, candidate, index })
    }

    /// Goes back through the iteration that counts.
    pub(super) fn through_winner(
        &mut self,
        statement: StatementId,
        forth: RegionId,
        choice: &Choice,
        (initial, seed): (Id, Id),
        contributions: &mut Contributions,
    ) {
        let never = self.graph.boolean(false);
        let (before, any) = self.graph.carry_through(statement, Kind::Boolean, false, never);
        self.graph.suggested_as(before, "replaced");
        let next = self.graph.or(before, choice.replaced);
        self.graph.region_mut(forth).yields.push(next);
        let first = self.graph.literal("0", Kind::Integer);
        let (winner, _) = self.kept_of_winner(statement, choice.replaced, choice.index, first, Kind::Integer);
        let [any, winner] = [any, winner].map(|id| self.recall(id));
        let none = self.graph.not(any);
        let rest = self.graph.mask(none, seed);
        contributions.entry(initial).or_default().push(rest);
        let present = self.graph.presence(seed);
        self.if_present(present, contributions, |backward, contributions| {
            backward.if_present(any, contributions, |backward, contributions| {
                let mut frame = Frame::new(forth, backward.graph.current());
                frame.known.insert(choice.index, winner);
                frame.winner = Some((statement, choice.replaced));
                backward.frames.push(frame);
                let inner = Contributions::from([(choice.candidate, vec![seed])]);
                let outside = backward.region(forth, inner);
                backward.frames.pop();
                for (id, terms) in outside {
                    contributions.entry(id).or_default().extend(terms);
                }
            });
        });
    }

    /// What a node of a loop was in the iteration that counts, behind the loop.
    fn kept_of_winner(
        &mut self,
        statement: StatementId,
        replaced: Id,
        id: Id,
        first: Id,
        kind: Kind,
    ) -> (Id, Id) {
        let Action::Loop { body, .. } = self.graph.statement(statement).action else {
            unreachable!("it is a loop")
        };
        let active = self.graph.is_active(id);
        let (before, kept) = self.graph.carry_through(statement, kind, active, first);
        let around = self.graph.current();
        self.graph.enter(body);
        let next = self.graph.select(replaced, id, before);
        self.graph.enter(around);
        self.graph.region_mut(body).yields.push(next);
        (kept, before)
    }

    /// A node as it was in the iteration that counts.
    pub(super) fn recall_of_winner(&mut self, id: Id, statement: StatementId, replaced: Id) -> Id {
        let kind = self.graph.kind(id);
        let first = match kind {
            Kind::Boolean => self.graph.boolean(false),
            Kind::Integer => self.graph.literal("0", Kind::Integer),
            _ => self.graph.zero(),
        };
        let (kept, before) = self.kept_of_winner(statement, replaced, id, first, kind);
        self.graph.suggest_name(before, id, str::to_owned);
        self.recall(kept)
    }

    /// Whether all that the way back may need of one iteration can be read again, worked out again, or kept in a number of its own.
    fn stands_alone(&self, forth: RegionId, number: usize) -> bool {
        let mut bodies = BTreeMap::new();
        for id in self.graph.statements_within(forth) {
            let statement = self.graph.statement(id);
            let own = self.graph.structure.resolve(statement.region) == forth;
            let can_be = match &statement.action {
                Action::Load { place } => {
                    own || self.is_in_scope(place.array) && !self.graph.changes_later(place.array, id)
                }
                Action::Loop { header, body, exit: None, .. } => {
                    bodies.insert(*body, id);
                    self.graph.index_of(header).is_some()
                }
                _ => false,
            };
            if !can_be || statement.derivative {
                return false;
            }
        }
        let nodes = self.graph.reachable(&self.graph.used_within(forth));
        nodes.into_iter().filter(|&id| self.graph.is_within(self.graph.home(id), forth)).all(|id| {
            let own = self.graph.home(id) == forth;
            let can_be_kept = own && self.graph.kind(id) != Kind::Unknown;
            match self.graph.node(id) {
                Node::Literal(_) | Node::Field(_) | Node::Parameter(_) | Node::Select { .. } => true,
                Node::Constant { arrays, .. } => arrays.iter().all(|&array| self.is_in_scope(array)),
                Node::Apply(function, _) => is_cheap(*function) || can_be_kept,
                Node::Element { place, .. } => can_be_kept || self.is_in_scope(place.array),
                Node::Call { .. } | Node::Part { .. } => can_be_kept,
                Node::Nought { .. } => false,
                Node::Fresh(Origin::Marker(_) | Origin::Binding(..)) => true,
                Node::Fresh(Origin::Carried(region, position)) if *region == forth => {
                    *position == number || can_be_kept
                }
                Node::Fresh(Origin::Carried(region, position)) => {
                    let added_to = bodies.get(region).and_then(|id| self.added_to.get(id));
                    added_to.is_some_and(|added_to| added_to.contains(position))
                }
                Node::Fresh(Origin::Result(statement, _)) => {
                    can_be_kept || matches!(self.graph.statement(*statement).action, Action::Load { .. })
                }
            }
        })
    }
}

impl Graph {
    /// The integer that counts a loop's iterations.
    fn index_of(&self, header: &Header) -> Option<Id> {
        match header {
            Header::Count { index, .. } => Some(*index),
            Header::For { iterable, bindings, .. } => {
                bindings.first().copied().filter(|_| bindings.len() == 1 && self.is_range(*iterable))
            }
            _ => None,
        }
    }

    /// When a number replaces the one before, and which, if no more than that becomes of it.
    fn replacement(&mut self, before: Id, after: Id) -> Option<(Id, Id)> {
        match self.node(after).clone() {
            Node::Apply(function, arguments)
                if function.result == Kind::Real && ["max", "min"].contains(&function.name) =>
            {
                // Where both are equal, the first of them has the slope.
                let first = self.make(Node::Apply(Function::EQUAL, vec![arguments[0], after]));
                match *arguments.as_slice() {
                    [a, b] if a == before && b != before && self.is_active(b) => Some((self.not(first), b)),
                    [a, b] if b == before && a != before && self.is_active(a) => Some((first, a)),
                    _ => None,
                }
            }
            Node::Select { condition, then, otherwise } if otherwise == before && self.is_active(then) => {
                Some((condition, then))
            }
            Node::Select { condition, then, otherwise } if then == before && self.is_active(otherwise) => {
                Some((self.not(condition), otherwise))
            }
            _ => None,
        }
    }

    /// Whether a number that a loop carries is used for nothing that varies but for what becomes of it.
    fn is_used_once(&self, before: Id, after: Id, forth: RegionId) -> bool {
        let used = self.used_within(forth);
        let others: HashSet<Id> = self.reachable(&used).into_iter().collect();
        let in_nodes = others.into_iter().filter(|&id| self.is_active(id)).all(|id| {
            let times = self.arguments(id).into_iter().filter(|&argument| argument == before).count();
            times == usize::from(id == after)
        });
        in_nodes && !used.contains(&before)
    }

    /// Whether a loop does anything that could be gone back through, apart from what it gives.
    pub(super) fn changes_outside(&self, body: RegionId) -> bool {
        let is_outside = |array| {
            let array = self.array(array);
            array.active && !array.derivative && !self.is_within(self.structure.resolve(array.home), body)
        };
        self.statements_within(body)
            .into_iter()
            .any(|id| self.statement(id).action.changes().into_iter().any(is_outside))
    }
}
