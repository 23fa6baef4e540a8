//! Loops and blocks that give a value where they are left.

use super::Lowering;
use super::repeat::LoopContext;
use super::value::Value;
use crate::region::Header;
use crate::syntax::{Block, Expr, ExprKind, LocalId, LoopId, Type};

impl<'t> Lowering<'t, '_> {
    /// A `loop` with the value that it is left with.
    pub(super) fn loop_value(&mut self, expr: &'t Expr, id: LoopId, body: &'t Block) -> Option<Value<'t>> {
        if self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        let result = self.slot_for(expr)?;
        self.endless_loop(expr, id, body, Some(result))?;
        self.variables.get(result).cloned()
    }

    /// A block with a label, which is left in any case.
    pub(super) fn labelled(&mut self, expr: &'t Expr, id: LoopId, block: &'t Block) -> Option<Value<'t>> {
        if self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        let result = self.slot_for(expr)?;
        self.once(expr, id, block, Some(result))?;
        self.variables.get(result).cloned()
    }

    pub(super) fn labelled_statement(&mut self, expr: &'t Expr, id: LoopId, block: &'t Block) -> Option<()> {
        self.once(expr, id, block, None)
    }

    pub(super) fn once(
        &mut self,
        expr: &'t Expr,
        id: LoopId,
        block: &'t Block,
        result: Option<LocalId>,
    ) -> Option<()> {
        self.flow.keyword = expr.spans.0;
        let carried = self.carried_by(Some(id), &block.effects);
        self.repeat(
            Some(id),
            result,
            carried,
            |_| Some(Header::Forever),
            |lowering| {
                lowering.run(block, 0, &|lowering, tail| {
                    match result {
                        Some(result) => {
                            let value = lowering.value(tail)?;
                            lowering.fill_slot(result, tail, value);
                        }
                        None => lowering.effect(tail),
                    }
                    Some(())
                });
                let broke = lowering.flow.loops.last().map(|around| around.broke);
                if let Some(broke) = broke {
                    lowering.raise(broke);
                }
            },
        )
    }

    /// A variable of ours for the value of an expression that is known later.
    pub(super) fn slot_for(&mut self, expr: &'t Expr) -> Option<LocalId> {
        let rank = self.types.rank(expr.ty);
        let value = if rank > 0 {
            Value::Array(self.empty_memory("result", rank, None, expr.varies.get()))
        } else {
            match self.types.get(expr.ty) {
                // Whatever it is, it is a number.
                Type::Unknown => Value::Number(self.graph.zero()),
                Type::Option(_) => {
                    let never = self.graph.boolean(false);
                    Value::Option(never, Box::new(self.nothing_or_room(expr.ty)?))
                }
                _ if self.needs_room(expr.ty) => self.room_for(expr.ty),
                _ => self.nothing_of(expr.ty)?,
            }
        };
        Some(self.variables.fresh(Some(value)))
    }

    pub(super) fn fill_slot(&mut self, slot: LocalId, syntax: &'t Expr, value: Value<'t>) {
        match self.variables.get(slot).cloned() {
            Some(Value::Number(_)) => {
                let id = self.number_of(syntax, value);
                self.variables.assign(slot, id.map(Value::Number));
            }
            Some(room) => {
                let value = self.as_option(syntax.ty, value);
                let value = self.put_into(&room, syntax, value);
                self.variables.assign(slot, value);
            }
            None => self.variables.assign(slot, Some(value)),
        }
    }

    /// `break`, `continue` and `return`.
    pub(super) fn leave(&mut self, expr: &'t Expr) {
        match &expr.kind {
            ExprKind::Return(value) | ExprKind::Break(_, value) => self.leave_with(expr, value.as_deref()),
            _ => self.leave_at_once(expr, None),
        }
    }

    /// What is left with a value on the way to which something is left already, is left with what that ends with.
    fn leave_with(&mut self, expr: &'t Expr, value: Option<&'t Expr>) {
        let Some(found) = value.filter(|value| value.effects.returns || !value.effects.leaves.is_empty())
        else {
            return self.leave_at_once(expr, value);
        };
        let ending = |lowering: &mut Lowering<'t, '_>, last: &'t Expr| {
            lowering.leave_with(expr, Some(last));
            None::<()>
        };
        match &found.bare().kind {
            ExprKind::Block(block, None) => drop(self.run(block, 0, &ending)),
            ExprKind::If(_) | ExprKind::Match(_) => drop(self.branches(found.bare(), &ending)),
            ExprKind::Return(_) | ExprKind::Break(..) | ExprKind::Continue(_) => self.leave(found.bare()),
            _ => {
                self.errors.report(
                    found.spans,
                    "what is left on the way to a value that something else is left with is not followed",
                    "give the value a name, as in `let result = …;`, and leave with that",
                );
                self.flow.left = true;
            }
        }
    }

    fn leave_at_once(&mut self, expr: &'t Expr, value: Option<&'t Expr>) {
        let (target, goes_on) = match &expr.kind {
            ExprKind::Return(_) => return self.early_return(expr, value),
            ExprKind::Break(target, _) => (*target, false),
            ExprKind::Continue(target) => (*target, true),
            _ => return,
        };
        let position =
            target.and_then(|target| self.flow.loops.iter().rposition(|around| around.id == Some(target)));
        let Some(position) = position else {
            let text = self.quoted(expr);
            let keyword = text.split_whitespace().next().unwrap_or_default().to_owned();
            self.errors.report_wrong_rust(expr.spans, format!("`{keyword}` leaves no loop"), "take it out");
            self.flow.left = true;
            return;
        };
        let LoopContext { broke, continued, result, .. } = self.flow.loops[position];
        if let Some(value) = value {
            match result {
                Some(result) => {
                    if let Some(found) = self.without_name(|lowering| lowering.value(value)) {
                        self.fill_slot(result, value, found);
                    }
                }
                None => self.errors.report_wrong_rust(
                    expr.spans,
                    format!("nothing uses the value that `{}` gives the loop", self.tree.quoted(expr)),
                    "name it, as in `let result = loop { … };`, or `break` without it",
                ),
            }
        }
        self.raise(if goes_on { continued } else { broke });
    }
}
