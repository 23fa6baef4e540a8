//! What an iterator comes to in the end.

use quote::{ToTokens, quote};

use super::Lowering;
use super::closure::Applied;
use super::iterator::{Access, Source};
use super::random_access::{has_effects, is_random};
use super::repeat::Carried;
use super::source::parameter_of;
use super::value::Value;
use std::rc::Rc;

use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{Initial, Layout};
use crate::syntax::{Expr, ExprKind, LocalId, Method, Type};
use crate::table::matrices::Family;
use crate::table::methods::{End, Meaning};

impl<'t> Lowering<'t, '_> {
    pub(super) fn reduced(&mut self, expr: &'t Expr, method: &'t Method, end: End) -> Option<Value<'t>> {
        if self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        if let (End::Next | End::Nth, Some(local)) = (end, method.receiver.as_local())
            && matches!(self.variables.get(local), Some(Value::Cursor(..)))
        {
            return self.taken_from(local, method.arguments.first());
        }
        if end == End::Peek {
            return match method.receiver.as_local() {
                Some(local) if matches!(self.variables.get(local), Some(Value::Cursor(..))) => {
                    self.peeked(local)
                }
                _ => self.unsupported(expr),
            };
        }
        let ends_early = [End::Next, End::Nth, End::Any, End::All, End::Position, End::Find, End::FindMap];
        if ends_early.contains(&end) && self.keeps_state(&method.receiver) {
            return self.no_state(method);
        }
        let errors = self.errors.count();
        let Some(source) = self.without_name(|lowering| lowering.source(&method.receiver)) else {
            if self.errors.count() == errors {
                self.unsupported::<()>(expr);
            }
            return None;
        };
        let receiver = &method.receiver;
        match (end, method.arguments.as_slice()) {
            (End::Sum, []) if self.is_matrix(expr) => self.sum_of_matrices(expr, receiver, &source),
            (End::Sum, []) => {
                // As the standard library does it: the sum of nothing is −0.
                let start = match self.types.get(expr.ty) {
                    Type::Integer => self.graph.literal("0", Kind::Integer),
                    _ => {
                        let zero = self.graph.zero();
                        self.graph.make(Node::Apply(Function::NEG, vec![zero]))
                    }
                };
                self.accumulated(expr, receiver, &source, start, Function::ADD)
            }
            (End::Product, []) => {
                let start = match self.types.get(expr.ty) {
                    Type::Integer => self.graph.literal("1", Kind::Integer),
                    _ => self.graph.real(1.0),
                };
                self.accumulated(expr, receiver, &source, start, Function::MUL)
            }
            (End::Fold, [start, closure]) => {
                let first = self.start_of(start)?;
                self.folded(expr, start, &source, first, closure)
            }
            (End::TryFold, [start, closure]) => {
                let first = self.start_of(start)?;
                self.tried(expr, start, &source, first, closure)
            }
            (End::Collect, []) => self.collected(expr, &source),
            (End::Count, []) => self.counted_items(&source, method.name == "count"),
            (End::Any | End::All, [closure]) => self.judged(&source, closure, end == End::Any),
            (End::Position | End::Find | End::FindMap, [closure]) => self.found(expr, &source, closure, end),
            (End::Unzip, []) => self.unzipped(expr, &source),
            (End::Partition, [closure]) => self.partitioned(expr, &source, closure),
            (End::MinBy | End::MaxBy, [closure]) => {
                let function = self.function(closure);
                self.winner(expr, &source, Some(&function), &mut |lowering, new, best| {
                    let found = lowering.applied(&function, vec![new.borrowed(), best.borrowed()])?;
                    let less = lowering.is_less(closure, found)?;
                    // Of several that are equal, the first is the least and the last the greatest.
                    Some(if end == End::MinBy { less } else { lowering.graph.not(less) })
                })
            }
            (End::Reduce, [closure]) => self.folded_together(expr, &source, closure),
            (End::Last, []) if !is_random(&source) || has_effects(&source) => {
                self.winner(expr, &source, None, &mut |lowering, _, _| Some(lowering.graph.boolean(true)))
            }
            (End::Next | End::Nth, arguments) if !is_random(&source) || has_effects(&source) => {
                let one = self.graph.literal("1", Kind::Integer);
                let behind = match arguments.first() {
                    Some(number) => Source::Skip(Rc::new(source), self.index(number)?),
                    None => source,
                };
                let only = Source::Take(Rc::new(behind), one);
                self.winner(expr, &only, None, &mut |lowering, _, _| Some(lowering.graph.boolean(true)))
            }
            (End::Last | End::Next | End::Nth, arguments) => self.one_of(expr, &source, end, arguments),
            (End::ForEach, _) => {
                self.effect(expr);
                None
            }
            _ => self.unsupported(expr),
        }
    }

    /// `iterator.for_each(…)`; whether it is one.
    pub(super) fn for_each(&mut self, _: &'t Expr, method: &'t Method) -> bool {
        if self.row_of(method) != Some(Meaning::End(End::ForEach)) {
            return false;
        }
        let closure = &method.arguments[0];
        let Some(source) = self.source(&method.receiver) else { return true };
        let function = self.function(closure);
        let carried = self.carried_of(&function);
        self.each(None, carried, &source, parameter_of(closure, 0), &mut |lowering, value| {
            lowering.applied_for_effect(&function, vec![value]);
        });
        true
    }

    pub(super) fn carried_of(&self, closure: &Applied<'t>) -> Carried {
        let mut carried = Vec::new();
        self.carry_changes(&mut carried, closure);
        carried
    }

    pub(super) fn current(&self, local: LocalId) -> Option<Value<'t>> {
        self.variables.get(local).cloned()
    }

    fn accumulated(
        &mut self,
        expr: &'t Expr,
        syntax: &'t Expr,
        source: &Source<'t>,
        start: Id,
        function: Function,
    ) -> Option<Value<'t>> {
        let total = self.variables.fresh(Some(Value::Number(start)));
        let is_integer = *self.types.get(expr.ty) == Type::Integer;
        self.each(None, vec![(total, expr.varies.get())], source, None, &mut |lowering, value| {
            let Some(id) = lowering.number_of(syntax, value) else { return };
            let Some(Value::Number(before)) = lowering.current(total) else { return };
            let next = if is_integer {
                lowering.graph.integer(function, before, id)
            } else {
                let Some(id) = lowering.real(syntax, id) else { return };
                lowering.graph.make(Node::Apply(function, vec![before, id]))
            };
            lowering.variables.assign(total, Some(Value::Number(next)));
        })?;
        self.current(total)
    }

    /// `grid.fold(start, |so_far, number| …)`, which is that of its numbers.
    pub(super) fn folded_matrix(&mut self, expr: &'t Expr, method: &'t Method) -> Option<Value<'t>> {
        let [start, closure] = method.arguments.as_slice() else { return None };
        let numbers = self.part_value(&method.receiver)?;
        let source = self.source_of(&method.receiver, numbers, Access::Reference)?;
        let first = self.start_of(start)?;
        self.folded(expr, start, &source, first, closure)
    }

    fn folded(
        &mut self,
        expr: &'t Expr,
        start: &'t Expr,
        source: &Source<'t>,
        first: Value<'t>,
        closure: &'t Expr,
    ) -> Option<Value<'t>> {
        let first = self.in_own_memory(start, first, expr.varies.get());
        let total = self.variables.fresh(Some(first));
        let function = self.function(closure);
        let mut carried = self.carried_of(&function);
        carried.push((total, expr.varies.get()));
        self.each(None, carried, source, parameter_of(closure, 1), &mut |lowering, value| {
            let Some(current) = lowering.current(total) else { return };
            let next = lowering.applied(&function, vec![current, value]);
            lowering.replace_slots(total, closure, next);
        })?;
        self.current(total)
    }

    /// A fold that ends where a closure gives nothing.
    fn tried(
        &mut self,
        expr: &'t Expr,
        start: &'t Expr,
        source: &Source<'t>,
        first: Value<'t>,
        closure: &'t Expr,
    ) -> Option<Value<'t>> {
        let first = self.in_own_memory(start, first, expr.varies.get());
        let total = self.variables.fresh(Some(first));
        let (always, never) = (self.graph.boolean(true), self.graph.boolean(false));
        let goes_on = self.variables.fresh(Some(Value::Number(always)));
        let function = self.function(closure);
        let mut carried = self.carried_of(&function);
        carried.extend([(total, expr.varies.get()), (goes_on, false)]);
        self.each_until(carried, source, parameter_of(closure, 1), &mut |lowering, value, outermost| {
            let Some(current) = lowering.current(total) else { return };
            let Some(found) = lowering.applied(&function, vec![current, value]) else { return };
            let Value::Option(is_some, next) = lowering.option_given_by(closure, found) else {
                lowering.unsupported::<()>(closure);
                return;
            };
            lowering.choose(
                Some(is_some),
                |lowering| {
                    lowering.replace_slots(total, closure, Some(*next));
                    Some(())
                },
                |lowering| {
                    lowering.variables.assign(goes_on, Some(Value::Number(never)));
                    lowering.stop(outermost)
                },
            );
        })?;
        let (held, Some(Value::Number(is_some))) = (self.current(total)?, self.current(goes_on)) else {
            return None;
        };
        Some(Value::Option(is_some, Box::new(held)))
    }

    /// The first value of an accumulator, a tuple by its parts.
    pub(super) fn start_of(&mut self, start: &'t Expr) -> Option<Value<'t>> {
        if self.is_open_matrix(start) {
            return self.constant_matrix(start).map(Value::Number);
        }
        match (self.scrutinee(start)?, self.types.get(start.ty)) {
            (whole @ Value::Number(_), Type::Tuple(parts)) => {
                self.parts_of(start, whole, parts.len()).map(Value::Tuple)
            }
            (value, _) => Some(value),
        }
    }

    /// Arrays that an accumulator holds are its own.
    pub(super) fn in_own_memory(&mut self, syntax: &'t Expr, value: Value<'t>, varies: bool) -> Value<'t> {
        let name = self.wanted_name("folded");
        match value {
            Value::Array(place) => Value::Array(self.copied(&name, place, varies)),
            Value::Elements(values) => match self.stored(None, &values, false, varies) {
                Some(place) => Value::Array(place),
                None => Value::Elements(values),
            },
            value @ Value::Struct(..) => match self.memory(syntax, value.clone()) {
                Some(place) => Value::Array(self.copied(&name, place, varies)),
                None => value,
            },
            Value::Number(id) if self.is_matrix(syntax) => {
                Value::Array(self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(id), varies))
            }
            Value::Number(id) if self.is_record(syntax.ty) => {
                let layout = self.layout_of(syntax.ty);
                Value::Array(self.new_memory(&name, layout, Kind::Real, Initial::Value(id), varies))
            }
            Value::Number(id) if self.types.rank(syntax.ty) > 0 => {
                let kind = super::kind_of(self.types.scalar(syntax.ty));
                let rank = self.types.rank(syntax.ty);
                Value::Array(self.new_memory(&name, rank, kind, Initial::Value(id), varies))
            }
            Value::Tuple(values) => match &syntax.bare().kind {
                ExprKind::Tuple(parts) => Value::Tuple(
                    values
                        .into_iter()
                        .zip(parts)
                        .map(|(value, part)| self.in_own_memory(part, value, varies))
                        .collect(),
                ),
                _ => Value::Tuple(values),
            },
            other => other,
        }
    }

    /// The next value of an accumulator; arrays in it keep their memory.
    fn replace_slots(&mut self, slot: LocalId, syntax: &'t Expr, next: Option<Value<'t>>) {
        let Some(next) = next else { return };
        let Some(current) = self.current(slot) else { return };
        let value = self.replaced(syntax, &current, next);
        self.variables.assign(slot, value);
    }

    fn replaced(&mut self, syntax: &'t Expr, current: &Value<'t>, next: Value<'t>) -> Option<Value<'t>> {
        match (current, next) {
            (Value::Array(place), next) => {
                if next != *current {
                    self.assign_whole(place, syntax, next)?;
                }
                Some(current.clone())
            }
            (Value::Tuple(own), Value::Tuple(parts)) if own.len() == parts.len() => {
                let parts: Option<Vec<Value>> =
                    own.iter().zip(parts).map(|(own, part)| self.replaced(syntax, own, part)).collect();
                parts.map(Value::Tuple)
            }
            (Value::Number(_) | Value::Borrowed(_), next) => self.number_of(syntax, next).map(Value::Number),
            (_, next) => Some(next),
        }
    }

    fn counted_items(&mut self, source: &Source<'t>, makes: bool) -> Option<Value<'t>> {
        if is_random(source) && !(makes && has_effects(source)) {
            return self.count(source).map(Value::Number);
        }
        let zero = self.graph.literal("0usize", Kind::Integer);
        let total = self.variables.fresh(Some(Value::Number(zero)));
        self.each(None, vec![(total, false)], source, None, &mut |lowering, _| {
            let Some(Value::Number(before)) = lowering.current(total) else { return };
            let one = lowering.graph.literal("1", Kind::Integer);
            let next = lowering.integer_operation(Function::ADD, before, one);
            lowering.variables.assign(total, Some(Value::Number(next)));
        })?;
        self.current(total)
    }

    /// A loop that is left early needs to be one.
    pub(super) fn in_memory_if_known(&mut self, source: Source<'t>) -> Option<Source<'t>> {
        Some(match source {
            Source::Known(values) => {
                let place = self.stored(None, &values, true, false)?;
                Source::Memory(place, super::iterator::Access::Reference)
            }
            Source::Copied(inner) => {
                Source::Copied(std::rc::Rc::new(self.in_memory_if_known((*inner).clone())?))
            }
            Source::Map(inner, closure) => {
                Source::Map(std::rc::Rc::new(self.in_memory_if_known((*inner).clone())?), closure)
            }
            other => other,
        })
    }

    fn folded_together(
        &mut self,
        expr: &'t Expr,
        source: &Source<'t>,
        closure: &'t Expr,
    ) -> Option<Value<'t>> {
        let nothing = match *self.type_of(expr) {
            Type::Option(held) if self.is_record(held) => self.room_in_loop(expr.ty)?,
            _ => self.nothing_of(expr.ty)?,
        };
        let room = nothing.clone();
        let never = self.graph.boolean(false);
        let result = self.variables.fresh(Some(Value::Option(never, Box::new(nothing))));
        let function = self.function(closure);
        let mut carried = self.carried_of(&function);
        carried.push((result, expr.varies.get()));
        self.each(None, carried, source, None, &mut |lowering, value| {
            let Some(Value::Option(is_some, before)) = lowering.current(result) else { return };
            let value = lowering.in_parts_like(&before, value);
            let first = lowering.dereferenced(value.clone());
            let has_room = matches!(room, Value::Array(_));
            let put = |lowering: &mut Self, next| {
                if has_room { lowering.put_into(&room, expr, next) } else { Some(next) }
            };
            // What is put there first says what it is, to rustc as well.
            let is_first = lowering.graph.not(is_some);
            let next = lowering.choose(
                Some(is_first),
                |lowering| put(lowering, first),
                |lowering| {
                    let next = lowering.applied(&function, vec![*before, value])?;
                    let next = if has_room { lowering.apart(next) } else { next };
                    put(lowering, next)
                },
            );
            let always = lowering.graph.boolean(true);
            let next = next.map(|next| Value::Option(always, Box::new(next)));
            lowering.variables.assign(result, next);
        })?;
        self.current(result)
    }

    /// A vector of what comes out of an iterator.
    fn collected(&mut self, expr: &'t Expr, source: &Source<'t>) -> Option<Value<'t>> {
        if let Type::Option(list) = *self.types.get(expr.ty)
            && matches!(self.types.get(list), Type::List(_))
        {
            return self.collected_if_all(expr, source, list);
        }
        if let (Type::Matrix(Family::Grid(1)), ExprKind::Method(method)) =
            (self.types.get(expr.ty), &expr.bare().kind)
            && let Some(array) = method.turbofish.as_ref().and_then(|turbofish| turbofish.args.first())
        {
            return self.collected_array(expr, array, source);
        }
        if !matches!(self.types.get(expr.ty), Type::List(_)) {
            return self.unsupported(expr);
        }
        let name = self.wanted_name("collected");
        let krate = self.context.krate.clone();
        let float = self.context.signature.scalar.to_token_stream();
        let layout = self.layout_of_list(expr.ty);
        let rank = layout.rank();
        let varies = expr.varies.get();
        if !is_random(source) && !is_counted(source) {
            let to = self.empty_list(expr.ty, varies);
            self.each(None, Vec::new(), source, None, &mut |lowering, value| {
                lowering.append_item(&to, expr, value);
            })?;
            return Some(Value::Array(to));
        }
        let source = self.counted_form(expr, source)?;
        let source = self.source_apart(&source);
        let count = self.count(&source)?;
        let tokens = if rank > 1 {
            quote!(#krate::support::nothings(__n))
        } else {
            quote!(#krate::support::zeros::<#float>(__n))
        };
        let zeros = self.graph.constant(tokens, vec![("__n".to_owned(), count)], Vec::new(), false);
        let to = self.new_memory(&name, layout, Kind::Real, Initial::Value(zeros), varies);
        let target = to.clone();
        let mut carried = Vec::new();
        self.carry_of_source(&mut carried, &source);
        self.counted_loop(None, None, carried, count, &mut |lowering, index| {
            let Some(value) = lowering.without_name(|lowering| lowering.at_number(&source, index)) else {
                return;
            };
            let place = lowering.graph.at(&target, index);
            if rank > 1 {
                lowering.assign_whole(&place, expr, value);
            } else if let Some(id) = lowering.number_for(expr, value) {
                lowering.store_at(place, id);
            }
        })?;
        Some(Value::Array(to))
    }

    fn counted_form(&mut self, expr: &'t Expr, source: &Source<'t>) -> Option<Source<'t>> {
        Some(match source {
            Source::Map(inner, closure) => {
                Source::Map(std::rc::Rc::new(self.counted_form(expr, inner)?), closure.clone())
            }
            other => self.random(expr, other.clone())?,
        })
    }

    fn carry_of_source(&self, carried: &mut Carried, source: &Source<'t>) {
        if let Source::Map(inner, closure) = source {
            self.carry_changes(carried, closure);
            self.carry_of_source(carried, inner);
        }
    }
}

/// Whether it is known before how many items there are.
fn is_counted(source: &Source) -> bool {
    match source {
        Source::Map(inner, _) | Source::Copied(inner) => is_counted(inner),
        Source::Tokens(..) | Source::Known(_) => true,
        other => is_random(other),
    }
}
