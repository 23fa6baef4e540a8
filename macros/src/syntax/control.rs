//! Branches, blocks, loops, and what leaves them.

use std::borrow::Cow;

use super::arrays_of_slices::element_by_element;
use super::build::Builder;
use super::chosen_closures::one_closure;
use super::lending::lends_arguments;
use super::scope::Around;
use super::temporaries::made_before;
use super::tree::{Block, Effects, Expr, ExprKind, For, If, LocalId, LoopId, Spans, Stmt};
use crate::attempted::there_or_left;
use crate::outputs::left_with;
use crate::table::methods;
use syn::{Block as SynBlock, Expr as Syntax, Stmt as SynStmt};

impl Builder<'_> {
    pub(super) fn if_else(&mut self, branch: &syn::ExprIf) -> Expr {
        // The names of an `if let` are for its block alone.
        self.open();
        let condition = self.expr(&branch.cond);
        let then = self.block_of(&branch.then_branch, false);
        let first = self.close();
        let otherwise = branch.else_branch.as_ref().map(|(_, otherwise)| self.expr(otherwise));
        let keyword = Spans(branch.if_token.span, branch.if_token.span);
        let end = otherwise.as_ref().map(|otherwise| otherwise.spans).or(then.spans).unwrap_or(keyword);
        let mut made = self.make(ExprKind::If(Box::new(If { condition, then, otherwise })), keyword.to(end));
        Self::enclose(&mut made.effects, first, None);
        made
    }

    pub(super) fn block(&mut self, block: &syn::ExprBlock) -> Expr {
        let id = block.label.as_ref().map(|label| self.enter(Some(label), false));
        let inner = self.block_of(&block.block, false);
        if id.is_some() {
            self.around.pop();
        }
        let spans = inner.spans.unwrap_or_else(|| Spans::of(block));
        let mut made = self.make(ExprKind::Block(inner, id), spans);
        Self::enclose(&mut made.effects, usize::MAX, id);
        made
    }

    pub(super) fn enter(&mut self, label: Option<&syn::Label>, repeats: bool) -> LoopId {
        let id = LoopId(self.loops);
        self.loops += 1;
        let label = label.map(|label| label.name.ident.to_string());
        self.around.push(Around { id, label, repeats });
        id
    }

    pub(super) fn repeat(&mut self, value: &Syntax) -> Expr {
        let first = self.locals.len();
        let (kind, keyword, body) = match value {
            Syntax::ForLoop(repeat) => {
                let iterable = self.expr(&repeat.expr);
                self.open();
                let pattern = self.pattern(&repeat.pat);
                self.note_items(&pattern, &iterable);
                let id = self.enter(repeat.label.as_ref(), true);
                let body = self.block_of(&repeat.body, false);
                self.close();
                let kind = ExprKind::For(Box::new(For { id, pattern, iterable, body }));
                (kind, repeat.for_token.span, &repeat.body)
            }
            Syntax::While(repeat) => {
                let id = self.enter(repeat.label.as_ref(), true);
                self.open();
                let condition = self.boxed(&repeat.cond);
                let body = self.block_of(&repeat.body, false);
                self.close();
                (ExprKind::While(id, condition, body), repeat.while_token.span, &repeat.body)
            }
            Syntax::Loop(repeat) => {
                let id = self.enter(repeat.label.as_ref(), true);
                let body = self.block_of(&repeat.body, false);
                (ExprKind::Loop(id, body), repeat.loop_token.span, &repeat.body)
            }
            _ => unreachable!("there are three kinds of loops"),
        };
        let id = self.around.pop().map(|around| around.id);
        let mut made = self.make(kind, Spans(keyword, body.brace_token.span.close()));
        Self::enclose(&mut made.effects, first, id);
        made
    }

    pub(super) fn leave(&mut self, value: &Syntax) -> Expr {
        let spans = Spans::of(value);
        let (kind, loops, returns) = match value {
            Syntax::Break(leave) => {
                let target = self.loop_of(leave.label.as_ref(), false);
                let value = leave.expr.as_ref().map(|value| self.boxed(value));
                (ExprKind::Break(target, value), target, false)
            }
            Syntax::Continue(leave) => {
                let target = self.loop_of(leave.label.as_ref(), true);
                (ExprKind::Continue(target), target, false)
            }
            Syntax::Return(leave) => {
                let written = self.written.clone().filter(|_| self.closures.is_empty());
                let left = written.map(|written| left_with(&written, leave.expr.as_deref()));
                let value = left.as_ref().or(leave.expr.as_deref()).map(|value| self.boxed(value));
                (ExprKind::Return(value), None, true)
            }
            _ => unreachable!("there are three ways to leave"),
        };
        let mut made = self.make(kind, spans);
        made.effects.returns |= returns;
        let goes_on = matches!(value, Syntax::Continue(_));
        made.effects.add(&Effects {
            leaves: loops.map(|left| (left, goes_on)).into_iter().collect(),
            ..Effects::default()
        });
        made
    }

    /// `?` in a function whose results tell whether there is a value.
    pub(super) fn there_or_left(&self, value: &Syntax, valued: bool) -> Option<Syntax> {
        let attempted = self.attempted.as_ref().filter(|_| self.closures.is_empty())?;
        there_or_left(attempted, value, valued)
    }

    pub(super) fn block_of(&mut self, block: &SynBlock, is_body: bool) -> Block {
        if !is_body {
            self.open();
        }
        let around = self.current_items;
        let items = self.declare_items(&block.stmts, is_body);
        self.current_items = items.or(around);
        let mut built = Block { items, ..Block::default() };
        built.spans = Some(Spans(block.brace_token.span.open(), block.brace_token.span.close()));
        let first = self.locals.len();
        for (position, statement) in block.stmts.iter().enumerate() {
            let is_last = position + 1 == block.stmts.len();
            match statement {
                SynStmt::Item(_) => {}
                SynStmt::Local(local) => {
                    for local in self.read_as(local) {
                        let binding = self.binding(&local);
                        built.statements.push(Stmt::Let(Box::new(binding)));
                    }
                }
                SynStmt::Expr(value, None) if is_last => built.tail = Some(self.boxed(value)),
                SynStmt::Expr(value, _) => {
                    let lending = self.lent_by_name(value);
                    let left = self.there_or_left(&lending.call, false);
                    let mut value = self.boxed(left.as_ref().unwrap_or(&lending.call));
                    let is_call = matches!(value.kind, ExprKind::Method(_) | ExprKind::Call(..));
                    if let ExprKind::Method(method) = &value.kind
                        && methods::changes(&method.name.to_string(), method.arguments.len()).is_none()
                        && let Some(root) = method.receiver.root()
                        && (!lends_arguments(method)
                            || self.may_change(root)
                            || self.lent.are.contains(&root))
                    {
                        // What it is called for is what becomes of that, or of what it is lent.
                        value.effects.change(root);
                    }
                    value.effects.unseen |= (is_call || lending.is_unclear) && value.effects.is_pure();
                    built.statements.push(Stmt::Expr(value));
                }
                SynStmt::Macro(call) => {
                    let value = self.macro_call(&call.mac);
                    if is_last
                        && call.semi_token.is_none()
                        && !methods::is_assertion(&call.mac.path)
                        && !methods::is_printing(&call.mac.path)
                    {
                        built.tail = Some(Box::new(value));
                    } else {
                        built.statements.push(Stmt::Expr(Box::new(value)));
                    }
                }
            }
        }
        self.current_items = around;
        if !is_body {
            self.close();
        }
        let mut effects = Effects::default();
        let mut all = Vec::new();
        built.children(&mut all);
        for child in all {
            effects.add(&child.effects);
        }
        Self::enclose(&mut effects, first, None);
        built.effects = effects;
        built
    }

    /// What a `let` means, where it is read as others.
    fn read_as<'s>(&self, local: &'s syn::Local) -> Vec<Cow<'s, syn::Local>> {
        if let Some(array) = element_by_element(local) {
            return vec![Cow::Owned(array)];
        }
        match one_closure(local, &|name| self.stays(name)).or_else(|| made_before(local)) {
            Some(read) => read.into_iter().map(Cow::Owned).collect(),
            None => vec![Cow::Borrowed(local)],
        }
    }
}

/// The variables to which `target = …` gives new values.
pub(super) fn changed_by(target: &Expr) -> Vec<LocalId> {
    match &target.kind {
        ExprKind::Tuple(parts) | ExprKind::List(parts, _) => parts.iter().flat_map(changed_by).collect(),
        ExprKind::Paren(inner) => changed_by(inner),
        _ => target.root().into_iter().collect(),
    }
}
