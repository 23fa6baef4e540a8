//! Options that do not vary: what may be nothing, as Rust has it.

use quote::quote;

use super::Lowering;
use super::expression::is_none;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::{Id, Node};
use crate::syntax::{Expr, Ty, Type, is_variant};
use crate::table::methods::Optional;

impl<'t> Lowering<'t, '_> {
    /// A constant that may be nothing, as far as it is one of a number.
    pub(super) fn as_option(&mut self, ty: Ty, value: Value<'t>) -> Value<'t> {
        let (Value::Number(id) | Value::Borrowed(id)) = value else { return value };
        let Type::Option(inner) = *self.types.get(ty) else { return value };
        if self.graph.is_active(id) || !self.is_seen_through(inner) {
            return value;
        }
        if let Some(digits) = self.integer_in(id) {
            let held = self.graph.literal(&digits, Kind::Integer);
            return Value::Option(self.graph.boolean(true), Box::new(Value::Number(held)));
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
        // What may look into something that changes is not kept itself.
        let (is_some, inner) =
            if self.is_read_here(id) { (self.pinned(is_some), self.pinned(inner)) } else { (is_some, inner) };
        Value::Option(is_some, Box::new(Value::Number(inner)))
    }

    /// Whether an option that does not vary is known by what it holds. Any other, as one of a reference to a struct, is Rust's own value: nothing
    /// could be made that stands for what is missing.
    pub(super) fn is_seen_through(&self, held: Ty) -> bool {
        matches!(self.types.get(held), Type::Real | Type::Integer | Type::Truth)
    }

    /// The value of a variable; a constant in an option that is Rust's own value may have to be made one of its type.
    pub(super) fn value_given_to(&mut self, target: &'t Expr, value: &'t Expr) -> Option<Value<'t>> {
        let whole = target.as_local().filter(|_| self.is_constant(value) && !is_none(value)).filter(|local| {
            let is_whole = matches!(self.variables.get(*local), Some(Value::Number(id)) if !self.graph.is_active(*id));
            is_whole && matches!(self.types.get(self.tree.local(*local).ty), Type::Option(_))
        });
        match whole {
            Some(local) => self.typed_constant(local, value).map(Value::Number),
            None => self.value(value),
        }
    }

    /// The integer in `Some(0)`: its type is that of what it is put to use for, and nobody sees that of the option.
    fn integer_in(&self, id: Id) -> Option<String> {
        let Node::Constant { tokens, .. } = self.graph.node(id) else { return None };
        let call: syn::ExprCall = syn::parse2(self.graph.tokens(*tokens).clone()).ok()?;
        let is_some = matches!(&*call.func, syn::Expr::Path(path) if is_variant(&path.path, &["Some", "Ok"]));
        match call.args.first() {
            Some(syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. })) if is_some => {
                Some(number.to_string())
            }
            _ => None,
        }
    }

    /// What a method makes of a constant that may be nothing, by a closure: what is in it is looked at where it is there alone.
    pub(super) fn of_constant_option(
        &mut self,
        expr: &'t Expr,
        option: Id,
        row: Optional,
        arguments: &'t [Expr],
    ) -> Option<Value<'t>> {
        let krate = self.context.krate.clone();
        let mentions = vec![("__option".to_owned(), option)];
        let tokens = quote!(#krate::support::is_present(&__option));
        let is_some = self.graph.constant(tokens, mentions, Vec::new(), false);
        let held = |lowering: &mut Self| -> Option<Value<'t>> { Some(lowering.held_by_constant(option)) };
        let applied = |lowering: &mut Self, closure: &'t Expr| {
            let held = held(lowering)?;
            lowering.applied_once(closure, vec![held])
        };
        let always = self.graph.boolean(true);
        let whole = |lowering: &mut Self| Some(Value::Option(always, Box::new(held(lowering)?)));
        match (row, arguments) {
            (Optional::Map, [closure]) => {
                let mapped = self.guarded(is_some, |lowering| applied(lowering, closure))?;
                Some(Value::Option(is_some, Box::new(mapped)))
            }
            (Optional::MapOr, [otherwise, closure]) => {
                let otherwise = self.part_value(otherwise)?;
                self.either(is_some, expr, |lowering| applied(lowering, closure), |_| Some(otherwise))
            }
            (Optional::MapOrElse, [otherwise, closure]) => self.either(
                is_some,
                expr,
                |lowering| applied(lowering, closure),
                |lowering| lowering.instead(otherwise),
            ),
            (Optional::Or, [other]) => {
                let found = self.part_value(other)?;
                let other = self.as_option(other.ty, found);
                self.either(is_some, expr, whole, |_| Some(other))
            }
            (Optional::OrElse, [closure]) => self.either(is_some, expr, whole, |lowering| {
                let found = lowering.instead(closure)?;
                Some(lowering.option_given_by(closure, found))
            }),
            (Optional::UnwrapOr, [other]) => {
                let other = self.part_value(other)?;
                self.either(is_some, expr, held, |_| Some(other))
            }
            (Optional::UnwrapOrElse, [closure]) => {
                self.either(is_some, expr, held, |lowering| lowering.instead(closure))
            }
            (Optional::UnwrapOrDefault, []) => {
                self.either(is_some, expr, held, |lowering| lowering.default_of(expr.ty))
            }
            (Optional::IsSomeAnd | Optional::IsNoneOr, [closure]) => {
                let otherwise = self.graph.boolean(row == Optional::IsNoneOr);
                let passes = self.choose(
                    Some(is_some),
                    |lowering| {
                        let held = held(lowering)?;
                        lowering.test_of_option(closure, row, &held)
                    },
                    |_| Some(otherwise),
                )?;
                Some(Value::Number(passes))
            }
            (Optional::IsSome, _) => Some(Value::Number(is_some)),
            (Optional::IsNone, _) => Some(Value::Number(self.graph.not(is_some))),
            _ => self.unsupported(expr),
        }
    }

    /// What is in a constant that may be nothing, where there is something.
    pub(super) fn held_by_constant(&mut self, option: Id) -> Value<'t> {
        let krate = &self.context.krate;
        let tokens = quote!(#krate::support::present(::core::clone::Clone::clone(&__option)));
        let mentions = vec![("__option".to_owned(), option)];
        let held = self.graph.constant(tokens, mentions, Vec::new(), false);
        Value::Number(self.pinned(held))
    }
}
