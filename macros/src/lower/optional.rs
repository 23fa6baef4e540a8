//! Options: what may be nothing.

use quote::quote;

use super::Lowering;
use super::value::Value;
use crate::syntax::{Expr, Method, Ty, Type};
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
        let is_some = self.graph.constant(quote!(__option.is_some()), mentions(), Vec::new(), false);
        let krate = self.context.krate.clone();
        let tokens = quote!(#krate::support::some_or_default(&__option));
        let inner = self.graph.constant(tokens, mentions(), Vec::new(), false);
        Value::Option(is_some, Box::new(Value::Number(inner)))
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
        let found = self.part_value(&method.receiver)?;
        let (is_some, inner) = match self.as_option(method.receiver.ty, found) {
            Value::Option(is_some, inner) => (is_some, *inner),
            ordering @ Value::Ordering(..) => return Some(ordering),
            _ => return self.unsupported(expr),
        };
        match (row, method.arguments.as_slice()) {
            // Where there is nothing, the function itself has panicked.
            (Optional::Unwrap, _) => Some(inner),
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
