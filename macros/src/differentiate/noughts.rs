//! Zeros of the way back that change: what stands in the place of a slope at a kink.
//!
//! `|x|` has the slope 0 at 0, so that its cotangent `d` goes no further there. But where `d` itself is 0 at the kink, as in
//! `|x|²`, the function is smooth: near it `d` is `r·|x|`, and what goes further is `r·|x|·sign(x) = r·x`. That is 0 at 0, and
//! changes with `x` at the rate `r`, by which `d` changes with the value.
//!
//! In straight code `r` is an expression. Where the value goes through loops and memory, the direction of the second derivative is followed
//! instead: along `v` the value changes by `|v|`, and `d` by `r·|v|`, of which `r·v` is found again. What the kink makes of a function that
//! is not smooth there is the same along `−v`; half the difference of the two is left (`support::odd_part`).
//!
//! Whether a function that is called is at a kink, only that knows. It tells by how much half the square of what its kinks add
//! to its value bends, as that is smooth: a cotangent that is 0 there and changes at the rate `r` with the value adds `r` times that.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use quote::quote;

use super::There;
use super::forward::Forward;
use super::reverse::Backward;
use crate::elementary::{Function, Kind};
use crate::emit::is_ours;
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node, Output, Part};
use crate::lower::Program;
use crate::region::{Action, Call, Callee, RegionId, StatementId};

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
            action.uses().into_iter().chain(yields.copied()).any(is_kink) || self.is_call_with_kinks(action)
        };
        numbers.any(|id| self.arguments(id).into_iter().any(is_kink))
            || self.statements_within(RegionId::BODY).into_iter().any(of_statement)
    }

    /// Whether there is any function that has a kink, be it the last.
    pub(crate) fn is_kinked(&self) -> bool {
        self.nodes().any(|id| self.is_active(id) && self.has_kink(id)) || self.has_kinks()
    }

    fn is_call_with_kinks(&self, action: &Action) -> bool {
        matches!(action, Action::Call(call) if self.may_have_kinks(call))
    }

    /// Whether what is called may be at a kink; only the callee knows.
    pub(crate) fn may_have_kinks(&self, call: &Call) -> bool {
        call.callee == Callee::Itself && !is_ours(self.tokens(call.function))
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
            // Only the callee knows.
            Node::Part { .. } => true,
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
        if let Some((cotangent, output)) = self.followed.take() {
            if let Some(rate) = self.rate(output, by) {
                rates.insert(cotangent, rate);
            }
            self.followed = Some((cotangent, output));
        }
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

impl Backward<'_> {
    /// What goes back through a call, which may be at a kink.
    pub(super) fn through_call(&mut self, value: Id, slope: Id, cotangent: Id) -> Id {
        let part = self.graph.node(slope).clone();
        let recalled = self.recall(slope);
        let product = self.graph.mul(cotangent, recalled);
        let Node::Part { call, part: Part::Partial(output, position) } = part else { return product };
        let follows = self.graph.directional || !self.graph.is_structured();
        if !self.graph.keeps_noughts || !follows {
            return product;
        }
        // What a cotangent is masked by masks its noughts, too.
        if let Some((condition, cotangent)) = self.graph.masked(cotangent) {
            let change = self.through_call(value, slope, cotangent);
            return self.graph.mask(condition, change);
        }
        let argument = self.graph.make(Node::Part { call, part: Part::Kink(output, position) });
        let (value, argument) = (self.recall(value), self.recall(argument));
        let nought = self.graph.nought(cotangent, value, argument);
        let nought = match self.graph.support(cotangent) {
            Some(support) => self.graph.mask(support, nought),
            None => nought,
        };
        self.graph.add(product, nought)
    }
}

impl Program {
    /// By how much half the square of what kinks add to an output bends, by the nodes in `wrt`: what is smooth adds nothing. Its cotangent
    /// has this name, and is 0.
    pub(crate) fn bends(&mut self, output: usize, wrt: &[Id], cotangent: &Ident) -> Vec<Vec<Id>> {
        let (zero, one) = (self.graph.zero(), self.graph.real(1.0));
        let mut rows = vec![vec![zero; wrt.len()]; wrt.len()];
        if self.given.is_some() || !self.graph.is_kinked() {
            return rows;
        }
        let cotangent = self.graph.variable_word(cotangent);
        self.graph.twice = true;
        self.graph.operations_of_rates = 0;
        self.graph.followed = Some((cotangent, self.outputs[output]));
        let gradient = self.gradient(output, cotangent, wrt);
        self.graph.followed = None;
        for (j, &parameter) in wrt.iter().enumerate() {
            let column = self.graph.push_forward(&gradient[..=j], &[(parameter, one), (cotangent, zero)]);
            for (i, entry) in column.into_iter().enumerate() {
                rows[i][j] = entry;
                rows[j][i] = entry;
            }
        }
        rows
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
        if !self.graph.directional {
            return tangent;
        }
        if let &Node::Part { call, part: Part::Value(output) } = self.graph.node(id) {
            return self.at_kink_of_call(call, output, tangent);
        }
        let Node::Apply(function, mut arguments) = self.graph.node(id).clone() else { return tangent };
        if !self.graph.has_kink(id) {
            return tangent;
        }
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
        let length = self.noticed(length);
        let length = self.graph.mask(is_kink, length);
        self.graph.add(tangent, length)
    }

    /// The same of a call: by the square root of how much half its square bends along the direction.
    fn at_kink_of_call(&mut self, call: Id, output: Output, tangent: Id) -> Id {
        let mut square = self.graph.zero();
        for (position, argument) in self.graph.arguments(call).into_iter().enumerate() {
            if let Some(change) = self.tangent(argument) {
                let kink = self.graph.make(Node::Part { call, part: Part::Kink(output, position) });
                let bend = self.tangent_or_zero(kink);
                let term = self.graph.mul(change, bend);
                square = self.graph.add(square, term);
            }
        }
        if self.graph.is_zero(square) {
            return tangent;
        }
        let zero = self.graph.zero();
        let is_kink = self.graph.apply(Function::UNEQUAL, &[square, zero]);
        let root = Function::method("sqrt").expect("it is in the table");
        let length = self.graph.apply(root, &[square]);
        let length = self.noticed(length);
        let length = self.graph.mask(is_kink, length);
        self.graph.add(tangent, length)
    }

    /// How much a function changes at its kink, at which it is noticed.
    fn noticed(&mut self, length: Id) -> Id {
        let kinked = Ident::new(KINKED, Span::mixed_site());
        let mentions = vec![("__length".to_owned(), length)];
        // It is asked for where the node is, wherever its change is needed first.
        let (here, home) = (self.graph.current(), self.graph.home(length));
        self.graph.enter(home);
        let length = self.graph.constant(quote!(#kinked.at(__length)), mentions, Vec::new(), false);
        self.graph.enter(here);
        length
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
