//! What is put into the middle of vectors and at the beginning, and what is taken out of them in parts. A queue is a vector, too.

use std::rc::Rc;

use quote::quote;

use super::Lowering;
use super::iterator::{Access, Source};
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::Id;
use crate::region::{Action, Initial, Layout, Place};
use crate::syntax::{Expr, ExprKind, Method, Type, queue_maker};

impl<'t> Lowering<'t, '_> {
    /// `v.insert(at, value)`
    pub(super) fn inserted(&mut self, vector: &Place, at: Id, value: &'t Expr) -> Option<()> {
        let found = self.part_value(value)?;
        let found = self.kept_apart(value, found)?;
        let length = self.length(vector);
        let rest = self.integer_operation(Function::SUB, length, at);
        let saved = self.saved(vector);
        let zero = self.graph.literal("0", Kind::Integer);
        let front = self.range_of(&saved, zero, at);
        self.graph.perform(Action::Assign { place: vector.clone(), initial: Initial::Copy(front) }, &[]);
        self.append(vector, value, found)?;
        self.append_part(vector, &saved, at, rest);
        Some(())
    }

    /// `q.pop_front()`
    pub(super) fn popped_in_front(&mut self, method: &'t Method) -> Option<Value<'t>> {
        let place = self.shortened(method)?;
        let length = self.length(&place);
        let zero = self.graph.literal("0", Kind::Integer);
        let is_some = self.comparison("<", zero, length);
        let element = self.graph.at(&place, zero);
        let value = self.taken_if(is_some, method, element)?;
        let mentions = vec![("__n".to_owned(), length)];
        let first =
            self.graph.constant(quote!(::core::cmp::Ord::min(__n, 1)), mentions.clone(), Vec::new(), false);
        let tokens = quote!(::core::primitive::usize::saturating_sub(__n, 1));
        let rest = self.graph.constant(tokens, mentions, Vec::new(), false);
        self.keep_parts(&place, &[(Some(first), rest)]);
        Some(Value::Option(is_some, Box::new(value)))
    }

    /// What is taken out of a vector, if there is anything in it.
    pub(super) fn taken_if(&mut self, is_some: Id, method: &'t Method, element: Place) -> Option<Value<'t>> {
        let receiver = &method.receiver;
        if let Type::List(held) = *self.type_of(receiver)
            && matches!(self.graph.layout(&element), Layout::Fields(_) | Layout::Matrix)
        {
            return self.held_if(is_some, held, receiver, |lowering| {
                let value = lowering.part_of_memory(element);
                lowering.kept_apart(receiver, value)
            });
        }
        if self.graph.rank(&element) == 0 {
            return self.guarded(is_some, |lowering| Some(lowering.part_of_memory(element)));
        }
        let taken = self.empty_memory("taken", self.graph.rank(&element), None, false);
        let row = Value::Array(element);
        self.choose(Some(is_some), |lowering| lowering.assign_whole(&taken, receiver, row), |_| Some(()))?;
        Some(Value::Array(taken))
    }

    /// `v.swap_remove(at)`
    pub(super) fn swapped_out(&mut self, method: &'t Method) -> Option<Value<'t>> {
        let place = self.shortened(method)?;
        let at = self.index(&method.arguments[0])?;
        let one = self.graph.literal("1", Kind::Integer);
        let length = self.length(&place);
        let last = self.integer_operation(Function::SUB, length, one);
        let (element, replacement) = (self.graph.at(&place, at), self.graph.at(&place, last));
        let value = self.part_of_memory(element.clone());
        let value = self.kept_apart(&method.receiver, value)?;
        if self.graph.rank(&element) > 0 {
            self.swap_places(element, replacement);
        } else {
            let number = self.graph.element(replacement);
            self.store_at(element, number);
        }
        self.keep_parts(&place, &[(None, last)]);
        Some(value)
    }

    /// `v.split_off(at)`
    pub(super) fn split_off(&mut self, method: &'t Method) -> Option<Value<'t>> {
        let place = self.shortened(method)?;
        let at = self.index(&method.arguments[0])?;
        let length = self.length(&place);
        let rest = self.integer_operation(Function::SUB, length, at);
        let behind = self.cut_out(&place, at, rest);
        self.keep_parts(&place, &[(None, at)]);
        Some(Value::Array(behind))
    }

    /// `v.drain(range)`: what is taken out, one after the other.
    pub(super) fn drained(&mut self, method: &'t Method) -> Option<Value<'t>> {
        let ExprKind::Range(start, limits, end) = &method.arguments[0].bare().kind else {
            return self.unsupported(&method.arguments[0]);
        };
        let place = self.shortened(method)?;
        let part = self.part_of_range(place.clone(), start.as_deref(), limits, end.as_deref())?;
        let (start, count) = part.range?;
        let end = self.integer_operation(Function::ADD, start, count);
        let length = self.length(&place);
        let rest = self.integer_operation(Function::SUB, length, end);
        let taken = self.cut_out(&place, start, count);
        self.keep_parts(&place, &[(None, start), (Some(end), rest)]);
        Some(Value::Iterator(Rc::new(Source::Memory(taken, Access::Value))))
    }

    /// A part of a vector as a vector of its own.
    fn cut_out(&mut self, place: &Place, start: Id, count: Id) -> Place {
        let layout = self.graph.layout(place);
        let active = self.graph.array(place.array).active;
        let to = self.empty(layout, active);
        let saved = self.saved(place);
        self.append_part(&to, &saved, start, count);
        to
    }

    /// `VecDeque::from(list)`, a vector; nothing, if it is something else.
    pub(super) fn queue(
        &mut self,
        expr: &'t Expr,
        callee: &Expr,
        arguments: &'t [Expr],
    ) -> Option<Option<Value<'t>>> {
        let maker = queue_maker(callee).filter(|_| matches!(self.type_of(expr), Type::List(_)))?;
        let [list] = arguments else { return None };
        if self.is_constant(expr) || maker == "with_capacity" {
            return None;
        }
        let to = self.empty_list(expr.ty, expr.varies.get());
        let source = self.source(list);
        let put = source.and_then(|source| {
            self.each(None, Vec::new(), &source, None, &mut |lowering, value| {
                lowering.append_item(&to, list, value);
            })
        });
        Some(put.map(|()| Value::Array(to)))
    }

    /// `rows.concat()`
    pub(super) fn concatenated(
        &mut self,
        expr: &'t Expr,
        receiver: &'t Expr,
        value: Value<'t>,
    ) -> Option<Value<'t>> {
        let from = self.memory(receiver, value)?;
        if !matches!(self.type_of(expr), Type::List(_)) || self.graph.rank(&from) < 2 {
            return self.unsupported(expr);
        }
        let to = self.empty_list(expr.ty, expr.varies.get());
        let (count, zero) = (self.length(&from), self.graph.literal("0", Kind::Integer));
        let target = to.clone();
        self.count_up(count, &mut |lowering, index| {
            let row = lowering.graph.at(&from, index);
            let length = lowering.length(&row);
            lowering.append_part(&target, &row, zero, length);
        })?;
        Some(Value::Array(to))
    }
}
