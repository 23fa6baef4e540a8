//! Calls of functions that change what they are lent: of their companions, which return what becomes of it.
//!
//! `f(x, &mut y)` is `y = f::__written(x, &y)`, and `let u = s.step(x)` may be `(u, s) = s.__step_returned(x)`. That a function is of this kind, rustc says:
//! others have no companions, and where they are called nonetheless that is an error.

use proc_macro2::TokenStream;
use quote::quote;
use syn::PathArguments;

use super::Lowering;
use super::call::Shape;
use super::value::Value;
use crate::companion::{companion_of, companion_of_function};
use crate::elementary::Kind;
use crate::outputs::Results;
use crate::region::{Argument, Callee, Form, Place, Wrapped};
use crate::syntax::{Expr, ExprKind, Method, Type, derivative, lends_arguments};
use crate::table::methods;

impl<'t> Lowering<'t, '_> {
    /// A call that is lent what it changes, if it is one: `valued` says whether it gives something besides.
    pub(super) fn call_that_writes(
        &mut self,
        expr: &'t Expr,
        callee: &'t Expr,
        arguments: &'t [Expr],
        (results, wrapped): (Results, Wrapped),
    ) -> Option<Option<Value<'t>>> {
        let ExprKind::Path(path) = &callee.bare().kind else { return None };
        if derivative(callee).is_some() || !arguments.iter().any(|argument| lent(argument).is_some()) {
            return None;
        }
        let mut path = path.path.clone();
        let last = path.segments.last_mut()?;
        last.arguments = PathArguments::None;
        let name = last.ident.clone();
        // What is put into a struct or an option is still lent by the name of that.
        if name.to_string().starts_with(char::is_uppercase) {
            return None;
        }
        let owner = path.segments.iter().rev().nth(1).map(|owner| owner.ident.to_string());
        let (path, kind) = if owner.is_some_and(|owner| owner.starts_with(char::is_uppercase)) {
            path.segments.pop();
            path.segments.pop_punct();
            let companion = companion_of(&name, results);
            // With the type parameters that rustc finds, and `Self` so that it is nobody else's.
            let owner = if path.is_ident("Self") { quote!(<#path>) } else { quote!(#path) };
            (quote!(#owner::#companion), of_type(wrapped))
        } else {
            (quote!(#path), Callee::Companion(companion_of_function(results), wrapped))
        };
        let changed = arguments.iter().map(lent).collect();
        Some(self.perform_and_give(expr, (path, kind), arguments.iter().collect(), changed, results))
    }

    /// A method that changes what it is called on or lent, and gives something.
    pub(super) fn method_that_writes(
        &mut self,
        expr: &'t Expr,
        method: &'t Method,
    ) -> Option<Option<Value<'t>>> {
        if let Some(found) = self.attempt_that_writes(expr) {
            return Some(found);
        }
        // What gives an option, and is lent nothing, is taken to look only: rustc says so if it does not.
        let writes = lends_arguments(method)
            || self.is_changed_by(expr, method) && !matches!(self.type_of(expr), Type::Option(_));
        let how = (Results::Both, Wrapped::No);
        writes.then(|| self.changed_by(expr, (&method.receiver, &method.name), &method.arguments, how))
    }

    /// What becomes of the receiver of a method, and of what it is lent.
    pub(super) fn changed_by(
        &mut self,
        expr: &'t Expr,
        (receiver, name): (&'t Expr, &proc_macro2::Ident),
        given: &'t [Expr],
        (results, wrapped): (Results, Wrapped),
    ) -> Option<Value<'t>> {
        let companion = companion_of(name, results);
        let arguments = std::iter::once(receiver).chain(given).collect();
        let mut changed: Vec<Option<&Expr>> = given.iter().map(lent).collect();
        // What is not declared with `mut` stays as it is, where something else explains that the method is called.
        let is_changed = receiver.root().is_some_and(|root| expr.effects.changes.contains(&root));
        let only_looks = !is_changed && changed.iter().any(Option::is_some);
        changed.insert(0, Some(receiver).filter(|_| !only_looks));
        self.perform_and_give(expr, (quote!(.#companion), of_type(wrapped)), arguments, changed, results)
    }

    /// `advance(&mut state, dt)?`, or `unwrap` of that: what it changes, and what it gives if that is wanted. Nothing, if it is no such call.
    pub(super) fn tried_that_writes(
        &mut self,
        expr: &'t Expr,
        results: Results,
    ) -> Option<Option<Value<'t>>> {
        let mut inner = match &expr.bare().kind {
            ExprKind::Try(inner) => inner.bare(),
            ExprKind::Method(method) if is_unwrapped(expr) => method.receiver.bare(),
            _ => return None,
        };
        // Which error it is does not matter where there is none.
        while let ExprKind::Method(method) = &inner.kind
            && ["ok", "ok_or", "ok_or_else", "map_err"].iter().any(|name| method.name == name)
        {
            inner = method.receiver.bare();
        }
        if self.is_constant(expr) {
            return None;
        }
        match &inner.kind {
            ExprKind::Call(callee, arguments) => {
                self.call_that_writes(expr, callee, arguments, (results, Wrapped::Yes))
            }
            ExprKind::Method(method)
                if self.is_of_object(inner, method)
                    && !self.is_matrix(&method.receiver)
                    && (self.is_changed_by(inner, method) || lends_arguments(method)) =>
            {
                let called = (&method.receiver, &method.name);
                let found = self.changed_by(expr, called, &method.arguments, (results, Wrapped::Yes));
                Some(found)
            }
            _ => None,
        }
    }

    /// A call that is lent what it changes and says whether it could, or may return no value: whatever it says, what it changed until then is
    /// given back.
    pub(super) fn attempt_that_writes(&mut self, expr: &'t Expr) -> Option<Option<Value<'t>>> {
        if !matches!(self.type_of(expr), Type::Truth | Type::Option(_)) || self.is_constant(expr) {
            return None;
        }
        let how = (Results::Attempted, Wrapped::No);
        let found = match &expr.bare().kind {
            ExprKind::Call(callee, arguments) if !matches!(callee.bare().kind, ExprKind::Local(_)) => {
                self.call_that_writes(expr, callee, arguments, how)?
            }
            ExprKind::Method(method) if lends_arguments(method) => {
                self.changed_by(expr, (&method.receiver, &method.name), &method.arguments, how)
            }
            _ => return None,
        };
        Some(match found {
            Some(Value::Option(is_there, _)) if *self.type_of(expr) == Type::Truth => {
                Some(Value::Number(is_there))
            }
            found => found,
        })
    }

    /// Whether a statement looks at what such a call says, and then at nothing else, as in `step(&mut state).ok();`.
    pub(super) fn attempts_and_writes(&self, expr: &Expr) -> bool {
        match &expr.bare().kind {
            ExprKind::Method(method) => self.attempts_and_writes(&method.receiver),
            ExprKind::Call(_, arguments) => {
                matches!(self.type_of(expr), Type::Option(_))
                    && !self.is_constant(expr)
                    && arguments.iter().any(|argument| lent(argument).is_some())
            }
            _ => false,
        }
    }

    /// Whether a method may be taken for one that changes what it is called on: nothing else explains why that may change.
    pub(super) fn is_changed_by(&self, expr: &Expr, method: &Method) -> bool {
        let Some(root) = method.receiver.root() else { return false };
        !self.is_constant(expr)
            && (self.is_record(method.receiver.ty)
                || methods::changes(&method.name.to_string(), method.arguments.len()).is_none())
            && expr.effects.changes.contains(&root)
            && (method.receiver.varies.get() || !self.variables.is_changed_otherwise(&method.receiver))
    }

    fn perform_and_give(
        &mut self,
        expr: &'t Expr,
        (path, kind): (TokenStream, Callee),
        arguments: Vec<&'t Expr>,
        changed: Vec<Option<&'t Expr>>,
        results: Results,
    ) -> Option<Value<'t>> {
        let (mut given, mut forms, mut shapes) = (Vec::new(), Vec::new(), Vec::new());
        match results {
            Results::Both => {
                let held = match *self.type_of(expr) {
                    Type::Option(held) => held,
                    _ => expr.ty,
                };
                shapes.push(self.shape_of(held));
            }
            Results::Attempted => shapes.extend([Shape::Number, Shape::Number]),
            Results::Own | Results::Written => {}
        }
        let is_method = path.to_string().starts_with('.');
        for (position, (&argument, place)) in arguments.iter().zip(&changed).enumerate() {
            let Some(place) = place else {
                if is_method && position == 0 {
                    given.push(self.receiver(argument)?);
                    forms.push(Form::Plain);
                    continue;
                }
                let (argument, form) = self.argument(argument)?;
                given.push(argument);
                forms.push(form);
                continue;
            };
            let argument = match self.part_value(place)? {
                Value::Array(place) => Argument::Array(place, Form::Reference),
                value @ (Value::Tuple(_) | Value::Struct(..)) => {
                    Argument::Array(self.memory(place, value)?, Form::Reference)
                }
                Value::Elements(values) => {
                    Argument::Array(self.stored(None, &values, true, false)?, Form::Reference)
                }
                value => Argument::Value(self.number_of(place, value)?),
            };
            shapes.push(match &argument {
                Argument::Value(_) => Shape::Number,
                Argument::Array(place, _) => {
                    let layout = self.graph.layout(place).clone();
                    if layout.is_of_lists() { Shape::List(layout.rank()) } else { Shape::Struct(layout) }
                }
            });
            given.push(argument);
            forms.push(Form::Reference);
        }
        let count = shapes.len();
        let shape = if count == 1 { shapes.remove(0) } else { Shape::Tuple(shapes) };
        let asked = match kind {
            Callee::Within => Some(Callee::Asked),
            Callee::Companion(name, Wrapped::Yes) => Some(Callee::Companion(name, Wrapped::Asked)),
            _ => None,
        };
        // Where `?` leaves, the function itself was asked before.
        if let Some(asked) = asked.filter(|_| is_unwrapped(expr)) {
            let is_there = self.asked_for_value(path.clone(), asked, (given.clone(), forms.clone()));
            self.assert_there(is_there);
        }
        let result = self.perform_call(path, kind, (given, forms), 0, &shape);
        let mut parts = match result {
            Value::Tuple(parts) if count > 1 => parts.into_iter(),
            only => vec![only].into_iter(),
        };
        let value = match results {
            Results::Both => parts.next(),
            Results::Attempted => {
                let (flag, mut held) = (parts.next()?, parts.next()?);
                if let Type::Option(unit) = *self.type_of(expr)
                    && matches!(self.types.get(unit), Type::Tuple(parts) if parts.is_empty())
                {
                    held = Value::Tuple(Vec::new());
                }
                let flag = self.number_of(expr, flag)?;
                let half = self.graph.literal("0.5", Kind::Real);
                let is_there = self.comparison(">", flag, half);
                Some(Value::Option(is_there, Box::new(held)))
            }
            Results::Own | Results::Written => None,
        };
        for (place, part) in changed.into_iter().flatten().zip(parts) {
            self.give_back(place, part);
        }
        value
    }

    /// Gives what was lent its new value: memory, through whatever references lead there, or a variable.
    fn give_back(&mut self, lent: &'t Expr, value: Value<'t>) {
        let errors = self.errors.count();
        match self.target(lent).filter(|place| !self.graph.array(place.array).constant) {
            Some(place) if self.graph.rank(&place) > 0 => {
                let is_whole = place.path.is_empty() && place.range.is_none();
                let is_list = self.graph.layout(&place).is_of_lists();
                // A companion gives a vector for what may be an array or a part of one.
                let by_number = is_list && (!is_whole || self.graph.is_of_fixed_length(place.array));
                // What a name leads to is all of a vector, which may be of another length now.
                let array = self.graph.array(place.array);
                let is_own = is_list && is_whole && !array.reference && array.parameter.is_none();
                let borrowed = place.borrowed && !is_own || by_number;
                self.assign_whole(&Place { borrowed, ..place }, lent, value);
            }
            Some(place) => {
                if let Some(id) = self.number_of(lent, value) {
                    self.store_at(place, id);
                }
            }
            None if self.errors.count() == errors => self.give(lent, lent, value),
            None => {}
        }
    }
}

/// How a companion that belongs to a type is called.
fn of_type(wrapped: Wrapped) -> Callee {
    match wrapped {
        Wrapped::No => Callee::Itself,
        Wrapped::Yes => Callee::Within,
        Wrapped::Asked => Callee::Asked,
    }
}

/// Whether it panics where there is nothing.
fn is_unwrapped(expr: &Expr) -> bool {
    matches!(&expr.bare().kind, ExprKind::Method(method)
        if ["unwrap", "expect"].iter().any(|name| method.name == name))
}

/// What an argument lends to be changed.
fn lent(argument: &Expr) -> Option<&Expr> {
    match &argument.bare().kind {
        ExprKind::Reference(true, lent) => Some(lent),
        _ => None,
    }
}
