//! Statements: `let`, assignment, items, `return`, blocks.

use std::collections::HashMap;

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{BinOp, Block, Expr, Item, Local, Stmt};

use super::constant::Obstacle;
use super::{Lowering, Meaning};
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Id, Node, Output, Part};
use crate::rules::symbol;
use crate::signature::Returns;

impl Lowering<'_> {
    /// The body of the function, as the values that it returns.
    pub(super) fn body(&mut self, block: &Block) -> Option<Vec<Id>> {
        let errors = self.errors.count();
        if self.refuse_semicolon(block, "the function") {
            return None;
        }
        let last = self.statements(block).and_then(|last| self.returned(last));
        let mut result = if self.left { None } else { last };
        if result.is_none() && !self.left {
            if self.errors.count() == errors {
                let at =
                    block.stmts.last().map_or_else(|| block.to_token_stream(), ToTokens::to_token_stream);
                self.errors.report_wrong_rust(
                    at,
                    "the body ends without a value, so there is nothing to differentiate",
                    "end it with an expression, without a semicolon",
                );
            }
            return None;
        }
        // The first of the early returns comes before all the others.
        for (path, values) in std::mem::take(&mut self.early).into_iter().rev() {
            result = Some(match (path, result) {
                (Some(path), Some(rest)) => values
                    .into_iter()
                    .zip(rest)
                    .map(|(value, rest)| self.selection(path, value, rest))
                    .collect(),
                _ => values,
            });
        }
        result
    }

    /// Reports a value that a semicolon throws away, where one is expected.
    fn refuse_semicolon(&mut self, block: &Block, of: &str) -> bool {
        let Some(Stmt::Expr(value, Some(_))) = block.stmts.last() else { return false };
        let has_effect = match value {
            Expr::Return(_)
            | Expr::If(_)
            | Expr::Match(_)
            | Expr::Block(_)
            | Expr::Macro(_)
            | Expr::Assign(_)
            | Expr::ForLoop(_)
            | Expr::While(_)
            | Expr::Loop(_) => true,
            Expr::Binary(binary) => is_assignment(&binary.op),
            _ => false,
        };
        if !has_effect {
            self.errors.report_wrong_rust(
                value,
                format!("`{}` with a semicolon is not the value of {of}", quoted(value)),
                "take the semicolon away",
            );
        }
        !has_effect
    }

    pub(super) fn returned(&mut self, value: &Expr) -> Option<Vec<Id>> {
        match self.signature.returns {
            Returns::Scalar => {
                let id = self.expression(value)?;
                self.real(value, id).map(|id| vec![id])
            }
            Returns::Tuple(count) => self.several(value, count, true),
            Returns::Array(count) => self.several(value, count, false),
        }
    }

    /// The statements of a block, up to the expression that it ends with, if it does.
    ///
    /// The scope of the block stays open for that expression; in a nested block the caller closes it.
    pub(super) fn statements<'b>(&mut self, block: &'b Block) -> Option<&'b Expr> {
        let (last, others) = block.stmts.split_last()?;
        for statement in others {
            self.statement(statement);
            if self.left {
                return None;
            }
        }
        match last {
            Stmt::Expr(value, None) => Some(value),
            other => {
                self.statement(other);
                None
            }
        }
    }

    /// A block as an expression: what to make of its last expression is up to the caller.
    pub(super) fn in_block<T>(
        &mut self,
        block: &Block,
        value: impl FnOnce(&mut Self, &Expr) -> Option<T>,
    ) -> Option<T> {
        let errors = self.errors.count();
        if self.refuse_semicolon(block, "its block") {
            return None;
        }
        self.scopes.push(HashMap::new());
        let last = self.statements(block);
        let result = last.and_then(|last| value(self, last));
        if last.is_none() && !self.left && self.errors.count() == errors {
            self.errors.report_wrong_rust(
                block,
                "this block ends without a value",
                "end it with an expression, without a semicolon",
            );
        }
        self.scopes.pop();
        result
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Local(local) => self.local(local),
            Stmt::Item(item) => self.item(item),
            Stmt::Macro(call) => self.refuse_macro(&call.mac),
            Stmt::Expr(value, _) => self.effect(value),
        }
    }

    /// An expression as a statement.
    pub(super) fn effect(&mut self, value: &Expr) {
        match value {
            Expr::Paren(inner) => self.effect(&inner.expr),
            Expr::Group(inner) => self.effect(&inner.expr),
            Expr::Assign(assign) => {
                let value = self.expression(&assign.right);
                self.assign(&assign.left, value);
            }
            Expr::Binary(binary) if is_assignment(&binary.op) => {
                let function = symbol(&binary.op).and_then(|symbol| Function::find(symbol, false));
                let current = self.expression(&binary.left);
                let change = self.expression(&binary.right);
                let value = match (function, current.zip(change)) {
                    (Some(function), Some((current, change))) => {
                        self.arithmetic(function, (&binary.left, current), (&binary.right, change))
                    }
                    (None, _) => {
                        self.errors.report_wrong_rust(
                            binary.op,
                            format!(
                                "`{}` works on bits, and a real number has no derivative by its bits",
                                quoted(binary.op)
                            ),
                            "write it with `+=`, `-=`, `*=` or `/=`",
                        );
                        None
                    }
                    _ => None,
                };
                self.assign(&binary.left, value);
            }
            Expr::Return(early) => self.early_return(early),
            Expr::If(branch) => self.if_statement(branch),
            Expr::Match(choice) => self.match_statement(choice),
            Expr::Block(block) if block.label.is_none() && block.attrs.is_empty() => {
                self.unit_block(&block.block);
            }
            Expr::Tuple(unit) if unit.elems.is_empty() => {}
            _ => self.unused(value),
        }
    }

    /// An expression as a statement: what it does, if anything, the chain rule does not see.
    fn unused(&mut self, value: &Expr) {
        match (value, self.obstacle(value)) {
            (
                Expr::ForLoop(_)
                | Expr::While(_)
                | Expr::Loop(_)
                | Expr::Unsafe(_)
                | Expr::Macro(_)
                | Expr::Await(_)
                | Expr::Try(_)
                | Expr::Break(_)
                | Expr::Continue(_),
                _,
            ) => {
                self.unsupported(value);
            }
            (_, Some(Obstacle::Changes(name))) => self.changes(value, &name),
            _ => self.errors.report(
                value,
                format!(
                    "nothing uses the value of `{}`, and what else it does the chain rule cannot see",
                    quoted(value)
                ),
                "take it out, or use its value in a `let`",
            ),
        }
    }

    fn local(&mut self, local: &Local) {
        let Some(init) = &local.init else {
            self.errors.report(
                local,
                "a `let` without a value is not supported",
                "give the value where the variable is declared",
            );
            self.declare(&local.pat);
            return;
        };
        if let Some((_, diverging)) = &init.diverge {
            self.errors.report(
                diverging,
                "`let … else` is not supported: arithmetic always matches",
                "write a plain `let`",
            );
        }
        match self.matched(&local.pat, &init.expr) {
            Some(bindings) => {
                for (name, id) in bindings {
                    self.bind(&name, id);
                }
            }
            None => self.declare(&local.pat),
        }
    }

    fn assign(&mut self, target: &Expr, value: Option<Id>) {
        let Expr::Path(path) = target else {
            if matches!(target, Expr::Paren(_) | Expr::Group(_)) {
                let (Expr::Paren(syn::ExprParen { expr: inner, .. })
                | Expr::Group(syn::ExprGroup { expr: inner, .. })) = target
                else {
                    return;
                };
                return self.assign(inner, value);
            }
            self.errors.report(
                target,
                format!("an assignment to `{}` is not supported yet", quoted(target)),
                "assign to a variable that `let mut` declares",
            );
            return;
        };
        let name = path.path.get_ident().filter(|name| self.lookup(name) != Meaning::Unknown);
        let Some(name) = name else {
            self.errors.report_wrong_rust(
                target,
                format!("`{}` is not a variable of this function", quoted(target)),
                format!("declare it first, as in `let mut {} = …;`", quoted(target)),
            );
            return;
        };
        if let Some(id) = value {
            self.christen(name, id);
        }
        let text = name.unraw().to_string();
        if let Some(scope) = self.scopes.iter().rposition(|scope| scope.contains_key(&text)) {
            self.set(scope, text, value);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Const(_) | Item::Use(_) | Item::Fn(_) => {
                self.items.push(self.nested.restore(item.to_token_stream()));
            }
            _ => self.errors.report(
                item,
                "this kind of item is not supported in the body of a differentiated function",
                "move it out of the function; `const`, `use` and `fn` may stay",
            ),
        }
    }

    fn refuse_macro(&mut self, call: &syn::Macro) {
        self.errors.report(
            &call.path,
            format!("`{}!` is a macro, and the chain rule cannot look inside of it", quoted(&call.path)),
            "take it out, or call it where this function is called",
        );
    }

    /// The partial derivatives that the option `derivative` gives, in the order of the parameters.
    pub(super) fn given_partials(&mut self, keyword: &Ident, partials: &[(Ident, Expr)]) -> Option<Vec<Id>> {
        if self.signature.returns != Returns::Scalar {
            self.errors.report(
                keyword,
                "`derivative(…)` describes a function of one value, and this one returns several",
                "return one number",
            );
            return None;
        }
        let mut given: Vec<Option<Id>> = vec![None; self.signature.parameters.len()];
        let mut complete = true;
        for (name, partial) in partials {
            let position = self.signature.parameters.iter().position(|parameter| parameter.name == *name);
            let known = position.filter(|&position| self.signature.parameters[position].kind == Kind::Real);
            let Some(position) = known else {
                self.errors.report(
                    name,
                    format!(
                        "`derivative` names `{name}`, which is not a parameter that can be differentiated"
                    ),
                    "name the parameters of type `f64` or `f32`",
                );
                complete = false;
                continue;
            };
            let id = self.expression(partial).and_then(|id| self.real(partial, id));
            complete &= id.is_some();
            let twice = given[position].is_some();
            if twice {
                self.errors.report(
                    name,
                    format!("the derivative by `{name}` is given twice"),
                    "keep one of them",
                );
            }
            given[position] = id;
        }
        let wanted = self.signature.differentiated();
        let missing: Vec<usize> =
            wanted.iter().copied().filter(|&position| given[position].is_none()).collect();
        if complete && let Some(&position) = missing.first() {
            let name = &self.signature.parameters[position].name;
            self.errors.report(
                keyword,
                format!("`derivative` does not say what the derivative by `{name}` is"),
                format!("add `{name} = …`, or leave `{name}` out with `wrt(…)`"),
            );
            return None;
        }
        wanted.iter().map(|&position| given[position]).collect()
    }

    /// An opaque function's value: a call of the function itself.
    pub(super) fn own_value(&mut self, function: &Ident) -> Id {
        let callee = self.graph.keep(function.to_token_stream());
        let arguments = (0..self.signature.parameters.len())
            .map(|position| self.graph.make(Node::Parameter(position)))
            .collect();
        let call = self.graph.make(Node::Call { callee, arguments, returns: Returns::Scalar });
        self.graph.make(Node::Part { call, part: Part::Value(Output::Only) })
    }
}

pub(super) fn is_assignment(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}
