//! The shift of a logarithm of a sum of exponentials, m + ln Σ exp(vᵢ − m): it does not depend on m.
//!
//! What m has of slopes there is exactly zero, whatever rounding would leave of the sum.

use crate::elementary::Function;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, RegionId, StatementId};

impl Graph {
    /// The nodes that have no slope in one of their arguments, each with that.
    pub(super) fn shifts(&self, outputs: &[Id]) -> HashSet<(Id, Id)> {
        let loops: Vec<StatementId> = self
            .statements_within(RegionId::BODY)
            .into_iter()
            .filter(|&id| matches!(self.statement(id).action, Action::Loop { exit: None, .. }))
            .collect();
        let mut found = HashSet::default();
        if loops.is_empty() {
            return found;
        }
        let users = self.users(outputs);
        for id in loops {
            let statement = self.statement(id);
            let Action::Loop { body, initial, .. } = &statement.action else { continue };
            for (number, &start) in initial.iter().enumerate().take(self.region(*body).yields.len()) {
                if self.number(start) == Some(0.0) && number < statement.results.len() {
                    found.extend(
                        self.shift(*body, number, statement.results[number], &users).into_iter().flatten(),
                    );
                }
            }
        }
        found
    }

    /// If what a loop adds up in a number is of this form: where its shift is used.
    fn shift(
        &self,
        body: RegionId,
        number: usize,
        sum: Id,
        users: &HashMap<Id, Vec<Option<Id>>>,
    ) -> Option<[(Id, Id); 2]> {
        let only_user = |id: Id| match users.get(&id)?.as_slice() {
            &[user] => Some(user),
            _ => None,
        };
        let (before, after) = (self.region(body).carried[number], self.region(body).yields[number]);
        // It leaves the loop as it is, and is used for nothing but what follows.
        if only_user(after)?.is_some() {
            return None;
        }
        let term = self.other_of(after, "+", before)?;
        let exponent = self.argument_of(term, "exp")?;
        let Node::Apply(Function::SUB, parts) = self.node(exponent) else { return None };
        let shift = parts[1];
        let is_inside = self.is_within(self.home(shift), body);
        if is_inside
            || only_user(before)? != Some(after)
            || only_user(term)? != Some(after)
            || only_user(exponent)? != Some(term)
        {
            return None;
        }
        let logarithm = only_user(sum)??;
        if self.argument_of(logarithm, "ln")? != sum {
            return None;
        }
        let whole = only_user(logarithm)??;
        let is_whole = self.other_of(whole, "+", logarithm)? == shift && parts[0] != shift;
        is_whole.then_some([(exponent, shift), (whole, shift)])
    }

    /// Who uses each node: another one, or a statement or a region.
    fn users(&self, outputs: &[Id]) -> HashMap<Id, Vec<Option<Id>>> {
        let mut roots = self.used_within(RegionId::BODY);
        roots.extend(outputs);
        let mut users: HashMap<Id, Vec<Option<Id>>> = HashMap::default();
        for &root in &roots {
            users.entry(root).or_default().push(None);
        }
        for id in self.reachable(&roots) {
            for argument in self.arguments(id) {
                users.entry(argument).or_default().push(Some(id));
            }
        }
        users
    }

    fn argument_of(&self, id: Id, function: &str) -> Option<Id> {
        match self.node(id) {
            Node::Apply(applied, arguments) if applied.name == function => arguments.first().copied(),
            _ => None,
        }
    }

    /// The other one of two arguments.
    fn other_of(&self, id: Id, function: &str, one: Id) -> Option<Id> {
        match self.node(id) {
            Node::Apply(applied, arguments) if applied.name == function => match *arguments.as_slice() {
                [a, b] if a == one && b != one => Some(b),
                [a, b] if b == one && a != one => Some(a),
                _ => None,
            },
            _ => None,
        }
    }
}
