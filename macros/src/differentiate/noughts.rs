//! Zeros of the way back that change: what stands in the place of a slope at a kink.
//!
//! `|x|` has the slope 0 at 0, so that its cotangent `d` goes no further there. But where `d` itself is 0 at the kink, as in
//! `|x|²`, the function is smooth: near it `d` is `r·|x|`, and what goes further is `r·|x|·sign(x) = r·x`. That is 0 at 0, and
//! changes with `x` at the rate `r`, by which `d` changes with the value.
//!
//! In straight code `r` is an expression. Where the value goes through loops and memory, the direction of the second derivative is followed
//! instead: along `v` the value changes by `|v|`, and `d` by `r·|v|`, of which `r·v` is found again. What the kink makes of a function that
//! is not smooth there is the same along `−v`; half the difference of the two is left (`support::odd_part`).

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use quote::quote;

use super::There;
use super::forward::Forward;
use super::reverse::Backward;
use crate::elementary::{Function, Kind};
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node};
use crate::region::{RegionId, StatementId};

/// A cotangent of more operations than this is taken to be one of a kink, and so are all once there have been this many in
/// a function: of a long chain of kinks, each has all the others behind it.
const MOST_OPERATIONS: usize = 64;
const MOST_IN_ALL: usize = 512;

/// What notices that there is a kink, in functions that follow directions.
pub(crate) const KINKED: &str = "kinked";

/// How a rule of the table asks for the zero at a kink.
pub(crate) const NOUGHT: &str = "nought(";

impl Graph {
    /// The zero at a kink of a function with this cotangent, value and argument.
    pub(crate) fn nought(&mut self, cotangent: Id, value: Id, argument: Id) -> Id {
        if !self.keeps_noughts || !self.is_active(argument) {
            return self.zero();
        }
        if self.directional {
            let rate = self.real(1.0);
            return self.make(Node::Nought { cotangent, rate, argument, value: Some(value) });
        }
        match self.rate(cotangent, value) {
            Some(rate) => self.make(Node::Nought { cotangent, rate, argument, value: None }),
            None => self.zero(),
        }
    }

    /// A nought that changes at another rate.
    pub(crate) fn with_rate(&mut self, nought: Id, new: impl FnOnce(&mut Graph, Id) -> Id) -> Id {
        let Node::Nought { cotangent, rate, argument, value } = *self.node(nought) else { return nought };
        let rate = new(self, rate);
        if self.is_zero(rate) { rate } else { self.make(Node::Nought { cotangent, rate, argument, value }) }
    }

    /// With what a nought changes.
    pub(super) fn argument_of_nought(&self, id: Id) -> Option<Id> {
        match self.node(id) {
            Node::Nought { argument, .. } => Some(*argument),
            _ => None,
        }
    }

    /// What has to be known of a nought before its change.
    pub(super) fn parts_of_nought(&self, id: Id) -> Vec<Id> {
        match *self.node(id) {
            Node::Nought { argument, cotangent, value: Some(value), .. } => vec![argument, cotangent, value],
            Node::Nought { argument, .. } => vec![argument],
            _ => Vec::new(),
        }
    }

    /// Whether more is computed from any function that has a kink than truth values.
    pub(crate) fn has_kinks(&self) -> bool {
        let is_kink = |id: Id| self.is_active(id) && self.has_kink(id);
        let mut numbers = self.nodes().filter(|&id| self.kind(id) != Kind::Boolean);
        let of_statement = |id: StatementId| {
            let action = &self.statement(id).action;
            let yields = action.regions().into_iter().flat_map(|region| &self.region(region).yields);
            action.uses().into_iter().chain(yields.copied()).any(is_kink)
        };
        numbers.any(|id| self.arguments(id).into_iter().any(is_kink))
            || self.statements_within(RegionId::BODY).into_iter().any(of_statement)
    }

    /// How much a nought changes with such a change of its argument.
    pub(super) fn change_of_nought(&mut self, id: Id, change: Id) -> Option<Id> {
        let Node::Nought { cotangent, rate, value: None, .. } = *self.node(id) else { return None };
        let zero = self.zero();
        let is_smooth = self.apply(Function::EQUAL, &[cotangent, zero]);
        let product = self.mul(rate, change);
        let change = self.mask(is_smooth, product);
        (!self.is_zero(change)).then_some(change)
    }

    /// Whether a node is what a function with a kink gives.
    fn has_kink(&self, id: Id) -> bool {
        match self.node(id) {
            Node::Apply(function, _) => function.slopes.iter().any(|slope| slope.contains(NOUGHT)),
            _ => false,
        }
    }

    /// By how much an expression changes with one node that it is computed from, everything else being constant.
    fn rate(&mut self, expression: Id, by: Id) -> Option<Id> {
        let mut order = BTreeSet::new();
        let mut pending = vec![expression];
        while let Some(id) = pending.pop() {
            if id > by && self.is_active(id) && order.insert(id) {
                if order.len() > MOST_OPERATIONS || self.operations_of_rates + order.len() > MOST_IN_ALL {
                    return None;
                }
                pending.extend(self.arguments(id));
                pending.extend(self.argument_of_nought(id));
            }
        }
        self.operations_of_rates += order.len();
        let one = self.real(1.0);
        let mut rates: HashMap<Id, Id> = [(by, one)].into_iter().collect();
        let carried = self.carried_rates.iter().filter(|((_, value), _)| *value == by);
        rates.extend(carried.map(|(&(cotangent, _), &rate)| (cotangent, rate)));
        for id in order {
            let rate = match self.argument_of_nought(id) {
                Some(argument) => match rates.get(&argument) {
                    Some(&change) => self.change_of_nought(id, change),
                    None => None,
                },
                None => self.rate_of_node(id, &rates),
            };
            if let Some(rate) = rate {
                rates.insert(id, rate);
            }
        }
        rates.get(&expression).copied()
    }

    fn rate_of_node(&mut self, id: Id, rates: &HashMap<Id, Id>) -> Option<Id> {
        let there = There { arguments: self.arguments(id), value: id };
        // What is read of a call depends on the arguments of the call.
        let behind = match self.node(id) {
            Node::Part { call, .. } => self.arguments(*call),
            _ => there.arguments.clone(),
        };
        if !behind.iter().any(|argument| rates.contains_key(argument)) {
            return None;
        }
        // The rules of the way forth: what is zero there stays so.
        let keeps_noughts = std::mem::replace(&mut self.keeps_noughts, false);
        let mut rate = self.zero();
        for (argument, dependence) in self.dependences(id) {
            if let Some(&change) = rates.get(&argument) {
                let term = self.propagate(id, &there, &dependence, change);
                rate = self.add(rate, term);
            }
        }
        self.keeps_noughts = keeps_noughts;
        (!self.is_zero(rate)).then_some(rate)
    }
}

impl Forward<'_> {
    /// How much a nought changes: as `d·x/y` does, where `d` and `y` are zero and these are the changes of the three.
    pub(super) fn along_nought(&mut self, id: Id, change: Id) -> Option<Id> {
        let Node::Nought { cotangent, rate, value: Some(value), .. } = *self.graph.node(id) else {
            return self.graph.change_of_nought(id, change);
        };
        let (by_cotangent, by_value) = (self.tangent(cotangent)?, self.tangent(value)?);
        let zero = self.graph.zero();
        let is_smooth = self.graph.apply(Function::EQUAL, &[cotangent, zero]);
        let is_left = self.graph.apply(Function::UNEQUAL, &[by_value, zero]);
        let quotient = self.graph.make(Node::Apply(Function::DIV, vec![change, by_value]));
        let change = self.graph.mul(by_cotangent, quotient);
        let change = self.graph.mul(rate, change);
        let change = self.graph.mask(is_left, change);
        Some(self.graph.mask(is_smooth, change))
    }

    /// The change of a function at its kink along a direction, of which the function of the changes is the length.
    pub(super) fn at_kink(&mut self, id: Id, tangent: Id) -> Id {
        if !self.graph.directional || !self.graph.has_kink(id) {
            return tangent;
        }
        let Node::Apply(function, mut arguments) = self.graph.node(id).clone() else { return tangent };
        for (argument, slope) in arguments.iter_mut().zip(function.slopes) {
            if slope.contains(NOUGHT) {
                *argument = self.tangent_or_zero(*argument);
            }
        }
        let length = self.graph.apply(function, &arguments);
        if self.graph.is_zero(length) {
            return tangent;
        }
        let zero = self.graph.zero();
        let is_kink = self.graph.apply(Function::EQUAL, &[id, zero]);
        let kinked = Ident::new(KINKED, Span::mixed_site());
        let mentions = vec![("__length".to_owned(), length)];
        // It is asked for where the node is, wherever its change is needed first.
        let (here, home) = (self.graph.current(), self.graph.home(length));
        self.graph.enter(home);
        let length = self.graph.constant(quote!(#kinked.at(__length)), mentions, Vec::new(), false);
        self.graph.enter(here);
        let length = self.graph.mask(is_kink, length);
        self.graph.add(tangent, length)
    }
}

impl Backward<'_> {
    /// Carries back at which rate each cotangent changes with what an iteration carries on, if that has a kink: in
    /// `r = r.hypot(x)`. By number, that rate in an iteration and before all of them.
    pub(super) fn begin_rates(
        &mut self,
        statement: StatementId,
        forth: RegionId,
        back: RegionId,
        starts: &[(usize, Id)],
        seeds: &[Option<Id>],
    ) -> HashMap<usize, (Id, Id)> {
        let mut rates = HashMap::default();
        for &(number, start) in starts {
            let next = self.graph.region(forth).yields[number];
            if !self.graph.keeps_noughts || !self.graph.has_kink(next) {
                continue;
            }
            let result = self.graph.statement(statement).results[number];
            let result = self.recall(result);
            let seed = seeds[number].and_then(|seed| self.graph.rate(seed, result));
            let first = seed.unwrap_or_else(|| self.graph.zero());
            let rate = self.graph.carry(back, Kind::Real, true);
            let next = self.recall(next);
            self.graph.carried_rates.insert((start, next), rate);
            rates.insert(number, (rate, first));
        }
        rates
    }

    /// At which rate the cotangent of what an iteration begins with changes with that.
    pub(super) fn next_rate(&mut self, cotangent: Id, carried: Id) -> Id {
        let carried = self.recall(carried);
        let rate = self.graph.rate(cotangent, carried);
        rate.unwrap_or_else(|| self.graph.zero())
    }
}
