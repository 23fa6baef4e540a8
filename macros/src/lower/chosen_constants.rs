//! The nearest of several records, found by what varies: the items do not vary, and are of a type that Rust alone knows. What is found is Rust's own option.

use quote::quote;

use super::Lowering;
use super::closure::Applied;
use super::iterator::Source;
use super::value::Value;
use crate::ir::Id;
use crate::syntax::{Expr, Type};

impl<'t> Lowering<'t, '_> {
    /// Whether one of these items is an option of that kind.
    pub(super) fn is_rusts_option(&self, expr: &Expr, source: &Source) -> bool {
        let Type::Option(held) = *self.type_of(expr) else { return false };
        !self.is_flat() && !self.is_seen_through(held) && is_of_constants(source)
    }

    pub(super) fn rusts_none(&mut self) -> Value<'t> {
        let none = quote!(::core::option::Option::None);
        Value::Number(self.graph.constant(none, Vec::new(), Vec::new(), false))
    }

    /// `Some` of an item.
    pub(super) fn rusts_some(&mut self, expr: &'t Expr, item: &Value<'t>) -> Option<Id> {
        match self.some_of_constant(item) {
            Some(id) => Some(id),
            None => self.unsupported(expr),
        }
    }

    /// The item that wins against all others; `wins` says whether a new one does against the best so far.
    pub(super) fn winner_of_constants(
        &mut self,
        expr: &'t Expr,
        source: &Source<'t>,
        closure: Option<&Applied<'t>>,
        wins: &mut dyn FnMut(&mut Self, Value<'t>, Value<'t>) -> Option<Id>,
    ) -> Option<Value<'t>> {
        let none = self.rusts_none();
        let result = self.variables.fresh(Some(none));
        let mut carried = closure.map(|closure| self.carried_of(closure)).unwrap_or_default();
        carried.push((result, false));
        self.each(None, carried, source, None, &mut |lowering, value| {
            let Some(Value::Number(best)) = lowering.current(result) else { return };
            let krate = lowering.context.krate.clone();
            let mentions = vec![("__option".to_owned(), best)];
            let tokens = quote!(#krate::support::is_present(&__option));
            let is_some = lowering.graph.constant(tokens, mentions, Vec::new(), false);
            let Some(some) = lowering.rusts_some(expr, &value) else { return };
            let replaces = lowering.choose(
                Some(is_some),
                |lowering| {
                    // A new one says what the best is, to rustc as well.
                    let krate = &lowering.context.krate;
                    let tokens =
                        quote!(#krate::support::held_like(&__new, ::core::clone::Clone::clone(&__best)));
                    let mentions = vec![("__new".to_owned(), some), ("__best".to_owned(), best)];
                    let held = lowering.graph.constant(tokens, mentions, Vec::new(), false);
                    let held = lowering.pinned(held);
                    wins(lowering, value, Value::Number(held))
                },
                |lowering| Some(lowering.graph.boolean(true)),
            );
            let next = replaces.map(|replaces| Value::Number(lowering.selection(replaces, some, best)));
            lowering.variables.assign(result, next);
        })?;
        self.current(result)
    }
}

/// Whether the items are those of something that does not vary, as they are.
fn is_of_constants(source: &Source) -> bool {
    match source {
        Source::Tokens(..) => true,
        Source::Filter(inner, _)
        | Source::TakeWhile(inner, _)
        | Source::SkipWhile(inner, _)
        | Source::Inspect(inner, _)
        | Source::Enumerate(inner)
        | Source::Reversed(inner)
        | Source::Copied(inner)
        | Source::Skip(inner, _)
        | Source::Take(inner, _)
        | Source::Step(inner, _) => is_of_constants(inner),
        Source::Zip(first, second) | Source::Chain(first, second) => {
            is_of_constants(first) && is_of_constants(second)
        }
        _ => false,
    }
}
