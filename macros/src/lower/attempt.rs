//! `?`, and calls that may return nothing.

use super::Lowering;
use super::branch::Merge;
use super::call::Shape;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::{Id, Node, Output, Part};
use crate::outputs::Results;
use crate::region::{Action, Argument, Call, CallShape, Callee, Form, Target, Wrapped};
use crate::signature::Returns;
use crate::syntax::{Expr, ExprKind, Ty, Type, is_variant, made};
use proc_macro2::TokenStream;
use quote::quote;

/// A call that may return no value.
enum Called<'t> {
    /// Numbers alone go there, and one comes: it is an expression.
    OfNumbers(&'t Expr, &'t [Expr]),
    Given(TokenStream, (Vec<Argument>, Vec<Form>)),
}

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

    /// What a call that may return no value returns, where it returns one; where there is none, it `panics` or is never reached.
    pub(super) fn of_call_within(
        &mut self,
        expr: &'t Expr,
        shape: &Shape,
        panics: bool,
    ) -> Option<Value<'t>> {
        if let ExprKind::Call(callee, arguments) = &expr.bare().kind
            && let Some(found) = self.call_that_writes(expr, callee, arguments, (Results::Both, Wrapped::Yes))
        {
            return found;
        }
        let called = self.called_within(expr, shape)?;
        if panics {
            let is_there = self.is_there(expr, &called)?;
            self.assert_there(is_there);
        }
        self.found_within(called, shape)
    }

    /// A call that may return no value: whether it does, and what it is then. The function is asked first.
    pub(super) fn attempt(&mut self, expr: &'t Expr, held: Ty) -> Option<Value<'t>> {
        // What nothing says more of is a number.
        let shape = self.shape_of(held).or_numbers();
        let called = self.called_within(expr, &shape)?;
        let is_there = self.is_there(expr, &called)?;
        let found = |lowering: &mut Self| lowering.found_within(called, &shape);
        let value = self.held_if(is_there, held, expr, found)?;
        Some(Value::Option(is_there, Box::new(value)))
    }

    fn called_within(&mut self, expr: &'t Expr, shape: &Shape) -> Option<Called<'t>> {
        match &expr.bare().kind {
            ExprKind::Call(callee, arguments)
                if *shape == Shape::Number
                    && !arguments.iter().any(|argument| self.may_be_list(argument)) =>
            {
                Some(Called::OfNumbers(callee, arguments))
            }
            ExprKind::Call(callee, arguments) => {
                let path = self.callable(callee)?;
                Some(Called::Given(path, self.arguments_of(callee, arguments)?))
            }
            ExprKind::Method(method) => {
                let name = &method.name;
                Some(Called::Given(quote!(.#name), self.arguments_of_method(method)?))
            }
            _ => None,
        }
    }

    fn is_there(&mut self, expr: &'t Expr, called: &Called<'t>) -> Option<Id> {
        match called {
            Called::OfNumbers(..) => {
                let krate = self.context.krate.clone();
                self.constant_around(expr, |call| quote!(#krate::support::is_present(&#call)))
            }
            Called::Given(path, given) => {
                Some(self.asked_for_value(path.clone(), Callee::Asked, given.clone()))
            }
        }
    }

    fn found_within(&mut self, called: Called<'t>, shape: &Shape) -> Option<Value<'t>> {
        match called {
            Called::OfNumbers(callee, arguments) => {
                let call = self.node_of_call(callee, arguments, Returns::Scalar)?;
                let part = Node::Part { call, part: Part::Value(Output::Inside) };
                Some(Value::Number(self.graph.make(part)))
            }
            Called::Given(path, given) => Some(self.perform_call(path, Callee::Within, given, 0, shape)),
        }
    }

    /// Whether a function that is given this returns a value.
    pub(super) fn asked_for_value(
        &mut self,
        path: TokenStream,
        callee: Callee,
        (arguments, forms): (Vec<Argument>, Vec<Form>),
    ) -> Id {
        let function = self.graph.keep(path);
        let (targets, shape) = (vec![Target::Number], CallShape::Single);
        let call = Call { function, callee, arguments, forms, direction: 0, targets, shape };
        let statement = self.graph.perform(Action::Call(call), &[(Kind::Boolean, false)]);
        self.graph.statement(statement).results[0]
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
