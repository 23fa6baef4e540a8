//! Cotangents that turn out to be zero when the function runs: what nobody reads of an array, the rows of a Jacobian that are not
//! asked for. Such a zero must not meet a slope that may be infinite.
//!
//! What comes in: a cotangent and the node it belongs to. What goes out: the cotangent where it is something, else nothing. What is
//! always true: where a cotangent is 0 and changes nevertheless, second derivatives go on with the change.

use super::forward::Forward;
use super::reverse::Backward;
use crate::elementary::{ALL, Function, Kind};
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Origin, RegionId};

impl Backward<'_> {
    /// The cotangent of a node, told apart from zero where an infinite slope would make something of that.
    pub(super) fn something(&mut self, cotangent: Id, of: Id) -> Id {
        if self.graph.number(cotangent).is_some() || !self.may_be_steep(of) {
            return cotangent;
        }
        self.graph.unless_zero(cotangent)
    }

    /// Whether a cotangent of the node may meet an infinite slope before it comes to a place in memory.
    fn may_be_steep(&mut self, id: Id) -> bool {
        let mut seen = Vec::new();
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            if !self.graph.is_active(id) || !self.level.insert(id) {
                continue;
            }
            seen.push(id);
            let is_steep = match self.graph.node(id) {
                Node::Apply(function, arguments) => self.graph.is_steep(*function, arguments),
                Node::Part { .. } => true,
                Node::Fresh(Origin::Result(statement, number)) => {
                    match &self.graph.statement(*statement).action {
                        Action::Branch { then, otherwise, .. } => {
                            let yields =
                                [then, otherwise].map(|side| self.graph.region(*side).yields[*number]);
                            pending.extend(yields);
                        }
                        Action::Loop { body, initial, .. } => {
                            pending.extend([initial[*number], self.graph.region(*body).yields[*number]]);
                        }
                        _ => {}
                    }
                    // What is called nobody knows.
                    matches!(
                        self.graph.statement(*statement).action,
                        Action::Call(_) | Action::PullBack { .. } | Action::PushForward { .. }
                    )
                }
                _ => false,
            };
            if is_steep {
                for id in seen {
                    self.level.remove(&id);
                }
                return true;
            }
            pending.extend(self.graph.arguments(id));
        }
        false
    }
}

impl Graph {
    fn unless_zero(&mut self, derivative: Id) -> Id {
        let zero = self.zero();
        let present = self.apply(Function::UNEQUAL, &[derivative, zero]);
        self.presences.insert(present);
        self.mask(present, derivative)
    }

    /// The tangent of what a node is computed from, told apart from zero where the node has a finite value and an infinite slope.
    pub(super) fn something_of(&mut self, tangent: Id, node: Id) -> Id {
        match self.node(node) {
            Node::Apply(function, arguments)
                if self.is_vertical(*function, arguments)
                    && self.number(tangent).is_none()
                    && self.masked(tangent).is_none() =>
            {
                self.unless_zero(tangent)
            }
            _ => tangent,
        }
    }

    /// Whether a slope of a function of the table may be infinite where its value is not.
    pub(super) fn is_vertical(&self, function: Function, arguments: &[Id]) -> bool {
        let can_be = function.kinks.starts_with("vertical") || function.name == "powf";
        can_be && self.is_steep(function, arguments)
    }

    /// Whether a slope of a function of the table may be infinite.
    fn is_steep(&self, function: Function, arguments: &[Id]) -> bool {
        let last = arguments.last().and_then(|&last| self.number(last));
        match (function.name, arguments, last) {
            ("powi", _, Some(exponent)) => exponent < 0.0,
            ("powf", _, Some(exponent)) => exponent < 1.0,
            ("/", &[_, divisor], _) => !self.is_at_least(divisor, true),
            ("sqrt" | "ln" | "recip", &[of], _) => !self.is_at_least(of, true),
            _ => function.domain != ALL || function.kinks.starts_with("vertical"),
        }
    }

    /// Whether a number is seen to be no less than zero, or never to be zero.
    fn is_at_least(&self, id: Id, more: bool) -> bool {
        if let Some(number) = self.number(id) {
            return number > 0.0 || number == 0.0 && !more;
        }
        let Node::Apply(function, arguments) = self.node(id) else { return false };
        match (function.name, arguments.as_slice()) {
            ("+", &[a, b]) => {
                self.is_at_least(a, false)
                    && self.is_at_least(b, false)
                    && (!more || self.is_at_least(a, true) || self.is_at_least(b, true))
            }
            ("*", &[a, b]) => !more && (a == b || self.is_at_least(a, false) && self.is_at_least(b, false)),
            ("sqrt", &[of]) => self.is_at_least(of, more),
            ("powi", &[_, n]) => !more && self.number(n).is_some_and(|n| n % 2.0 == 0.0),
            ("cosh", _) => true,
            ("exp" | "exp2" | "abs" | "hypot", _) => !more,
            _ => false,
        }
    }
}

impl Forward<'_> {
    /// A condition under which there is a cotangent, or a change of one.
    pub(super) fn widened(&mut self, condition: Id) -> Id {
        if self.graph.presences.is_empty() {
            return condition;
        }
        let Node::Apply(function, arguments) = self.graph.node(condition).clone() else { return condition };
        if self.graph.presences.contains(&condition) {
            let Some(change) = self.tangent(arguments[0]) else { return condition };
            let zero = self.graph.zero();
            let changes = self.graph.apply(Function::UNEQUAL, &[change, zero]);
            return self.graph.or(condition, changes);
        }
        match function {
            Function::NOT => {
                let inner = self.widened(arguments[0]);
                self.graph.not(inner)
            }
            Function::AND | Function::OR => {
                let [a, b] = [arguments[0], arguments[1]].map(|side| self.widened(side));
                if function == Function::AND { self.graph.and(a, b) } else { self.graph.or(a, b) }
            }
            _ => condition,
        }
    }

    /// The same for the truth values that a region hands on.
    pub(super) fn widen_yields(&mut self, region: RegionId) {
        for number in 0..self.graph.region(region).yields.len() {
            let next = self.graph.region(region).yields[number];
            if self.graph.kind(next) == Kind::Boolean {
                self.graph.region_mut(region).yields[number] = self.widened(next);
            }
        }
    }
}
