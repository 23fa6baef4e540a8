//! Where in a product its constant is multiplied.

use super::Arrangement;
use crate::elementary::Function;
use crate::hash::{HashMap, HashSet};
use crate::ir::{ByNode, Graph, Id, Node};

/// What it costs and saves to multiply by a constant at the end.
#[derive(Default)]
struct Balance {
    /// How many products with the constant go.
    saved: usize,
    /// How many come.
    added: usize,
}

impl Arrangement<'_> {
    /// `2·u·a + 2·v·b` as `2·(u·a + v·b)`, where there are more cotangents `2·u`, `2·v`, … than sums that they end in:
    /// a square begins its way back with a factor of 2, and a sum of squares begins it many times.
    pub(super) fn multiply_by_constants_last(&mut self) {
        let order = self.order();
        let carried = self.carried_constants(&order);
        let mut ends: HashSet<Id> = self.roots.iter().copied().collect();
        for &id in &order {
            let taken_further = |argument: &Id| carried.get(id) == carried.get(*argument);
            ends.extend(self.graph.arguments(id).into_iter().filter(|argument| !taken_further(argument)));
        }
        let mut balances: HashMap<u64, Balance> = HashMap::default();
        for (id, constant) in carried.iter() {
            let balance = balances.entry(constant.to_bits()).or_default();
            let begins = self.begins(id, &carried);
            // Where there is a constant already, this one is multiplied with it at compile time.
            let is_free = !begins && self.graph.constant_and_factor(id).is_some();
            balance.saved += usize::from(begins);
            balance.added += usize::from(ends.contains(&id) && !is_free);
        }
        let is_worth_it = |constant: f64| {
            balances.get(&constant.to_bits()).is_some_and(|balance| balance.added < balance.saved)
        };
        if !carried.iter().any(|(_, &constant)| is_worth_it(constant)) {
            return;
        }
        // What each node is without the constant that it carries.
        let mut bare: ByNode<Id> = ByNode::default();
        self.rewrite(&order, |graph, id, rewritten| {
            let constant = *carried.get(id)?;
            if !is_worth_it(constant) {
                return None;
            }
            let without = match graph.constant_and_factor(id) {
                Some((_, factor)) if !carried.contains(factor) => rewritten[factor],
                _ => {
                    let node = graph
                        .with_arguments(id, |argument| *bare.get(argument).unwrap_or(&rewritten[argument]));
                    graph.make(node)
                }
            };
            bare.insert(id, without);
            let (constant, factor) = match graph.constant_and_factor(without) {
                Some((other, factor)) => (constant * other, factor),
                None => (constant, without),
            };
            let constant = graph.real(constant);
            Some(graph.make(Node::Apply(Function::MUL, vec![constant, factor])))
        });
    }

    /// The constant that each derivative has as a factor from a product further up.
    fn carried_constants(&self, order: &[Id]) -> ByNode<f64> {
        let mut carried: ByNode<f64> = ByNode::default();
        for &id in order {
            let Node::Apply(function, arguments) = self.graph.node(id) else { continue };
            if self.values.contains(id) {
                continue;
            }
            let of = |position: usize| carried.get(arguments[position]).copied();
            let constant = match *function {
                Function::MUL => match (of(0), of(1)) {
                    (None, None) => self.graph.constant_and_factor(id).map(|(constant, _)| constant),
                    (Some(_), Some(_)) => None,
                    (one, other) => one.or(other),
                },
                Function::ADD | Function::SUB if of(0) == of(1) => of(0),
                Function::NEG => of(0),
                Function::DIV if of(1).is_none() => of(0),
                _ => None,
            };
            if let Some(constant) = constant {
                carried.insert(id, constant);
            }
        }
        carried
    }

    /// Whether the constant that the node carries is its own.
    fn begins(&self, id: Id, carried: &ByNode<f64>) -> bool {
        self.graph.constant_and_factor(id).is_some_and(|(_, factor)| !carried.contains(factor))
    }

    /// `2·(d·s)` as `d·(2·s)` for a cotangent `d` that others use too: the constant does not wait for it.
    pub(super) fn multiply_slopes_by_constants(&mut self) {
        let order = self.order();
        let uses = self.uses(&order);
        let values = self.values.clone();
        self.rewrite(&order, |graph, id, rewritten| {
            let (_, product) = graph.constant_and_factor(id)?;
            let Node::Apply(Function::MUL, factors) = graph.node(product) else { return None };
            if uses[product] > 1 || values.contains(product) || values.contains(id) {
                return None;
            }
            let is_shared_cotangent =
                |factor: &Id| uses[*factor] > 1 && !values.contains(*factor) && graph.is_active(*factor);
            let position = factors.iter().position(is_shared_cotangent)?;
            let (cotangent, slope) = (rewritten[factors[position]], rewritten[factors[1 - position]]);
            let constant = rewritten[graph.arguments(id)[0]];
            let slope = graph.make(Node::Apply(Function::MUL, vec![constant, slope]));
            Some(graph.make(Node::Apply(Function::MUL, vec![cotangent, slope])))
        });
    }
}

impl Graph {
    /// `c` and `x` of `c·x`.
    fn constant_and_factor(&self, id: Id) -> Option<(f64, Id)> {
        match self.node(id) {
            Node::Apply(Function::MUL, factors) => Some((self.moderate(factors[0])?, factors[1])),
            _ => None,
        }
    }
}
