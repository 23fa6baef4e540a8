//! Closures that are called where they are known: their bodies take the place of the calls.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Lowering;
use super::value::Value;
use crate::syntax::{Closure, Expr, ExprKind, LocalId};

/// A closure; one that moves what it captures has variables of its own.
pub(super) struct Captured<'t> {
    pub(super) syntax: &'t Closure,
    own: BTreeMap<LocalId, LocalId>,
}

impl Captured<'_> {
    /// The variables that it changes, each with the one that it has of its own instead.
    pub(super) fn changes(&self) -> Vec<(LocalId, LocalId)> {
        let own = |local: &LocalId| self.own.get(local).map(|&own| (*local, own));
        self.syntax.body.effects.changes.iter().filter_map(own).collect()
    }

    /// Whether the closure itself stands in tokens of the user's that call it: where `?` leaves it, which rustc knows the
    /// type of.
    pub(super) fn is_written_out(&self) -> bool {
        self.may_be_written_out() && self.syntax.body.any(&mut |part| matches!(part.kind, ExprKind::Try(_)))
    }

    /// Whether it may stand in such tokens: what is its own, and what it changes, is there only once.
    pub(super) fn may_be_written_out(&self) -> bool {
        self.own.is_empty() && self.syntax.body.effects.changes.is_empty()
    }
}

/// What is applied, at once or again and again: a closure, which has moved what it moves before the first time, or a function
/// by its path.
#[derive(Clone)]
pub(super) struct Applied<'t> {
    pub(super) syntax: &'t Expr,
    closure: Option<Rc<Captured<'t>>>,
}

impl Applied<'_> {
    /// Whether it changes anything where it is called.
    pub(super) fn has_effects(&self) -> bool {
        let effects = self.syntax.as_closure().map_or(&self.syntax.effects, |closure| &closure.body.effects);
        !effects.changes.is_empty() || !self.changes().is_empty()
    }

    pub(super) fn changes(&self) -> Vec<(LocalId, LocalId)> {
        self.closure.as_ref().map(|closure| closure.changes()).unwrap_or_default()
    }
}

/// A closure that is being called: whether it was left early, and with what.
pub(super) struct CallContext {
    pub(super) left: LocalId,
    pub(super) result: LocalId,
    pub(super) varies: bool,
}

/// How deep closures may be called within each other.
const DEEPEST: usize = 32;

impl<'t> Lowering<'t, '_> {
    pub(super) fn captured(&mut self, closure: &'t Closure) -> Captured<'t> {
        let mut own = BTreeMap::new();
        if closure.moves {
            for &local in &closure.captures {
                // A reference that is moved leads to the same place.
                if self.variables.is_lent(local) {
                    continue;
                }
                let Some(value) = self.variables.get(local).cloned() else { continue };
                let value = match value {
                    // What is copied changes apart from the original.
                    Value::Array(place)
                        if self.may_change_later(local)
                            && !place.borrowed
                            && !self.graph.array(place.array).constant =>
                    {
                        let name = self.name_of(local);
                        Value::Array(self.copied(&name, place, self.activity.ever(local)))
                    }
                    other => other,
                };
                own.insert(local, self.variables.fresh_instead_of(local, value));
            }
        }
        Captured { syntax: closure, own }
    }

    /// Whether a variable may change, or another closure give it another value.
    fn may_change_later(&self, local: LocalId) -> bool {
        self.tree.locals.get(local.index()).is_none_or(|local| local.mutable)
    }

    /// A closure, or a function by its path, as it is here.
    pub(super) fn function(&mut self, syntax: &'t Expr) -> Applied<'t> {
        let closure = match &syntax.behind().kind {
            ExprKind::Closure(closure) => Some(Rc::new(self.captured(closure))),
            ExprKind::Local(local) => match self.variables.get(*local) {
                Some(Value::Closure(captured)) => Some(captured.clone()),
                _ => None,
            },
            _ => None,
        };
        Applied { syntax, closure }
    }

    /// What a closure, or a function by its path, gives for these arguments.
    pub(super) fn applied(&mut self, function: &Applied<'t>, arguments: Vec<Value<'t>>) -> Option<Value<'t>> {
        match (&function.closure, &function.syntax.behind().kind) {
            (Some(closure), _) => self.apply(closure, function.syntax, arguments),
            (None, ExprKind::Path(_)) => self.called_by_path(function.syntax, arguments),
            _ => self.no_function(function.syntax),
        }
    }

    /// The same where it is applied once.
    pub(super) fn applied_once(
        &mut self,
        function: &'t Expr,
        arguments: Vec<Value<'t>>,
    ) -> Option<Value<'t>> {
        let function = self.function(function);
        self.applied(&function, arguments)
    }

    fn no_function(&mut self, function: &'t Expr) -> Option<Value<'t>> {
        self.errors.report(
            function.spans,
            format!("`{}` is neither a closure nor the name of a function", self.tree.quoted(function)),
            "write a closure, as in `|v| v * v`",
        );
        None
    }

    fn apply(
        &mut self,
        captured: &Captured<'t>,
        function: &'t Expr,
        arguments: Vec<Value<'t>>,
    ) -> Option<Value<'t>> {
        let closure = captured.syntax;
        if closure.parameters.len() != arguments.len() {
            self.errors.report_wrong_rust(
                function.spans,
                format!(
                    "this closure takes {} arguments, and gets {}",
                    closure.parameters.len(),
                    arguments.len()
                ),
                "give as many as it takes",
            );
            return None;
        }
        if self.flow.calls.len() > DEEPEST {
            self.errors.report(
                function.spans,
                "closures are nested too deeply",
                "write a function with `#[differentiate]`",
            );
            return None;
        }
        let before = self.variables.with_own(&captured.own);
        let result = self.apply_body(closure, function, arguments);
        self.variables.hand_back(before);
        result
    }

    fn apply_body(
        &mut self,
        closure: &'t Closure,
        function: &'t Expr,
        arguments: Vec<Value<'t>>,
    ) -> Option<Value<'t>> {
        let mut sound = true;
        for (pattern, value) in closure.parameters.iter().zip(arguments) {
            sound &= self.matches(pattern, &value, function, true).is_some();
        }
        if !sound {
            return None;
        }
        let never = self.graph.boolean(false);
        let left = self.variables.fresh(Some(Value::Number(never)));
        if !closure.body.effects.returns {
            let result = self.variables.fresh(None);
            self.flow.calls.push(CallContext { left, result, varies: false });
            let value = self.value(&closure.body);
            self.flow.calls.pop();
            return value;
        }
        // What is returned early is kept until the end of the closure.
        let result = self.slot_for(&closure.body)?;
        let varies = closure.body.varies.get()
            || closure
                .parameters
                .iter()
                .any(|parameter| parameter.binds().into_iter().any(|local| self.activity.ever(local)));
        self.flow.calls.push(CallContext { left, result, varies });
        let last = self.value(&closure.body).map(|last| self.as_option(closure.body.ty, last));
        let all_left = std::mem::take(&mut self.flow.left);
        self.flow.calls.pop();
        let returned = self.variables.get(result).cloned();
        let Some(Value::Number(was_left)) = self.variables.get(left).cloned() else { return None };
        match (last, returned) {
            _ if all_left => self.variables.get(result).cloned(),
            (Some(last), Some(returned)) if self.needs_room(closure.body.ty) => {
                let room = returned.clone();
                self.choose(
                    Some(was_left),
                    |_| Some(returned),
                    |lowering| lowering.put_into(&room, &closure.body, last),
                )
            }
            (Some(last), Some(returned)) => self.selected_value(was_left, &returned, &last),
            _ => None,
        }
    }

    /// A closure that is called for what it does.
    pub(super) fn applied_for_effect(&mut self, function: &Applied<'t>, arguments: Vec<Value<'t>>) {
        let Applied { syntax: function, closure } = function;
        let Some(captured) = closure else { return drop(self.no_function(function)) };
        let closure = captured.syntax;
        let before = self.variables.with_own(&captured.own);
        let mut sound = closure.parameters.len() == arguments.len();
        for (pattern, value) in closure.parameters.iter().zip(arguments) {
            sound &= self.matches(pattern, &value, function, true).is_some();
        }
        if sound {
            let never = self.graph.boolean(false);
            let [left, result] = [(); 2].map(|()| self.variables.fresh(Some(Value::Number(never))));
            self.flow.calls.push(CallContext { left, result, varies: false });
            self.effect(&closure.body);
            self.flow.left = false;
            self.flow.calls.pop();
        }
        self.variables.hand_back(before);
    }

    /// A call of what a variable stands for; nothing, if that is no closure.
    pub(super) fn closure_call(
        &mut self,
        callee: &'t Expr,
        arguments: &'t [Expr],
    ) -> Option<Option<Value<'t>>> {
        let is_closure = match &callee.bare().kind {
            ExprKind::Closure(_) => true,
            ExprKind::Local(local) => matches!(self.variables.get(*local), Some(Value::Closure(_))),
            _ => false,
        };
        if !is_closure {
            return None;
        }
        let values: Vec<Option<Value>> = arguments.iter().map(|argument| self.part_value(argument)).collect();
        let values: Option<Vec<Value>> = values.into_iter().collect();
        let lent = self.lend_to(callee, arguments);
        let result = values.and_then(|values| self.applied_once(callee, values));
        self.variables.take_from(&lent);
        Some(result)
    }

    /// Lets the parameters of a closure be other names of the numbers that are lent to it.
    pub(super) fn lend_to(&mut self, callee: &'t Expr, arguments: &'t [Expr]) -> Vec<LocalId> {
        let closure = match &callee.behind().kind {
            ExprKind::Closure(closure) => &**closure,
            ExprKind::Local(local) => match self.variables.get(*local) {
                Some(Value::Closure(captured)) => captured.syntax,
                _ => return Vec::new(),
            },
            _ => return Vec::new(),
        };
        let mut lent = Vec::new();
        for (parameter, argument) in closure.parameters.iter().zip(arguments) {
            if let ExprKind::Reference(true, inner) = &argument.bare().kind
                && let (Some(bind), Some(of)) = (parameter.as_bind(), inner.as_local())
                && let Some(Value::Number(_) | Value::Borrowed(_)) = self.variables.get(of)
            {
                lent.push((bind.local, of));
            }
        }
        for &(parameter, of) in &lent {
            self.variables.lend(parameter, of);
        }
        lent.into_iter().map(|(parameter, _)| parameter).collect()
    }
}
