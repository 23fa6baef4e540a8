//! Methods: what is asked of lists and what is done to them, each a row of the table; the others are of numbers.

use quote::quote;
use syn::RangeLimits;

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind, SEVERAL};
use crate::ir::Id;
use crate::region::{Action, Callee, Initial, Place};
use crate::syntax::{Expr, ExprKind, Method, Type, gives_same, is_of_others};
use crate::table::methods::{self, Change, Meaning, Part};

impl<'t> Lowering<'t, '_> {
    pub(super) fn method(&mut self, expr: &'t Expr, method: &'t Method) -> Option<Value<'t>> {
        let name = method.name.to_string();
        if let Some(found) = self.run_for_value(expr) {
            return found;
        }
        if let Some(row) = self.row_of(method) {
            return match row {
                Meaning::Adapter(_) => self.source(expr).map(std::rc::Rc::new).map(Value::Iterator),
                Meaning::End(end) => self.reduced(expr, method, end),
                Meaning::Part(part) => self.part_of_list(expr, method, part),
                Meaning::Optional(row) => self.of_option(expr, method, row),
                Meaning::Change(Change::Pop) => self.popped(method),
                Meaning::Change(Change::Remove) => self.removed(method),
                Meaning::Change(Change::PopFront) => self.popped_in_front(method),
                Meaning::Change(Change::SwapRemove) => self.swapped_out(method),
                Meaning::Change(Change::SplitOff) => self.split_off(method),
                Meaning::Change(Change::Drain) => self.drained(method),
                Meaning::Change(Change::Select) => self.selected(method),
                Meaning::Change(_) => {
                    self.effect(expr);
                    None
                }
            };
        }
        if let Some(option) = self.then(expr, method) {
            return option;
        }
        if self.is_constant(expr) && *self.type_of(&method.receiver) != Type::Real {
            return self.constant(expr).map(Value::Number);
        }
        if let Type::Matrix(family) = *self.type_of(&method.receiver) {
            return self.method_of_matrix(expr, method, family);
        }
        if let Some((_, parts)) = SEVERAL.iter().find(|(known, _)| *known == name)
            && method.arguments.is_empty()
        {
            let id = self.operand(&method.receiver)?;
            self.real(&method.receiver, id)?;
            return Some(self.several(parts, id));
        }
        match (name.as_str(), method.arguments.as_slice()) {
            ("clone" | "to_owned" | "borrow" | "as_ref", []) => {
                let value = self.part_value(&method.receiver)?;
                let value = self.dereferenced(value);
                return Some(if name == "borrow" || name == "as_ref" { value } else { self.cloned(value) });
            }
            ("partial_cmp" | "total_cmp", [other]) if expr.varies.get() || !self.is_constant(expr) => {
                let (a, b) = (self.operand(&method.receiver), self.operand(other));
                let (a, b) = a.zip(b)?;
                return Some(Value::Ordering(a, b, name == "total_cmp"));
            }
            _ => {}
        }
        if ["unwrap", "expect", "unwrap_or", "reverse"].contains(&name.as_str())
            && let Some(ordering) = self.ordering(&method.receiver, &name)
        {
            return Some(ordering);
        }
        if let (ExprKind::Range(start, limits, end), "contains", [item]) =
            (&method.receiver.bare().kind, name.as_str(), method.arguments.as_slice())
        {
            return self.within_range((start.as_deref(), limits, end.as_deref()), item).map(Value::Number);
        }
        if matches!(self.type_of(&method.receiver), Type::List(_) | Type::Iterator(_) | Type::Option(_)) {
            return self.unknown_of_several(method);
        }
        if self.is_of_object(expr, method) {
            if self.is_counted(expr) {
                return self.counted_by_call(expr).map(Value::Number);
            }
            if let Some(found) = self.method_that_writes(expr, method) {
                return found;
            }
            if let Some(held) = self.attempted(expr) {
                return self.attempt(expr, held);
            }
            return self.method_of_object(method, Callee::Itself, &self.shape_of(expr.ty));
        }
        self.method_of_number(expr, method).map(Value::Number)
    }

    /// `(start..end).contains(&item)`
    fn within_range(
        &mut self,
        (start, limits, end): (Option<&'t Expr>, &RangeLimits, Option<&'t Expr>),
        item: &'t Expr,
    ) -> Option<Id> {
        let item = self.operand(item.behind_reference())?;
        let mut holds = self.graph.boolean(true);
        let last = if matches!(limits, RangeLimits::Closed(_)) { "<=" } else { "<" };
        for (bound, sign) in [(start, ">="), (end, last)] {
            if let Some(bound) = bound {
                let bound = self.operand(bound)?;
                let side = self.comparison(sign, item, bound);
                holds = self.graph.and(holds, side);
            }
        }
        Some(holds)
    }

    /// Whether a method is one that somebody wrote for a type, which may be differentiated.
    pub(super) fn is_of_object(&self, expr: &Expr, method: &Method) -> bool {
        let name = method.name.to_string();
        match self.type_of(&method.receiver) {
            Type::Real | Type::Integer | Type::Truth | Type::List(_) | Type::Iterator(_) => false,
            // Whatever a method of a struct is called, somebody wrote it.
            Type::Record(fields) => {
                let is_of_numbers = || method.function().is_some() || methods::keeps_number(&name);
                !gives_same(&name)
                    && !methods::compares(&name)
                    && (!fields.is_empty() || !is_of_numbers() || self.types.has_struct(expr, method))
            }
            _ => is_of_others(method),
        }
    }

    /// The ordering that an expression is, after a method that keeps or turns it.
    fn ordering(&mut self, receiver: &'t Expr, name: &str) -> Option<Value<'t>> {
        let is_comparison = receiver.any(&mut |part| {
            matches!(&part.kind, crate::syntax::ExprKind::Method(method)
                if methods::compares(&method.name.to_string()))
        });
        if !is_comparison {
            return None;
        }
        match self.part_value(receiver)? {
            Value::Ordering(a, b, total) if name == "reverse" => Some(Value::Ordering(b, a, total)),
            ordering @ Value::Ordering(..) => Some(ordering),
            _ => None,
        }
    }

    fn part_of_list(&mut self, expr: &'t Expr, method: &'t Method, part: Part) -> Option<Value<'t>> {
        if self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        let receiver = &method.receiver;
        if matches!(part, Part::Length | Part::IsEmpty) && self.is_plain_length(receiver) {
            return self.constant(expr).map(Value::Number);
        }
        let value = self.part_value(receiver)?;
        match part {
            // What is changed through it is the list itself.
            Part::Same if methods::lends(&method.name.to_string()) => Some(value.borrowed()),
            Part::Same => {
                let value = self.dereferenced(value);
                let clones = method.name == "clone" || method.name == "to_owned";
                // What is looked at through it is the list itself, too.
                Some(if clones { self.cloned(value) } else { value.borrowed() })
            }
            Part::Length => self.length_of(receiver, value).map(Value::Number),
            Part::IsEmpty => {
                let length = self.length_of(receiver, value)?;
                let zero = self.graph.literal("0", Kind::Integer);
                Some(Value::Number(self.comparison("==", length, zero)))
            }
            Part::Vector => self.new_vector(receiver, value),
            Part::Concat => self.concatenated(expr, receiver, value),
            Part::Map => self.mapped(expr, receiver, value, &method.arguments[0]),
            Part::First | Part::Last | Part::Get => self.element_if_there(receiver, value, part, method),
            Part::SplitAt => {
                let place = self.memory(receiver, value)?;
                let at = self.index(&method.arguments[0])?;
                let (front, back) = self.split(&place, at);
                Some(Value::Tuple(vec![front, back]))
            }
            Part::SplitFirst | Part::SplitLast => {
                let place = self.memory(receiver, value)?;
                let (zero, one) =
                    (self.graph.literal("0", Kind::Integer), self.graph.literal("1", Kind::Integer));
                let length = self.length(&place);
                let is_some = self.comparison("<", zero, length);
                let mentions = vec![("__n".to_owned(), length)];
                let tokens = quote!(::core::primitive::usize::saturating_sub(__n, 1));
                let rest = self.graph.constant(tokens, mentions, Vec::new(), false);
                let (index, start) = if part == Part::SplitFirst { (zero, one) } else { (rest, zero) };
                let element = self.graph.at(&place, index);
                let element = self.lent_element(method, is_some, element)?;
                let part = self.range_of(&place, start, rest);
                let others = Value::Array(Place { borrowed: true, ..part });
                Some(Value::Option(is_some, Box::new(Value::Tuple(vec![element, others]))))
            }
        }
    }

    /// A vector of its own with the elements of a list.
    pub(super) fn new_vector(&mut self, list: &'t Expr, value: Value<'t>) -> Option<Value<'t>> {
        Some(match value {
            Value::Elements(values) => {
                let place = self.stored(None, &values, false, false)?;
                self.as_vector(place)
            }
            other => {
                let place = self.memory(list, other)?;
                let copy = Place { borrowed: false, ..self.as_slice(place) };
                self.cloned(Value::Array(copy))
            }
        })
    }

    /// Whether a length can be asked for by the name of a list that is in memory as a whole.
    fn is_plain_length(&self, receiver: &Expr) -> bool {
        receiver.as_local().is_some_and(|local| {
            matches!(self.variables.get(local), Some(Value::Array(place)) if place.path.is_empty() && place.range.is_none() && !self.is_resized(place))
        })
    }

    fn length_of(&mut self, syntax: &'t Expr, value: Value<'t>) -> Option<Id> {
        match value {
            Value::Elements(values) => Some(self.graph.literal(&values.len().to_string(), Kind::Integer)),
            other => {
                let place = self.memory(syntax, other)?;
                Some(self.length(&place))
            }
        }
    }

    pub(super) fn split(&mut self, place: &Place, at: Id) -> (Value<'t>, Value<'t>) {
        let zero = self.graph.literal("0", Kind::Integer);
        let length = self.length(place);
        let rest = self.integer_operation(Function::SUB, length, at);
        let (front, back) = (self.range_of(place, zero, at), self.range_of(place, at, rest));
        (Value::Array(Place { borrowed: true, ..front }), Value::Array(Place { borrowed: true, ..back }))
    }

    fn element_if_there(
        &mut self,
        receiver: &'t Expr,
        value: Value<'t>,
        part: Part,
        method: &'t Method,
    ) -> Option<Value<'t>> {
        let place = self.memory(receiver, value)?;
        let length = self.length(&place);
        let zero = self.graph.literal("0", Kind::Integer);
        let index = match part {
            Part::Get => self.index(&method.arguments[0])?,
            Part::First => zero,
            _ => {
                let mentions = vec![("__n".to_owned(), length)];
                let tokens = quote!(::core::primitive::usize::saturating_sub(__n, 1));
                self.graph.constant(tokens, mentions, Vec::new(), false)
            }
        };
        let is_some = match part {
            Part::Get => self.comparison("<", index, length),
            _ => self.comparison("<", zero, length),
        };
        let element = self.graph.at(&place, index);
        let element = self.lent_element(method, is_some, element)?;
        Some(Value::Option(is_some, Box::new(element)))
    }

    /// A reference to an element that is there on a condition; through a mutable one it may be changed.
    fn lent_element(&mut self, method: &Method, is_some: Id, element: Place) -> Option<Value<'t>> {
        if methods::lends(&method.name.to_string()) && self.graph.rank(&element) == 0 {
            return Some(Value::Slot(element));
        }
        let found = self.guarded(is_some, |lowering| Some(lowering.part_of_memory(element)))?;
        Some(found.borrowed())
    }

    /// A method that changes a list; whether it was one.
    pub(super) fn changes_list(&mut self, expr: &'t Expr, method: &'t Method) -> bool {
        let Some(Meaning::Change(change)) = self.row_of(method) else { return false };
        let Some(place) =
            self.target(&method.receiver).filter(|place| !self.graph.array(place.array).constant)
        else {
            if self.part_value(&method.receiver).is_some() {
                self.unsupported::<()>(expr);
            }
            return true;
        };
        self.change(method, change, &place);
        true
    }

    fn change(&mut self, method: &'t Method, change: Change, place: &Place) -> Option<()> {
        let arguments = method.arguments.as_slice();
        // A vector, or one among others: as a whole, whatever leads to it.
        let whole = place.range.is_none() && (place.path.is_empty() || self.graph.rank(place) == 1);
        let vector = Place { borrowed: false, ..place.clone() };
        match (change, arguments) {
            (Change::Push, [value]) if whole => {
                let found = self.part_value(value)?;
                self.append(&vector, value, found)?;
            }
            (Change::Swap, [i, j]) => {
                let (i, j) = (self.index(i)?, self.index(j)?);
                let (first, second) = (self.graph.at(place, i), self.graph.at(place, j));
                if self.graph.rank(&first) > 0 {
                    self.swap_places(first, second);
                    return Some(());
                }
                let (a, b) = (self.graph.element(first.clone()), self.graph.element(second.clone()));
                self.store_at(first, b);
                self.store_at(second, a);
            }
            (Change::Fill, [value]) => {
                let id = self.operand(value)?;
                self.fill(place, id);
            }
            (Change::Copy, [source]) => {
                let initial = match self.part_value(source)? {
                    Value::Number(id) | Value::Borrowed(id) => Initial::Value(id),
                    other => Initial::Copy(self.memory(source, other)?),
                };
                let initial = self.apart_from(place, self.graph.layout(place), initial);
                let active = initial.arrays().iter().any(|&array| self.graph.array(array).active);
                self.graph.array_mut(place.array).active |= active;
                // Number by number, whatever holds them.
                let place = Place { borrowed: true, ..place.clone() };
                self.graph.perform(Action::Assign { place, initial }, &[]);
            }
            (Change::Reverse, []) => {
                let count = self.length(place);
                let saved = self.saved(place);
                self.fill_by(place, count, &mut |lowering, index| {
                    let mentions = vec![("__n".to_owned(), count), ("__k".to_owned(), index)];
                    let from = lowering.graph.constant(quote!((__n - 1 - __k)), mentions, Vec::new(), false);
                    lowering.graph.at(&saved, from)
                });
            }
            (Change::RotateLeft | Change::RotateRight, [by]) => {
                let by = self.index(by)?;
                let count = self.length(place);
                // To the left by the rest is to the right.
                let by = if change == Change::RotateLeft {
                    by
                } else {
                    self.integer_operation(Function::SUB, count, by)
                };
                let saved = self.saved(place);
                self.fill_by(place, count, &mut |lowering, index| {
                    let mentions =
                        vec![("__n".to_owned(), count), ("__by".to_owned(), by), ("__k".to_owned(), index)];
                    let tokens = quote!((if __k < __n - __by { __k + __by } else { __k - (__n - __by) }));
                    let from = lowering.graph.constant(tokens, mentions, Vec::new(), false);
                    lowering.graph.at(&saved, from)
                });
            }
            (
                Change::Sort | Change::SortByKey | Change::SortUnstable | Change::SortUnstableByKey,
                [closure],
            ) => self.sort(place, closure, change, None)?,
            (Change::Select, [_, _]) => drop(self.selected(method)?),
            (Change::CopyWithin, [range, to]) => self.copied_within(place, range, to)?,
            (Change::Extend, [more]) if whole => {
                let source = self.source(more)?;
                self.each(None, Vec::new(), &source, None, &mut |lowering, value| {
                    lowering.append(&vector, more, value);
                })?;
            }
            (Change::Retain, [closure]) if whole => self.retained(&vector, closure)?,
            (Change::Truncate, [length]) if whole => {
                let length = self.index(length)?;
                let current = self.length(place);
                let mentions = vec![("__a".to_owned(), length), ("__b".to_owned(), current)];
                let kept =
                    self.graph.constant(quote!(::core::cmp::Ord::min(__a, __b)), mentions, Vec::new(), false);
                self.keep_parts(&vector, &[(None, kept)]);
            }
            (Change::Resize, [length, value]) if whole => self.resized(&vector, length, value)?,
            (Change::Append, [other]) if whole => self.emptied_into(&vector, other)?,
            (Change::Clear, []) if whole => {
                let zero = self.graph.literal("0", Kind::Integer);
                self.keep_parts(&vector, &[(None, zero)]);
            }
            (Change::Insert, [at, value]) if whole => {
                let at = self.index(at)?;
                self.inserted(&vector, at, value)?;
            }
            (Change::PushFront, [value]) if whole => {
                let zero = self.graph.literal("0", Kind::Integer);
                self.inserted(&vector, zero, value)?;
            }
            (Change::Pop, []) => drop(self.popped(method)?),
            (Change::Remove, [_]) => drop(self.removed(method)?),
            (Change::PopFront, []) => drop(self.popped_in_front(method)?),
            (Change::SwapRemove, [_]) => drop(self.swapped_out(method)?),
            (Change::SplitOff, [_]) => drop(self.split_off(method)?),
            (Change::Drain, [_]) => drop(self.drained(method)?),
            (Change::SwapWith, [other]) => {
                let other = self.target(other)?;
                self.swap_places(place.clone(), other);
            }
            _ => {
                self.errors.report(
                    &method.name,
                    format!("`{}` is not supported on a part of an array, or on rows", method.name),
                    "change a vector of numbers that `let mut` declares",
                );
                return None;
            }
        }
        Some(())
    }

    /// A copy of what is in a place, which stays.
    pub(super) fn saved(&mut self, place: &Place) -> Place {
        let (layout, kind) = (self.graph.layout(place), self.graph.array(place.array).kind);
        let name = self.wanted_name("before");
        self.new_constant_memory(&name, layout, kind, Initial::Copy(place.clone()))
    }

    /// Gives each element of a place the value of another one.
    pub(super) fn fill_by(&mut self, place: &Place, count: Id, from: &mut dyn FnMut(&mut Self, Id) -> Place) {
        let place = place.clone();
        self.count_up(count, &mut |lowering, index| {
            let (from, to) = (from(lowering, index), lowering.graph.at(&place, index));
            if lowering.graph.rank(&to) > 0 {
                lowering.graph.array_mut(to.array).active |= lowering.graph.array(from.array).active;
                lowering.graph.perform(Action::Assign { place: to, initial: Initial::Copy(from) }, &[]);
            } else {
                let value = lowering.graph.element(from);
                lowering.store_at(to, value);
            }
        });
    }
}
