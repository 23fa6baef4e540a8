//! Iterators that come of no list: `std::iter::once`, `repeat`, `repeat_n`, `successors`, `from_fn` and their like.

use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::quote;

use super::Lowering;
use super::closure::Applied;
use super::iterator::Source;
use super::repeat::Carried;
use super::source::EachBody;
use super::value::Value;
use crate::elementary::Kind;
use crate::syntax::{Expr, ExprKind, LoopId, iterator_function};

impl<'t, 'e> Lowering<'t, 'e> {
    /// What such a function goes through; nothing, if it is none.
    pub(super) fn generated(&mut self, expr: &'t Expr) -> Option<Option<Source<'t>>> {
        let ExprKind::Call(callee, arguments) = &expr.bare().kind else { return None };
        let name = iterator_function(callee, arguments)?;
        Some(self.generated_by(name, callee, arguments))
    }

    fn generated_by(
        &mut self,
        name: &'static str,
        callee: &'t Expr,
        arguments: &'t [Expr],
    ) -> Option<Source<'t>> {
        let u8 = quote!(::core::primitive::u8);
        let (known, generics): (TokenStream, TokenStream) = match name {
            "empty" => (quote!(::core::iter::empty), u8),
            "once" => (quote!(::core::iter::once), u8),
            "repeat" => (quote!(::core::iter::repeat), u8),
            "repeat_n" => (quote!(::core::iter::repeat_n), u8),
            "zip" => (quote!(::core::iter::zip), quote!([#u8; 0], [#u8; 0])),
            "repeat_with" => (quote!(::core::iter::repeat_with), quote!(#u8, fn() -> #u8)),
            "successors" => {
                (quote!(::core::iter::successors), quote!(#u8, fn(&#u8) -> ::core::option::Option<#u8>))
            }
            _ => (quote!(::core::iter::from_fn), quote!(#u8, fn() -> ::core::option::Option<#u8>)),
        };
        self.assure(callee, &known, &generics);
        Some(match (name, arguments) {
            ("once", [item]) => {
                let item = self.own_part(item)?;
                Source::Known(vec![item])
            }
            ("repeat", [item]) => {
                let item = self.own_part(item)?;
                Source::Cycle(Rc::new(Source::Known(vec![item])))
            }
            ("repeat_n", [item, count]) => {
                let item = self.own_part(item)?;
                let count = self.index(count)?;
                Source::Take(Rc::new(Source::Cycle(Rc::new(Source::Known(vec![item])))), count)
            }
            ("zip", [first, second]) => {
                let items = self.source(first)?;
                self.zipped((first, items), second)?
            }
            ("successors", [first, closure]) => {
                let found = self.part_value(first)?;
                let first_one = self.as_option(first.ty, found);
                if !matches!(first_one, Value::Option(..)) || !first_one.places().is_empty() {
                    return self.unsupported(first);
                }
                Source::Successors(first_one, self.function(closure))
            }
            ("repeat_with" | "from_fn", [closure]) => {
                Source::Called(self.function(closure), name == "from_fn")
            }
            _ => Source::Known(Vec::new()),
        })
    }

    /// Two that are gone through together.
    pub(super) fn zipped(
        &mut self,
        (first, items): (&'t Expr, Source<'t>),
        second: &'t Expr,
    ) -> Option<Source<'t>> {
        let others = self.source(second)?;
        let (items, others) = (self.numbered_items(first, items)?, self.numbered_items(second, others)?);
        Some(Source::Zip(Rc::new(items), Rc::new(others)))
    }

    /// Each item that follows from the one before it, as long as there is one.
    pub(super) fn each_successor(
        &mut self,
        id: Option<LoopId>,
        mut carried: Carried,
        (first, closure): (&Value<'t>, &Applied<'t>),
        body: EachBody<'t, 'e, '_>,
    ) -> Option<()> {
        self.carry_changes(&mut carried, closure);
        let state = self.variables.fresh(Some(first.clone()));
        carried.push((state, closure.syntax.as_closure().is_none_or(|closure| closure.body.varies.get())));
        self.endless(id, carried, &mut |lowering, outermost| {
            let Some(Value::Option(is_some, item)) = lowering.variables.get(state).cloned() else { return };
            lowering.hand_on_if(
                Some(is_some),
                *item,
                &mut |lowering, item| {
                    let found = lowering.applied(closure, vec![item.clone().borrowed()]);
                    let next = found.map(|found| lowering.option_given_by(closure.syntax, found));
                    lowering.variables.assign(state, next);
                    body(lowering, item);
                },
                |lowering| lowering.stop(outermost),
            );
        })
    }

    /// What a closure gives each time that it is called, until it gives nothing, if it may.
    pub(super) fn each_called(
        &mut self,
        id: Option<LoopId>,
        mut carried: Carried,
        (closure, ends): (&Applied<'t>, bool),
        body: EachBody<'t, 'e, '_>,
    ) -> Option<()> {
        self.carry_changes(&mut carried, closure);
        self.endless(id, carried, &mut |lowering, outermost| {
            let Some(found) = lowering.applied(closure, Vec::new()) else { return };
            if !ends {
                return body(lowering, found);
            }
            let Value::Option(is_some, item) = lowering.option_given_by(closure.syntax, found) else {
                return;
            };
            lowering.hand_on_if(Some(is_some), *item, body, |lowering| lowering.stop(outermost));
        })
    }

    /// Goes on until something in it stops.
    fn endless(
        &mut self,
        id: Option<LoopId>,
        carried: Carried,
        body: &mut dyn FnMut(&mut Self, usize),
    ) -> Option<()> {
        let outermost = self.flow.loops.len();
        let start = self.graph.literal("0", Kind::Integer);
        let count = self.counted(quote!(::core::primitive::usize::MAX), &[]);
        let numbers = Source::Range { start, end: None, count, index: false };
        self.ending_early(outermost, |lowering| {
            lowering.each(id, carried, &numbers, None, &mut |lowering, _| body(lowering, outermost))
        })
    }
}
