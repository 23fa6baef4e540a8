//! What a `let` binds: numbers, parts of patterns, and arrays of its own.

use super::Lowering;
use super::expression::is_none;
use super::random_access::is_random;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::{Id, Node};
use crate::region::{Initial, Origin};
use crate::syntax::{
    Bind, Block, Expr, ExprKind, Let, ListForm, LocalId, Pat, PatKind, Type, is_integer_type,
};
use crate::table::methods;
use proc_macro2::TokenStream;
use quote::quote;

impl<'t> Lowering<'t, '_> {
    pub(super) fn binding(&mut self, binding: &'t Let) {
        let Some(value) = &binding.value else {
            // It is given its value later.
            for local in binding.pattern.binds() {
                self.variables.declare(local, None);
                self.late_memory(local);
            }
            return;
        };
        let Some(otherwise) = &binding.otherwise else {
            self.bind_pattern(&binding.pattern, value);
            return;
        };
        let Some(scrutinee) = self.scrutinee(value) else { return };
        if self.asks_for_variants(&[&binding.pattern], &scrutinee) {
            return;
        }
        let Some(condition) = self.matches(&binding.pattern, &scrutinee, value, false) else { return };
        self.follow_parts(&binding.pattern, value);
        self.flow.keyword = binding.spans.0;
        self.choose(
            Some(condition),
            |_| Some(()),
            |lowering| {
                lowering.effect(otherwise);
                if lowering.flow.left { None } else { Some(()) }
            },
        );
    }

    /// Memory for an array that is given its value later.
    pub(super) fn late_memory(&mut self, local: LocalId) {
        let ty = self.tree.local(local).ty;
        let rank = self.types.rank(ty);
        if rank == 0
            && !matches!(
                self.types.get(ty),
                Type::Unknown
                    | Type::Other
                    | Type::Choice
                    | Type::Record(_)
                    | Type::Iterator(_)
                    | Type::Closure(_)
            )
        {
            // What it is until then nobody reads.
            let nothing = self.nothing_of(ty);
            self.variables.declare(local, nothing);
        }
        if rank > 0 && self.activity.ever(local) && !self.is_flat() {
            let name = self.name_of(local);
            let place = self.with_name(&name, |lowering| lowering.empty_memory("late", rank, None, true));
            let value = Value::Array(place);
            if self.tree.local(local).mutable {
                self.assign_again(&value);
            }
            self.declare(local, value);
        }
    }

    /// Binds the names of a pattern that fits in any case.
    pub(super) fn bind_pattern(&mut self, pattern: &'t Pat, value: &'t Expr) {
        if let Some(bind) = pattern.as_bind() {
            let name = self.name_of(bind.local);
            match self.with_name(&name, |lowering| lowering.declared(bind, value)) {
                Some(_) if self.variables.actual(bind.local) != bind.local => {}
                Some(value) => self.declare(bind.local, value),
                None => self.variables.declare(bind.local, None),
            }
            return;
        }
        if let Some(bound) = self.lent_by_choices(pattern, value) {
            if bound.is_none() {
                pattern.binds().into_iter().for_each(|local| self.variables.declare(local, None));
            }
            return;
        }
        // Element by element where both sides are written out, which allows for nested patterns.
        let values = match (&pattern.bare().kind, &value.bare().kind) {
            (PatKind::Tuple(parts), ExprKind::Tuple(values))
            | (PatKind::Slice(parts), ExprKind::List(values, ListForm::Array))
                if parts.len() == values.len() && parts.iter().all(|part| part.as_bind().is_some()) =>
            {
                let found: Vec<Option<Value>> = parts
                    .iter()
                    .zip(values)
                    .map(|(part, value)| {
                        let bind = part.as_bind()?;
                        let name = self.name_of(bind.local);
                        self.with_name(&name, |lowering| lowering.declared(bind, value))
                    })
                    .collect();
                // Nothing is bound before all is evaluated, so that `let (a, b) = (b, a);` swaps.
                for (part, value) in parts.iter().zip(found) {
                    let Some(bind) = part.as_bind() else { continue };
                    match value {
                        Some(value) => self.declare(bind.local, value),
                        None => self.variables.declare(bind.local, None),
                    }
                }
                return;
            }
            (PatKind::Slice(parts), ExprKind::Call(callee, arguments)) => {
                self.call_of_several(value, callee, arguments, parts.len())
            }
            _ => self.scrutinee(value),
        };
        let bound = values.and_then(|values| self.matches(pattern, &values, value, true));
        self.follow_parts(pattern, value);
        if bound.is_none() {
            for local in pattern.binds() {
                self.variables.declare(local, None);
            }
        }
    }

    /// The value that a `let` gives a name.
    pub(super) fn declared(&mut self, bind: &'t Bind, value: &'t Expr) -> Option<Value<'t>> {
        let found = self.declared_as(bind, value)?;
        if let Value::Array(place) = &found
            && bind.mutable
            && is_copy(value)
        {
            self.variables.copies_of_lent.remove(&place.array);
        }
        let is_chosen = matches!(value.bare().kind, ExprKind::If(_) | ExprKind::Match(_));
        if bind.mutable && crate::syntax::lends(value) && (found.is_borrowed() || is_chosen) {
            self.variables.references.insert(bind.local);
        }
        Some(if bind.mutable { self.as_reference(found) } else { found })
    }

    pub(super) fn declared_as(&mut self, bind: &'t Bind, value: &'t Expr) -> Option<Value<'t>> {
        let (local, ty) = (self.tree.local(bind.local), self.types.get(value.ty));
        if let Some(object) = self.object(bind, value) {
            return Some(object);
        }
        if value.as_closure().is_none()
            && let Some(changed) = self.objects_changed(value)
        {
            return self.perform_tokens(value, changed, local.declared.as_ref()).map(Value::Number);
        }
        if let Some(found) = self.lent_by_choice(bind, value).or_else(|| self.lent_view(bind, value)) {
            return found;
        }
        let rank = self.types.rank(local.ty);
        if matches!(ty, Type::Iterator(_))
            && bind.mutable
            && !self.is_flat()
            && self.variables.is_changed_in_place(bind.local)
        {
            return self.cursor(value);
        }
        if matches!(ty, Type::Iterator(_)) && !self.is_flat() {
            let mut source = self.source(value)?;
            // What is looked for later must not be what has changed until then.
            let may_change =
                |part: &Expr| part.as_local().is_some_and(|local| self.tree.local(local).mutable);
            if value.any(&mut |part| may_change(part)) {
                let by_number = self.random_if_known(source.clone())?;
                source = if is_random(&by_number) { by_number } else { source };
            }
            return Some(Value::Iterator(std::rc::Rc::new(source)));
        }
        if let (Type::Option(held), true, false) = (self.types.get(local.ty), bind.mutable, self.is_flat()) {
            if is_none(value) && !self.activity.ever(bind.local) && !self.is_seen_through(*held) {
                return self.typed_constant(bind.local, value).map(Value::Number);
            }
            let found = self.value(value)?;
            let found = self.as_option(local.ty, found);
            return self.own_option(bind, value, found);
        }
        // A number that is lent goes by both names.
        let lender = match &value.bare().kind {
            ExprKind::Reference(true, inner) => match &inner.bare().kind {
                ExprKind::Unary(syn::UnOp::Deref(_), inner) => inner.as_local(),
                _ => inner.as_local(),
            },
            _ => value.as_local().filter(|local| self.variables.is_lent(*local)),
        };
        if let Some(of) = lender
            && let Some(found @ (Value::Number(_) | Value::Borrowed(_) | Value::Tuple(_))) =
                self.variables.get(of).cloned()
        {
            self.variables.lend(bind.local, of);
            return Some(found);
        }
        // A mutable reference is no copy of what it leads to.
        let lends = crate::syntax::lends(value);
        if matches!(self.types.get(local.ty), Type::Tuple(_))
            && bind.mutable
            && (self.activity.ever(bind.local) || matches!(value.bare().kind, ExprKind::Tuple(_)))
        {
            let found = self.start_of(value)?;
            let stays = lends && found.is_borrowed();
            return Some(if stays { found } else { self.own_fields(bind, found) });
        }
        // A reference that may lead elsewhere later is a copy of what it leads to: nothing changes that meanwhile.
        let is_led_elsewhere = bind.mutable
            && matches!(value.bare().kind, ExprKind::Reference(false, _))
            && self.activity.ever(bind.local)
            && (self.types.rank(local.ty) > 0 || self.is_record(local.ty));
        if is_led_elsewhere && !self.is_flat() {
            self.variables.led_elsewhere.insert(bind.local);
        }
        if bind.mutable
            && (is_led_elsewhere || !matches!(value.bare().kind, ExprKind::Reference(..)))
            && (matches!(self.types.get(local.ty), Type::Matrix(_)) && !self.is_flat()
                || matches!(self.types.get(local.ty), Type::Record(_) | Type::Matrix(_))
                    && self.activity.ever(bind.local))
        {
            // Of a number that nothing else may say the type of, as in `Complex::new(0.0, 0.0)`.
            let open = self.is_matrix(value) && self.is_constant(value) && !self.is_in_changing_memory(value);
            let found =
                if open { self.constant_matrix(value).map(Value::Number)? } else { self.value(value)? };
            let stays = lends && found.is_borrowed();
            return Some(if stays { found } else { self.own_fields(bind, found) });
        }
        let constant = self.is_constant(value);
        let ever = self.activity.ever(bind.local);
        let lent = matches!(value.bare().kind, ExprKind::Reference(..)) || lends_part(value);
        if rank > 0 && bind.mutable && !self.is_flat() && (!lent || is_led_elsewhere) {
            let kind = super::kind_of(self.types.scalar(local.ty));
            // A list of anything else is Rust's.
            if kind == Kind::Unknown && !ever {
                return self.typed_constant(bind.local, value).map(Value::Number);
            }
            return self.in_memory(bind, value, kind, ever).map(Value::Array);
        }
        // A matrix that changes is copied.
        let in_place = self.is_matrix(value) && self.is_in_changing_memory(value);
        if constant && !in_place && !matches!(value.bare().kind, ExprKind::Closure(_)) {
            let is_number = local.declared.as_ref().is_none_or(|declared| {
                crate::signature::float_of(&self.context.signature.known(declared))
                    == Some(self.context.signature.float)
                    || matches!(declared, syn::Type::Infer(_))
            });
            let typed = local.declared.is_some() && !is_arithmetic(value);
            if is_number && rank == 0 && !typed {
                return self.value(value);
            }
            return self.typed_constant(bind.local, value).map(Value::Number);
        }
        let before = self.arrays_so_far();
        let mut found = self.value(value)?;
        if let Some(declared) = &local.declared {
            found = self.choice_of_type(declared, found);
        }
        if self.is_shared_copy(value) {
            self.variables.sharing.insert(bind.local);
        }
        Some(match found {
            // What may change under its own name is copied; what is behind a reference cannot change.
            Value::Array(place)
                if !lent
                    && !place.borrowed
                    && !self.is_own(&place, before)
                    && (!self.graph.array(place.array).constant || is_dereferenced(value)) =>
            {
                let (layout, kind) = (self.graph.layout(&place), self.graph.array(place.array).kind);
                let name = self.name_of(bind.local);
                Value::Array(self.new_constant_memory(&name, layout, kind, Initial::Copy(place)))
            }
            // What does not vary in it is changed, too.
            Value::Struct(..) if bind.mutable => self.own_fields(bind, found),
            other if lent => other,
            other => self.apart(other),
        })
    }

    /// An option that changes by its own name: what it holds has its place.
    pub(super) fn own_option(
        &mut self,
        bind: &'t Bind,
        syntax: &'t Expr,
        found: Value<'t>,
    ) -> Option<Value<'t>> {
        let local = self.tree.local(bind.local);
        let Type::Option(held) = *self.types.get(local.ty) else { return Some(found) };
        let lends = found.places().iter().any(|place| self.is_lent(&Value::Array((*place).clone())));
        if !self.needs_room(held) || lends || !self.activity.ever(bind.local) {
            return Some(found);
        }
        let declared = local.declared.as_ref().and_then(crate::signature::held_type);
        let room = self.room_of_type(held, declared);
        let never = self.graph.boolean(false);
        self.assign_again(&room);
        self.put_into(&Value::Option(never, Box::new(room)), syntax, found)
    }

    /// A tuple or a struct that changes by its own name, apart from where it comes from.
    pub(super) fn own_fields(&mut self, bind: &'t Bind, value: Value<'t>) -> Value<'t> {
        match value {
            Value::Array(place) => {
                let (name, active) = (self.name_of(bind.local), self.activity.ever(bind.local));
                Value::Array(self.copied(&name, place, active))
            }
            Value::Struct(..) if !self.is_flat() => {
                let name = self.name_of(bind.local);
                self.built(&name, &value).map_or(value, Value::Array)
            }
            Value::Tuple(parts) if !self.is_flat() => {
                Value::Tuple(parts.into_iter().map(|part| self.own_part_of_tuple(bind, part)).collect())
            }
            // One that does not vary yet.
            Value::Number(id)
                if !self.is_flat()
                    && !matches!(self.types.get(self.tree.local(bind.local).ty), Type::Tuple(_)) =>
            {
                let local = self.tree.local(bind.local);
                let (name, layout) = (local.name.clone(), self.layout_of(local.ty));
                let active = self.activity.ever(bind.local);
                Value::Array(self.new_memory(&name, layout, Kind::Real, Initial::Value(id), active))
            }
            other => other,
        }
    }

    pub(super) fn own_part_of_tuple(&mut self, bind: &'t Bind, part: Value<'t>) -> Value<'t> {
        match part {
            Value::Array(place) if self.is_lent(&Value::Array(place.clone())) => Value::Array(place),
            Value::Array(_) | Value::Struct(..) | Value::Tuple(_) => self.own_fields(bind, part),
            Value::Elements(values) => {
                let name = self.name_of(bind.local);
                match self.stored(Some(&name), &values, false, true) {
                    Some(place) => Value::Array(place),
                    None => Value::Elements(values),
                }
            }
            other => other,
        }
    }

    /// A constant of the type that the user gives it: `let k: u8 = 200;` overflows where `let k = 200;` would not.
    pub(super) fn typed_constant(&mut self, local: LocalId, value: &'t Expr) -> Option<Id> {
        let Some(declared) = self.tree.local(local).declared.clone() else { return self.constant(value) };
        let name = self.name_of(local);
        self.constant_around(value, |tokens: TokenStream| quote!({ let #name: #declared = #tokens; #name }))
    }

    /// The one constant or the other, of the type that the user gives it: its parts would not say which it is.
    pub(super) fn choice_of_type(&mut self, declared: &syn::Type, value: Value<'t>) -> Value<'t> {
        let (Value::Number(id) | Value::Borrowed(id)) = value else { return value };
        if let Some(typed) = self.integer_of_type(declared, id) {
            return Value::Number(typed);
        }
        let is_choice = matches!(self.graph.node(id), Node::Select { .. } | Node::Fresh(Origin::Result(..)));
        if self.graph.is_active(id) || self.graph.kind(id) != Kind::Unknown || !is_choice {
            return value;
        }
        let mentions = vec![("__chosen".to_owned(), id)];
        let tokens = quote!({ let __typed: #declared = __chosen; __typed });
        Value::Number(self.graph.constant(tokens, mentions, Vec::new(), false))
    }

    /// An integer of which its own words do not say the type.
    pub(super) fn integer_of_type(&mut self, declared: &syn::Type, id: Id) -> Option<Id> {
        if !is_integer_type(declared) {
            return None;
        }
        let node = self.graph.node(id).clone();
        match node {
            Node::Literal(number) if number.kind == Kind::Integer && !number.text.contains(['i', 'u']) => {
                let text = format!("{}{}", number.text, crate::errors::quoted(declared));
                Some(self.graph.literal(&text, Kind::Integer))
            }
            Node::Constant { .. } if self.graph.kind(id) == Kind::Integer => {
                let mentions = vec![("__integer".to_owned(), id)];
                let tokens = quote!({ let __typed: #declared = __integer; __typed });
                Some(self.graph.constant(tokens, mentions, Vec::new(), false))
            }
            _ => None,
        }
    }

    /// A mutable array.
    pub(super) fn in_memory(
        &mut self,
        bind: &'t Bind,
        value: &'t Expr,
        kind: Kind,
        active: bool,
    ) -> Option<crate::region::Place> {
        let name = self.name_of(bind.local);
        let layout = self.layout_of_list(self.tree.local(bind.local).ty);
        if self.is_constant(value) {
            if layout.has_fields() && self.tree.local(bind.local).declared.is_none() {
                let id = self.constant_matrix(value)?;
                return Some(self.new_memory(&name, layout, kind, Initial::Value(id), active));
            }
            let id = self.typed_constant(bind.local, value)?;
            return Some(self.new_memory(&name, layout, kind, Initial::Value(id), active));
        }
        let before = self.arrays_so_far();
        let place = match self.value(value)? {
            Value::Elements(values) => self.stored(Some(&name), &values, false, active)?,
            Value::Array(place) if self.is_own(&place, before) && !self.graph.array(place.array).constant => {
                let array = self.graph.array_mut(place.array);
                array.active |= active;
                place
            }
            Value::Array(place) => self.copied(&name, place, active),
            Value::Number(id) if !self.graph.is_active(id) => {
                self.new_memory(&name, layout, kind, Initial::Value(id), active)
            }
            other => {
                self.number_of(value, other)?;
                return None;
            }
        };
        Some(place)
    }
}

/// Whether the type of an expression is plain to see.
fn is_arithmetic(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Literal(_) | ExprKind::Local(_) | ExprKind::Path(_) | ExprKind::Cast(..) => true,
        ExprKind::Paren(_) | ExprKind::Unary(..) | ExprKind::Chain(..) => {
            value.children().into_iter().all(is_arithmetic)
        }
        ExprKind::Method(method) => {
            method.function().is_some()
                && methods::rows(&method.name.to_string()).next().is_none()
                && value.children().into_iter().all(is_arithmetic)
        }
        _ => false,
    }
}

/// Whether a value is a mutable reference that a method gives, as in `rows.last_mut().unwrap()`.
fn lends_part(value: &Expr) -> bool {
    match &value.bare().kind {
        ExprKind::Method(method) => methods::lends(&method.name.to_string()) || lends_part(&method.receiver),
        _ => false,
    }
}

/// Whether a value is what is behind a reference.
fn is_dereferenced(value: &Expr) -> bool {
    matches!(&value.bare().kind, ExprKind::Unary(syn::UnOp::Deref(_), _))
}

/// Whether an expression says that it is a copy of what a reference leads to.
fn is_copy(expr: &Expr) -> bool {
    let block = |block: &Block| block.tail.as_ref().is_some_and(|tail| is_copy(tail));
    match &expr.bare().kind {
        ExprKind::Unary(syn::UnOp::Deref(_), _) => true,
        ExprKind::Method(method) => {
            let copies = ["clone", "cloned", "copied", "to_owned", "to_vec"];
            copies.iter().any(|name| method.name == name) || is_copy(&method.receiver)
        }
        ExprKind::Block(inner, None) => block(inner),
        ExprKind::If(branch) => block(&branch.then) && branch.otherwise.as_ref().is_some_and(is_copy),
        ExprKind::Match(choice) => choice.arms.iter().all(|arm| is_copy(&arm.body)),
        _ => false,
    }
}
