//! Choices and truth values of derivatives, simplified as they are built.

use crate::elementary::Function;
use crate::ir::{Graph, Id, Node};

impl Graph {
    /// Both branches exist in the graph; which of them is evaluated is up to the emitted `if`.
    pub(crate) fn select(&mut self, condition: Id, then: Id, otherwise: Id) -> Id {
        if let Some(truth) = self.truth(condition) {
            return if truth { then } else { otherwise };
        }
        if then == otherwise {
            return then;
        }
        if self.is_zero(then) {
            let condition = self.not(condition);
            return self.select(condition, otherwise, then);
        }
        if self.is_zero(otherwise)
            && let Some((inner, x)) = self.masked(then)
        {
            let both = self.both(condition, inner);
            return self.select(both, x, otherwise);
        }
        // What both sides need stands before the question, which may not be one where it does not hold.
        if let (Some((mask, x)), Some((other, y))) = (self.masked(then), self.masked(otherwise))
            && mask == other
        {
            let either = self.select(condition, x, y);
            return self.mask(mask, either);
        }
        let otherwise = self.nought_beside(then, otherwise);
        self.make(Node::Select { condition, then, otherwise })
    }

    pub(crate) fn not(&mut self, a: Id) -> Id {
        match (self.truth(a), self.node(a)) {
            (Some(truth), _) => self.boolean(!truth),
            (_, Node::Apply(Function::NOT, arguments)) => arguments[0],
            _ => self.make(Node::Apply(Function::NOT, vec![a])),
        }
    }

    pub(crate) fn and(&mut self, a: Id, b: Id) -> Id {
        match (self.truth(a), self.truth(b)) {
            (Some(true), _) | (None, Some(false)) => b,
            (Some(false), _) | (None, Some(true)) => a,
            _ if a == b => a,
            // In this order: the second may fail where the first does not hold.
            _ => self.make(Node::Apply(Function::AND, vec![a, b])),
        }
    }

    pub(crate) fn or(&mut self, a: Id, b: Id) -> Id {
        if a != b && self.truth(a).or(self.truth(b)).is_none() {
            return self.make(Node::Apply(Function::OR, vec![a, b]));
        }
        let (a, b) = (self.not(a), self.not(b));
        let neither = self.and(a, b);
        self.not(neither)
    }

    pub(crate) fn compare(&mut self, function: Function, a: Id, b: Id) -> Id {
        let Some((left, right)) = self.number(a).zip(self.number(b)) else {
            return self.make(Node::Apply(function, vec![a, b]));
        };
        self.boolean(match function {
            Function::EQUAL => left == right,
            Function::UNEQUAL => left != right,
            _ => match function.name {
                "<" => left < right,
                "<=" => left <= right,
                ">" => left > right,
                _ => left >= right,
            },
        })
    }
}
