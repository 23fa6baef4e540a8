//! Branches: `if`, `match` and what leaves early.
//!
//! Both sides are lowered into the graph, each from the same state of the variables; a variable that they leave
//! with different values becomes a selection between the two. Where a value is computed is not decided here: the
//! emitted code computes it in the branch that needs it, and nowhere else.

use std::collections::BTreeMap;

use super::Lowering;
use super::value::Value;
use super::variables::Changes;
use crate::ir::{Id, Node};
use crate::region::{Action, RegionKind};
use crate::syntax::{Arm, Block, Expr, ExprKind, LocalId, Pat, Ty, Type};

/// What two branches give, made into one.
pub(super) trait Merge<'t>: Sized {
    fn merge(lowering: &mut Lowering<'t, '_>, condition: Id, then: Self, otherwise: Self) -> Option<Self>;

    /// What stands for it where it is not computed and nobody reads it.
    fn stand_in(&self, lowering: &mut Lowering<'t, '_>) -> Self;
}

impl<'t> Merge<'t> for () {
    fn merge(_: &mut Lowering<'t, '_>, _: Id, (): (), (): ()) -> Option<()> {
        Some(())
    }

    fn stand_in(&self, _: &mut Lowering<'t, '_>) {}
}

impl<'t> Merge<'t> for Id {
    fn merge(lowering: &mut Lowering<'t, '_>, condition: Id, then: Id, otherwise: Id) -> Option<Id> {
        Some(lowering.selection(condition, then, otherwise))
    }

    fn stand_in(&self, lowering: &mut Lowering<'t, '_>) -> Id {
        let kind = lowering.graph.kind(*self);
        lowering.graph.nothing(kind)
    }
}

impl<'t> Merge<'t> for Value<'t> {
    fn merge(
        lowering: &mut Lowering<'t, '_>,
        condition: Id,
        then: Value<'t>,
        otherwise: Value<'t>,
    ) -> Option<Value<'t>> {
        lowering.selected_value(condition, &then, &otherwise)
    }

    fn stand_in(&self, lowering: &mut Lowering<'t, '_>) -> Value<'t> {
        match self {
            Value::Number(id) | Value::Borrowed(id) => Value::Number(id.stand_in(lowering)),
            Value::Tuple(values) => Value::Tuple(values.stand_in(lowering)),
            Value::Elements(values) => Value::Elements(values.stand_in(lowering)),
            Value::Struct(made, values) => Value::Struct(made.clone(), values.stand_in(lowering)),
            Value::Option(is_some, value) => {
                Value::Option(is_some.stand_in(lowering), Box::new(value.stand_in(lowering)))
            }
            other => other.clone(),
        }
    }
}

impl<'t, T: Merge<'t>> Merge<'t> for Vec<T> {
    fn merge(lowering: &mut Lowering<'t, '_>, condition: Id, then: Self, otherwise: Self) -> Option<Self> {
        then.into_iter()
            .zip(otherwise)
            .map(|(then, otherwise)| T::merge(lowering, condition, then, otherwise))
            .collect()
    }

    fn stand_in(&self, lowering: &mut Lowering<'t, '_>) -> Self {
        self.iter().map(|one| one.stand_in(lowering)).collect()
    }
}

/// What is made of the expression that a branch ends with.
pub(super) type Ending<'t, 'l, T> = &'l dyn Fn(&mut Lowering<'t, '_>, &'t Expr) -> Option<T>;

impl<'t> Lowering<'t, '_> {
    /// An `if` or a `match` that has a value.
    pub(super) fn chosen(&mut self, expr: &'t Expr) -> Option<Value<'t>> {
        if self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        // What nobody reads is of a type that nobody sees: it is chosen with the whole.
        let part_by_part = all_written_out(expr) && !self.layout_of(expr.ty).has_whole();
        let in_place = !self.is_flat() && expr.varies.get() && !part_by_part && self.needs_room(expr.ty);
        if !in_place {
            return self.branches(expr, &|lowering, value| {
                let found = lowering.value(value)?;
                Some(lowering.taken_apart(value.ty, found))
            });
        }
        // One array or another one is a third, which becomes either.
        let room = self.room_for(expr.ty);
        self.branches(expr, &move |lowering, value| lowering.found_into(&room, value))
    }

    /// Puts a value into its place where it is found, which may be a way that is not gone to its end.
    fn found_into(&mut self, room: &Value<'t>, expr: &'t Expr) -> Option<Value<'t>> {
        match &expr.bare().kind {
            ExprKind::Block(block, None) if !self.is_constant(expr) => {
                self.in_block(block, &|lowering, last| lowering.found_into(room, last))
            }
            ExprKind::If(_) | ExprKind::Match(_) if !self.is_constant(expr) => {
                self.branches(expr.bare(), &|lowering, last| lowering.found_into(room, last))
            }
            _ => {
                let found = self.without_name(|lowering| lowering.value(expr))?;
                self.put_into(room, expr, found)
            }
        }
    }

    /// A constant or a place beside what is known part by part: the parts of a tuple, and whether there is something in an option.
    pub(super) fn taken_apart(&mut self, ty: Ty, value: Value<'t>) -> Value<'t> {
        match (self.types.get(ty).clone(), value) {
            (Type::Option(held), value) => match self.as_option(ty, value) {
                Value::Option(is_some, value) => {
                    Value::Option(is_some, Box::new(self.taken_apart(held, *value)))
                }
                other => other,
            },
            // A reference goes on to lead to its place.
            (Type::Tuple(_), Value::Array(place)) if place.borrowed => Value::Array(place),
            (Type::Tuple(types), value) => match self.in_parts(&value, types.len()) {
                Some(parts) => {
                    let parts = types.into_iter().zip(parts);
                    Value::Tuple(parts.map(|(ty, part)| self.taken_apart(ty, part)).collect())
                }
                None => value,
            },
            (_, value) => value,
        }
    }

    /// An `if` or a `match`, each of its endings lowered in the given way.
    pub(super) fn branches<T: Merge<'t>>(&mut self, expr: &'t Expr, ending: Ending<'t, '_, T>) -> Option<T> {
        match &expr.kind {
            ExprKind::If(branch) => {
                let Some(otherwise) = &branch.otherwise else {
                    self.errors.report_wrong_rust(
                        crate::syntax::Spans(expr.spans.0, expr.spans.0),
                        "an `if` without `else` has no value",
                        "write what the value is otherwise, in an `else`",
                    );
                    return None;
                };
                let condition = self.without_name(|lowering| lowering.condition(&branch.condition));
                self.flow.keyword = expr.spans.0;
                self.choose(
                    condition,
                    |lowering| lowering.in_block(&branch.then, ending),
                    |lowering| ending(lowering, otherwise),
                )
            }
            ExprKind::Match(choice) => {
                let scrutinee = self.scrutinee(&choice.scrutinee)?;
                let patterns: Vec<&Pat> = choice.arms.iter().map(|arm| &arm.pattern).collect();
                if patterns.len() > 1 && self.asks_for_variants(&patterns, &scrutinee) {
                    return None;
                }
                self.flow.keyword = expr.spans.0;
                self.arms(&choice.scrutinee, &scrutinee, &choice.arms, ending)
            }
            _ => ending(self, expr),
        }
    }

    /// A `match`, as the chain of conditions that its patterns are.
    fn arms<T: Merge<'t>>(
        &mut self,
        syntax: &'t Expr,
        scrutinee: &Value<'t>,
        arms: &'t [Arm],
        ending: Ending<'t, '_, T>,
    ) -> Option<T> {
        let (arm, rest) = arms.split_first()?;
        // The last arm is what is left: rustc sees to it that nothing is.
        let is_last = rest.is_empty();
        let mut condition = self.matches(&arm.pattern, scrutinee, syntax, is_last);
        self.follow_parts(&arm.pattern, syntax);
        if let Some(guard) = &arm.guard {
            let matched = condition?;
            condition = self.choose(
                Some(matched),
                |lowering| lowering.condition(guard),
                |lowering| Some(lowering.graph.boolean(false)),
            );
        }
        if is_last {
            self.bind_error(&arm.pattern, syntax);
            return ending(self, &arm.body);
        }
        let keyword = self.flow.keyword;
        let is_constant = matches!(scrutinee, Value::Number(id) if !self.graph.is_active(*id));
        let takes_apart = is_constant && arm.guard.is_none() && !arm.pattern.binds().is_empty();
        self.choose(
            condition,
            |lowering| {
                // What is taken out of a constant is there in this arm alone.
                if takes_apart {
                    lowering.matches(&arm.pattern, scrutinee, syntax, is_last)?;
                }
                lowering.bind_error(&arm.pattern, syntax);
                ending(lowering, &arm.body)
            },
            |lowering| {
                lowering.flow.keyword = keyword;
                lowering.arms(syntax, scrutinee, rest, ending)
            },
        )
    }

    /// An `if` or `match` as a statement.
    pub(super) fn branch_statement(&mut self, expr: &'t Expr) {
        let effect = |lowering: &mut Lowering<'t, '_>, value: &'t Expr| {
            lowering.effect(value);
            Some(())
        };
        let ExprKind::If(branch) = &expr.kind else {
            self.branches(expr, &effect);
            return;
        };
        let condition = self.condition(&branch.condition);
        self.flow.keyword = expr.spans.0;
        self.choose(
            condition,
            |lowering| {
                lowering.unit_block(&branch.then);
                Some(())
            },
            |lowering| {
                if let Some(otherwise) = &branch.otherwise {
                    lowering.effect(otherwise);
                }
                Some(())
            },
        );
    }

    /// Lowers both branches, and makes their results and the variables that they assign to into one.
    pub(super) fn choose<T: Merge<'t>>(
        &mut self,
        condition: Option<Id>,
        then: impl FnOnce(&mut Self) -> Option<T>,
        otherwise: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let Some(condition) = condition else {
            // Both branches are still searched for errors.
            then(self);
            otherwise(self);
            return None;
        };
        let (path, keyword) = (self.flow.path, self.flow.keyword);
        let mark = self.variables.mark();
        let as_statement = std::mem::take(&mut self.flow.as_statement);

        let (then_region, around) = self.graph.open(RegionKind::Branch);
        self.flow.path = Some(path.map_or(condition, |path| self.graph.and(path, condition)));
        let first = then(self);
        let first_left = std::mem::take(&mut self.flow.left);
        let first_changes = self.variables.take_back(mark);
        self.graph.enter(around);

        let (otherwise_region, _) = self.graph.open(RegionKind::Branch);
        let negated = self.graph.not(condition);
        self.flow.path = Some(path.map_or(negated, |path| self.graph.and(path, negated)));
        let second = otherwise(self);
        let second_left = std::mem::take(&mut self.flow.left);
        let second_changes = self.variables.take_back(mark);
        self.graph.enter(around);

        (self.flow.path, self.flow.keyword) = (path, keyword);
        let (then, otherwise) = (then_region, otherwise_region);
        let floats = !as_statement && [then, otherwise].into_iter().all(|region| self.graph.floats(region));
        let before = self.flow.joining;
        if floats {
            self.graph.dissolve(then);
            self.graph.dissolve(otherwise);
            self.flow.joining = None;
        } else {
            self.flow.joining = Some(self.graph.perform(Action::Branch { condition, then, otherwise }, &[]));
        }
        let first = (first, first_left, first_changes);
        let result = self.join_branches(condition, first, (second, second_left, second_changes));
        self.flow.joining = before;
        result
    }

    pub(super) fn join_branches<T: Merge<'t>>(
        &mut self,
        condition: Id,
        (first, first_left, mut first_changes): (Option<T>, bool, Changes<'t>),
        (second, second_left, mut second_changes): (Option<T>, bool, Changes<'t>),
    ) -> Option<T> {
        if !first_left && !second_left {
            self.join(condition, first_changes, second_changes);
            let (first, second) = first.zip(second)?;
            return T::merge(self, condition, first, second);
        }
        let in_loop = self.is_in_loop();
        if !in_loop {
            // What the variables are where the function was left, nobody asks.
            first_changes.retain(|variable, _| !first_left || self.is_hidden(*variable));
            second_changes.retain(|variable, _| !second_left || self.is_hidden(*variable));
        }
        if self.flow.joining.is_some() || in_loop {
            self.join(condition, first_changes, second_changes);
        } else {
            let changes = if first_left { &second_changes } else { &first_changes };
            let reached: Changes = changes
                .iter()
                .filter(|(variable, _)| !self.is_hidden(**variable))
                .map(|(k, v)| (*k, v.clone()))
                .collect();
            first_changes.retain(|variable, _| self.is_hidden(*variable));
            second_changes.retain(|variable, _| self.is_hidden(*variable));
            self.join(condition, first_changes, second_changes);
            for (local, value) in reached {
                self.variables.assign(local, value);
            }
        }
        if first_left && second_left {
            self.flow.left = true;
            return None;
        }
        let result = if first_left { second } else { first }?;
        if self.flow.joining.is_none() {
            return Some(result);
        }
        // On the side that is left it is not computed.
        let none = result.stand_in(self);
        if first_left {
            T::merge(self, condition, none, result)
        } else {
            T::merge(self, condition, result, none)
        }
    }

    fn join(&mut self, condition: Id, mut first: Changes<'t>, second: Changes<'t>) {
        let mut both: BTreeMap<LocalId, (Option<Value>, Option<Value>)> = BTreeMap::new();
        for (variable, value) in second {
            let before = self.variables.get(variable).cloned();
            both.insert(variable, (first.remove(&variable).unwrap_or(before), value));
        }
        for (variable, value) in first {
            let before = self.variables.get(variable).cloned();
            both.insert(variable, (value, before));
        }
        for (local, (then, otherwise)) in both {
            let joined = then
                .zip(otherwise)
                .and_then(|(then, otherwise)| self.selected_value(condition, &then, &otherwise));
            self.assign_local(local, joined);
        }
    }

    /// The one value or the other.
    pub(super) fn selected_value(
        &mut self,
        condition: Id,
        then: &Value<'t>,
        otherwise: &Value<'t>,
    ) -> Option<Value<'t>> {
        match (then, otherwise) {
            (a, b) if a == b => self.reached(a),
            (Value::Number(a) | Value::Borrowed(a), Value::Number(b) | Value::Borrowed(b)) => {
                Some(Value::Number(self.selection(condition, *a, *b)))
            }
            (Value::Tuple(a), Value::Tuple(b)) if a.len() == b.len() => {
                self.selected_values(condition, a, b).map(Value::Tuple)
            }
            (Value::Struct(made, a), Value::Struct(other, b)) if made.fields == other.fields => {
                let values = self.selected_values(condition, a, b)?;
                Some(Value::Struct(made.clone(), values))
            }
            (Value::Elements(a), Value::Elements(b)) if a.len() == b.len() => {
                self.selected_values(condition, a, b).map(Value::Elements)
            }
            (Value::Cursor(a, x), Value::Cursor(b, y)) if std::rc::Rc::ptr_eq(x, y) => {
                Some(Value::Cursor(self.selection(condition, *a, *b), x.clone()))
            }
            (Value::Option(a, x), Value::Option(b, y)) => {
                let is_some = self.selection(condition, *a, *b);
                let value = match (self.graph.truth(*a), self.graph.truth(*b)) {
                    (Some(false), _) if !x.differs_in_numbers_only(y) => {
                        let none = y.stand_in(self);
                        self.selected_value(condition, &none, y)?
                    }
                    (_, Some(false)) if !x.differs_in_numbers_only(y) => {
                        let none = x.stand_in(self);
                        self.selected_value(condition, x, &none)?
                    }
                    _ => self.selected_value(condition, x, y)?,
                };
                Some(Value::Option(is_some, Box::new(value)))
            }
            _ => {
                self.errors.report(
                    quote::quote_spanned!(self.flow.keyword=> if),
                    "an array that is one or another one, depending on a condition, is not supported here",
                    "declare it with `let mut` before the branch, and assign to it in both",
                );
                None
            }
        }
    }

    /// The same value, if a part of an array in it was not found within a branch, where nothing behind that follows it.
    fn reached(&mut self, value: &Value<'t>) -> Option<Value<'t>> {
        if self.is_reached(value) {
            return Some(value.clone());
        }
        self.errors.report(
            quote::quote_spanned!(self.flow.keyword=> if),
            "a part of an array that is found within a branch is not followed out of it",
            "find the part before the branch, or compute with it where it is found",
        );
        None
    }

    fn is_reached(&self, value: &Value<'t>) -> bool {
        let here = self.graph.current();
        let is_around = |region| self.graph.is_within(here, self.graph.structure.resolve(region));
        match value {
            Value::Array(place) | Value::Slot(place) => {
                is_around(self.graph.array(place.array).home)
                    && place.ids().iter().all(|&id| is_around(self.graph.home(id)))
            }
            Value::Tuple(parts) | Value::Elements(parts) => parts.iter().all(|part| self.is_reached(part)),
            Value::Option(_, held) => self.is_reached(held),
            _ => true,
        }
    }

    fn selected_values(&mut self, condition: Id, a: &[Value<'t>], b: &[Value<'t>]) -> Option<Vec<Value<'t>>> {
        a.iter().zip(b).map(|(a, b)| self.selected_value(condition, a, b)).collect()
    }

    pub(super) fn selection(&mut self, condition: Id, then: Id, otherwise: Id) -> Id {
        if then == otherwise {
            return then;
        }
        if let Some(branch) = self.flow.joining {
            return self.graph.branch_result(branch, then, otherwise);
        }
        if self.graph.truth(then).is_some() || self.graph.truth(otherwise).is_some() {
            return self.graph.truth_of(condition, then, otherwise);
        }
        // What was left early on this condition needs no second question.
        if let Node::Select { condition: inner, then: value, .. } = *self.graph.node(then)
            && inner == condition
            && self.graph.is_structured()
        {
            return self.selection(condition, value, otherwise);
        }
        self.graph.make(Node::Select { condition, then, otherwise })
    }

    /// The statements of a block that is worth nothing.
    pub(super) fn unit_block(&mut self, block: &'t Block) {
        self.run(block, 0, &|lowering, last| {
            lowering.effect(last);
            Some(())
        });
    }
}

/// Whether all that a branch ends with is a list or a struct that is written out.
fn all_written_out(expr: &Expr) -> bool {
    let ends = |block: &Block| block.tail.as_ref().is_some_and(|tail| all_written_out(tail));
    match &expr.bare().kind {
        ExprKind::List(..) => true,
        // A constant one is made by the code as it is written.
        ExprKind::Struct(_, _, None) => expr.varies.get(),
        ExprKind::Block(block, None) => ends(block),
        ExprKind::If(branch) => ends(&branch.then) && branch.otherwise.as_ref().is_some_and(all_written_out),
        ExprKind::Match(choice) => choice.arms.iter().all(|arm| all_written_out(&arm.body)),
        _ => crate::syntax::is_never(expr),
    }
}
