//! `?`, and calls that may return nothing.

use super::Lowering;
use super::branch::Merge;
use super::call::Shape;
use super::value::Value;
use crate::ir::Id;
use crate::outputs::Results;
use crate::region::{Callee, Wrapped};
use crate::syntax::{Expr, ExprKind, Ty, Type, is_variant, made};
use quote::quote;

impl<'t> Lowering<'t, '_> {
    /// What a call of another function may return, if that returns an option or a result.
    pub(super) fn attempted(&self, expr: &'t Expr) -> Option<Ty> {
        let expr = expr.bare();
        let Type::Option(held) = *self.type_of(expr) else { return None };
        let is_call = match &expr.kind {
            ExprKind::Call(callee, _) => {
                let makes_matrix = matches!(callee.path_names().as_slice(), [.., owner, maker]
                    if matches!(self.types.get(held), Type::Matrix(_)) && made(owner, maker).is_some());
                !makes_matrix
                    && matches!(&callee.bare().kind, ExprKind::Path(path) if !is_variant(&path.path, &["Some", "Ok", "Err"]))
            }
            ExprKind::Method(method) => self.is_of_object(expr, method) && !self.is_matrix(&method.receiver),
            _ => false,
        };
        (is_call && !self.is_constant(expr)).then_some(held)
    }

    /// What a call that may return no value returns, where it returns one.
    pub(super) fn of_call_within(&mut self, expr: &'t Expr, shape: &Shape) -> Option<Value<'t>> {
        match &expr.bare().kind {
            ExprKind::Call(callee, arguments) => {
                if let Some(found) =
                    self.call_that_writes(expr, callee, arguments, (Results::Both, Wrapped::Yes))
                {
                    return found;
                }
                self.call_within(callee, arguments, shape)
            }
            ExprKind::Method(method) => self.method_of_object(method, Callee::Within, shape),
            _ => None,
        }
    }

    /// A call that may return no value: whether it does, and what it is then.
    pub(super) fn attempt(&mut self, expr: &'t Expr, held: Ty) -> Option<Value<'t>> {
        let krate = self.context.krate.clone();
        // The function is asked first, as the user writes it: what it is given has to be there by its name, here and nowhere else.
        let mut known = Vec::new();
        for argument in expr.bare().children() {
            if let Some(local) = argument.root()
                && let Some(value @ (Value::Struct(..) | Value::Tuple(_))) =
                    self.variables.get(local).cloned()
            {
                let name = self.name_of(local);
                if let Some(place) = self.built(&name, &value) {
                    known.push((local, value));
                    self.variables.assign(local, Some(Value::Array(place)));
                }
            }
        }
        let is_some = self.constant_around(expr, |call| quote!(#krate::support::is_present(&#call)))?;
        // What nothing says more of is a number.
        let shape = self.shape_of(held).or_numbers();
        let value = self.held_if(is_some, held, expr, |lowering| lowering.of_call_within(expr, &shape));
        for (local, before) in known {
            self.variables.assign(local, Some(before));
        }
        let value = value?;
        Some(Value::Option(is_some, Box::new(value)))
    }

    /// `?` in a closure, which leaves that alone.
    pub(super) fn tried_in_closure(&mut self, expr: &'t Expr, inner: &'t Expr) -> Option<Value<'t>> {
        let found = self.part_value(inner)?;
        let Value::Option(is_some, held) = self.as_option(inner.ty, found) else {
            return self.unsupported(expr);
        };
        self.unless_left(expr, is_some, *held)
    }

    /// The same for what it does: it leaves the closure where there is nothing.
    pub(super) fn left_without(&mut self, expr: &'t Expr, inner: &'t Expr) {
        let is_some = if self.is_attempt(inner) || self.is_constant(inner) {
            let krate = self.context.krate.clone();
            self.constant_around(inner, |tried| quote!(#krate::support::is_present(&#tried)))
        } else {
            match self.part_value(inner) {
                Some(Value::Option(is_some, _)) => Some(is_some),
                Some(_) => self.unsupported(expr),
                None => None,
            }
        };
        if let Some(is_some) = is_some {
            self.unless_left(expr, is_some, ());
        }
    }

    /// Goes on with something on a condition, or leaves the closure with nothing.
    pub(super) fn unless_left<T: Merge<'t>>(&mut self, expr: &'t Expr, is_some: Id, held: T) -> Option<T> {
        let never = self.graph.boolean(false);
        let (left, result) = self.flow.calls.last().map(|call| (call.left, call.result))?;
        let nothing = match self.variables.get(result)? {
            Value::Option(_, nothing) => nothing.clone(),
            _ => return self.unsupported(expr),
        };
        self.choose(
            Some(is_some),
            |_| Some(held),
            |lowering| {
                lowering.variables.assign(result, Some(Value::Option(never, nothing)));
                lowering.raise(left);
                None
            },
        )
    }
}
