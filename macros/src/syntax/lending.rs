//! Names that may be mutable references: what is bound to what `iter_mut`, `last_mut`, `&mut` and the like lend. A method that nobody knows may
//! change what is behind them.

use super::build::Builder;
use super::tree::{Block, Expr, ExprKind, Pat};
use crate::table::methods;

impl Builder<'_> {
    /// Notes that the names of a pattern are bound to what an expression gives.
    pub(super) fn note_lent(&mut self, pattern: &Pat, value: &Expr) {
        if lends(value) {
            self.lend(pattern);
        }
    }

    pub(super) fn lend(&mut self, pattern: &Pat) {
        self.lent.extend(pattern.binds());
    }
}

/// Whether what an expression gives may be changed, and something else with it.
pub(crate) fn lends(value: &Expr) -> bool {
    if value.effects.changes.is_empty() {
        return false;
    }
    match &value.kind {
        ExprKind::Reference(mutable, inner) => *mutable || lends(inner),
        ExprKind::Paren(inner) | ExprKind::Try(inner) => lends(inner),
        ExprKind::Block(block, _) => lends_at_end(block),
        ExprKind::If(branch) => lends_at_end(&branch.then) || branch.otherwise.as_ref().is_some_and(lends),
        ExprKind::Match(choice) => choice.arms.iter().any(|arm| lends(&arm.body)),
        ExprKind::Method(method) => {
            let name = method.name.to_string();
            methods::lends(&name)
                || name == "as_mut"
                || lends(&method.receiver)
                || method.arguments.iter().any(lends)
        }
        _ => false,
    }
}

fn lends_at_end(block: &Block) -> bool {
    block.tail.as_ref().is_some_and(|tail| lends(tail))
}
