//! Zero by condition: where a cotangent is zero because a branch was not taken.
//!
//! Such a zero must meet no infinite slope. A selection between something and zero takes products and quotients
//! inside; a sum of such selections is zero where all of them are, and is masked by that before it is multiplied.

use crate::elementary::Function;
use crate::ir::{Graph, Id, Node};

/// No more parts of a sum are looked at.
const MOST_TERMS: usize = 400;
/// Of so many conditions, each is put into its place.
const MOST_PARTS: usize = 16;

impl Graph {
    /// `x` where the condition holds, else nothing.
    pub(crate) fn mask(&mut self, condition: Id, x: Id) -> Id {
        let zero = self.zero();
        self.select(condition, x, zero)
    }

    /// The condition and what it masks, if the node is such a selection.
    pub(crate) fn masked(&self, id: Id) -> Option<(Id, Id)> {
        match self.node(id) {
            Node::Select { condition, then, otherwise } if self.is_zero(*otherwise) => {
                Some((*condition, *then))
            }
            _ => None,
        }
    }

    /// The condition without which there is a kink, what stands there otherwise, and the nought at the kink. One within
    /// another is left whole, or each factor would be taken into all of a chain of them.
    pub(crate) fn at_kink(&self, id: Id) -> Option<(Id, Id, Id)> {
        let parts = |id: Id| match self.node(id) {
            Node::Select { condition, then, otherwise }
                if matches!(self.node(*otherwise), Node::Nought { .. }) =>
            {
                Some((*condition, *then, *otherwise))
            }
            _ => None,
        };
        parts(id).filter(|(_, then, _)| parts(*then).is_none())
    }

    /// The condition without which a sum of masked terms is zero.
    pub(crate) fn support(&mut self, id: Id) -> Option<Id> {
        if !matches!(self.node(id), Node::Apply(Function::ADD | Function::SUB, _)) {
            return None;
        }
        self.support_of_term(id, &mut { MOST_TERMS })
    }

    /// The condition without which there is nothing to a contribution: never for zero, always for most.
    pub(crate) fn presence(&mut self, id: Id) -> Id {
        let known = self.masked(id).map(|(condition, _)| condition).or_else(|| self.support(id));
        let present = !self.is_zero(id);
        known.unwrap_or_else(|| self.boolean(present))
    }

    fn support_of_term(&mut self, id: Id, more: &mut usize) -> Option<Id> {
        if let Some((condition, _)) = self.masked(id) {
            return Some(condition);
        }
        *more = more.checked_sub(1)?;
        match self.node(id).clone() {
            Node::Apply(Function::ADD | Function::SUB, terms) => {
                // Long sums are long on the left: whether there is anything to be found is seen on the right.
                let second = self.support_of_term(terms[1], more)?;
                let first = self.support_of_term(terms[0], more)?;
                self.either(first, second)
            }
            Node::Apply(Function::NEG, terms) => self.support_of_term(terms[0], more),
            Node::Apply(Function::MUL, factors) => {
                let first = self.support_of_term(factors[0], more);
                first.or_else(|| self.support_of_term(factors[1], more))
            }
            Node::Apply(Function::DIV, parts) => self.support_of_term(parts[0], more),
            _ => None,
        }
    }

    /// `a or b`; nothing if that is always so.
    fn either(&mut self, a: Id, b: Id) -> Option<Id> {
        if self.not(a) == b {
            return None;
        }
        // What both need stands before, so that it is known to hold behind.
        let (first, second) = (self.joined(&[a]), self.joined(&[b]));
        let (common, first): (Vec<Id>, Vec<Id>) = first.into_iter().partition(|part| second.contains(part));
        let second: Vec<Id> = second.into_iter().filter(|part| !common.contains(part)).collect();
        // What implies the other adds nothing to it.
        if first.is_empty() {
            return Some(a);
        }
        if second.is_empty() {
            return Some(b);
        }
        if common.is_empty() {
            let (first, second) = if self.age(a) <= self.age(b) { (a, b) } else { (b, a) };
            return Some(self.or(first, second));
        }
        let (first, second) = (self.all(first), self.all(second));
        match self.either(first, second) {
            Some(one) => Some(self.all(common.into_iter().chain([one]))),
            None => Some(self.all(common)),
        }
    }

    /// Both conditions of what is masked twice.
    pub(crate) fn both(&mut self, a: Id, b: Id) -> Id {
        let parts = self.joined(&[a, b]);
        self.all(parts)
    }

    /// All that conditions join by `and`, the older ones first: the younger may be known in a branch of the older alone.
    fn joined(&self, conditions: &[Id]) -> Vec<Id> {
        let mut parts = Vec::new();
        let mut pending: Vec<Id> = conditions.iter().rev().copied().collect();
        while let Some(id) = pending.pop() {
            match self.node(id) {
                Node::Apply(Function::AND, joined) if parts.len() + pending.len() < MOST_PARTS => {
                    pending.extend(joined.iter().rev());
                }
                _ if parts.contains(&id) => {}
                _ => parts.push(id),
            }
        }
        parts.sort_by_key(|&part| self.age(part));
        parts
    }

    fn all(&mut self, parts: impl IntoIterator<Item = Id>) -> Id {
        let truth = self.boolean(true);
        parts.into_iter().fold(truth, |joined, part| self.and(joined, part))
    }

    /// The youngest condition that one is made of.
    fn age(&self, condition: Id) -> Id {
        let mut youngest = None;
        let mut pending = vec![condition];
        for _ in 0..4 * MOST_PARTS {
            let Some(id) = pending.pop() else { break };
            match self.node(id) {
                Node::Apply(Function::NOT | Function::AND | Function::OR, parts) => pending.extend(parts),
                _ => youngest = youngest.max(Some(id)),
            }
        }
        youngest.unwrap_or(condition)
    }
}
