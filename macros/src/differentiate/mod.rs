//! Differentiation of the graph, in both directions; the rules come from the table of elementary functions.

mod branches;
mod cotangents;
mod first_addition;
mod forward;
mod independence;
mod kept;
mod lanes;
mod late;
mod loops;
mod neighbours;
mod noughts;
mod passing;
mod present;
mod read_back;
mod recall;
mod registers;
mod reverse;
mod scratch;
mod shifted;
mod sinking;
mod stored;
mod truths;
mod winner;

pub(crate) use lanes::NOUGHT_ALONG;
pub(crate) use noughts::{KINKED, NOUGHT};

use std::collections::BTreeMap;

use crate::elementary::Function;
use crate::ir::{Graph, Id, Node, Part};
use crate::lower::Program;
use crate::region::RegionId;

/// How the value of a node depends on another one.
enum Dependence {
    /// As argument number … of an elementary function.
    Argument(usize),
    /// As the one or the other branch.
    Then,
    Otherwise,
    /// By this slope, which is a node.
    Slope(Id),
}

impl Graph {
    /// The nodes that the node depends on differentiably, each with how.
    fn dependences(&mut self, id: Id) -> Vec<(Id, Dependence)> {
        let mut found = match self.node(id).clone() {
            Node::Parameter(_)
            | Node::Literal(_)
            | Node::Field(_)
            | Node::Constant { .. }
            | Node::Call { .. }
            | Node::Element { .. }
            | Node::Nought { .. }
            | Node::Fresh(_) => Vec::new(),
            Node::Apply(_, arguments) => arguments
                .iter()
                .enumerate()
                .map(|(position, &id)| (id, Dependence::Argument(position)))
                .collect(),
            Node::Select { then, otherwise, .. } => {
                vec![(then, Dependence::Then), (otherwise, Dependence::Otherwise)]
            }
            Node::Part { call, part } => {
                let mut slopes = Vec::new();
                for (position, argument) in self.arguments(call).into_iter().enumerate() {
                    if self.is_active(argument) {
                        let slope = self.make(Node::Part { call, part: slope_of(part, position) });
                        slopes.push((argument, Dependence::Slope(slope)));
                    }
                }
                slopes
            }
        };
        found.retain(|(argument, _)| self.is_active(*argument));
        found
    }

    /// The slopes of an expression by the variables that it is made of, wherever these stand.
    pub(crate) fn local_slopes(
        &mut self,
        step: Id,
        is_variable: impl Fn(&Graph, Id) -> bool,
    ) -> Vec<(Id, Id)> {
        self.enter(RegionId::BODY);
        let one = self.real(1.0);
        let mut contributions: BTreeMap<Id, Vec<Id>> = BTreeMap::from([(step, vec![one])]);
        let mut found = Vec::new();
        while let Some((id, mut terms)) = contributions.pop_last() {
            terms.reverse();
            let change = self.sum(terms);
            if self.is_zero(change) {
                continue;
            }
            if id != step && is_variable(self, id) {
                found.push((id, change));
                continue;
            }
            let there = There { arguments: self.arguments(id), value: id };
            for (argument, dependence) in self.dependences(id) {
                let contribution = self.propagate(id, &there, &dependence, change);
                contributions.entry(argument).or_default().push(contribution);
            }
        }
        found.reverse();
        found
    }

    /// `c·n` of `c·n/y`: the logarithm of a quotient is a difference, so that `n/(a/b)` changes by `n/a` and `−n/b`.
    fn numerator_over(&mut self, change: Id, value: Id) -> Option<Id> {
        let (coefficient, quotient) = self.coefficient_and_rest(change);
        let Node::Apply(Function::DIV, parts) = self.node(quotient) else { return None };
        let numerator = (parts[1] == value).then_some(parts[0])?;
        let coefficient = self.real(coefficient);
        Some(self.mul(coefficient, numerator))
    }

    /// How much the node changes with a small change of what it depends on.
    fn propagate(&mut self, id: Id, there: &There, dependence: &Dependence, change: Id) -> Id {
        match (self.node(id).clone(), dependence) {
            (Node::Apply(function, _), Dependence::Argument(position)) => {
                let is_quotient = function == Function::DIV;
                match is_quotient.then(|| self.numerator_over(change, there.value)).flatten() {
                    Some(numerator) => {
                        let quotient = self.div(numerator, there.arguments[*position]);
                        if *position == 0 { quotient } else { self.neg(quotient) }
                    }
                    None => self.change(function, &there.arguments, *position, there.value, change),
                }
            }
            (Node::Select { .. }, Dependence::Then) => {
                let zero = self.zero();
                self.select(there.arguments[0], change, zero)
            }
            (Node::Select { .. }, Dependence::Otherwise) => {
                let zero = self.zero();
                self.select(there.arguments[0], zero, change)
            }
            (_, Dependence::Slope(slope)) => self.mul(change, *slope),
            _ => unreachable!("a dependence belongs to its node"),
        }
    }
}

/// A node where its derivative is computed, which may be far from where it was computed itself.
struct There {
    arguments: Vec<Id>,
    value: Id,
}

/// What the slope of a part of a call is called, in the argument at this position.
fn slope_of(part: Part, position: usize) -> Part {
    match part {
        Part::Value(output) => Part::Partial(output, position),
        Part::Partial(output, other) => Part::SecondPartial(output, position.min(other), position.max(other)),
        Part::Kink(output, other) => Part::Bend(output, position.min(other), position.max(other)),
        Part::SecondPartial(..) | Part::Bend(..) => {
            unreachable!("lowering refuses higher derivatives of calls")
        }
    }
}

impl Program {
    /// The gradient of one output, by the given nodes.
    pub(crate) fn gradient(&mut self, output: usize, seed: Id, wrt: &[Id]) -> Vec<Id> {
        match &self.given {
            Some(given) => {
                let given = given.clone();
                given.into_iter().map(|partial| self.graph.mul(seed, partial)).collect()
            }
            None => self.graph.pull_back(&[(self.outputs[output], seed)], wrt),
        }
    }

    /// The derivatives of all outputs along a direction.
    pub(crate) fn push_forward(&mut self, direction: &[(Id, Id)]) -> Vec<Id> {
        match &self.given {
            Some(given) => {
                let mut sum = self.graph.zero();
                for (partial, (_, change)) in given.clone().into_iter().zip(direction) {
                    let term = self.graph.mul(*change, partial);
                    sum = self.graph.add(sum, term);
                }
                vec![sum]
            }
            None => self.graph.push_forward(&self.outputs.clone(), direction),
        }
    }
}
