//! Statements: `let`, blocks, and expressions for what they do.

use super::Lowering;
use super::branch::{Ending, Merge};
use super::value::Value;
use super::variables::Changes;
use crate::ir::Id;
use crate::outputs::Results;
use crate::region::{Action, RegionKind, Wrapped};
use crate::syntax::{Block, Expr, ExprKind, LocalId, Stmt, Type, lends_arguments};
use crate::table::methods;

impl<'t> Lowering<'t, '_> {
    /// A block that has a value.
    pub(super) fn block_value(&mut self, expr: &'t Expr, block: &'t Block) -> Option<Value<'t>> {
        // A constant block may loop and mutate for itself, as long as nothing outside changes.
        if !block.statements.is_empty() && self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        self.in_block(block, &|lowering, last| lowering.value(last))
    }

    /// The statements of a block from one on; the expression that it ends with is lowered in the given way.
    ///
    /// What follows a statement that may leave the block runs only if it does not.
    pub(super) fn run<T: Merge<'t>>(
        &mut self,
        block: &'t Block,
        from: usize,
        ending: Ending<'t, '_, T>,
    ) -> Option<T> {
        let before = self.leaving();
        for (position, statement) in block.statements.iter().enumerate().skip(from) {
            self.without_name(|lowering| lowering.statement(statement));
            if self.flow.left {
                return None;
            }
            let leaving = self.leaving();
            if leaving != before
                && let Some(leaving) = leaving
            {
                return self.rest(leaving, block, position + 1, ending);
            }
        }
        block.tail.as_ref().and_then(|tail| ending(self, tail))
    }

    /// The statements behind one that may have left the block.
    fn rest<T: Merge<'t>>(
        &mut self,
        leaving: Id,
        block: &'t Block,
        from: usize,
        ending: Ending<'t, '_, T>,
    ) -> Option<T> {
        if self.is_flat() {
            return self.run(block, from, ending);
        }
        let mark = self.variables.mark();
        let (region, around) = self.graph.open(RegionKind::Branch);
        let flags = self.lower_flags();
        let result = self.run(block, from, ending);
        self.graph.enter(around);
        let changes = self.variables.take_back(mark);
        for (local, flag) in flags {
            self.variables.replace(local, Some(flag));
        }
        if self.graph.floats(region) {
            self.graph.dissolve(region);
            let in_loop = self.is_in_loop();
            // A flag that is raised in the rest was raised, or is now, if the rest is reached.
            for (local, value) in changes {
                let value = match (value, self.variables.get(local).cloned()) {
                    (Some(Value::Number(new)), Some(Value::Number(old))) if self.is_flag(local) => {
                        let reached = self.graph.not(leaving);
                        let now = if old == leaving { new } else { self.graph.and(reached, new) };
                        Some(Value::Number(self.graph.or(old, now)))
                    }
                    // A loop goes on with what there was when it was left, or hands it on.
                    (Some(new), Some(old)) if self.is_hidden(local) || in_loop => {
                        self.selected_value(leaving, &old, &new)
                    }
                    (value, _) => value,
                };
                self.variables.assign(local, value);
            }
            return result;
        }
        let (nothing, _) = self.graph.open(RegionKind::Branch);
        self.graph.enter(around);
        let left = std::mem::take(&mut self.flow.left);
        let branch = Action::Branch { condition: leaving, then: nothing, otherwise: region };
        let before = self.flow.joining.replace(self.graph.perform(branch, &[]));
        let result = self.join_branches(leaving, (None, true, Changes::new()), (result, left, changes));
        self.flow.joining = before;
        result
    }

    /// Takes down the flags of what was left, for code that is reached only if it was not; they are returned.
    fn lower_flags(&mut self) -> Vec<(LocalId, Value<'t>)> {
        let never = self.graph.boolean(false);
        let mut lowered = Vec::new();
        for flag in self.flags() {
            if let Some(value) = self.variables.get(flag).cloned() {
                self.variables.replace(flag, Some(Value::Number(never)));
                lowered.push((flag, value));
            }
        }
        lowered
    }

    /// A block as an expression: what to make of its last expression is up to the caller.
    pub(super) fn in_block<T: Merge<'t>>(
        &mut self,
        block: &'t Block,
        ending: Ending<'t, '_, T>,
    ) -> Option<T> {
        let errors = self.errors.count();
        if self.refuse_semicolon(block, "its block") {
            return None;
        }
        let result = self.run(block, 0, ending);
        if block.tail.is_none() && !self.flow.left && self.errors.count() == errors && !ends_by_leaving(block)
        {
            self.errors.report_wrong_rust(
                block.spans,
                "this block ends without a value",
                "end it with an expression, without a semicolon",
            );
        }
        result
    }

    /// Reports a value that a semicolon throws away, where one is expected.
    pub(super) fn refuse_semicolon(&mut self, block: &'t Block, of: &str) -> bool {
        let (None, Some(Stmt::Expr(value))) = (&block.tail, block.statements.last()) else { return false };
        let has_effect = !matches!(
            value.kind,
            ExprKind::Chain(..)
                | ExprKind::Method(_)
                | ExprKind::Call(..)
                | ExprKind::Local(_)
                | ExprKind::Literal(_)
                | ExprKind::Path(_)
                | ExprKind::Unary(..)
                | ExprKind::Cast(..)
                | ExprKind::Paren(_)
                | ExprKind::Tuple(_)
                | ExprKind::List(..)
                | ExprKind::Index(..)
        ) || !value.effects.is_pure();
        if !has_effect {
            self.errors.report_wrong_rust(
                value.spans,
                format!("`{}` with a semicolon is not the value of {of}", self.tree.quoted(value)),
                "take the semicolon away",
            );
        }
        !has_effect
    }

    fn statement(&mut self, statement: &'t Stmt) {
        match statement {
            Stmt::Let(binding) => {
                self.binding(binding);
                self.bring_back();
            }
            Stmt::Expr(value) => self.effect(value),
        }
    }

    /// An expression as a statement.
    pub(super) fn effect(&mut self, expr: &'t Expr) {
        self.done(expr);
        self.bring_back();
    }

    fn done(&mut self, expr: &'t Expr) {
        if matches!(
            expr.kind,
            ExprKind::Method(_) | ExprKind::Call(..) | ExprKind::Increase(..) | ExprKind::Assign(..)
        ) && let Some(changed) = self.objects_changed(expr)
        {
            self.perform_tokens(expr, changed, None);
            return;
        }
        if self.flow.calls.is_empty() && self.tried_that_writes(expr, Results::Written).is_some() {
            return;
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.effect(inner),
            ExprKind::Assign(target, value) => self.assignment(target, value),
            ExprKind::Increase(operator, target, value) => self.increase(expr, operator, target, value),
            ExprKind::Return(_) | ExprKind::Break(..) | ExprKind::Continue(_) => self.leave(expr),
            ExprKind::If(_) | ExprKind::Match(_) => self.branch_statement(expr),
            ExprKind::Block(block, None) => self.unit_block(block),
            ExprKind::Block(block, Some(label)) => drop(self.labelled_statement(expr, *label, block)),
            ExprKind::For(repeat) => self.for_loop(expr, repeat),
            ExprKind::While(id, condition, body) => self.while_loop(expr, *id, condition, body),
            ExprKind::Loop(id, body) => drop(self.endless_loop(expr, *id, body, None)),
            ExprKind::Macro(path, arguments) if methods::is_assertion(path) || methods::is_printing(path) => {
                self.assertion(expr, path, arguments);
            }
            ExprKind::Macro(_, arguments) => self.diverge(expr, arguments),
            ExprKind::Tuple(unit) if unit.is_empty() => {}
            ExprKind::Try(inner) if !self.flow.calls.is_empty() => self.left_without(expr, inner),
            // Whether there is a value the function itself was asked.
            ExprKind::Try(_)
                if self.context.signature.fallible.is_some() && !self.changes_what_varies(expr) => {}
            // A semicolon alone.
            ExprKind::Foreign(foreign) if foreign.tokens.is_empty() => {}
            ExprKind::Method(method) if method.name == "clone_from" && method.arguments.len() == 1 => {
                let value = self.part_value(&method.arguments[0]);
                if let Some(value) = value {
                    let value = self.dereferenced(value);
                    self.give(&method.receiver, &method.arguments[0], value);
                }
            }
            ExprKind::Method(_) if self.attempts_and_writes(expr) => drop(self.part_value(expr)),
            ExprKind::Method(method) => {
                let is_cursor = method
                    .receiver
                    .as_local()
                    .is_some_and(|local| matches!(self.variables.get(local), Some(Value::Cursor(..))));
                let takes = methods::takes(&method.name.to_string(), method.arguments.len())
                    && matches!(self.types.get(method.receiver.ty), Type::Option(_));
                if is_cursor || takes {
                    self.part_value(expr);
                } else if !self.zips(expr, method)
                    && !self.changes_matrix(expr, method)
                    && !self.changes_part(expr, method)
                    && !self.changes_list(expr, method)
                    && !self.for_each(expr, method)
                {
                    if self.is_of_object(expr, method)
                        && (!self.is_constant(&method.receiver) || lends_arguments(method))
                    {
                        let called = (&method.receiver, &method.name);
                        let how = (Results::Written, Wrapped::No);
                        self.changed_by(expr, called, &method.arguments, how);
                        return;
                    }
                    if matches!(self.types.get(method.receiver.ty), Type::Option(_)) {
                        self.unknown_of_several::<()>(method);
                        return;
                    }
                    self.unused(expr);
                }
            }
            ExprKind::Call(callee, arguments) => {
                if !self.swaps(callee, arguments)
                    && self.exchanged(callee, arguments).is_none()
                    && !self.call_for_effect(callee, arguments)
                    && self
                        .call_that_writes(expr, callee, arguments, (Results::Written, Wrapped::No))
                        .is_none()
                {
                    self.unused(expr);
                }
            }
            _ => self.unused(expr),
        }
    }

    /// Whether an expression changes variables that vary.
    fn changes_what_varies(&self, expr: &Expr) -> bool {
        expr.effects.changes.iter().any(|&local| self.activity.ever(local))
    }

    /// A closure that changes what it captures, or what is lent to it.
    fn call_for_effect(&mut self, callee: &'t Expr, arguments: &'t [Expr]) -> bool {
        let is_closure = callee
            .as_local()
            .is_some_and(|local| matches!(self.variables.get(local), Some(Value::Closure(_))));
        if is_closure {
            let values: Vec<Option<Value>> =
                arguments.iter().map(|argument| self.part_value(argument)).collect();
            if let Some(values) = values.into_iter().collect() {
                let function = self.function(callee);
                let lent = self.lend_to(callee, arguments);
                self.applied_for_effect(&function, values);
                self.variables.take_from(&lent);
            }
        }
        is_closure
    }

    /// An expression as a statement: what it does, if anything, the chain rule does not see.
    fn unused(&mut self, expr: &'t Expr) {
        if let Some(&changed) = expr.effects.changes.first() {
            return self.changes(expr, changed);
        }
        if let Some(name) = expr.effects.hides.clone()
            && matches!(&expr.kind, ExprKind::Foreign(_))
        {
            self.errors.report(
                crate::syntax::Spans(expr.spans.0, expr.spans.0),
                format!("`{name}!` is a macro, and the chain rule cannot look inside of it"),
                "take it out, or call it where this function is called",
            );
            return;
        }
        if !expr.effects.is_pure() && !expr.effects.unseen || matches!(expr.kind, ExprKind::Foreign(_)) {
            self.unsupported::<()>(expr);
            return;
        }
        // Where it is lent by a name, nobody sees that it is.
        let lent = match &expr.kind {
            ExprKind::Call(_, arguments) => arguments.iter().rev().find_map(Expr::as_local),
            _ => None,
        };
        let help = match lent {
            Some(lent) => format!(
                "take it out, use its value in a `let`, or show what it changes, as in `&mut *{}`",
                self.name_of(lent)
            ),
            None => "take it out, or use its value in a `let`".to_owned(),
        };
        self.errors.report(
            expr.spans,
            format!(
                "nothing uses the value of `{}`, and what else it does the chain rule cannot see",
                self.tree.quoted(expr)
            ),
            help,
        );
    }
}

/// Whether the last statement of a block never ends.
fn ends_by_leaving(block: &Block) -> bool {
    matches!(block.statements.last(), Some(Stmt::Expr(last)) if crate::syntax::is_never(last) || last.effects.is_left())
}
