//! Operators between structs: each is a call of the method that its trait has.

use proc_macro2::Ident;
use quote::{format_ident, quote};
use syn::BinOp;

use super::Lowering;
use super::call::Shape;
use super::value::Value;
use crate::ir::Id;
use crate::outputs::Results;
use crate::region::{Argument, Callee, Form, Wrapped};
use crate::syntax::{Expr, Link, Ty, Type};
use crate::turned::turned_name;

impl<'t> Lowering<'t, '_> {
    pub(super) fn is_record(&self, ty: Ty) -> bool {
        matches!(self.types.get(ty), Type::Record(_))
    }

    /// Operators from the left to the right, of which some have a struct on a side.
    pub(super) fn chain_of_structs(&mut self, first: &'t Expr, links: &'t [Link]) -> Option<Value<'t>> {
        let mut left = self.operand_of_structs(first);
        let mut so_far = first.ty;
        for link in links {
            if self.is_record(so_far) {
                let right = self.argument(&link.right);
                let (receiver, right) = (self.lent_value(first, left?)?, right?);
                let shape = self.shape_of(link.ty);
                left = Some(self.operator_call(&link.operator, receiver, right, &shape)?);
            } else if self.is_record(link.right.ty) {
                let number = self.number_of(first, left?)?;
                let right = self.operand_of_structs(&link.right)?;
                let right = self.lent_value(&link.right, right)?;
                let shape = self.shape_of(link.ty);
                left = Some(self.operator_of_number(&link.operator, number, right, &shape)?);
            } else {
                let right = self.operand(&link.right);
                let spans = first.spans;
                let number = self.number_of(first, left?)?;
                left = self
                    .operator(&link.operator, (spans, first, number), (&link.right, right?))
                    .map(Value::Number);
            }
            so_far = link.ty;
        }
        left
    }

    /// What stands on a side of an operator.
    fn operand_of_structs(&mut self, expr: &'t Expr) -> Option<Value<'t>> {
        if self.is_constant(expr) && !self.is_in_changing_memory(expr) {
            return self.constant(expr).map(Value::Number);
        }
        self.part_value(expr)
    }

    /// An operator of a number, which is a method of the struct behind it: see `turned.rs`.
    fn operator_of_number(
        &mut self,
        operator: &BinOp,
        number: Id,
        receiver: Argument,
        shape: &Shape,
    ) -> Option<Value<'t>> {
        let name = turned_name(self.method_of(operator)?);
        let name = format_ident!("{name}", span = syn::spanned::Spanned::span(operator));
        let krate = self.context.krate.clone();
        self.require(quote!(#[allow(unused_imports)] use #krate::support::OperatorsOfNumbers as _;));
        let given = (vec![receiver, Argument::Value(number)], vec![Form::Plain, Form::Plain]);
        Some(self.perform_call(quote!(.#name), Callee::Itself, given, 0, shape))
    }

    /// `-a`
    pub(super) fn negated_struct(&mut self, expr: &'t Expr, inner: &'t Expr) -> Option<Value<'t>> {
        let value = self.part_value(inner)?;
        let receiver = self.lent_value(inner, value)?;
        self.require_operators();
        let shape = self.shape_of(expr.ty);
        Some(self.perform_call(quote!(.neg), Callee::Itself, (vec![receiver], vec![Form::Plain]), 0, &shape))
    }

    /// The method that an operator which changes its left side stands for, as `add_assign` for `+=`.
    pub(super) fn method_of_increase(&mut self, operator: &BinOp) -> Option<Ident> {
        self.require_operators();
        method(operator).map(|name| format_ident!("{name}_assign"))
    }

    fn operator_call(
        &mut self,
        operator: &BinOp,
        receiver: Argument,
        (right, form): (Argument, Form),
        shape: &Shape,
    ) -> Option<Value<'t>> {
        let name = self.method_of(operator)?;
        self.require_operators();
        let name = format_ident!("{name}", span = syn::spanned::Spanned::span(operator));
        let given = (vec![receiver, right], vec![Form::Plain, form]);
        Some(self.perform_call(quote!(.#name), Callee::Itself, given, 0, shape))
    }

    fn method_of(&mut self, operator: &BinOp) -> Option<&'static str> {
        let name = method(operator);
        if name.is_none() {
            self.errors.report(
                operator,
                "this operator between structs has no derivatives",
                "use `+`, `-`, `*` or `/`, or call a method",
            );
        }
        name
    }

    /// What a method is called on.
    fn lent_value(&mut self, syntax: &'t Expr, value: Value<'t>) -> Option<Argument> {
        Some(match value {
            Value::Number(id) | Value::Borrowed(id) if !self.graph.is_active(id) => {
                let mentions = vec![("__this".to_owned(), id)];
                Argument::Value(self.graph.constant(quote!(&__this), mentions, Vec::new(), false))
            }
            other => Argument::Array(self.memory(syntax, other)?, Form::Reference),
        })
    }

    /// `+=` and the like, of a struct.
    pub(super) fn increase_struct(
        &mut self,
        whole: &'t Expr,
        operator: &BinOp,
        target: &'t Expr,
        value: &'t Expr,
    ) {
        if let Some(name) = self.method_of_increase(operator) {
            let how = (Results::Written, Wrapped::No);
            self.changed_by(whole, (target, &name), std::slice::from_ref(value), how);
        }
    }

    fn require_operators(&mut self) {
        self.require(quote! {
            #[allow(unused_imports)]
            use ::core::ops::{
                Add as _, AddAssign as _, Div as _, DivAssign as _, Mul as _, MulAssign as _, Neg as _, Rem as _,
                RemAssign as _, Sub as _, SubAssign as _,
            };
        });
    }
}

fn method(operator: &BinOp) -> Option<&'static str> {
    Some(match operator {
        BinOp::Add(_) | BinOp::AddAssign(_) => "add",
        BinOp::Sub(_) | BinOp::SubAssign(_) => "sub",
        BinOp::Mul(_) | BinOp::MulAssign(_) => "mul",
        BinOp::Div(_) | BinOp::DivAssign(_) => "div",
        BinOp::Rem(_) | BinOp::RemAssign(_) => "rem",
        _ => return None,
    })
}
