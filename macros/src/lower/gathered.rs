//! What an iterator ends in that fills one list, or two, as far as its items say so.

use quote::{ToTokens, quote};

use super::Lowering;
use super::iterator::Source;
use super::value::Value;
use crate::elementary::Kind;
use crate::region::{Action, Initial, Layout, Place};
use crate::syntax::{Expr, Ty, Type};

impl<'t> Lowering<'t, '_> {
    /// A list without items, to which some are appended.
    pub(super) fn empty_list(&mut self, ty: Ty, varies: bool) -> Place {
        let layout = self.layout_of_list(ty);
        self.empty(layout, varies)
    }

    /// The same of numbers.
    pub(super) fn empty_numbers(&mut self, varies: bool) -> Place {
        self.empty(Layout::from(1), varies)
    }

    pub(super) fn empty(&mut self, layout: Layout, varies: bool) -> Place {
        let name = self.wanted_name("collected");
        let krate = self.context.krate.clone();
        let float = self.context.signature.scalar.to_token_stream();
        let tokens = if layout.rank() > 1 {
            quote!(#krate::support::nothings(0))
        } else {
            quote!(#krate::support::empty::<#float>())
        };
        let empty = self.graph.constant(tokens, Vec::new(), Vec::new(), false);
        let to = self.new_memory(&name, layout, Kind::Real, Initial::Value(empty), varies);
        self.variables.resized_arrays.insert(to.array);
        to
    }

    pub(super) fn append_item(&mut self, to: &Place, syntax: &'t Expr, value: Value<'t>) {
        let value = self.dereferenced(value);
        if self.graph.rank(to) > 1 {
            self.append(to, syntax, value);
        } else if let Some(id) = self.number_for(syntax, value) {
            self.graph.perform(Action::Append { place: to.clone(), value: id }, &[]);
        }
    }

    fn two_lists(&mut self, expr: &'t Expr) -> Option<[Place; 2]> {
        let Type::Tuple(parts) = self.type_of(expr).clone() else { return self.unsupported(expr) };
        let &[first, second] = parts.as_slice() else { return self.unsupported(expr) };
        if [first, second].iter().any(|&ty| !matches!(self.types.get(ty), Type::List(_))) {
            return self.unsupported(expr);
        }
        Some([first, second].map(|ty| self.empty_list(ty, expr.varies.get())))
    }

    /// `iterator.unzip()`
    pub(super) fn unzipped(&mut self, expr: &'t Expr, source: &Source<'t>) -> Option<Value<'t>> {
        let to = self.two_lists(expr)?;
        self.each(None, Vec::new(), source, None, &mut |lowering, value| {
            let parts = match value {
                Value::Tuple(parts) => Some(parts),
                Value::Array(place) => lowering.fields_in_order(&place),
                _ => None,
            };
            let Some(parts) = parts else {
                lowering.unsupported::<()>(expr);
                return;
            };
            for (to, part) in to.iter().zip(parts) {
                lowering.append_item(to, expr, part);
            }
        })?;
        Some(Value::Tuple(to.into_iter().map(Value::Array).collect()))
    }

    /// `iterator.partition(|item| …)`
    pub(super) fn partitioned(
        &mut self,
        expr: &'t Expr,
        source: &Source<'t>,
        closure: &'t Expr,
    ) -> Option<Value<'t>> {
        let to = self.two_lists(expr)?;
        let function = self.function(closure);
        let carried = self.carried_of(&function);
        self.each(None, carried, source, None, &mut |lowering, value| {
            let condition = lowering.test(&function, &value);
            let other = value.clone();
            lowering.choose(
                condition,
                |lowering| {
                    lowering.append_item(&to[0], expr, value);
                    Some(())
                },
                |lowering| {
                    lowering.append_item(&to[1], expr, other);
                    Some(())
                },
            );
        })?;
        Some(Value::Tuple(to.into_iter().map(Value::Array).collect()))
    }

    /// All items of a list of options, if none of them is missing.
    pub(super) fn collected_if_all(
        &mut self,
        expr: &'t Expr,
        source: &Source<'t>,
        list: Ty,
    ) -> Option<Value<'t>> {
        let to = self.empty_list(list, expr.varies.get());
        let (always, never) = (self.graph.boolean(true), self.graph.boolean(false));
        let all = self.variables.fresh(Some(Value::Number(always)));
        self.each_until(vec![(all, false)], source, None, &mut |lowering, value, outermost| {
            let Value::Option(is_some, item) = value else {
                lowering.unsupported::<()>(expr);
                return;
            };
            lowering.choose(
                Some(is_some),
                |lowering| {
                    lowering.append_item(&to, expr, *item);
                    Some(())
                },
                |lowering| {
                    lowering.variables.assign(all, Some(Value::Number(never)));
                    lowering.stop(outermost)
                },
            );
        })?;
        match self.current(all)? {
            Value::Number(is_some) => Some(Value::Option(is_some, Box::new(Value::Array(to)))),
            _ => None,
        }
    }

    /// `list.retain(|item| …)`
    pub(super) fn retained(&mut self, list: &Place, closure: &'t Expr) -> Option<()> {
        let function = self.function(closure);
        let carried = self.carried_of(&function);
        let saved = self.saved(list);
        let zero = self.graph.literal("0", Kind::Integer);
        self.keep_parts(list, &[(None, zero)]);
        let from = Source::Memory(saved, super::iterator::Access::Reference);
        self.each(None, carried, &from, None, &mut |lowering, value| {
            let condition = lowering.test(&function, &value);
            lowering.choose(
                condition,
                |lowering| {
                    lowering.append_item(list, closure, value);
                    Some(())
                },
                |_| Some(()),
            );
        })
    }
}
