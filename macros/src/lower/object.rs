//! Variables of other types of Rust, which do not vary and change where they are: maps, strings, sets, vectors of such.
//!
//! They stand in the emitted code as the user wrote them, each in its place, and what changes them runs where it stands.
//! What is read of them is kept for the way back.

use quote::quote;

use super::Lowering;
use super::iterator::Source;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::{Id, Node};
use crate::region::{Action, ArrayId, Initial, Origin};
use crate::syntax::{Bind, Expr, ExprKind, LocalId, Type};

impl<'t> Lowering<'t, '_> {
    /// A variable of another type that changes in its place; nothing, if it is none.
    pub(super) fn object(&mut self, bind: &'t Bind, value: &'t Expr) -> Option<Value<'t>> {
        let local = self.tree.local(bind.local);
        let is_other = match self.types.get(local.ty) {
            Type::Unknown | Type::Other | Type::Choice | Type::Record(_) => true,
            Type::List(_) => super::kind_of(self.types.scalar(local.ty)) == Kind::Unknown,
            _ => false,
        };
        let is_object = is_other
            && bind.mutable
            && !self.is_flat()
            && !self.activity.ever(bind.local)
            && self.is_constant(value)
            && self.variables.is_changed_in_place(bind.local);
        if !is_object {
            return None;
        }
        // What is given away may be looked at again.
        let id = if value.as_local().is_some() {
            self.constant_around(value, |tokens| quote!(::core::clone::Clone::clone(&#tokens)))?
        } else {
            self.typed_constant(bind.local, value)?
        };
        let name = self.name_of(bind.local);
        let rank = self.types.rank(local.ty).max(1);
        let place = self.new_memory(&name, rank, Kind::Unknown, Initial::Value(id), false);
        self.variables.objects.insert(place.array);
        Some(Value::Array(place))
    }

    /// Whether something was read where it stands, because it may be another one later.
    pub(super) fn is_read_here(&self, id: Id) -> bool {
        let Node::Fresh(Origin::Result(statement, _)) = self.graph.node(id) else { return false };
        matches!(self.graph.statement(*statement).action, Action::Opaque { .. })
    }

    pub(super) fn object_of(&self, local: LocalId) -> Option<ArrayId> {
        match self.variables.get(local) {
            Some(Value::Array(place))
                if place.path.is_empty() && self.variables.objects.contains(&place.array) =>
            {
                Some(place.array)
            }
            _ => None,
        }
    }

    /// The objects that an expression changes, if it changes nothing else and depends on nothing that varies.
    pub(super) fn objects_changed(&self, expr: &Expr) -> Option<Vec<ArrayId>> {
        // A closure takes the place of its calls.
        if let ExprKind::Call(callee, _) = &expr.kind
            && !matches!(callee.bare().kind, ExprKind::Path(_))
        {
            return None;
        }
        let effects = &expr.effects;
        if effects.changes.is_empty() || effects.is_left() || effects.hides.is_some() {
            return None;
        }
        let changed = effects.changes.iter().map(|&local| self.object_of(local)).collect();
        if self.depends_on_what_varies(expr) { None } else { changed }
    }

    /// Whether anything that has a slope goes into an expression: integers and truth values have none.
    fn depends_on_what_varies(&self, expr: &Expr) -> bool {
        let mut pending = vec![expr];
        while let Some(part) = pending.pop() {
            let is_length = matches!(&part.kind, ExprKind::Method(method)
                if ["len", "is_empty"].iter().any(|name| method.name == name));
            if is_length || matches!(self.type_of(part), Type::Integer | Type::Truth) {
                continue;
            }
            if part.varies.get() {
                return true;
            }
            pending.extend(part.children());
        }
        false
    }

    /// What such an expression gives.
    pub(super) fn run_for_value(&mut self, expr: &'t Expr) -> Option<Option<Value<'t>>> {
        let changed = self.objects_changed(expr)?;
        Some(self.perform_tokens(expr, changed, None).map(Value::Number))
    }

    /// Whether all that changes in an expression that is iterated over are objects.
    fn looks_at_objects(&self, expr: &Expr) -> bool {
        let mut only = true;
        expr.any(&mut |part| {
            if let ExprKind::Local(local) = &part.kind
                && let Some(Value::Array(place)) = self.variables.get(*local)
                && !self.graph.array(place.array).constant
            {
                only &= self.object_of(*local).is_some();
            }
            false
        });
        only
    }

    /// What is iterated over in objects, as they are here.
    pub(super) fn source_of_object(&mut self, expr: &'t Expr) -> Option<Source<'t>> {
        if !self.is_constant(expr) || !self.looks_at_change(expr) || !self.looks_at_objects(expr) {
            return None;
        }
        // Whatever becomes of them, the way back goes through the same.
        let mark = self.variables.mark();
        let mut roots = Vec::new();
        expr.any(&mut |part| {
            roots.extend(part.as_local().filter(|local| self.object_of(*local).is_some()));
            false
        });
        roots.sort_unstable();
        roots.dedup();
        for local in roots {
            let array = self.object_of(local)?;
            let name = self.graph.array(array).name.clone();
            let layout = self.graph.array(array).layout.clone();
            let copy = quote!(::core::clone::Clone::clone(&#name));
            let copy = self.graph.constant(copy, Vec::new(), vec![array], false);
            let copy = self.new_constant_memory(&name, layout, Kind::Unknown, Initial::Value(copy));
            self.variables.assign(local, Some(Value::Array(copy)));
        }
        let node = self.iterable(expr);
        self.variables.take_back(mark);
        Some(Source::Tokens(expr, node?))
    }
}
