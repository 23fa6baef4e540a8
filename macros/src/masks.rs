//! Zero by condition: where a cotangent is zero because a branch was not taken.
//!
//! Such a zero must meet no infinite slope. A selection between something and zero takes products and quotients
//! inside; a sum of such selections is zero where all of them are, and is masked by that before it is multiplied.

use crate::elementary::Function;
use crate::ir::{Graph, Id, Node};

/// Sums are looked into this deep.
const DEEPEST: u8 = 6;

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

    /// The condition without which a sum of masked terms is zero.
    pub(crate) fn support(&mut self, id: Id) -> Option<Id> {
        if !matches!(self.node(id), Node::Apply(Function::ADD | Function::SUB, _)) {
            return None;
        }
        self.support_of_term(id, DEEPEST)
    }

    fn support_of_term(&mut self, id: Id, depth: u8) -> Option<Id> {
        if let Some((condition, _)) = self.masked(id) {
            return Some(condition);
        }
        if depth == 0 {
            return None;
        }
        match self.node(id).clone() {
            Node::Apply(Function::ADD | Function::SUB, terms) => {
                let first = self.support_of_term(terms[0], depth - 1)?;
                let second = self.support_of_term(terms[1], depth - 1)?;
                self.either(first, second)
            }
            Node::Apply(Function::NEG, terms) => self.support_of_term(terms[0], depth - 1),
            Node::Apply(Function::MUL, factors) => {
                let first = self.support_of_term(factors[0], depth - 1);
                first.or_else(|| self.support_of_term(factors[1], depth - 1))
            }
            Node::Apply(Function::DIV, parts) => self.support_of_term(parts[0], depth - 1),
            _ => None,
        }
    }

    /// `a or b`; nothing if that is always so.
    fn either(&mut self, a: Id, b: Id) -> Option<Id> {
        if self.not(a) == b {
            return None;
        }
        // What implies the other adds nothing to it.
        if self.implies(a, b) {
            return Some(b);
        }
        if self.implies(b, a) {
            return Some(a);
        }
        let (first, second) = self.by_age(a, b);
        Some(self.or(first, second))
    }

    /// Both conditions of what is masked twice.
    pub(crate) fn both(&mut self, a: Id, b: Id) -> Id {
        let (first, second) = self.by_age(a, b);
        self.and(first, second)
    }

    /// The older of two conditions first: the younger one may be known in a branch of the older alone.
    fn by_age(&self, a: Id, b: Id) -> (Id, Id) {
        if self.age(a) <= self.age(b) { (a, b) } else { (b, a) }
    }

    /// The youngest condition that one is made of.
    fn age(&self, condition: Id) -> Id {
        match self.node(condition) {
            Node::Apply(Function::NOT | Function::AND | Function::OR, parts) => {
                parts.iter().map(|&part| self.age(part)).max().unwrap_or(condition)
            }
            _ => condition,
        }
    }

    /// Whether `b` is among the conditions that `a` joins by `and`.
    fn implies(&self, a: Id, b: Id) -> bool {
        let mut pending = vec![a];
        for _ in 0..32 {
            let Some(id) = pending.pop() else { return false };
            if id == b {
                return true;
            }
            if let Node::Apply(Function::AND, parts) = self.node(id) {
                pending.extend(parts);
            }
        }
        false
    }
}
