//! Statements: `let`, blocks, and expressions for what they do.

use proc_macro2::TokenStream;
use quote::quote;

use super::Lowering;
use super::branch::{Ending, Merge};
use super::iterator::is_random;
use super::value::Value;
use super::variables::Changes;
use crate::elementary::Kind;
use crate::ir::{Id, Node};
use crate::region::{Action, Initial, Origin, RegionKind};
use crate::syntax::{
    Bind, Block, Expr, ExprKind, Let, ListForm, LocalId, Pat, PatKind, Stmt, Type, is_integer_type,
};
use crate::table::methods;

impl<'t> Lowering<'t, '_> {
    /// A block that has a value.
    pub(super) fn block_value(&mut self, expr: &'t Expr, block: &'t Block) -> Option<Value<'t>> {
        // A constant block may loop and mutate for itself, as long as nothing outside changes.
        if !block.statements.is_empty() && self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        self.in_block(block, &|lowering, last| lowering.value(last))
    }

    /// The statements of a block from one on; the expression that it ends with is lowered in the given way.
    ///
    /// What follows a statement that may leave the block runs only if it does not.
    pub(super) fn run<T: Merge<'t>>(
        &mut self,
        block: &'t Block,
        from: usize,
        ending: Ending<'t, '_, T>,
    ) -> Option<T> {
        let before = self.leaving();
        for (position, statement) in block.statements.iter().enumerate().skip(from) {
            self.without_name(|lowering| lowering.statement(statement));
            if self.flow.left {
                return None;
            }
            let leaving = self.leaving();
            if leaving != before
                && let Some(leaving) = leaving
            {
                return self.rest(leaving, block, position + 1, ending);
            }
        }
        block.tail.as_ref().and_then(|tail| ending(self, tail))
    }

    /// The statements behind one that may have left the block.
    fn rest<T: Merge<'t>>(
        &mut self,
        leaving: Id,
        block: &'t Block,
        from: usize,
        ending: Ending<'t, '_, T>,
    ) -> Option<T> {
        if self.is_flat() {
            return self.run(block, from, ending);
        }
        let mark = self.variables.mark();
        let (region, around) = self.graph.open(RegionKind::Branch);
        let flags = self.lower_flags();
        let result = self.run(block, from, ending);
        self.graph.enter(around);
        let changes = self.variables.take_back(mark);
        for (local, flag) in flags {
            self.variables.replace(local, Some(flag));
        }
        if self.graph.floats(region) {
            self.graph.dissolve(region);
            let in_loop = self.is_in_loop();
            // A flag that is raised in the rest was raised, or is now, if the rest is reached.
            for (local, value) in changes {
                let value = match (value, self.variables.get(local).cloned()) {
                    (Some(Value::Number(new)), Some(Value::Number(old))) if self.is_flag(local) => {
                        let reached = self.graph.not(leaving);
                        let now = if old == leaving { new } else { self.graph.and(reached, new) };
                        Some(Value::Number(self.graph.or(old, now)))
                    }
                    // A loop goes on with what there was when it was left, or hands it on.
                    (Some(new), Some(old)) if self.is_hidden(local) || in_loop => {
                        self.selected_value(leaving, &old, &new)
                    }
                    (value, _) => value,
                };
                self.variables.assign(local, value);
            }
            return result;
        }
        let (nothing, _) = self.graph.open(RegionKind::Branch);
        self.graph.enter(around);
        let left = std::mem::take(&mut self.flow.left);
        let branch = Action::Branch { condition: leaving, then: nothing, otherwise: region };
        let before = self.flow.joining.replace(self.graph.perform(branch, &[]));
        let result = self.join_branches(leaving, (None, true, Changes::new()), (result, left, changes));
        self.flow.joining = before;
        result
    }

    /// Takes down the flags of what was left, for code that is reached only if it was not; they are returned.
    fn lower_flags(&mut self) -> Vec<(LocalId, Value<'t>)> {
        let never = self.graph.boolean(false);
        let mut lowered = Vec::new();
        for flag in self.flags() {
            if let Some(value) = self.variables.get(flag).cloned() {
                self.variables.replace(flag, Some(Value::Number(never)));
                lowered.push((flag, value));
            }
        }
        lowered
    }

    /// A block as an expression: what to make of its last expression is up to the caller.
    pub(super) fn in_block<T: Merge<'t>>(
        &mut self,
        block: &'t Block,
        ending: Ending<'t, '_, T>,
    ) -> Option<T> {
        let errors = self.errors.count();
        if self.refuse_semicolon(block, "its block") {
            return None;
        }
        let result = self.run(block, 0, ending);
        if block.tail.is_none() && !self.flow.left && self.errors.count() == errors && !ends_by_leaving(block)
        {
            self.errors.report_wrong_rust(
                block.spans,
                "this block ends without a value",
                "end it with an expression, without a semicolon",
            );
        }
        result
    }

    /// Reports a value that a semicolon throws away, where one is expected.
    pub(super) fn refuse_semicolon(&mut self, block: &'t Block, of: &str) -> bool {
        let (None, Some(Stmt::Expr(value))) = (&block.tail, block.statements.last()) else { return false };
        let has_effect = !matches!(
            value.kind,
            ExprKind::Chain(..)
                | ExprKind::Method(_)
                | ExprKind::Call(..)
                | ExprKind::Local(_)
                | ExprKind::Literal(_)
                | ExprKind::Path(_)
                | ExprKind::Unary(..)
                | ExprKind::Cast(..)
                | ExprKind::Paren(_)
                | ExprKind::Tuple(_)
                | ExprKind::List(..)
                | ExprKind::Index(..)
        ) || !value.effects.is_pure();
        if !has_effect {
            self.errors.report_wrong_rust(
                value.spans,
                format!("`{}` with a semicolon is not the value of {of}", self.tree.quoted(value)),
                "take the semicolon away",
            );
        }
        !has_effect
    }

    fn statement(&mut self, statement: &'t Stmt) {
        match statement {
            Stmt::Let(binding) => self.binding(binding),
            Stmt::Expr(value) => self.effect(value),
        }
    }

    /// An expression as a statement.
    pub(super) fn effect(&mut self, expr: &'t Expr) {
        if matches!(
            expr.kind,
            ExprKind::Method(_) | ExprKind::Call(..) | ExprKind::Increase(..) | ExprKind::Assign(..)
        ) && let Some(changed) = self.objects_changed(expr)
        {
            self.perform_tokens(expr, changed, None);
            return;
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.effect(inner),
            ExprKind::Assign(target, value) => self.assignment(target, value),
            ExprKind::Increase(operator, target, value) => self.increase(expr, operator, target, value),
            ExprKind::Return(_) | ExprKind::Break(..) | ExprKind::Continue(_) => self.leave(expr),
            ExprKind::If(_) | ExprKind::Match(_) => self.branch_statement(expr),
            ExprKind::Block(block, None) => self.unit_block(block),
            ExprKind::Block(block, Some(label)) => drop(self.labelled_statement(expr, *label, block)),
            ExprKind::For(repeat) => self.for_loop(expr, repeat),
            ExprKind::While(id, condition, body) => self.while_loop(expr, *id, condition, body),
            ExprKind::Loop(id, body) => drop(self.endless_loop(expr, *id, body, None)),
            ExprKind::Macro(path, arguments) if methods::is_assertion(path) || methods::is_printing(path) => {
                self.assertion(expr, path, arguments);
            }
            ExprKind::Macro(_, arguments) => self.diverge(expr, arguments),
            ExprKind::Tuple(unit) if unit.is_empty() => {}
            ExprKind::Try(inner) if !self.flow.calls.is_empty() => self.left_without(expr, inner),
            // Whether there is a value the function itself was asked.
            ExprKind::Try(_) if self.context.signature.fallible.is_some() => {}
            // A semicolon alone.
            ExprKind::Foreign(foreign) if foreign.tokens.is_empty() => {}
            ExprKind::Method(method) if method.name == "clone_from" && method.arguments.len() == 1 => {
                let value = self.part_value(&method.arguments[0]);
                if let Some(value) = value {
                    let value = self.dereferenced(value);
                    self.give(&method.receiver, &method.arguments[0], value);
                }
            }
            ExprKind::Method(method) => {
                let is_cursor = method
                    .receiver
                    .as_local()
                    .is_some_and(|local| matches!(self.variables.get(local), Some(Value::Cursor(..))));
                let takes = methods::takes(&method.name.to_string(), method.arguments.len())
                    && matches!(self.types.get(method.receiver.ty), Type::Option(_));
                if is_cursor || takes {
                    self.part_value(expr);
                } else if !self.changes_matrix(expr, method)
                    && !self.changes_list(expr, method)
                    && !self.for_each(expr, method)
                {
                    if self.is_of_object(method) && !self.is_constant(&method.receiver) {
                        self.method_that_writes(expr, method, false);
                        return;
                    }
                    self.unused(expr);
                }
            }
            ExprKind::Call(callee, arguments) => {
                if !self.swaps(callee, arguments)
                    && self.exchanged(callee, arguments).is_none()
                    && !self.call_for_effect(callee, arguments)
                    && self.call_that_writes(expr, callee, arguments, false).is_none()
                {
                    self.unused(expr);
                }
            }
            _ => self.unused(expr),
        }
    }

    /// A closure that changes what it captures, or what is lent to it.
    fn call_for_effect(&mut self, callee: &'t Expr, arguments: &'t [Expr]) -> bool {
        let is_closure = callee
            .as_local()
            .is_some_and(|local| matches!(self.variables.get(local), Some(Value::Closure(_))));
        if is_closure {
            let values: Vec<Option<Value>> =
                arguments.iter().map(|argument| self.part_value(argument)).collect();
            if let Some(values) = values.into_iter().collect() {
                let function = self.function(callee);
                let lent = self.lend_to(callee, arguments);
                self.applied_for_effect(&function, values);
                self.variables.take_from(&lent);
            }
        }
        is_closure
    }

    /// An expression as a statement: what it does, if anything, the chain rule does not see.
    fn unused(&mut self, expr: &'t Expr) {
        if let Some(&changed) = expr.effects.changes.first() {
            return self.changes(expr, changed);
        }
        if let Some(name) = expr.effects.hides.clone()
            && matches!(&expr.kind, ExprKind::Foreign(_))
        {
            self.errors.report(
                crate::syntax::Spans(expr.spans.0, expr.spans.0),
                format!("`{name}!` is a macro, and the chain rule cannot look inside of it"),
                "take it out, or call it where this function is called",
            );
            return;
        }
        if !expr.effects.is_pure() && !expr.effects.unseen || matches!(expr.kind, ExprKind::Foreign(_)) {
            self.unsupported::<()>(expr);
            return;
        }
        self.errors.report(
            expr.spans,
            format!(
                "nothing uses the value of `{}`, and what else it does the chain rule cannot see",
                self.tree.quoted(expr)
            ),
            "take it out, or use its value in a `let`",
        );
    }

    fn binding(&mut self, binding: &'t Let) {
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
        let Some(condition) = self.matches(&binding.pattern, &scrutinee, value, false) else { return };
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
    fn late_memory(&mut self, local: LocalId) {
        let ty = self.tree.local(local).ty;
        let rank = self.types.rank(ty);
        if rank == 0
            && !matches!(
                self.types.get(ty),
                Type::Unknown | Type::Other | Type::Record(_) | Type::Iterator(_) | Type::Closure(_)
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
    fn bind_pattern(&mut self, pattern: &'t Pat, value: &'t Expr) {
        if let Some(bind) = pattern.as_bind() {
            let name = self.name_of(bind.local);
            match self.with_name(&name, |lowering| lowering.declared(bind, value)) {
                Some(_) if self.variables.actual(bind.local) != bind.local => {}
                Some(value) => self.declare(bind.local, value),
                None => self.variables.declare(bind.local, None),
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
        if bound.is_none() {
            for local in pattern.binds() {
                self.variables.declare(local, None);
            }
        }
    }

    /// The value that a `let` gives a name.
    fn declared(&mut self, bind: &'t Bind, value: &'t Expr) -> Option<Value<'t>> {
        let found = self.declared_as(bind, value)?;
        if let Value::Array(place) = &found
            && bind.mutable
            && is_copy(value)
        {
            self.variables.copies_of_lent.remove(&place.array);
        }
        Some(found)
    }

    fn declared_as(&mut self, bind: &'t Bind, value: &'t Expr) -> Option<Value<'t>> {
        let (local, ty) = (self.tree.local(bind.local), self.types.get(value.ty));
        if let Some(object) = self.object(bind, value) {
            return Some(object);
        }
        if value.as_closure().is_none()
            && let Some(changed) = self.objects_changed(value)
        {
            return self.perform_tokens(value, changed, local.declared.as_ref()).map(Value::Number);
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
        if let (Type::Option(_), true, false) = (self.types.get(local.ty), bind.mutable, self.is_flat()) {
            let found = self.value(value)?;
            let found = self.as_option(local.ty, found);
            return self.own_option(bind, value, found);
        }
        if matches!(self.types.get(local.ty), Type::Tuple(_))
            && bind.mutable
            && (self.activity.ever(bind.local) || matches!(value.bare().kind, ExprKind::Tuple(_)))
        {
            let found = self.start_of(value)?;
            return Some(self.own_fields(bind, found));
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
            return Some(self.own_fields(bind, found));
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
            other if lent => other,
            other => self.apart(other),
        })
    }

    /// An option that changes by its own name: what it holds has its place.
    fn own_option(&mut self, bind: &'t Bind, syntax: &'t Expr, found: Value<'t>) -> Option<Value<'t>> {
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
    fn own_fields(&mut self, bind: &'t Bind, value: Value<'t>) -> Value<'t> {
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

    fn own_part_of_tuple(&mut self, bind: &'t Bind, part: Value<'t>) -> Value<'t> {
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
    fn integer_of_type(&mut self, declared: &syn::Type, id: Id) -> Option<Id> {
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
    fn in_memory(
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
            crate::elementary::Function::method(&method.name.to_string()).is_some()
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

/// Whether the last statement of a block never ends.
fn ends_by_leaving(block: &Block) -> bool {
    matches!(block.statements.last(), Some(Stmt::Expr(last)) if crate::syntax::is_never(last) || last.effects.is_left())
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
