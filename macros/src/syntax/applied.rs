//! Activity through calls, closures and methods.

use super::activity::Flow;
use super::tree::{Closure, Effects, Expr, LocalId};
use super::types::Type;
use crate::table::matrices;
use crate::table::methods::{self, Meaning};

impl<'t> Flow<'t> {
    /// What is called with these arguments.
    pub(super) fn call(&mut self, callee: &'t Expr, arguments: &'t [Expr]) -> bool {
        let mut varies = false;
        let mut each = Vec::new();
        for argument in arguments {
            let one = self.expr(argument);
            varies |= one;
            each.push(one);
        }
        for argument in arguments {
            self.add_lenders(argument, varies);
        }
        if let Some(closure) = self.closure_of(callee) {
            return self.apply(closure, &each);
        }
        self.expr(callee);
        for argument in arguments {
            // Who is handed a closure may call it, and again with what it gave and changed before.
            if let Some(closure) = self.closure_of(argument) {
                for _ in 0..2 {
                    varies |= self.apply(closure, &vec![varies; closure.parameters.len()]);
                }
            }
        }
        varies
    }

    pub(super) fn closure_of(&self, callee: &'t Expr) -> Option<&'t Closure> {
        match self.types.get(callee.behind().ty) {
            Type::Closure(id) => self.closures.get(id).copied(),
            _ => None,
        }
    }

    pub(super) fn apply(&mut self, closure: &'t Closure, given: &[bool]) -> bool {
        self.apply_to(closure, given, None)
    }

    /// The same where the last of what is given comes out of an iterator.
    pub(super) fn apply_to(
        &mut self,
        closure: &'t Closure,
        given: &[bool],
        source: Option<&'t Expr>,
    ) -> bool {
        if self.depth > 32 {
            return true;
        }
        self.depth += 1;
        for (position, (parameter, &varies)) in closure.parameters.iter().zip(given).enumerate() {
            match source.filter(|_| position + 1 == given.len()) {
                Some(source) => self.bind_item(parameter, source, varies),
                None => self.bind(parameter, varies),
            }
        }
        self.left.push(false);
        let at_end = self.expr(&closure.body);
        let varies = self.left.pop() == Some(true) || at_end;
        closure.body.varies.set(closure.body.varies.get() || varies);
        self.depth -= 1;
        varies
    }

    pub(super) fn method(
        &mut self,
        method: &'t super::tree::Method,
        effects: &Effects,
        receiver: bool,
    ) -> bool {
        let mut varies = receiver;
        for argument in &method.arguments {
            varies |= self.expr(argument);
        }
        for argument in &method.arguments {
            self.add_lenders(argument, varies);
        }
        for argument in &method.arguments {
            let Some(closure) = self.closure_of(argument) else { continue };
            let known = self.results.get(&closure.id) == Some(&true);
            for parameter in &closure.parameters {
                self.alias(parameter, &method.receiver);
            }
            // It may be called any number of times, and given what it gave before.
            let mut given = vec![varies || known; closure.parameters.len()];
            // What it was given at first stands before what is gone through.
            let of_matrix = matches!(self.types.get(method.receiver.ty), Type::Matrix(_));
            if let (2, [_, item], false) = (method.arguments.len(), given.as_mut_slice(), of_matrix) {
                *item = receiver;
            }
            let name = method.name.to_string();
            let is_item =
                closure.parameters.len() == 1 || ["fold", "scan", "try_fold"].contains(&name.as_str());
            let source = (is_item && !of_matrix).then_some(&method.receiver);
            let before: Vec<LocalId> =
                closure.captures.iter().copied().filter(|local| self.found.ever(*local)).collect();
            let mut result = false;
            self.either(
                |flow| {
                    before
                        .into_iter()
                        .filter(|local| closure.body.effects.changes.contains(local))
                        .for_each(|local| flow.set(local, true));
                    result = flow.apply_to(closure, &given, source);
                    result
                },
                |_| false,
            );
            for &local in &closure.body.effects.changes {
                if self.found.ever(local) {
                    self.set(local, true);
                }
            }
            if result && !known {
                self.results.insert(closure.id, true);
                self.learnt = true;
            }
            varies |= result;
        }
        let name = method.name.to_string();
        let changes = methods::rows(&name).any(|row| matches!(row.meaning, Meaning::Change(_)))
            || methods::takes(&name, method.arguments.len())
            || matches!(self.types.get(method.receiver.ty), Type::Matrix(_)) && matrices::changes(&name);
        let may_change = methods::changes(&name, method.arguments.len()).is_none();
        match method.receiver.root() {
            Some(local) if changes || may_change && effects.changes.contains(&local) => {
                self.add(local, varies);
            }
            None if changes => self.add_lenders(&method.receiver, varies),
            _ => {}
        }
        varies
    }
}
