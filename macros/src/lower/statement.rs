//! Statements: `let`, assignment, items, `return`, blocks.

use std::collections::HashMap;

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{BinOp, Block, Expr, Item, Local, Stmt};

use super::Lowering;
use super::constant::Obstacle;
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Id, Node, Output, Part};
use crate::rules::symbol;
use crate::signature::Returns;

impl Lowering<'_> {
    /// The body of the function, as the values that it returns.
    pub(super) fn body(&mut self, block: &Block, returns: Returns) -> Option<Vec<Id>> {
        let Some(value) = self.statements(block, true) else {
            self.errors.report_wrong_rust(
                block,
                "the body ends without a value, so there is nothing to differentiate",
                "end it with an expression, without a semicolon",
            );
            return None;
        };
        self.returned(value?, returns)
    }

    fn returned(&mut self, value: &Expr, returns: Returns) -> Option<Vec<Id>> {
        match returns {
            Returns::Scalar => {
                let id = self.expression(value)?;
                self.real(value, id).map(|id| vec![id])
            }
            Returns::Tuple(count) | Returns::Array(count) => {
                let ids = self.several(value, count, matches!(returns, Returns::Tuple(_)))?;
                Some(ids)
            }
        }
    }

    /// The statements of a block, and the expression that it ends with: `None` if there is none, `Some(None)` if it
    /// cannot be told for errors.
    ///
    /// The scope of the block stays open for that expression; in a nested block the caller closes it.
    fn statements<'b>(&mut self, block: &'b Block, outermost: bool) -> Option<Option<&'b Expr>> {
        let (last, others) = block.stmts.split_last()?;
        for statement in others {
            self.statement(statement);
        }
        match last {
            Stmt::Expr(Expr::Return(returned), _) if outermost => returned.expr.as_deref().map(Some),
            Stmt::Expr(value, None) => Some(Some(value)),
            Stmt::Macro(call) if call.semi_token.is_none() => {
                self.refuse_macro(&call.mac);
                Some(None)
            }
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
        self.scopes.push(HashMap::new());
        let last = self.statements(block, false);
        let result = match last {
            Some(Some(last)) => value(self, last),
            Some(None) => None,
            None => {
                self.errors.report(
                    block,
                    "this block ends without a value",
                    "end it with an expression, without a semicolon",
                );
                None
            }
        };
        self.scopes.pop();
        result
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Local(local) => self.local(local),
            Stmt::Item(item) => self.item(item),
            Stmt::Macro(call) => self.refuse_macro(&call.mac),
            Stmt::Expr(Expr::Assign(assign), _) => {
                let value = self.expression(&assign.right);
                self.assign(&assign.left, value);
            }
            Stmt::Expr(Expr::Binary(binary), _) if is_assignment(&binary.op) => {
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
            Stmt::Expr(Expr::Return(early), _) => self.errors.report(
                early,
                "an early `return` is not supported yet",
                "return once, in the last line of the function",
            ),
            Stmt::Expr(value, _) => self.unused(value),
        }
    }

    /// An expression as a statement: what it does, if anything, the chain rule does not see.
    fn unused(&mut self, value: &Expr) {
        match (value, self.obstacle(value)) {
            (
                Expr::If(_)
                | Expr::Match(_)
                | Expr::ForLoop(_)
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
            (Expr::Block(_), _) => self.errors.report(
                value,
                "a block as a statement is not supported yet",
                "write its statements without the braces",
            ),
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
        let name = path.path.get_ident().filter(|name| self.lookup(name).is_some());
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
        if let Some(scope) = self.scopes.iter_mut().rev().find(|scope| scope.contains_key(&text)) {
            scope.insert(text, value);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Const(_) | Item::Use(_) | Item::Fn(_) => {
                self.items.push(self.nested.restore(item.to_token_stream()))
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
