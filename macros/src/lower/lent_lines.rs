//! `for mut row in a.rows_mut()`: each row is one of its own as long as the body runs, and then goes back to where it comes from. Nobody else can look
//! at the array in the meantime.

use super::Lowering;
use super::matrix_parts::Line;
use crate::ir::Id;
use crate::syntax::{Expr, ExprKind, For, LocalId, Stmt, Type};
use crate::table::{matrices, methods};

/// What is gone through line by line, and by which name each is changed.
pub(super) struct LentLines<'t> {
    matrix: &'t Expr,
    by_rows: bool,
    name: LocalId,
}

impl<'t> Lowering<'t, '_> {
    /// The array whose lines a loop changes, if it does: nothing at all, and an error, where they could not be given back.
    pub(super) fn lent_lines(&mut self, expr: &'t Expr, repeat: &'t For) -> Option<Option<LentLines<'t>>> {
        let Some((matrix, by_rows)) = self.gone_through(&repeat.iterable) else { return Some(None) };
        let names: Vec<LocalId> = repeat
            .pattern
            .binds()
            .into_iter()
            .filter(|&local| {
                let local = self.tree.local(local);
                local.mutable && matches!(self.types.get(local.ty), Type::Matrix(_))
            })
            .collect();
        let effects = &repeat.body.effects;
        let is_left = effects.returns || !effects.leaves.is_empty();
        match names.as_slice() {
            &[name] if !is_left && !is_given_away(repeat, name) => {
                Some(Some(LentLines { matrix, by_rows, name }))
            }
            _ => {
                self.errors.report(
                    expr.spans,
                    "the lines of an array that this loop changes are not followed",
                    "go through the indices, as in `for i in 0..a.nrows()`, and change `a[[i, j]]` or `a.row_mut(i)`",
                );
                None
            }
        }
    }

    /// What is gone through line by line by a chain that leaves each line as it is.
    fn gone_through(&self, iterable: &'t Expr) -> Option<(&'t Expr, bool)> {
        let ExprKind::Method(method) = &iterable.bare().kind else { return None };
        let name = method.name.to_string();
        if let Type::Matrix(family) = *self.type_of(&method.receiver)
            && matrices::lends_lines(&name)
        {
            let (function, _) = crate::syntax::lines(family, &name, &method.arguments)?;
            return Some((&method.receiver, function == "row_of"));
        }
        // Which line it is would be the other one's.
        let goes_through_lines = |argument: &Expr| {
            argument.any(&mut |part| {
                matches!(&part.kind, ExprKind::Method(method)
                    if matches!(self.type_of(&method.receiver), Type::Matrix(family)
                        if crate::syntax::lines(*family, &method.name.to_string(), &method.arguments).is_some()))
            })
        };
        if method.arguments.iter().any(goes_through_lines) {
            return None;
        }
        let keeps = ["into_iter", "enumerate", "zip", "skip", "take", "step_by", "rev"];
        keeps.contains(&name.as_str()).then(|| self.gone_through(&method.receiver)).flatten()
    }

    /// Puts a line back to where it comes from.
    pub(super) fn give_line_back(&mut self, lent: &LentLines<'t>, line: Id) {
        if let Some(super::value::Value::Array(from)) = self.variables.get(lent.name).cloned() {
            self.put_line(lent.matrix, Line { by_rows: lent.by_rows, number: line }, &from);
        }
    }
}

/// Whether a line is used other than where it is: under another name, it would not be given back.
fn is_given_away(repeat: &For, name: LocalId) -> bool {
    let is_it = |expr: &Expr| matches!(expr.bare().kind, ExprKind::Local(local) if local == name);
    let mut all = Vec::new();
    repeat.body.children(&mut all);
    let (mut used, mut known) = (0, 0);
    let mut pending = all;
    while let Some(part) = pending.pop() {
        used += usize::from(matches!(part.kind, ExprKind::Local(local) if local == name));
        known += match &part.kind {
            ExprKind::Method(method) => usize::from(is_it(&method.receiver)),
            ExprKind::Index(base, _) => usize::from(is_it(base)),
            ExprKind::Increase(_, target, _) => usize::from(is_it(target)),
            ExprKind::Chain(first, links) => {
                usize::from(is_it(first)) + links.iter().filter(|link| is_it(&link.right)).count()
            }
            ExprKind::Reference(false, inner) => usize::from(is_it(inner)),
            _ => 0,
        };
        pending.extend(part.children());
    }
    used != known || lends_on(repeat, &is_it)
}

/// Whether a name is bound to what a line lends on.
fn lends_on(repeat: &For, is_it: &dyn Fn(&Expr) -> bool) -> bool {
    repeat.body.statements.iter().any(|statement| match statement {
        Stmt::Let(binding) => binding.value.as_ref().is_some_and(|value| {
            value.any(&mut |part| match &part.kind {
                ExprKind::Method(method) => {
                    methods::lends(&method.name.to_string()) && method.receiver.any(&mut |part| is_it(part))
                }
                _ => false,
            })
        }),
        Stmt::Expr(_) => false,
    })
}
