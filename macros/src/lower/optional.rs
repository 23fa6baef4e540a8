//! Options: what may be nothing.

use quote::quote;

use super::Lowering;
use super::branch::{Ending, Merge};
use super::expression::is_none;
use super::value::Value;
use crate::syntax::{Expr, ExprKind, Method, Ty, Type};
use crate::table::methods::Optional;

impl<'t> Lowering<'t, '_> {
    /// A constant that may be nothing, as far as it is one of a number.
    pub(super) fn as_option(&mut self, ty: Ty, value: Value<'t>) -> Value<'t> {
        let (Value::Number(id) | Value::Borrowed(id)) = value else { return value };
        let Type::Option(inner) = *self.types.get(ty) else { return value };
        if self.graph.is_active(id)
            || !matches!(self.types.get(inner), Type::Real | Type::Integer | Type::Truth)
        {
            return value;
        }
        let mentions = || vec![("__option".to_owned(), id)];
        let krate = self.context.krate.clone();
        let is_some = self.graph.constant(
            quote!(#krate::support::is_present(&__option)),
            mentions(),
            Vec::new(),
            false,
        );
        let tokens = quote!(#krate::support::some_or_default(&__option));
        let inner = self.graph.constant(tokens, mentions(), Vec::new(), false);
        Value::Option(is_some, Box::new(Value::Number(inner)))
    }

    /// What a function of an option or a result returns within it. Where there is nothing in it, nothing is asked for: the
    /// derivatives of such a function ask the function first.
    pub(super) fn held<T: Merge<'t>>(&mut self, expr: &'t Expr, ending: Ending<'t, '_, T>) -> Option<T> {
        match &expr.bare().kind {
            ExprKind::Call(callee, arguments) => {
                match (callee.path_names().last().map(String::as_str), arguments.as_slice()) {
                    (Some("Some" | "Ok"), [held]) => return ending(self, held),
                    (Some("Err"), _) => {
                        self.flow.left = true;
                        return None;
                    }
                    _ => {}
                }
            }
            ExprKind::Block(block, None) => {
                return self.in_block(block, &move |lowering, last| lowering.held(last, ending));
            }
            ExprKind::If(_) | ExprKind::Match(_) if !self.is_constant(expr) => {
                return self.branches(expr, &move |lowering, last| lowering.held(last, ending));
            }
            _ if is_none(expr) => {
                self.flow.left = true;
                return None;
            }
            _ => {}
        }
        ending(self, expr)
    }

    /// The value in an option or a result of which it is known that there is one.
    pub(super) fn inside(&mut self, expr: &'t Expr) -> Option<Value<'t>> {
        if let ExprKind::Call(callee, arguments) = &expr.bare().kind
            && !self.is_constant(expr)
            && !["Some", "Ok"].iter().any(|name| callee.path_names().last().is_some_and(|last| last == name))
            && let Type::Option(held) = *self.type_of(expr)
        {
            return self.call_within(callee, arguments, held);
        }
        let found = self.part_value(expr)?;
        Some(match self.as_option(expr.ty, found) {
            Value::Option(_, inner) => *inner,
            other => other,
        })
    }

    pub(super) fn of_option(
        &mut self,
        expr: &'t Expr,
        method: &'t Method,
        row: Optional,
    ) -> Option<Value<'t>> {
        if self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        // Where there is nothing, the function itself has panicked.
        if row == Optional::Unwrap {
            return self.inside(&method.receiver);
        }
        let found = self.part_value(&method.receiver)?;
        let (is_some, inner) = match self.as_option(method.receiver.ty, found) {
            Value::Option(is_some, inner) => (is_some, *inner),
            ordering @ Value::Ordering(..) => return Some(ordering),
            _ => return self.unsupported(expr),
        };
        match (row, method.arguments.as_slice()) {
            (Optional::Same, _) => {
                let inner = self.dereferenced(inner);
                Some(Value::Option(is_some, Box::new(inner)))
            }
            (Optional::UnwrapOr, [otherwise]) => {
                let otherwise = self.part_value(otherwise)?;
                self.selected_value(is_some, &inner, &otherwise)
            }
            (Optional::UnwrapOrElse, [closure]) => {
                self.choose(Some(is_some), |_| Some(inner), |lowering| lowering.applied(closure, Vec::new()))
            }
            (Optional::Map, [closure]) => {
                let mapped = self.guarded(is_some, |lowering| lowering.applied(closure, vec![inner]))?;
                Some(Value::Option(is_some, Box::new(mapped)))
            }
            (Optional::IsSome, _) => Some(Value::Number(is_some)),
            (Optional::IsNone, _) => Some(Value::Number(self.graph.not(is_some))),
            _ => self.unsupported(expr),
        }
    }
}
