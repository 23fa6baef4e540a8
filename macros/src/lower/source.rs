//! Going through what is iterated over: by the numbers of its elements, or one after the other.

use quote::{ToTokens, quote};

use super::Lowering;
use super::closure::Applied;
use super::iterator::{Access, Source};
use super::random_access::is_random;
use super::repeat::Carried;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::Id;
use crate::syntax::{Expr, ExprKind, LoopId, Pat, PatKind};

/// What is done with each item.
pub(super) type EachBody<'t, 'e, 'b> = &'b mut dyn FnMut(&mut Lowering<'t, 'e>, Value<'t>);

impl<'t, 'e> Lowering<'t, 'e> {
    /// Goes through all items, which are taken apart by a pattern, if there is one.
    pub(super) fn each(
        &mut self,
        id: Option<LoopId>,
        mut carried: Carried,
        source: &Source<'t>,
        pattern: Option<&'t Pat>,
        body: EachBody<'t, 'e, '_>,
    ) -> Option<()> {
        let source = &self.source_apart(source);
        match source {
            Source::Map(inner, closure) if !is_random(source) => {
                self.carry_changes(&mut carried, closure);
                self.each(id, carried, inner, parameter_of(closure.syntax, 0), &mut |lowering, value| {
                    if let Some(value) = lowering.applied(closure, vec![value]) {
                        body(lowering, value);
                    }
                })
            }
            Source::Filter(inner, closure) => {
                self.carry_changes(&mut carried, closure);
                let pattern = pattern.or(parameter_of(closure.syntax, 0));
                self.each(id, carried, inner, pattern, &mut |lowering, value| {
                    let condition = lowering.test(closure, &value);
                    lowering.hand_on_if(condition, value, body, |_| Some(()));
                })
            }
            Source::Inspect(inner, closure) => {
                self.carry_changes(&mut carried, closure);
                let pattern = pattern.or(parameter_of(closure.syntax, 0));
                self.each(id, carried, inner, pattern, &mut |lowering, value| {
                    let seen = lowering.as_numbers(&value).borrowed();
                    lowering.applied_for_effect(closure, vec![seen]);
                    body(lowering, value);
                })
            }
            Source::Successors(first, closure) => self.each_successor(id, carried, (first, closure), body),
            Source::Called(closure, ends) => self.each_called(id, carried, (closure, *ends), body),
            Source::FilterMap(inner, closure) => {
                self.carry_changes(&mut carried, closure);
                self.each(id, carried, inner, parameter_of(closure.syntax, 0), &mut |lowering, value| {
                    let Some(Value::Option(is_some, value)) = lowering.applied(closure, vec![value]) else {
                        return;
                    };
                    lowering.hand_on_if(Some(is_some), *value, body, |_| Some(()));
                })
            }
            Source::MapWhile(inner, closure) => {
                self.carry_changes(&mut carried, closure);
                let outermost = self.flow.loops.len();
                self.ending_early(outermost, |lowering| {
                    lowering.each(
                        id,
                        carried,
                        inner,
                        parameter_of(closure.syntax, 0),
                        &mut |lowering, value| {
                            let Some(Value::Option(is_some, value)) = lowering.applied(closure, vec![value])
                            else {
                                return;
                            };
                            lowering
                                .hand_on_if(Some(is_some), *value, body, |lowering| lowering.stop(outermost));
                        },
                    )
                })
            }
            Source::FlatMap(inner, closure) => {
                self.carry_changes(&mut carried, closure);
                let within = carried.clone();
                self.each(id, carried, inner, parameter_of(closure.syntax, 0), &mut |lowering, value| {
                    let Some(value) = lowering.applied(closure, vec![value]) else { return };
                    lowering.each_within(&within, closure.syntax, value, body);
                })
            }
            Source::Flatten(inner) => {
                let within = carried.clone();
                self.each(id, carried, inner, None, &mut |lowering, value| {
                    let syntax = lowering.tree.body.tail.as_deref();
                    if let Some(syntax) = syntax {
                        lowering.each_within(&within, syntax, value, body);
                    }
                })
            }
            Source::TakeWhile(inner, closure) => {
                self.carry_changes(&mut carried, closure);
                let outermost = self.flow.loops.len();
                self.ending_early(outermost, |lowering| {
                    lowering.each(
                        id,
                        carried,
                        inner,
                        pattern.or(parameter_of(closure.syntax, 0)),
                        &mut |lowering, value| {
                            let condition = lowering.test(closure, &value);
                            lowering.hand_on_if(condition, value, body, |lowering| lowering.stop(outermost));
                        },
                    )
                })
            }
            Source::SkipWhile(inner, closure) => {
                self.carry_changes(&mut carried, closure);
                let never = self.graph.boolean(false);
                let started = self.variables.fresh(Some(Value::Number(never)));
                carried.push((started, false));
                self.each(
                    id,
                    carried,
                    inner,
                    pattern.or(parameter_of(closure.syntax, 0)),
                    &mut |lowering, value| {
                        let Some(Value::Number(before)) = lowering.variables.get(started).cloned() else {
                            return;
                        };
                        let now = lowering.choose(
                            Some(before),
                            |lowering| Some(lowering.graph.boolean(true)),
                            |lowering| {
                                let skipped = lowering.test(closure, &value)?;
                                Some(lowering.graph.not(skipped))
                            },
                        );
                        lowering.variables.assign(started, now.map(Value::Number));
                        lowering.hand_on_if(now, value, body, |_| Some(()));
                    },
                )
            }
            Source::Scan(inner, start, closure) => {
                self.carry_changes(&mut carried, closure);
                let outermost = self.flow.loops.len();
                let state = self.variables.fresh(Some(start.clone()));
                let varies = closure.syntax.as_closure().is_some_and(|closure| {
                    closure
                        .parameters
                        .first()
                        .is_some_and(|first| first.binds().into_iter().any(|local| self.activity.ever(local)))
                });
                carried.push((state, varies));
                self.ending_early(outermost, |lowering| {
                    lowering.each(
                        id,
                        carried,
                        inner,
                        parameter_of(closure.syntax, 1),
                        &mut |lowering, value| {
                            let Some(before) = lowering.variables.get(state).cloned() else { return };
                            let name = closure
                                .syntax
                                .as_closure()
                                .and_then(|closure| closure.parameters.first()?.as_bind());
                            if let Some(name) = name {
                                lowering.variables.keep_state(name.local);
                            }
                            let found = lowering.applied(closure, vec![before, value]);
                            if let Some(name) = name {
                                let after = lowering.variables.get(name.local).cloned();
                                lowering.variables.assign(state, after);
                            }
                            let Some(Value::Option(is_some, value)) = found else { return };
                            lowering
                                .hand_on_if(Some(is_some), *value, body, |lowering| lowering.stop(outermost));
                        },
                    )
                })
            }
            Source::Chain(first, second) => {
                self.one_behind_the_other(id, carried, (first, second), pattern, body)
            }
            Source::Copied(inner) if !is_random(source) => {
                self.each(id, carried, inner, pattern, &mut |lowering, value| {
                    let value = lowering.dereferenced(value);
                    body(lowering, value);
                })
            }
            Source::Enumerate(inner) if !is_random(source) => {
                self.numbered(id, carried, inner, &mut |lowering, number, value, _| {
                    body(lowering, Value::Tuple(vec![Value::Number(number), value]));
                })
            }
            // None is asked for behind the last one that is taken.
            Source::Take(inner, count) if !is_random(source) => {
                let (count, zero) = (*count, self.graph.literal("0", Kind::Integer));
                let takes_any = self.comparison("<", zero, count);
                let taken = |lowering: &mut Self| {
                    lowering.numbered(id, carried, inner, &mut |lowering, number, value, outermost| {
                        body(lowering, value);
                        let one = lowering.graph.literal("1", Kind::Integer);
                        let taken = lowering.integer_operation(Function::ADD, number, one);
                        let is_last = lowering.comparison(">=", taken, count);
                        lowering.choose(Some(is_last), |lowering| lowering.stop(outermost), |_| Some(()));
                    })
                };
                if self.graph.number(count).is_some_and(|count| count > 0.0) {
                    return taken(self);
                }
                self.choose(Some(takes_any), taken, |_| Some(()))
            }
            Source::Skip(inner, count) | Source::Step(inner, count) if !is_random(source) => {
                let count = *count;
                self.numbered(id, carried, inner, &mut |lowering, number, value, _| {
                    let condition = match source {
                        Source::Skip(..) => lowering.comparison(">=", number, count),
                        _ => lowering.counted(quote!((__n % __s == 0)), &[("__n", number), ("__s", count)]),
                    };
                    lowering.hand_on_if(Some(condition), value, body, |_| Some(()));
                })
            }
            Source::Tokens(expr, node) => match pattern {
                Some(pattern) => self.repeat_tokens_of(id, carried, pattern, *node, body),
                None => {
                    let source = self.random(expr, source.clone())?;
                    self.each(id, carried, &source, None, body)
                }
            },
            // A few known elements need no loop.
            Source::Known(values) if id.is_none() && values.len() <= 16 && !self.may_stop() => {
                for value in values.clone() {
                    // One before it may have been the last.
                    let goes_on = self.leaving().map(|left| self.graph.not(left));
                    match goes_on {
                        Some(goes_on) => self.hand_on_if(Some(goes_on), value, body, |_| Some(())),
                        None => body(self, value),
                    }
                }
                Some(())
            }
            Source::Known(values) => {
                let place = self.stored(None, values, true, false)?;
                self.each(id, carried, &Source::Memory(place, Access::Value), pattern, body)
            }
            _ => {
                let count = self.count(source)?;
                self.carry_all_changes(&mut carried, source);
                self.counted_loop(id, None, carried, count, &mut |lowering, index| {
                    if let Some(value) = lowering.at_number(source, index) {
                        body(lowering, value);
                    }
                })
            }
        }
    }

    /// Goes through what is chained: through the second, unless the first was left.
    fn one_behind_the_other(
        &mut self,
        id: Option<LoopId>,
        carried: Carried,
        (first, second): (&Source<'t>, &Source<'t>),
        pattern: Option<&'t Pat>,
        body: EachBody<'t, 'e, '_>,
    ) -> Option<()> {
        if id.is_none() && !self.may_stop() {
            self.each(id, carried.clone(), first, pattern, body)?;
            return self.each(id, carried, second, pattern, body);
        }
        let (depth, never) = (self.flow.loops.len(), self.graph.boolean(false));
        let left = self.variables.fresh(Some(Value::Number(never)));
        let mut with_left = carried.clone();
        with_left.push((left, false));
        let mut is_left = false;
        self.each(id, with_left, first, pattern, &mut |lowering, value| {
            body(lowering, value);
            let leaving = lowering.leaving_loop(depth);
            if leaving != never {
                is_left = true;
                lowering.variables.assign(left, Some(Value::Number(leaving)));
            }
        })?;
        let Some(Value::Number(left)) = self.variables.get(left).cloned() else { return None };
        if !is_left {
            return self.each(id, carried, second, pattern, body);
        }
        let goes_on = self.graph.not(left);
        self.choose(Some(goes_on), |lowering| lowering.each(id, carried, second, pattern, body), |_| Some(()))
    }

    /// Whether something may leave the loop that begins here, before its end.
    fn may_stop(&self) -> bool {
        self.flow.stops.contains(&self.flow.loops.len())
    }

    fn repeat_tokens_of(
        &mut self,
        id: Option<LoopId>,
        carried: Carried,
        pattern: &'t Pat,
        node: Id,
        body: EachBody<'t, 'e, '_>,
    ) -> Option<()> {
        // Rust itself takes apart what it iterates over: of a constant, nothing is known here.
        self.repeat_tokens(id, carried, pattern, node, |lowering| {
            if let Some(value) = lowering.bound_by(pattern) {
                body(lowering, value);
            }
        })
    }

    /// Goes through items that are counted.
    fn numbered(
        &mut self,
        id: Option<LoopId>,
        mut carried: Carried,
        inner: &Source<'t>,
        body: &mut dyn FnMut(&mut Self, Id, Value<'t>, usize),
    ) -> Option<()> {
        let zero = self.graph.literal("0usize", Kind::Integer);
        let counter = self.variables.fresh(Some(Value::Number(zero)));
        carried.push((counter, false));
        let outermost = self.flow.loops.len();
        self.ending_early(outermost, |lowering| {
            lowering.each(id, carried, inner, None, &mut |lowering, value| {
                let Some(Value::Number(number)) = lowering.variables.get(counter).cloned() else { return };
                let one = lowering.graph.literal("1", Kind::Integer);
                let next = lowering.integer_operation(Function::ADD, number, one);
                lowering.variables.assign(counter, Some(Value::Number(next)));
                body(lowering, number, value, outermost);
            })
        })
    }

    /// Goes through all items until the loop at the depth that is handed on is stopped.
    pub(super) fn each_until(
        &mut self,
        carried: Carried,
        source: &Source<'t>,
        pattern: Option<&'t Pat>,
        body: &mut dyn FnMut(&mut Self, Value<'t>, usize),
    ) -> Option<()> {
        let source = self.in_memory_if_known(source.clone())?;
        let outermost = self.flow.loops.len();
        self.ending_early(outermost, |lowering| {
            lowering.each(None, carried, &source, pattern, &mut |lowering, value| {
                body(lowering, value, outermost);
            })
        })
    }

    /// Goes through what a loop at that depth may leave early.
    pub(super) fn ending_early(
        &mut self,
        outermost: usize,
        run: impl FnOnce(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.flow.stops.push(outermost);
        let result = run(self);
        self.flow.stops.pop();
        result
    }

    /// Leaves the loop that goes through an iterator.
    pub(super) fn stop(&mut self, outermost: usize) -> Option<()> {
        let broke = self.flag_of_loop(outermost);
        self.raise(broke?);
        None
    }

    fn each_within(
        &mut self,
        carried: &Carried,
        syntax: &'t Expr,
        value: Value<'t>,
        body: EachBody<'t, 'e, '_>,
    ) {
        let Some(source) = self.source_of(syntax, value, Access::Value) else { return };
        let mut carried = carried.clone();
        let stops = self.flow.stops.iter().filter_map(|&depth| self.flag_of_loop(depth));
        carried.extend(stops.map(|flag| (flag, false)));
        self.each(None, carried, &source, None, body);
    }

    /// What a closure changes is carried, too.
    pub(super) fn carry_changes(&self, carried: &mut Carried, function: &Applied<'t>) {
        let effects = match function.syntax.as_closure() {
            Some(closure) => &closure.body.effects,
            None => &function.syntax.effects,
        };
        let own = function.changes();
        let others = effects.changes.iter().filter(|local| own.iter().all(|(known, _)| known != *local));
        let others = others.map(|&local| (local, self.variables.actual(local)));
        for (local, actual) in own.iter().copied().chain(others) {
            if !carried.iter().any(|(known, _)| *known == actual) && self.variables.get(actual).is_some() {
                carried.push((actual, self.activity.ever(local)));
            }
        }
    }

    fn carry_all_changes(&self, carried: &mut Carried, source: &Source<'t>) {
        match source {
            Source::Map(inner, closure) => {
                self.carry_changes(carried, closure);
                self.carry_all_changes(carried, inner);
            }
            Source::Copied(inner)
            | Source::Enumerate(inner)
            | Source::Reversed(inner)
            | Source::Skip(inner, _)
            | Source::Take(inner, _)
            | Source::Cycle(inner)
            | Source::Step(inner, _) => self.carry_all_changes(carried, inner),
            Source::Zip(a, b) => {
                self.carry_all_changes(carried, a);
                self.carry_all_changes(carried, b);
            }
            _ => {}
        }
    }

    /// Hands an item on if a condition holds; else the loop goes on, or ends.
    pub(super) fn hand_on_if(
        &mut self,
        condition: Option<Id>,
        value: Value<'t>,
        body: &mut dyn FnMut(&mut Self, Value<'t>),
        otherwise: impl FnOnce(&mut Self) -> Option<()>,
    ) {
        self.choose(
            condition,
            |lowering| {
                body(lowering, value);
                Some(())
            },
            otherwise,
        );
    }

    /// The truth value that a closure gives for an item.
    pub(super) fn test(&mut self, closure: &Applied<'t>, value: &Value<'t>) -> Option<Id> {
        let value = self.as_numbers(value);
        let found = self.applied(closure, vec![value.borrowed()])?;
        self.truth_of_value(closure.syntax, found)
    }

    /// An item as it is for a closure that did not take it apart: what the pattern of another one binds may be a reference, by Rust's own rules.
    fn as_numbers(&mut self, value: &Value<'t>) -> Value<'t> {
        let (krate, scalar) = (self.context.krate.clone(), self.context.signature.scalar.to_token_stream());
        let is_lent = |id: &Id| {
            let graph = &self.graph;
            graph.is_lent(*id) || graph.kind(*id) == Kind::Unknown && graph.kind_or_told(*id) == Kind::Real
        };
        let lent: Vec<Id> = value.numbers().into_iter().filter(is_lent).collect();
        if lent.is_empty() {
            return value.clone();
        }
        value.map(&mut |id| {
            if !lent.contains(&id) {
                return id;
            }
            let mentions = vec![("__lent".to_owned(), id)];
            let tokens = quote!(#krate::support::handed::<_, #scalar>(&__lent));
            self.graph.constant(tokens, mentions, Vec::new(), false)
        })
    }

    /// The value of which a pattern has bound the parts.
    fn bound_by(&mut self, pattern: &'t Pat) -> Option<Value<'t>> {
        match &pattern.kind {
            PatKind::Bind(bind) => self.variables.get(bind.local).cloned(),
            PatKind::Typed(inner, _) | PatKind::Reference(_, inner) => self.bound_by(inner),
            PatKind::Tuple(parts) => {
                let parts: Option<Vec<Value>> = parts.iter().map(|part| self.bound_by(part)).collect();
                parts.map(Value::Tuple)
            }
            // Nothing asks for what has no name.
            _ => Some(Value::Tuple(Vec::new())),
        }
    }
}

/// The pattern of a closure's parameter.
pub(super) fn parameter_of(closure: &Expr, position: usize) -> Option<&Pat> {
    match &closure.behind().kind {
        ExprKind::Closure(closure) => closure.parameters.get(position),
        _ => None,
    }
}
