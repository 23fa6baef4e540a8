//! Options: what may be nothing.

use super::Lowering;
use super::value::Value;
use crate::syntax::{Expr, Method};
use crate::table::methods::Optional;

impl<'t> Lowering<'t, '_> {
    pub(super) fn of_option(&mut self, expr: &'t Expr, method: &'t Method, row: Optional) -> Option<Value<'t>> {
        if self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        let (is_some, inner) = match self.part_value(&method.receiver)? {
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
