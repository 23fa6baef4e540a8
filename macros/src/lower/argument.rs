//! What is handed to a function: a number or an array, in the form in which the function takes it.

use super::Lowering;
use super::call::gives_call;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;
use crate::region::{Argument, Form, Place};
use crate::syntax::{Expr, ExprKind, Type};
use quote::format_ident;
use syn::UnOp;

impl<'t> Lowering<'t, '_> {
    /// A direction that is handed over as a whole, part by part.
    pub(super) fn arguments_of_parts(&mut self, along: &'t Expr) -> Vec<Option<Argument>> {
        if let Type::Tuple(_) = self.type_of(along)
            && let Some(Value::Tuple(parts)) = self.part_value(along)
        {
            return parts
                .into_iter()
                .map(|part| match part {
                    Value::Array(place) => Some(Argument::Array(place, Form::Plain)),
                    other => self.number_of(along, other).map(Argument::Value),
                })
                .collect();
        }
        vec![self.argument(along).map(|(argument, _)| argument)]
    }

    /// The arguments of a call of a function, which may be a method of `self`.
    pub(super) fn arguments_of(
        &mut self,
        callee: &Expr,
        arguments: &'t [Expr],
    ) -> Option<(Vec<Argument>, Vec<Form>)> {
        let (mut given, mut forms) = self.arguments(arguments)?;
        if self.is_of_this(callee, arguments) {
            forms[0] = Form::This;
            if let Argument::Array(_, form) = &mut given[0] {
                *form = Form::This;
            }
        }
        Some((given, forms))
    }

    /// Whether what is called is a method of `self`. A constant function calls no function that is none.
    pub(super) fn is_of_this(&self, callee: &Expr, arguments: &[Expr]) -> bool {
        let is_this =
            |first: &Expr| first.as_local().is_some_and(|local| self.tree.local(local).name == "self");
        !self.context.is_constant
            && callee.path_names().first().is_some_and(|owner| owner == "Self")
            && arguments.first().is_some_and(is_this)
    }

    /// The arguments of a call, and how the numbers among them are handed over.
    pub(super) fn arguments(&mut self, arguments: &'t [Expr]) -> Option<(Vec<Argument>, Vec<Form>)> {
        let given: Vec<Option<(Argument, Form)>> =
            arguments.iter().map(|argument| self.argument(argument)).collect();
        given.into_iter().collect::<Option<Vec<_>>>().map(|given| given.into_iter().unzip())
    }

    /// How a value is handed to a function: of a number behind a name, only that knows whether it is a reference.
    pub(super) fn form_of(&self, value: &Value<'t>) -> Form {
        match value {
            Value::Borrowed(_) | Value::Slot(_) if self.graph.generic => Form::Reference,
            Value::Borrowed(_) | Value::Slot(_) => Form::Either,
            _ => Form::Plain,
        }
    }

    /// How an argument that is the value found for it is handed over.
    pub(super) fn form_of_argument(&self, argument: &Expr, value: &Value<'t>) -> Form {
        match &argument.bare().kind {
            ExprKind::Reference(..) if !self.is_constant(argument) => Form::Reference,
            _ => self.form_of(value),
        }
    }

    /// Whether what is handed over may be an array that varies.
    pub(super) fn may_be_list(&self, argument: &Expr) -> bool {
        if self.is_constant(argument) {
            return self.is_in_changing_memory(argument);
        }
        let is_call = gives_call(argument);
        match self.types.get(argument.ty) {
            Type::List(_) | Type::Record(_) | Type::Tuple(_) | Type::Matrix(_) => true,
            // Only a call may give what nobody knows.
            Type::Unknown => {
                let root = argument.root().and_then(|local| self.variables.get(local));
                is_call || matches!(root, Some(Value::Array(_) | Value::Tuple(_) | Value::Struct(..)))
            }
            _ => false,
        }
    }

    /// Whether what is handed over lies in an array that may have changed when its derivative is due.
    pub(super) fn is_in_changing_memory(&self, argument: &Expr) -> bool {
        let Some(Value::Array(place)) = argument.root().and_then(|local| self.variables.get(local)) else {
            return false;
        };
        let is_whole =
            self.types.rank(argument.ty) > 0 || self.is_matrix(argument) || self.is_record(argument.ty);
        !self.graph.array(place.array).constant && is_whole
    }

    pub(super) fn argument_node(&mut self, argument: &'t Expr) -> Option<(Id, Form)> {
        if self.is_constant(argument) && self.types.rank(argument.ty) > 0 {
            return self.constant(argument).map(|id| (id, Form::Plain));
        }
        if let ExprKind::Reference(_, inner) = &argument.bare().kind
            && *self.type_of(inner) == Type::Real
        {
            return self.operand(inner).map(|id| (id, Form::Reference));
        }
        let value = self.part_value(argument)?;
        let form = self.form_of_argument(argument, &value);
        self.number_of(argument, value).map(|id| (id, form))
    }

    /// One argument of a call, as the function takes it.
    pub(super) fn argument(&mut self, expr: &'t Expr) -> Option<(Argument, Form)> {
        if let ExprKind::Reference(true, lent) = &expr.bare().kind
            && let Some(changed) = lent.root()
        {
            self.changes(expr, changed);
            return None;
        }
        let form = match &expr.bare().kind {
            ExprKind::Reference(..) => Form::Reference,
            ExprKind::Unary(UnOp::Deref(_), _) => Form::Dereference,
            _ => Form::Plain,
        };
        let lends_number = form == Form::Reference && *self.type_of(expr) == Type::Real;
        if self.is_constant(expr) && !self.is_in_changing_memory(expr) && !lends_number {
            // What is made for the call is kept for the way back, where a reference to it would lead to nothing.
            let made = match &expr.bare().kind {
                ExprKind::Reference(_, inner) => Some(inner.bare())
                    .filter(|inner| matches!(inner.kind, ExprKind::Tuple(_) | ExprKind::Struct(..))),
                _ => None,
            };
            let form = if made.is_some() { Form::Reference } else { Form::Plain };
            let id = match expr.as_local().and_then(|local| self.variables.get(local)) {
                Some(Value::Number(id)) => Some(*id),
                _ => self.constant(made.unwrap_or(expr)),
            };
            let kind = match self.type_of(expr) {
                Type::Integer => Kind::Integer,
                Type::Real => Kind::Real,
                _ => Kind::Unknown,
            };
            return id.map(|id| {
                self.graph.tell_kind(id, kind);
                (Argument::Value(id), form)
            });
        }
        let inner = match &expr.bare().kind {
            ExprKind::Reference(_, inner) => &**inner,
            _ => expr.bare(),
        };
        let before = self.arrays_so_far();
        let array = match self.part_value(inner)? {
            Value::Array(place)
                if form == Form::Plain && self.is_shared_copy(inner) && !self.is_own(&place, before) =>
            {
                self.copied(&format_ident!("copied"), place, false)
            }
            value @ (Value::Tuple(_) | Value::Struct(..)) => self.memory(expr, value)?,
            // A field is no reference, whatever leads to its struct.
            Value::Array(place) if form == Form::Plain && matches!(inner.kind, ExprKind::Field(..)) => {
                Place { borrowed: false, ..place }
            }
            Value::Array(place)
                if inner.as_local().is_some_and(|local| self.variables.led_elsewhere.contains(&local)) =>
            {
                Place { borrowed: true, ..place }
            }
            Value::Array(place) => place,
            Value::Elements(values) => self.stored(None, &values, true, false)?,
            Value::Closure(_) => {
                self.errors.report(
                    expr.spans,
                    "a closure cannot be handed to another function here: its derivative would not come along",
                    "write a function with `#[differentiate]`, and call it by its name",
                );
                return None;
            }
            other => {
                let form = if lends_number { form } else { self.form_of_argument(expr, &other) };
                return self.number_of(expr, other).map(|id| (Argument::Value(id), form));
            }
        };
        Some((Argument::Array(array, form), form))
    }

    /// Whether an expression is a copy that shares the memory of what it is copied from.
    pub(super) fn is_shared_copy(&self, expr: &Expr) -> bool {
        is_copy(expr) || expr.as_local().is_some_and(|local| self.variables.sharing.contains(&local))
    }
}

/// Whether a value is a copy of an array.
fn is_copy(value: &Expr) -> bool {
    matches!(&value.bare().kind, ExprKind::Method(method)
        if ["to_vec", "clone", "to_owned"].iter().any(|name| method.name == name))
}
