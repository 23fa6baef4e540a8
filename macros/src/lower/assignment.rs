//! Assignments: what is on the left of `=` and `+=`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{BinOp, Member, UnOp};

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Id, Node};
use crate::region::{Action, Initial, Layout, Place};
use crate::rules::symbol;
use crate::syntax::{Expr, ExprKind, LocalId, Type};

impl<'t> Lowering<'t, '_> {
    /// `target = value;`
    pub(super) fn assignment(&mut self, target: &'t Expr, value: &'t Expr) {
        if let ExprKind::Tuple(targets) | ExprKind::List(targets, _) = &target.bare().kind {
            let found = match (&target.bare().kind, &value.bare().kind) {
                (ExprKind::List(..), ExprKind::Call(callee, arguments)) => {
                    self.call_of_several(value, callee, arguments, targets.len())
                }
                _ => self.scrutinee(value),
            };
            let Some(found) = found else { return };
            let Some(parts) = self.parts_of(value, found, targets.len()) else { return };
            for (target, found) in targets.iter().zip(parts) {
                if !matches!(target.kind, ExprKind::Foreign(_)) {
                    self.give(target, value, found);
                }
            }
            return;
        }
        if matches!(target.kind, ExprKind::Foreign(_)) {
            self.value(value);
            return;
        }
        let name = target.as_local().map(|local| self.name_of(local));
        let found = match &name {
            Some(name) => self.with_name(&name.clone(), |lowering| lowering.value_given_to(target, value)),
            None => self.part_value(value),
        };
        match found {
            Some(found) => self.give(target, value, found),
            // Where it leaves, it assigns nothing.
            None if self.flow.left => {}
            None if matches!(target.bare().kind, ExprKind::Path(_)) => self.no_target(target),
            None => self.forget(target),
        }
    }

    fn forget(&mut self, target: &'t Expr) {
        if let Some(local) = target.as_local()
            && !matches!(self.variables.get(local), Some(Value::Array(_)))
        {
            self.variables.assign(local, None);
        }
    }

    /// The parts of a tuple or a list, of which there are so many.
    pub(super) fn parts_of(
        &mut self,
        syntax: &'t Expr,
        value: Value<'t>,
        count: usize,
    ) -> Option<Vec<Value<'t>>> {
        match self.in_parts(&value, count) {
            Some(parts) => Some(parts),
            None => {
                self.errors.report(
                    syntax.spans,
                    format!("`{}` does not show the values that are assigned", self.tree.quoted(syntax)),
                    "take it apart with `let (a, b) = …;` first",
                );
                None
            }
        }
    }

    /// Gives a variable, an element or a place behind a reference a new value.
    pub(super) fn give(&mut self, target: &'t Expr, syntax: &'t Expr, value: Value<'t>) {
        if let ExprKind::Tuple(targets) = &target.bare().kind {
            if let Some(parts) = self.parts_of(syntax, value, targets.len()) {
                targets.iter().zip(parts).for_each(|(target, part)| self.give(target, syntax, part));
            }
            return;
        }
        let local = match &target.bare().kind {
            // A number behind a reference goes by the name of that, and so do the parts of a state.
            ExprKind::Unary(UnOp::Deref(_), inner) => {
                inner.as_local().filter(|local| match self.variables.get(*local) {
                    Some(Value::Number(_) | Value::Borrowed(_)) => true,
                    Some(Value::Tuple(_) | Value::Option(..)) => self.variables.is_lent(*local),
                    _ => false,
                })
            }
            _ => target.as_local(),
        };
        let is_behind = matches!(target.bare().kind, ExprKind::Unary(UnOp::Deref(_), _));
        if let Some(local) = local.filter(|local| is_behind && !self.variables.is_lent(*local)) {
            let text = self.quoted(target);
            self.errors.report(
                target.spans,
                format!("what `{text}` changes is not followed to where it comes from"),
                "change it by its own name, as in `y[i] *= x`, or go through its elements with `iter_mut()`",
            );
            self.variables.assign(local, None);
            return;
        }
        if let Some(local) = local {
            if !is_behind && self.variables.is_lent(local) {
                return self.refuse_leading_elsewhere(target, local);
            }
            let value = self.as_reference(value);
            match self.variables.get(local).cloned() {
                Some(Value::Array(place)) if !place.borrowed => {
                    self.goes_back(place.array);
                    self.assign_whole(&place, syntax, value);
                }
                Some(current @ (Value::Tuple(_) | Value::Option(..))) if self.is_in_own_memory(&current) => {
                    let value = self.own_value_of(local, value);
                    let value = self.apart(value);
                    let value = self.put_into(&current, syntax, value);
                    self.assign_local(local, value);
                }
                current => {
                    let value = match &current {
                        Some(current) => self.in_parts_like(current, value),
                        None => value,
                    };
                    let value = self.own_value_of(local, value);
                    self.assign_local(local, Some(value));
                }
            }
            self.variables.arrive(local);
            return;
        }
        if let Some((local, path)) = field_path(target)
            && let Some(mut whole) = self.variables.get(local).cloned()
            && let Some(part) = part_of(&mut whole, &path)
        {
            if let Value::Array(place) = part
                && !place.borrowed
            {
                let place = place.clone();
                self.assign_whole(&place, syntax, value);
                return;
            }
            let like = part.clone();
            // What is not declared with `mut` is a reference, and this is a copy of what it leads to.
            let is_own = self.tree.locals.get(local.index()).is_none_or(|known| known.mutable);
            if (!is_own || self.variables.references.contains(&local)) && !self.variables.is_lent(local) {
                self.refuse_copy(target);
                self.variables.assign(local, None);
                return;
            }
            let value = self.apart(value);
            *part = self.in_parts_like(&like, value);
            self.variables.assign(local, Some(whole));
            self.variables.arrive(local);
            return;
        }
        let errors = self.errors.count();
        match self.target(target).filter(|place| !self.graph.array(place.array).constant) {
            Some(place) if self.graph.rank(&place) > 0 => {
                self.assign_whole(&place, syntax, value);
            }
            Some(place) => {
                if let Some(id) = self.number_of(syntax, value) {
                    self.store_at(place, id);
                }
            }
            None => {
                if self.errors.count() == errors {
                    self.no_target(target);
                }
                if let Some(local) = target.root() {
                    self.variables.assign(local, None);
                }
            }
        }
    }

    /// A new value of a variable: an array that is assigned changes without the one that it was.
    fn own_value_of(&mut self, local: LocalId, value: Value<'t>) -> Value<'t> {
        let Some(known) = self.tree.locals.get(local.index()) else { return value };
        match self.as_option(known.ty, value) {
            Value::Array(place) if known.mutable && !place.borrowed && !self.is_flat() => {
                let name = known.name.clone();
                Value::Array(self.copied(&name, place, self.activity.ever(local)))
            }
            other => other,
        }
    }

    fn no_target(&mut self, target: &'t Expr) {
        let text = self.quoted(target);
        if matches!(target.bare().kind, ExprKind::Path(_)) {
            self.errors.report_wrong_rust(
                target.spans,
                format!("`{text}` is not a variable of this function"),
                format!("declare it first, as in `let mut {text} = …;`"),
            );
            return;
        }
        self.errors.report_wrong_rust(
            target.spans,
            format!("an assignment to `{text}` is not supported"),
            "assign to a variable that `let mut` declares, or to an element of such an array",
        );
    }

    /// An array becomes another one.
    pub(super) fn assign_whole(&mut self, place: &Place, syntax: &'t Expr, value: Value<'t>) -> Option<()> {
        let errors = self.errors.count();
        let done = self.put_whole(place, value.clone());
        if done.is_none() && self.errors.count() == errors {
            self.number_of(syntax, value)?;
            self.errors.report_wrong_rust(
                syntax.spans,
                format!("`{}` is a number where an array is expected", self.tree.quoted(syntax)),
                "give an array or a slice",
            );
        }
        done
    }

    /// The same; nothing, if the value is none that can stand there.
    pub(super) fn put_whole(&mut self, place: &Place, value: Value<'t>) -> Option<()> {
        let initial = match value {
            Value::Number(id) | Value::Borrowed(id) if !self.graph.is_active(id) => Initial::Value(id),
            Value::Elements(values) => self.initial(&values)?.0,
            Value::Array(from) => Initial::Copy(from),
            value @ (Value::Tuple(_) | Value::Struct(..)) => {
                Initial::Copy(self.built(&format_ident!("made"), &value)?)
            }
            _ => return None,
        };
        let layout = self.graph.layout(place);
        let initial = self.apart_from(place, layout, initial);
        let active = initial.ids().iter().any(|&id| self.graph.is_active(id))
            || initial.arrays().iter().any(|&array| self.graph.array(array).active);
        self.graph.array_mut(place.array).active |= active;
        self.graph.perform(Action::Assign { place: place.clone(), initial }, &[]);
        Some(())
    }

    /// What is copied within an array goes through memory of its own.
    pub(super) fn apart_from(
        &mut self,
        place: &Place,
        layout: impl Into<Layout>,
        initial: Initial,
    ) -> Initial {
        if !initial.arrays().contains(&place.array) {
            return initial;
        }
        let kind = self.graph.array(place.array).kind;
        Initial::Copy(self.new_constant_memory(&format_ident!("copied"), layout, kind, initial))
    }

    /// The place that an expression on the left of `=` names.
    pub(super) fn target(&mut self, target: &'t Expr) -> Option<Place> {
        let place = self.place_of(target)?;
        if self.variables.copies_of_lent.contains(&place.array) && !self.goes_back(place.array) {
            self.refuse_copy(target);
            return None;
        }
        Some(place)
    }

    fn refuse_copy(&mut self, target: &Expr) {
        let text = self.quoted(target);
        self.errors.report(
            target.spans,
            format!("`{text}` is behind one of several references, and a change of it is not followed"),
            "change each by its own name, as in `if c { a[0] *= x; } else { b[0] *= x; }`",
        );
    }

    fn place_of(&mut self, target: &'t Expr) -> Option<Place> {
        match &target.kind {
            ExprKind::Paren(inner)
            | ExprKind::Unary(UnOp::Deref(_), inner)
            | ExprKind::Reference(_, inner) => self.place_of(inner),
            ExprKind::Local(local) => match self.variables.get(*local) {
                Some(Value::Array(place) | Value::Slot(place)) => Some(place.clone()),
                _ => None,
            },
            ExprKind::Field(base, member) => {
                if let Some((local, path)) = field_path(target)
                    && let Some(Value::Array(place)) =
                        part_of(&mut self.variables.get(local).cloned()?, &path)
                {
                    return Some(place.clone());
                }
                let base = self.place_of(base)?;
                self.has_fields(&base).then(|| self.graph.field_of(&base, &member.into()))
            }
            ExprKind::Index(base, index) => {
                let base = self.place_of(base)?;
                if let ExprKind::Range(start, limits, end) = &index.bare().kind {
                    return self.part_of_range(base, start.as_deref(), limits, end.as_deref());
                }
                let position = if self.graph.layout(&base) == Layout::Matrix {
                    self.index_of_matrix(index)?
                } else {
                    self.index(index)?
                };
                (self.graph.rank(&base) > 0).then(|| self.graph.at(&base, position))
            }
            ExprKind::Method(method) if method.arguments.is_empty() => {
                let name = method.name.to_string();
                if ["as_mut_slice", "as_mut", "by_ref"].contains(&name.as_str()) {
                    self.place_of(&method.receiver)
                } else {
                    self.lent_target(target)
                }
            }
            ExprKind::Method(_) | ExprKind::Try(_) => self.lent_target(target),
            _ => None,
        }
    }

    /// The place that a method lends, as in `*v.last_mut().unwrap() = …`.
    fn lent_target(&mut self, target: &'t Expr) -> Option<Place> {
        if target.effects.changes.is_empty() {
            return None;
        }
        match self.part_value(target)? {
            Value::Slot(place) | Value::Array(place) => Some(place),
            _ => None,
        }
    }

    /// `target += value;`
    pub(super) fn increase(&mut self, whole: &'t Expr, operator: &BinOp, target: &'t Expr, value: &'t Expr) {
        if self.is_record(target.ty) {
            return self.increase_struct(whole, operator, target, value);
        }
        if self.counted_up(operator, target, value) {
            return;
        }
        let function = symbol(operator).and_then(|symbol| Function::find(symbol, false));
        let moves = index_changes(target);
        if let Some(function) = function
            && !moves
            && self.added(function, target, value)
        {
            return;
        }
        if self.is_matrix(target) {
            return match self.increased_matrix(operator, target, value) {
                Some(result) => self.give(target, value, result),
                None => self.forget(target),
            };
        }
        // As Rust does it: what is on the right may change the variable first.
        let change = self.operand(value);
        if self.flow.left {
            return;
        }
        // What changes where an index is found is found once.
        let place = if moves { self.target(target) } else { None };
        let current = match &place {
            Some(place) => Some(self.graph.element(place.clone())),
            None => self.operand(target),
        };
        let Some((current, change)) = current.zip(change) else { return self.forget(target) };
        let varies = self.graph.is_active(current) || self.graph.is_active(change);
        let result = match function.filter(|function| function.result == Kind::Real) {
            Some(function) => self.arithmetic(function, (target.spans, target, current), (value, change)),
            None if self.graph.kind(current) == Kind::Boolean || self.graph.kind(change) == Kind::Boolean => {
                Some(match operator {
                    BinOp::BitAnd(_) => self.graph.and(current, change),
                    BinOp::BitOr(_) => self.graph.or(current, change),
                    _ => self.graph.make(Node::Apply(Function::UNEQUAL, vec![current, change])),
                })
            }
            None if !varies => Some(self.integer_by(operator, current, change)),
            None => {
                let text = quoted(operator);
                self.errors.report_wrong_rust(
                    operator,
                    format!("`{text}=` works on bits, and a real number has no derivative by its bits"),
                    "write it with `+=`, `-=`, `*=` or `/=`",
                );
                None
            }
        };
        match (result, place) {
            (Some(id), Some(place)) => self.store_at(place, id),
            (Some(id), None) => self.give(target, value, Value::Number(id)),
            (None, _) => self.forget(target),
        }
    }

    /// `s.count += 1;`: an integer among the fields of what varies is a constant one.
    fn counted_up(&mut self, operator: &BinOp, target: &'t Expr, value: &'t Expr) -> bool {
        let is_field = matches!(target.bare().kind, ExprKind::Field(..));
        if !is_field || *self.type_of(value) != Type::Integer || !self.is_constant(value) {
            return false;
        }
        let errors = self.errors.count();
        let Some(place) = self.target(target).filter(|place| !self.graph.array(place.array).constant) else {
            return self.errors.count() > errors;
        };
        let Some(change) = self.constant(value) else { return true };
        // There is no slope by it, and so nothing to go back through.
        let name = self.graph.array(place.array).name.clone();
        let mut mentions = vec![("__by".to_owned(), change)];
        let mut tokens = quote!(#name);
        for (number, &step) in place.path.iter().enumerate() {
            if let Node::Field(member) = self.graph.node(step) {
                tokens.extend(quote!(.#member));
            } else {
                let word = format_ident!("__step_{number}");
                tokens.extend(quote!([#word]));
                mentions.push((word.to_string(), step));
            }
        }
        let operator = format!("{}=", quoted(operator)).parse::<TokenStream>().unwrap_or_default();
        let tokens = self.graph.keep(quote!(#tokens #operator __by));
        let (arrays, changes) = (vec![place.array], vec![place.array]);
        self.graph.perform(Action::Opaque { tokens, mentions, arrays, changes }, &[(Kind::Unknown, false)]);
        true
    }

    /// `target += value;` and `-=` on an element; whether it was one.
    fn added(&mut self, function: Function, target: &'t Expr, value: &'t Expr) -> bool {
        if !matches!(function, Function::ADD | Function::SUB) || self.is_flat() || target.as_local().is_some()
        {
            return false;
        }
        let errors = self.errors.count();
        let Some(place) = self.target(target) else { return self.errors.count() > errors };
        if self.graph.rank(&place) > 0 || self.graph.array(place.array).constant {
            return false;
        }
        let Some(change) = self.operand(value) else { return true };
        let (kind, _) = self.graph.element_at(&place);
        if kind == Kind::Real && self.real(value, change).is_none() {
            return true;
        }
        if kind != Kind::Real && self.graph.kind(change) != Kind::Real {
            // Integers may not be negated.
            let current = self.graph.element(place.clone());
            let sum = self.graph.integer(function, current, change);
            self.store_at(place, sum);
            return true;
        }
        let change = if function == Function::SUB {
            self.graph.make(Node::Apply(Function::NEG, vec![change]))
        } else {
            change
        };
        self.mark(&place, change);
        self.graph.perform(Action::Increase { place, value: change }, &[]);
        true
    }

    /// What is assigned to a number: nothing but numbers.
    pub(super) fn number_for(&mut self, syntax: &'t Expr, value: Value<'t>) -> Option<Id> {
        let id = self.number_of(syntax, value)?;
        self.real(syntax, id)
    }
}

/// Whether anything changes where the indices of a target are found.
fn index_changes(target: &Expr) -> bool {
    match &target.bare().kind {
        ExprKind::Index(base, index) => !index.effects.changes.is_empty() || index_changes(base),
        ExprKind::Field(base, _) | ExprKind::Unary(UnOp::Deref(_), base) => index_changes(base),
        _ => false,
    }
}

/// The variable of which a part is named, and the way to it: `t.1.0`.
fn field_path(target: &Expr) -> Option<(LocalId, Vec<usize>)> {
    match &target.bare().kind {
        ExprKind::Local(local) => Some((*local, Vec::new())),
        ExprKind::Field(base, Member::Unnamed(index)) => {
            let (local, mut path) = field_path(base)?;
            path.push(index.index as usize);
            Some((local, path))
        }
        _ => None,
    }
}

fn part_of<'v, 't>(whole: &'v mut Value<'t>, path: &[usize]) -> Option<&'v mut Value<'t>> {
    let Some((first, rest)) = path.split_first() else { return Some(whole) };
    match whole {
        Value::Tuple(parts) => part_of(parts.get_mut(*first)?, rest),
        _ => None,
    }
}
