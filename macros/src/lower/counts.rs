//! Integers and truth values that functions and methods find of what varies: they have no slope, and need none of the functions that find them.

use proc_macro2::Span;
use quote::quote_spanned;

use super::Lowering;
use crate::ir::Id;
use crate::syntax::{Effects, Expr, ExprKind, Type};

impl Lowering<'_, '_> {
    /// Whether an expression gives integers or truth values, which have no slope, and changes nothing; a method of which that is not known
    /// is called on what it cannot change.
    pub(super) fn is_counted(&self, expr: &Expr) -> bool {
        let is_pure = match &expr.kind {
            ExprKind::Method(method) if self.is_record(method.receiver.ty) => {
                let root = method.receiver.root();
                let others = Effects {
                    changes: expr
                        .effects
                        .changes
                        .iter()
                        .copied()
                        .filter(|&local| Some(local) != root)
                        .collect(),
                    ..expr.effects.clone()
                };
                others.is_pure()
            }
            _ => expr.effects.is_pure(),
        };
        !self.types.may_vary(expr.ty) && is_pure && !self.is_composite(expr)
    }

    /// What a call gives that has no slope. Of a variant, rustc sees to it that none of its enum holds anything: it could be cast.
    pub(super) fn counted_by_call(&mut self, expr: &Expr) -> Option<Id> {
        let varies = expr.children().iter().any(|child| child.varies.get());
        if !varies || *self.type_of(expr) != Type::Choice {
            return self.constant(expr);
        }
        let span = expr.spans.0.resolved_at(Span::mixed_site());
        self.constant_around(expr, |call| quote_spanned!(span=> { let _ = || (#call) as isize; #call }))
    }

    /// Whether an expression is a call that gives an integer of what varies.
    pub(super) fn is_counted_by_call(&self, expr: &Expr) -> bool {
        let expr = expr.behind();
        expr.children().iter().any(|child| child.varies.get())
            && self.is_counted(expr)
            && match &expr.kind {
                ExprKind::Call(..) => true,
                ExprKind::Method(method) => self.is_of_object(expr, method),
                _ => false,
            }
    }

    /// What is taken for an integer because it is made a float, of which only rustc knows the type.
    pub(super) fn assured_integer(&mut self, expr: &Expr) -> Option<Id> {
        let krate = self.context.krate.clone();
        let span = expr.spans.0.resolved_at(Span::mixed_site());
        self.constant_around(expr, |count| quote_spanned!(span=> #krate::support::integer(#count)))
    }
}
