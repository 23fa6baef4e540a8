//! Options: what may be nothing.

use quote::quote;

use super::Lowering;
use super::branch::{Ending, Merge};
use super::expression::is_none;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;
use crate::region::Action;
use crate::syntax::{Expr, ExprKind, LocalId, Method, Pat, PatKind, Printer, Ty, Type, Written, is_variant};
use crate::table::methods::Optional;

impl<'t> Lowering<'t, '_> {
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

    /// The value in an option or a result: where there is none, the function leaves with that, of which it is asked first, or it panics, and
    /// so do its derivatives.
    pub(super) fn inside(&mut self, expr: &'t Expr, panics: bool) -> Option<Value<'t>> {
        if let Some(held) = self.attempted(expr) {
            let shape = self.shape_of(held);
            return self.of_call_within(expr, &shape, panics);
        }
        if let Some(found) = self.surely_found(expr) {
            return found;
        }
        let found = self.part_value(expr)?;
        Some(match self.as_option(expr.ty, found) {
            Value::Option(is_some, inner) => {
                if panics {
                    self.assert_there(is_some);
                }
                *inner
            }
            Value::Number(id)
                if matches!(self.type_of(expr), Type::Option(_)) && self.graph.kind(id) == Kind::Unknown =>
            {
                self.held_by_constant(id)
            }
            other => other,
        })
    }

    pub(super) fn assert_there(&mut self, is_some: Id) {
        if self.graph.truth(is_some) != Some(true) && !self.is_flat() {
            let tokens = quote!({
                ::core::assert!(__some, "there is nothing to unwrap");
            });
            let (tokens, mentions) = (self.graph.keep(tokens), vec![("__some".to_owned(), is_some)]);
            let arrays = Vec::new();
            self.graph.perform(Action::Opaque { tokens, mentions, arrays, changes: Vec::new() }, &[]);
        }
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
        if row == Optional::Unwrap {
            return self.inside(&method.receiver, true);
        }
        if matches!(row, Optional::Take | Optional::Replace) {
            return self.taken(expr, method);
        }
        if row == Optional::GetOrInsert {
            return self.got_or_given(expr, method);
        }
        let found = self.part_value(&method.receiver)?;
        let (is_some, inner) = match self.as_option(method.receiver.ty, found) {
            Value::Option(is_some, inner) => (is_some, *inner),
            Value::Number(id) | Value::Borrowed(id) if !self.graph.is_active(id) => {
                return self.of_constant_option(expr, id, row, &method.arguments);
            }
            ordering @ Value::Ordering(..) => return Some(ordering),
            _ => return self.unsupported(expr),
        };
        match (row, method.arguments.as_slice()) {
            (Optional::Same, _) => {
                let is_copy = ["copied", "cloned"].iter().any(|name| method.name == name);
                // What is lent to be changed stays so, whatever becomes of what says that it is missing.
                let is_lent = matches!(inner, Value::Slot(_)) && !is_copy;
                let inner = if is_lent { inner } else { self.dereferenced(inner) };
                Some(Value::Option(is_some, Box::new(inner)))
            }
            (Optional::Lent, _) => Some(Value::Option(is_some, Box::new(inner.borrowed()))),
            (Optional::Zip, [other]) => {
                let found = self.part_value(other)?;
                let Value::Option(both, held) = self.as_option(other.ty, found) else {
                    return self.unsupported(other);
                };
                let parts = Value::Tuple(vec![inner, *held]);
                Some(Value::Option(self.graph.and(is_some, both), Box::new(parts)))
            }
            (Optional::UnwrapOr, [otherwise]) => {
                let otherwise = self.lent_instead(otherwise)?;
                self.there_or_else(is_some, expr, inner, |_| Some(otherwise))
            }
            (Optional::UnwrapOrElse, [closure]) => {
                self.there_or_else(is_some, expr, inner, |lowering| lowering.instead(closure))
            }
            (Optional::UnwrapOrDefault, []) => {
                self.there_or_else(is_some, expr, inner, |lowering| lowering.default_of(expr.ty))
            }
            (Optional::MapOr, [otherwise, closure]) => {
                let otherwise = self.lent_instead(otherwise)?;
                self.either(
                    is_some,
                    expr,
                    |lowering| lowering.applied_once(closure, vec![inner]),
                    |_| Some(otherwise),
                )
            }
            (Optional::MapOrElse, [otherwise, closure]) => self.either(
                is_some,
                expr,
                |lowering| lowering.applied_once(closure, vec![inner]),
                |lowering| lowering.instead(otherwise),
            ),
            (Optional::AndThen, [closure]) => {
                let then = self.guarded(is_some, |lowering| {
                    let found = lowering.applied_once(closure, vec![inner])?;
                    Some(lowering.option_given_by(closure, found))
                })?;
                let Value::Option(both, held) = then else { return self.unsupported(expr) };
                Some(Value::Option(self.graph.and(is_some, both), held))
            }
            (Optional::Or, [other]) => {
                let found = self.part_value(other)?;
                let other = self.as_option(other.ty, found);
                let always = self.graph.boolean(true);
                self.either(is_some, expr, |_| Some(Value::Option(always, Box::new(inner))), |_| Some(other))
            }
            (Optional::OrElse, [closure]) => {
                let always = self.graph.boolean(true);
                self.either(
                    is_some,
                    expr,
                    |_| Some(Value::Option(always, Box::new(inner))),
                    |lowering| {
                        let found = lowering.instead(closure)?;
                        Some(lowering.option_given_by(closure, found))
                    },
                )
            }
            (Optional::Filter | Optional::IsSomeAnd | Optional::IsNoneOr, [closure]) => {
                let otherwise = self.graph.boolean(row == Optional::IsNoneOr);
                let passes = self.choose(
                    Some(is_some),
                    |lowering| lowering.test_of_option(closure, row, &inner),
                    |_| Some(otherwise),
                )?;
                Some(if row == Optional::Filter {
                    Value::Option(passes, Box::new(inner))
                } else {
                    Value::Number(passes)
                })
            }
            (Optional::Map, [closure]) => {
                let mapped = match *self.type_of(expr) {
                    Type::Option(held) if self.needs_room(held) && !self.is_flat() => {
                        self.held_if(is_some, held, expr, |lowering| {
                            lowering.applied_once(closure, vec![inner])
                        })?
                    }
                    _ => self.guarded(is_some, |lowering| lowering.applied_once(closure, vec![inner]))?,
                };
                Some(Value::Option(is_some, Box::new(mapped)))
            }
            (Optional::IsSome, _) => Some(Value::Number(is_some)),
            (Optional::IsNone, _) => Some(Value::Number(self.graph.not(is_some))),
            _ => self.unsupported(expr),
        }
    }

    /// What stands there instead, as in `unwrap_or(&1.0)`: what is behind the reference, if it is a constant, too.
    fn lent_instead(&mut self, otherwise: &'t Expr) -> Option<Value<'t>> {
        match &otherwise.bare().kind {
            ExprKind::Reference(false, inner) => self.part_value(inner).map(Value::borrowed),
            _ => self.part_value(otherwise),
        }
    }

    /// What an option holds that holds nothing then, or something else.
    fn taken(&mut self, expr: &'t Expr, method: &'t Method) -> Option<Value<'t>> {
        let receiver = &method.receiver;
        let found = self.part_value(receiver)?;
        let before @ Value::Option(..) = self.as_option(receiver.ty, found) else {
            return self.unsupported(expr);
        };
        let before = self.apart(before);
        let Value::Option(_, held) = &before else { return None };
        let next = match method.arguments.first() {
            Some(given) => Value::Option(self.graph.boolean(true), Box::new(self.part_value(given)?)),
            None => {
                let nothing = super::branch::Merge::stand_in(&**held, self);
                Value::Option(self.graph.boolean(false), Box::new(nothing))
            }
        };
        self.give(receiver, receiver, next);
        Some(before)
    }

    /// What an option holds, or is given to hold.
    fn got_or_given(&mut self, expr: &'t Expr, method: &'t Method) -> Option<Value<'t>> {
        let (receiver, given) = (&method.receiver, method.arguments.first()?);
        let found = self.part_value(receiver)?;
        let Value::Option(is_some, held) = self.as_option(receiver.ty, found) else {
            return self.unsupported(expr);
        };
        if !held.places().is_empty() {
            return self.unsupported(expr);
        }
        let before = (*held).clone();
        let now = if method.name == "get_or_insert" {
            let given = self.part_value(given)?;
            self.selected_value(is_some, &before, &given)?
        } else {
            self.choose(Some(is_some), |_| Some(before), |lowering| lowering.instead(given))?
        };
        let always = self.graph.boolean(true);
        self.give(receiver, receiver, Value::Option(always, Box::new(now.clone())));
        Some(now)
    }

    pub(super) fn test_of_option(
        &mut self,
        closure: &'t Expr,
        row: Optional,
        held: &Value<'t>,
    ) -> Option<Id> {
        if row == Optional::Filter {
            let closure = self.function(closure);
            return self.test(&closure, held);
        }
        let found = self.applied_once(closure, vec![held.clone()])?;
        self.truth_of_value(closure, found)
    }

    /// What a closure gives where there is no value: that of a result is given the error, and must not ask for it.
    pub(super) fn instead(&mut self, closure: &'t Expr) -> Option<Value<'t>> {
        let takes = closure.as_closure().map_or(0, |closure| closure.parameters.len());
        if takes == 0 {
            return self.applied_once(closure, Vec::new());
        }
        let is_wild = |parameter: &Pat| matches!(parameter.bare().kind, PatKind::Wild);
        if closure.as_closure().is_some_and(|closure| closure.parameters.iter().all(is_wild)) {
            return self.applied_once(closure, vec![Value::Tuple(Vec::new())]);
        }
        self.errors.report(
            closure.spans,
            "what a closure makes of an error cannot be followed",
            "match the result with `match … { Ok(v) => …, Err(_) => … }`",
        );
        None
    }

    /// What a closure gives, as an option.
    pub(super) fn option_given_by(&mut self, closure: &'t Expr, found: Value<'t>) -> Value<'t> {
        match closure.as_closure() {
            Some(closure) => self.as_option(closure.body.ty, found),
            None => found,
        }
    }

    /// Whether there is an error that a pattern fits; its names are bound in the arm.
    pub(super) fn matches_error(
        &mut self,
        pattern: &'t Pat,
        parts: &'t [Pat],
        is_some: Id,
        syntax: &'t Expr,
    ) -> Option<Id> {
        for local in pattern.binds() {
            self.variables.declare(local, None);
        }
        if self.refuse_varying_error(pattern, syntax) {
            return None;
        }
        let is_asked_once = self.attempts_and_writes(syntax);
        if is_asked_once {
            self.assure_names(parts);
        }
        let fits_all = |part: &Pat| match &part.kind {
            PatKind::Wild | PatKind::Rest => true,
            PatKind::Bind(bind) if is_asked_once => bind.sub.is_none(),
            PatKind::Bind(bind) => bind.sub.is_none() && !bind.may_be_constant,
            _ => false,
        };
        if parts.iter().all(fits_all) {
            return Some(self.graph.not(is_some));
        }
        if !self.is_attempt(syntax) || is_asked_once {
            return self.no_such_pattern(pattern);
        }
        let tokens = self.pattern_of_error(pattern);
        self.constant_around(syntax, |call| quote!(::core::matches!(#call, #tokens)))
    }

    /// Has rustc say that names in a pattern are not those of constants.
    fn assure_names(&mut self, parts: &'t [Pat]) {
        for local in parts.iter().flat_map(Pat::binds) {
            let name = self.tree.local(local).name.clone();
            self.require(quote!(const _: fn() = || { let #name = (); let () = #name; };));
        }
    }

    /// What the names in the pattern of an error stand for in its arm, where the call that gives it stands at the `match`
    /// itself.
    pub(super) fn bind_error(&mut self, pattern: &'t Pat, syntax: &'t Expr) {
        let is_error = matches!(&pattern.kind, PatKind::TupleStruct(path, _) if is_variant(path, &["Err"]));
        // A call that changes what it is lent is not asked again.
        if !is_error || !self.is_attempt(syntax) || self.attempts_and_writes(syntax) {
            return;
        }
        let tokens = self.pattern_of_error(pattern);
        for local in pattern.binds() {
            let name = self.name_of(local);
            let found = self.constant_around(
                syntax,
                |call| quote!(match #call { #tokens => #name, _ => ::core::unreachable!() }),
            );
            self.variables.declare(local, found.map(Value::Number));
        }
    }

    /// Reports an error that is computed with where it may vary: nothing says how it comes about.
    fn refuse_varying_error(&mut self, pattern: &'t Pat, syntax: &'t Expr) -> bool {
        let has_numbers = |local: &LocalId| self.has_numbers(self.tree.local(*local).ty);
        let Some(local) = pattern.binds().into_iter().find(has_numbers).filter(|_| syntax.varies.get())
        else {
            return false;
        };
        let name = self.name_of(local);
        self.errors.report(
            pattern.spans,
            format!("the error `{name}` may vary, and only what is in `Ok(…)` is followed"),
            "return what varies within `Ok`, or as a struct that says which of both it is",
        );
        true
    }

    /// Whether something of a type is computed with: a number, or one in it.
    fn has_numbers(&self, ty: Ty) -> bool {
        match self.types.get(ty) {
            Type::Real | Type::Matrix(_) => true,
            Type::List(inner) | Type::Option(inner) => self.has_numbers(*inner),
            Type::Tuple(parts) => parts.iter().any(|&part| self.has_numbers(part)),
            Type::Record(fields) => fields.iter().any(|(_, field)| self.has_numbers(*field)),
            _ => false,
        }
    }

    fn pattern_of_error(&self, pattern: &Pat) -> proc_macro2::TokenStream {
        Printer { tree: self.tree, names: Written }.pattern(pattern)
    }

    /// Whether an expression is a call that may return no value.
    pub(super) fn is_attempt(&self, syntax: &'t Expr) -> bool {
        self.attempted(syntax).is_some()
    }

    /// `condition.then(|| …)` and `condition.then_some(…)`; nothing, if it is neither.
    pub(super) fn then(&mut self, expr: &'t Expr, method: &'t Method) -> Option<Option<Value<'t>>> {
        let ([given], Type::Option(held)) = (method.arguments.as_slice(), self.type_of(expr)) else {
            return None;
        };
        if *self.type_of(&method.receiver) != Type::Truth || self.is_constant(expr) {
            return None;
        }
        let held = *held;
        let is_lazy = method.name == "then";
        if !is_lazy && method.name != "then_some" {
            return None;
        }
        let made = self.without_name(|lowering| {
            let condition = lowering.condition(&method.receiver)?;
            let value = if is_lazy {
                lowering
                    .held_if(condition, held, given, |lowering| lowering.applied_once(given, Vec::new()))?
            } else {
                lowering.part_value(given)?
            };
            Some(Value::Option(condition, Box::new(value)))
        });
        Some(made)
    }
}
