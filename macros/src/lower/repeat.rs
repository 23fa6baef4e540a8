//! Loops, and what leaves them.
//!
//! What a loop changes is carried from one iteration to the next. Which variables these are the tree says, and which of
//! them vary the pass over activity.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span};
use quote::quote;

use super::Lowering;
use super::iterator::is_nested;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::{Id, Name};
use crate::region::{Action, Header, Origin, RegionKind};
use crate::syntax::{Block, Effects, Expr, ExprKind, For, LocalId, LoopId, Names, Pat, Printer, Tree, Type};

/// A loop around the place that is being lowered.
pub(super) struct LoopContext {
    pub(super) id: Option<LoopId>,
    /// Whether it was left, or the iteration was.
    pub(super) broke: LocalId,
    pub(super) continued: LocalId,
    /// What it is left with.
    pub(super) result: Option<LocalId>,
}

/// What is carried through a loop: a variable, and whether it varies when an iteration begins.
pub(super) type Carried = Vec<(LocalId, bool)>;

impl<'t> Lowering<'t, '_> {
    pub(super) fn is_in_loop(&self) -> bool {
        !self.flow.loops.is_empty() || !self.flow.calls.is_empty()
    }

    /// The variables that say whether something was left.
    pub(super) fn flags(&self) -> Vec<LocalId> {
        let loops = self.flow.loops.iter().flat_map(|around| [around.broke, around.continued]);
        let calls = self.flow.calls.iter().map(|call| call.left);
        self.returned.flag.into_iter().chain(loops).chain(calls).collect()
    }

    /// Whether the loop of that depth was left.
    pub(super) fn flag_of_loop(&self, depth: usize) -> Option<LocalId> {
        self.flow.loops.get(depth).map(|around| around.broke)
    }

    pub(super) fn is_flag(&self, local: LocalId) -> bool {
        self.flags().contains(&local)
    }

    /// Whether a variable is none of the user's, but says what was left, or with what.
    pub(super) fn is_hidden(&self, local: LocalId) -> bool {
        self.is_flag(local) || self.returned.slots.contains(&local)
    }

    /// The condition on which what follows is not reached, because a loop, a closure or the function was left; nothing
    /// if it is reached in any case.
    pub(super) fn leaving(&mut self) -> Option<Id> {
        let mut flags: Vec<Id> = Vec::new();
        for flag in self.flags() {
            if let Some(Value::Number(id)) = self.variables.get(flag) {
                flags.push(*id);
            }
        }
        flags.sort_unstable();
        flags.dedup();
        let never = self.graph.boolean(false);
        let any = flags.into_iter().fold(never, |any, flag| self.graph.or(any, flag));
        (any != never).then_some(any)
    }

    /// The condition on which a loop of that depth, the innermost but for those of its items, was left.
    pub(super) fn leaving_loop(&mut self, depth: usize) -> Id {
        let within = self.flow.loops.get(depth..).unwrap_or_default();
        let mut others: Vec<LocalId> =
            within.iter().flat_map(|around| [around.broke, around.continued]).collect();
        others.retain(|flag| Some(*flag) != self.flag_of_loop(depth));
        let flags = self.flags().into_iter().filter(|flag| !others.contains(flag));
        let ids: Vec<Id> = flags
            .filter_map(|flag| match self.variables.get(flag) {
                Some(Value::Number(id)) => Some(*id),
                _ => None,
            })
            .collect();
        let never = self.graph.boolean(false);
        ids.into_iter().fold(never, |any, flag| self.graph.or(any, flag))
    }

    /// Marks the code behind as out of reach, and how it was left.
    pub(super) fn raise(&mut self, flag: LocalId) {
        let truth = self.graph.boolean(true);
        self.variables.assign(flag, Some(Value::Number(truth)));
        self.flow.left = true;
    }

    /// What a loop or a branch carries because of what is done in it.
    pub(super) fn carried_by(&self, id: Option<LoopId>, effects: &Effects) -> Carried {
        let mut all: Carried = Vec::new();
        let mut add = |local: LocalId, varies: bool| {
            let local = self.variables.actual(local);
            if !all.iter().any(|(known, _)| *known == local) {
                all.push((local, varies));
            }
        };
        for &local in &effects.changes {
            // A closure that is called changes what is its own.
            if let Some(Value::Closure(closure)) = self.variables.get(local) {
                closure.changes().into_iter().for_each(|(of, own)| add(own, self.activity.ever(of)));
            }
            let varies = match id {
                Some(id) => self.activity.in_loop(id, local),
                None => self.activity.ever(local),
            };
            add(local, varies);
            if let Some(whole) = self.variables.whole_of(local) {
                add(whole, varies);
            }
            self.led_to(local).into_iter().for_each(|root| add(root, varies));
        }
        for (left, goes_on) in &effects.leaves {
            if let Some(around) = self.flow.loops.iter().rev().find(|around| around.id == Some(*left)) {
                add(if *goes_on { around.continued } else { around.broke }, false);
                if let Some(result) = around.result {
                    add(result, true);
                }
            }
        }
        if effects.returns {
            match self.flow.calls.last() {
                Some(call) => {
                    add(call.left, false);
                    add(call.result, call.varies);
                }
                None => {
                    if let Some(flag) = self.returned.flag {
                        add(flag, false);
                    }
                    for &slot in &self.returned.slots {
                        add(slot, true);
                    }
                }
            }
        }
        all
    }

    /// A loop: the header is made where an iteration begins.
    pub(super) fn repeat(
        &mut self,
        id: Option<LoopId>,
        result: Option<LocalId>,
        mut carried: Carried,
        enter: impl FnOnce(&mut Self) -> Option<Header>,
        body: impl FnOnce(&mut Self),
    ) -> Option<()> {
        let keyword = self.flow.keyword;
        let (region, around) = self.graph.open(RegionKind::Loop);
        let never = self.graph.boolean(false);
        let [broke, continued] = [(); 2].map(|()| self.variables.fresh(Some(Value::Number(never))));
        self.flow.loops.push(LoopContext { id, broke, continued, result });
        if let Some(result) = result
            && !carried.iter().any(|(known, _)| *known == result)
        {
            carried.push((result, true));
        }
        let header = enter(self);

        let mut known = BTreeSet::new();
        carried.retain(|(local, _)| known.insert(*local));
        let mut initial = Vec::new();
        let mut starts: Vec<Option<(Value, Value)>> = Vec::new();
        for &(local, varies) in &carried {
            let Some(before) = self.variables.get(local).cloned().filter(|value| !value.numbers().is_empty())
            else {
                starts.push(None);
                continue;
            };
            let start = self.started(region, local, &before, varies, &mut initial);
            // Nothing of this runs once it was left.
            let seen = if self.is_flag(local) { Value::Number(never) } else { start.clone() };
            self.variables.assign(local, Some(seen));
            starts.push(Some((before, start)));
        }
        let mark = self.variables.mark();
        if header.is_some() {
            body(self);
        }
        self.flow.left = false;
        let exit = self.flags().into_iter().filter(|&flag| flag != continued).fold(never, |exit, flag| {
            match self.variables.get(flag) {
                Some(Value::Number(id)) => {
                    let id = *id;
                    self.graph.or(exit, id)
                }
                _ => exit,
            }
        });
        let exit = (exit != never).then_some(exit);
        let mut changes = self.variables.take_back(mark);
        self.flow.loops.pop();
        self.graph.enter(around);
        let header = header?;
        changes.remove(&broke);
        changes.remove(&continued);

        let mut yields = Vec::new();
        let mut kinds = Vec::new();
        for ((local, _), start) in carried.iter().zip(&starts) {
            let Some((before, start)) = start else { continue };
            self.variables.replace(*local, Some(before.clone()));
            let next = match changes.remove(local) {
                Some(Some(next)) => next,
                Some(None) => return None,
                None => start.clone(),
            };
            if !start.differs_in_numbers_only(&next) {
                self.errors.report(
                    quote::quote_spanned!(keyword=> for),
                    format!(
                        "the loop makes `{}` stand for another array, which is not supported",
                        self.text_of(*local)
                    ),
                    "declare an array with `let mut` before the loop, and assign to its elements",
                );
                return None;
            }
            for (next, start) in next.numbers().into_iter().zip(start.numbers()) {
                yields.push(next);
                kinds.push((self.graph.kind(start), self.graph.is_active(start)));
            }
        }
        let changed = |(local, value): &(LocalId, Option<Value>)| {
            value.is_some() && value.as_ref() != self.variables.get(*local)
        };
        if let Some((local, _)) = changes.into_iter().find(changed) {
            self.errors.report(
                quote::quote_spanned!(keyword=> for),
                format!("the loop changes `{}` in a way that cannot be followed", self.text_of(local)),
                "write the change as an assignment of its own",
            );
            return None;
        }
        self.graph.region_mut(region).yields = yields;
        let action = Action::Loop { header, body: region, initial, exit };
        let statement = self.graph.perform(action, &kinds);
        let mut results = self.graph.statement(statement).results.clone().into_iter();
        for ((local, _), start) in carried.into_iter().zip(starts) {
            if let Some((_, start)) = start {
                let result = start.map(&mut |id| results.next().unwrap_or(id));
                self.variables.assign(local, Some(result));
            }
        }
        Some(())
    }

    /// A carried variable as it is when an iteration begins.
    fn started(
        &mut self,
        region: crate::region::RegionId,
        local: LocalId,
        before: &Value<'t>,
        varies: bool,
        initial: &mut Vec<Id>,
    ) -> Value<'t> {
        let name = self.tree.locals.get(local.index()).map(|known| known.name.clone());
        let is_real = name.is_some() && *self.types.get(self.tree.local(local).ty) == Type::Real;
        let fixed = before.are_fixed();
        let several = before.numbers().len() > 1;
        let mut part = 0;
        before.map(&mut |id| {
            let kind = self.graph.kind(id);
            let may_vary = !matches!(kind, Kind::Integer | Kind::Boolean) && !fixed[part];
            let active = (varies && may_vary) || self.graph.is_active(id);
            let start = self.graph.carry(region, if active || is_real { Kind::Real } else { kind }, active);
            if let Some(name) = &name {
                let text = if several { format!("{name}_{part}") } else { name.to_string() };
                self.christen(&super::identifier(&text), start);
            }
            part += 1;
            initial.push(id);
            start
        })
    }

    fn text_of(&self, local: LocalId) -> String {
        self.tree
            .locals
            .get(local.index())
            .map_or_else(|| "its result".to_owned(), |local| local.name.to_string())
    }

    /// `for index in 0..count`
    pub(super) fn count_up(&mut self, count: Id, body: &mut dyn FnMut(&mut Self, Id)) -> Option<()> {
        self.counted_loop(None, None, Vec::new(), count, body)
    }

    pub(super) fn counted_loop(
        &mut self,
        id: Option<LoopId>,
        result: Option<LocalId>,
        carried: Carried,
        count: Id,
        body: &mut dyn FnMut(&mut Self, Id),
    ) -> Option<()> {
        let index = std::cell::Cell::new(None);
        self.repeat(
            id,
            result,
            carried,
            |lowering| {
                let found = lowering.bound_name(0, "k");
                index.set(Some(found));
                Some(Header::Count { count, index: found })
            },
            |lowering| index.get().into_iter().for_each(|index| body(lowering, index)),
        )
    }

    /// A name that a loop binds in each iteration.
    fn bound_name(&mut self, number: usize, name: &str) -> Id {
        let region = self.graph.current();
        let id = self.graph.fresh(Origin::Binding(region, number), Kind::Unknown, false, region);
        let name = Ident::new(&self.names.unique_of_ours(name), Span::call_site());
        self.graph.name(id, Name { text: name.to_string(), user: Some(name), written: None });
        id
    }

    /// `for pattern in iterable`, where nothing of what is iterated over varies.
    pub(super) fn repeat_tokens(
        &mut self,
        id: Option<LoopId>,
        carried: Carried,
        pattern: &'t Pat,
        iterable: Id,
        body: impl FnOnce(&mut Self),
    ) -> Option<()> {
        self.repeat(
            id,
            None,
            carried,
            |lowering| {
                let region = lowering.graph.current();
                let mut bindings = Vec::new();
                let mut called = BTreeMap::new();
                for (number, local) in pattern.binds().into_iter().enumerate() {
                    let known = lowering.types.get(lowering.tree.local(local).ty).clone();
                    let kind = if known == Type::Integer { Kind::Integer } else { Kind::Unknown };
                    let binding = lowering.graph.fresh(Origin::Binding(region, number), kind, false, region);
                    // Where the user writes `*`, it is a reference, and stays one when it is kept.
                    let is_reference = lowering.variables.is_dereferenced(local);
                    if known == Type::Real && !lowering.graph.generic {
                        if is_reference {
                            lowering.graph.tell_kind(binding, Kind::Real);
                        } else {
                            lowering.graph.may_be_lent(binding);
                        }
                    }
                    lowering.declare(local, Value::Number(binding));
                    let given = lowering.graph.name_of(binding).and_then(|name| name.user.clone());
                    called.insert(local, given.unwrap_or_else(|| lowering.name_of(local)));
                    bindings.push(binding);
                }
                let tokens = Printer { tree: lowering.tree, names: Called(called) }.pattern(pattern);
                let pattern = lowering.graph.keep(tokens);
                Some(Header::For { pattern, iterable, bindings })
            },
            body,
        )
    }

    pub(super) fn for_loop(&mut self, expr: &'t Expr, repeat: &'t For) {
        self.flow.keyword = expr.spans.0;
        let carried = self.carried_by(Some(repeat.id), &repeat.body.effects);
        if self.is_constant(&repeat.iterable) && !self.looks_at_change(&repeat.iterable) {
            let Some(iterable) = self.iterable(&repeat.iterable) else { return };
            self.repeat_tokens(Some(repeat.id), carried, &repeat.pattern, iterable, |lowering| {
                lowering.unit_block(&repeat.body);
            });
            return;
        }
        let Some(lent) = self.lent_lines(expr, repeat) else { return };
        self.flow.lends_lines = lent.is_some();
        let source = self.source(&repeat.iterable);
        self.flow.lends_lines = false;
        let Some(mut source) = source else { return };
        let effects = &repeat.body.effects;
        if is_nested(&source) && (effects.returns || !effects.leaves.is_empty()) {
            // What leaves an item does not leave what it comes from.
            let Some(one_by_one) = self.numbered_items(&repeat.iterable, source) else { return };
            source = one_by_one;
        }
        self.each(Some(repeat.id), carried, &source, Some(&repeat.pattern), &mut |lowering, value| {
            if lowering.matches(&repeat.pattern, &value, &repeat.iterable, true).is_some() {
                let line = lowering.flow.lines.pop();
                lowering.unit_block(&repeat.body);
                if let (Some(lent), Some(line)) = (&lent, line) {
                    lowering.give_line_back(lent, line);
                }
            }
        });
    }

    /// What is iterated over, as Rust does it; what is given away is needed again.
    pub(super) fn iterable(&mut self, expr: &'t Expr) -> Option<Id> {
        if expr.as_local().is_some() {
            return self.constant_around(expr, |tokens| quote!(::core::clone::Clone::clone(&#tokens)));
        }
        self.constant(expr)
    }

    /// Whether an expression looks at an array that changes, so that it may be another one later.
    pub(super) fn looks_at_change(&self, expr: &Expr) -> bool {
        let is_changing = |local: LocalId, length_only: bool| match self.variables.get(local) {
            Some(Value::Array(place) | Value::Slot(place)) => {
                !self.graph.array(place.array).constant && (!length_only || self.is_resized(place))
            }
            _ => false,
        };
        let mut pending = vec![expr];
        while let Some(part) = pending.pop() {
            match &part.kind {
                ExprKind::Local(local) if is_changing(*local, false) => return true,
                ExprKind::Method(method)
                    if ["len", "is_empty"].contains(&method.name.to_string().as_str())
                        && method.receiver.as_local().is_some_and(|local| !is_changing(local, true)) => {}
                _ => pending.extend(part.children()),
            }
        }
        false
    }

    pub(super) fn while_loop(&mut self, expr: &'t Expr, id: LoopId, condition: &'t Expr, body: &'t Block) {
        self.flow.keyword = expr.spans.0;
        let mut effects = body.effects.clone();
        effects.add(&condition.effects);
        let carried = self.carried_by(Some(id), &effects);
        self.repeat(
            Some(id),
            None,
            carried,
            |_| Some(Header::Forever),
            |lowering| {
                let truth = lowering.condition(condition);
                lowering.flow.as_statement = true;
                lowering.choose(
                    truth,
                    |lowering| {
                        lowering.unit_block(body);
                        Some(())
                    },
                    |lowering| {
                        let broke = lowering.flow.loops.last().map(|around| around.broke);
                        if let Some(broke) = broke {
                            lowering.raise(broke);
                        }
                        None::<()>
                    },
                );
            },
        );
    }

    pub(super) fn endless_loop(
        &mut self,
        expr: &'t Expr,
        id: LoopId,
        body: &'t Block,
        result: Option<LocalId>,
    ) -> Option<()> {
        self.flow.keyword = expr.spans.0;
        let carried = self.carried_by(Some(id), &body.effects);
        self.repeat(
            Some(id),
            result,
            carried,
            |_| Some(Header::Forever),
            |lowering| lowering.unit_block(body),
        )
    }
}

/// Names that variables have in what is emitted.
struct Called(BTreeMap<LocalId, Ident>);

impl Names for Called {
    fn read(&mut self, tree: &Tree, _: &Expr, local: LocalId, _: usize) -> proc_macro2::TokenStream {
        let name = self.bound(tree, local);
        quote!(#name)
    }

    fn bound(&mut self, tree: &Tree, local: LocalId) -> Ident {
        self.0.get(&local).cloned().unwrap_or_else(|| tree.local(local).name.clone())
    }
}
