//! Methods that look for one item among those of an iterator: by a condition, or by comparing them.

use super::Lowering;
use super::closure::Applied;
use super::iterator::Source;
use super::lent_items::lends_items;
use super::source::parameter_of;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::Id;
use crate::syntax::Expr;
use crate::table::methods::End;
use quote::{ToTokens, quote};
use std::rc::Rc;

impl<'t> Lowering<'t, '_> {
    /// Whether a closure holds for any item, or for all.
    pub(super) fn judged(&mut self, source: &Source<'t>, closure: &'t Expr, any: bool) -> Option<Value<'t>> {
        let start = self.graph.boolean(!any);
        let result = self.variables.fresh(Some(Value::Number(start)));
        let function = self.function(closure);
        let mut carried = self.carried_of(&function);
        carried.push((result, false));
        self.each_until(carried, source, parameter_of(closure, 0), &mut |lowering, value, outermost| {
            let Some(found) = lowering.applied(&function, vec![value]) else { return };
            let Some(truth) = lowering.truth_of_value(closure, found) else { return };
            let decided = if any { truth } else { lowering.graph.not(truth) };
            lowering.choose(
                Some(decided),
                |lowering| {
                    let known = lowering.graph.boolean(any);
                    lowering.variables.assign(result, Some(Value::Number(known)));
                    lowering.stop(outermost)
                },
                |_| Some(()),
            );
        })?;
        self.current(result)
    }

    /// The first item for which a closure holds, or its number.
    pub(super) fn found(
        &mut self,
        expr: &'t Expr,
        source: &Source<'t>,
        closure: &'t Expr,
        end: End,
    ) -> Option<Value<'t>> {
        if end == End::Find && lends_items(source) {
            let function = self.function(closure);
            let all = Source::Filter(Rc::new(source.clone()), function);
            return self.lent_winner(&all, None, &mut |lowering, _, _| Some(lowering.graph.boolean(false)));
        }
        let position = end == End::Position;
        let never = self.graph.boolean(false);
        let zero = self.graph.literal("0usize", Kind::Integer);
        let is_rusts = end == End::Find && self.is_rusts_option(expr, source);
        let start = if position || is_rusts { Value::Number(zero) } else { self.nothing_or_room(expr.ty)? };
        let room = start.clone();
        let start = if is_rusts { self.rusts_none() } else { Value::Option(never, Box::new(start)) };
        let result = self.variables.fresh(Some(start));
        let number = self.variables.fresh(Some(Value::Number(zero)));
        let function = self.function(closure);
        let mut carried = self.carried_of(&function);
        carried.extend([(result, expr.varies.get() && !is_rusts), (number, false)]);
        self.each_until(carried, source, None, &mut |lowering, value, outermost| {
            let Some(Value::Number(current)) = lowering.current(number) else { return };
            let item = if end == End::Find { value.clone().borrowed() } else { value.clone() };
            let Some(found) = lowering.applied(&function, vec![item]) else { return };
            let (truth, value) = match end {
                End::FindMap => match lowering.option_given_by(closure, found) {
                    Value::Option(is_some, value) => (Some(is_some), *value),
                    _ => (lowering.unsupported(closure), value),
                },
                _ => (lowering.truth_of_value(closure, found), value),
            };
            let Some(truth) = truth else { return };
            let one = lowering.graph.literal("1", Kind::Integer);
            let next = lowering.integer_operation(Function::ADD, current, one);
            lowering.variables.assign(number, Some(Value::Number(next)));
            lowering.choose(
                Some(truth),
                |lowering| {
                    let always = lowering.graph.boolean(true);
                    let value = if position { Value::Number(current) } else { value };
                    let found = if is_rusts {
                        Value::Number(lowering.rusts_some(expr, &value)?)
                    } else {
                        Value::Option(always, Box::new(lowering.put_into(&room, expr, value)?))
                    };
                    lowering.variables.assign(result, Some(found));
                    lowering.stop(outermost)
                },
                |_| Some(()),
            );
        })?;
        self.current(result)
    }

    /// The item that wins against all others; `wins` says whether a new one does against the best so far.
    pub(super) fn winner(
        &mut self,
        expr: &'t Expr,
        source: &Source<'t>,
        closure: Option<&Applied<'t>>,
        wins: &mut dyn FnMut(&mut Self, Value<'t>, Value<'t>) -> Option<Id>,
    ) -> Option<Value<'t>> {
        if lends_items(source) {
            return self.lent_winner(source, closure, wins);
        }
        if self.is_rusts_option(expr, source) {
            return self.winner_of_constants(expr, source, closure, wins);
        }
        let nothing = self.room_in_loop(expr.ty)?;
        let room = nothing.clone();
        let in_place = matches!(room, Value::Array(_) | Value::Tuple(_));
        let never = self.graph.boolean(false);
        let result = self.variables.fresh(Some(Value::Option(never, Box::new(nothing))));
        let mut carried = closure.map(|closure| self.carried_of(closure)).unwrap_or_default();
        carried.push((result, expr.varies.get()));
        self.each(None, carried, source, None, &mut |lowering, value| {
            let Some(Value::Option(is_some, best)) = lowering.current(result) else { return };
            let new = value.clone();
            let winner = if in_place {
                // What is put there first says what it is, to rustc as well.
                let is_first = lowering.graph.not(is_some);
                let first = value.clone();
                lowering.choose(
                    Some(is_first),
                    |lowering| lowering.put_into(&room, expr, first),
                    |lowering| {
                        let replaces = wins(lowering, new, (*best).clone())?;
                        lowering.choose(
                            Some(replaces),
                            |lowering| lowering.put_into(&room, expr, value),
                            |_| Some(*best),
                        )
                    },
                )
            } else {
                let replaces = lowering.choose(
                    Some(is_some),
                    |lowering| wins(lowering, new, (*best).clone()),
                    |lowering| Some(lowering.graph.boolean(true)),
                );
                replaces.and_then(|replaces| lowering.selected_value(replaces, &value, &best))
            };
            let Some(winner) = winner else { return };
            let always = lowering.graph.boolean(true);
            lowering.variables.assign(result, Some(Value::Option(always, Box::new(winner))));
        })?;
        self.current(result)
    }

    /// The first item, the last one, or the one of a number.
    pub(super) fn one_of(
        &mut self,
        expr: &'t Expr,
        source: &Source<'t>,
        end: End,
        arguments: &'t [Expr],
    ) -> Option<Value<'t>> {
        let source = self.random(expr, source.clone())?;
        let count = self.count(&source)?;
        let zero = self.graph.literal("0", Kind::Integer);
        let number = match (end, arguments) {
            (End::Nth, [number]) => self.index(number)?,
            (End::Last, _) => {
                let mentions = vec![("__n".to_owned(), count)];
                let tokens = quote!(::core::primitive::usize::saturating_sub(__n, 1));
                self.graph.constant(tokens, mentions, Vec::new(), false)
            }
            _ => zero,
        };
        let is_some = match end {
            End::Nth => self.comparison("<", number, count),
            _ => self.comparison("<", zero, count),
        };
        self.item_or_nothing(&source, number, is_some)
    }

    /// Whether an ordering says that the first is less.
    pub(super) fn is_less(&mut self, syntax: &'t Expr, value: Value<'t>) -> Option<Id> {
        match value {
            Value::Ordering(a, b, false) => Some(self.comparison("<", a, b)),
            Value::Ordering(a, b, true) => {
                let mentions = vec![("__a".to_owned(), a), ("__b".to_owned(), b)];
                let scalar = self.context.signature.scalar.to_token_stream();
                let tokens = quote!(<#scalar>::total_cmp(&__a, &__b).is_lt());
                Some(self.graph.constant(tokens, mentions, Vec::new(), false))
            }
            Value::Number(id) if !self.graph.is_active(id) => {
                let mentions = vec![("__order".to_owned(), id)];
                Some(self.graph.constant(quote!(__order.is_lt()), mentions, Vec::new(), false))
            }
            _ => {
                self.errors.report(
                    syntax.spans,
                    format!("`{}` does not show how two numbers compare", self.tree.quoted(syntax)),
                    "write `a.total_cmp(b)` or `a.partial_cmp(b).unwrap()`",
                );
                None
            }
        }
    }
}
