//! Expressions of any kind, as the values that they stand for.

use std::rc::Rc;

use quote::quote;
use syn::{Member, UnOp};

use super::Lowering;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::{Id, Node};
use crate::outputs::Results;
use crate::region::{Initial, Origin, Place};
use crate::syntax::{Expr, ExprKind, Link, LocalId, Ty, Type};
use crate::table::matrices::{self, Outcome};

impl<'t> Lowering<'t, '_> {
    /// The node of an expression; nothing after an error, or where what comes is not reached.
    pub(super) fn number(&mut self, expr: &'t Expr) -> Option<Id> {
        let value = self.value(expr)?;
        self.number_of(expr, value)
    }

    /// The same of a part of an expression, which does not have the name of the whole.
    pub(super) fn operand(&mut self, expr: &'t Expr) -> Option<Id> {
        self.without_name(|lowering| lowering.number(expr))
    }

    /// The value of an expression.
    pub(super) fn value(&mut self, expr: &'t Expr) -> Option<Value<'t>> {
        // Each case is a function of its own, so that this one, which calls itself, needs little stack.
        if self.flow.calls.is_empty()
            && let Some(found) = self.tried_that_writes(expr, Results::Both)
        {
            return found;
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.value(inner),
            ExprKind::Literal(literal) => self.literal(expr, literal).map(Value::Number),
            ExprKind::Local(local) => match self.variables.get(*local).cloned() {
                None => self.lost(expr, *local),
                value => value,
            },
            ExprKind::Chain(first, links) => self.chained(expr, first, links),
            ExprKind::Block(block, None) => self.block_value(expr, block),
            ExprKind::If(_) | ExprKind::Match(_) => self.chosen(expr),
            ExprKind::Loop(id, body) => self.loop_value(expr, *id, body),
            ExprKind::Block(block, Some(label)) => self.labelled(expr, *label, block),
            ExprKind::Return(_) | ExprKind::Break(..) | ExprKind::Continue(_) => {
                self.leave(expr);
                None
            }
            ExprKind::Closure(closure) => Some(Value::Closure(Rc::new(self.captured(closure)))),
            ExprKind::Method(method) => self.method(expr, method),
            ExprKind::Call(callee, arguments) => self.call(expr, callee, arguments),
            ExprKind::Cast(inner, written) => self.cast(expr, inner, written).map(Value::Number),
            ExprKind::Try(inner) if !self.flow.calls.is_empty() => self.tried_in_closure(expr, inner),
            ExprKind::Try(inner) if self.context.signature.fallible.is_some() && !self.is_constant(expr) => {
                self.inside(inner, false)
            }
            ExprKind::Macro(path, arguments) if self.is_matrix(expr) && !self.is_constant(expr) => {
                self.made_by_macro(expr, path, arguments)
            }
            ExprKind::Macro(path, arguments) if crate::table::methods::is_diverging(path) => {
                self.diverge(expr, arguments);
                None
            }
            _ => self.other(expr),
        }
    }

    /// What a name without a value stands for: nothing, which has been said, or is said here.
    fn lost(&mut self, expr: &Expr, local: LocalId) -> Option<Value<'t>> {
        if self.errors.is_empty() && !self.flow.left {
            let name = self.name_of(local);
            self.errors.report(
                expr.spans,
                format!("what `{name}` stands for is not followed to here"),
                "take it apart with a `match` on the call itself, or give it its value by a statement of its own",
            );
        }
        None
    }

    fn chained(&mut self, expr: &'t Expr, first: &'t Expr, links: &'t [Link]) -> Option<Value<'t>> {
        let of_matrices = !self.is_constant(expr)
            && (self.is_matrix(expr)
                || self.is_matrix(first)
                || links.iter().any(|link| self.is_matrix(&link.right)));
        if of_matrices {
            return self.chain_of_matrices(first, links);
        }
        let sides =
            || std::iter::once(first.ty).chain(links.iter().flat_map(|link| [link.right.ty, link.ty]));
        if !self.is_constant(expr) && sides().any(|side| self.is_record(side)) {
            return self.chain_of_structs(first, links);
        }
        self.chain(expr, first, links).map(Value::Number)
    }

    fn other(&mut self, expr: &'t Expr) -> Option<Value<'t>> {
        if is_none(expr) && matches!(self.type_of(expr), Type::Option(_)) {
            let never = self.graph.boolean(false);
            return self.nothing_of(expr.ty).map(|value| Value::Option(never, Box::new(value)));
        }
        // A list in memory that changes is its place there, also where nothing in it varies.
        if self.is_constant(expr)
            && !self.is_in_changing_memory(expr)
            && !matches!(expr.kind, ExprKind::Unary(UnOp::Neg(_), _))
        {
            return self.constant(expr).map(Value::Number);
        }
        match &expr.kind {
            ExprKind::Unary(UnOp::Neg(_), inner) if self.is_matrix(inner) && !self.is_constant(inner) => {
                self.negated_matrix(inner)
            }
            ExprKind::Unary(UnOp::Neg(_), inner) if self.is_record(inner.ty) && !self.is_constant(inner) => {
                self.negated_struct(expr, inner)
            }
            ExprKind::Unary(UnOp::Neg(_), inner) => self.negated(expr, inner).map(Value::Number),
            ExprKind::Unary(UnOp::Not(_), inner) if *self.type_of(inner) == Type::Real => {
                self.unsupported(expr)
            }
            ExprKind::Unary(UnOp::Not(_), _) => self.condition(expr).map(Value::Number),
            ExprKind::Unary(_, inner) => {
                let value = self.value(inner)?;
                // What a loop of Rust's binds is what Rust says it is.
                if let Value::Number(id) = value
                    && matches!(self.graph.node(id), Node::Fresh(Origin::Binding(..)))
                {
                    return self.constant(expr).map(Value::Number);
                }
                Some(self.dereferenced(value))
            }
            ExprKind::Reference(mutable, inner) => self.reference(*mutable, inner),
            ExprKind::Tuple(parts) => {
                let values: Vec<Option<Value>> = parts.iter().map(|part| self.own_part(part)).collect();
                values.into_iter().collect::<Option<_>>().map(Value::Tuple)
            }
            ExprKind::List(parts, form) => self.list(parts, form),
            ExprKind::Repeat(element, length, form) => self.repeated(expr, element, length, form),
            ExprKind::Index(base, index) => self.indexed(expr, base, index),
            ExprKind::Field(base, member) => self.field(expr, base, member),
            ExprKind::Struct(path, fields, base) => self.struct_literal(expr, path, fields, base.as_deref()),
            ExprKind::Range(..) => self.source(expr).map(Rc::new).map(Value::Iterator),
            ExprKind::Path(_) => self.constant(expr).map(Value::Number),
            ExprKind::Assign(..) | ExprKind::Increase(..) | ExprKind::For(_) | ExprKind::While(..) => {
                self.effect(expr);
                None
            }
            _ => self.unsupported(expr),
        }
    }

    /// A part of something larger that is made here.
    pub(super) fn own_part(&mut self, expr: &'t Expr) -> Option<Value<'t>> {
        match self.part_value(expr)? {
            // What does not vary yet may be changed within what is made: its type says what it has in it.
            Value::Number(id) | Value::Borrowed(id)
                if !self.graph.is_active(id) && !self.is_flat() && self.is_of_several(expr.ty) =>
            {
                let (name, layout) = (self.wanted_name("constant"), self.layout_of(expr.ty));
                Some(Value::Array(self.new_constant_memory(&name, layout, Kind::Real, Initial::Value(id))))
            }
            value => Some(self.apart(value)),
        }
    }

    /// Whether something of a type is an array, a tuple or a struct of numbers.
    fn is_of_several(&self, ty: Ty) -> bool {
        let of_numbers = |ty| matches!(self.types.scalar(ty), Type::Real | Type::Record(_) | Type::Tuple(_));
        match self.types.get(ty) {
            Type::List(_) => of_numbers(ty),
            Type::Record(_) | Type::Tuple(_) => true,
            _ => false,
        }
    }

    /// A part of something, which has no name of its own.
    pub(super) fn part_value(&mut self, expr: &'t Expr) -> Option<Value<'t>> {
        self.without_name(|lowering| lowering.value(expr))
    }

    fn reference(&mut self, mutable: bool, inner: &'t Expr) -> Option<Value<'t>> {
        if mutable
            && !self.is_flat()
            && !matches!(inner.bare().kind, ExprKind::Local(_))
            && let Some(place) = self.target(inner)
        {
            let element = self.graph.rank(&place) == 0;
            return Some(if element {
                Value::Slot(place)
            } else {
                Value::Array(Place { borrowed: true, ..place })
            });
        }
        if let ExprKind::Local(local) = &inner.bare().kind
            && let Some(Value::Number(id)) = self.variables.get(*local)
            && self.graph.is_active(*id)
        {
            return Some(Value::Borrowed(*id));
        }
        match self.value(inner)? {
            // What is lent is in memory.
            Value::Elements(values) if !self.is_flat() => {
                let place = self.stored(None, &values, true, false)?;
                Some(Value::Array(Place { borrowed: true, ..place }))
            }
            other => Some(other.borrowed()),
        }
    }

    fn field(&mut self, expr: &'t Expr, base: &'t Expr, member: &Member) -> Option<Value<'t>> {
        let value = self.part_value(base)?;
        match (member, value) {
            (Member::Unnamed(index), Value::Tuple(values)) => values.get(index.index as usize).cloned(),
            (member, Value::Struct(made, values)) => {
                let position = made.fields.iter().position(|field| *field == member.into())?;
                values.into_iter().nth(position)
            }
            (member, Value::Number(id) | Value::Borrowed(id)) if !self.graph.is_active(id) => {
                let mentions = vec![("__whole".to_owned(), id)];
                let field = self.graph.constant(quote!(__whole.#member), mentions, Vec::new(), false);
                Some(Value::Number(field))
            }
            (Member::Named(name), Value::Array(_))
                if self.is_matrix(base)
                    && let Some(number) = matrices::part_of_quaternion(name)
                    && (number < 3 || self.has_turns()) =>
            {
                let arguments = vec![self.matrix(base)?];
                let numbers = self.applied_to_matrices("vector_of", arguments, Outcome::Matrix);
                self.coordinate(numbers, number)
            }
            (Member::Named(name), Value::Array(_))
                if self.is_matrix(base) && matrices::part_in_field(name).is_some() =>
            {
                let function = matrices::part_in_field(name)?;
                let arguments = vec![self.matrix(base)?];
                Some(self.applied_to_matrices(function, arguments, Outcome::Matrix))
            }
            (member, Value::Array(place)) if self.has_fields(&place) => {
                Some(self.field_in_memory(&place, &member.into()))
            }
            _ => self.unsupported(expr),
        }
    }

    /// Something of a type that nobody reads.
    pub(super) fn nothing_of(&mut self, ty: Ty) -> Option<Value<'t>> {
        let known = match self.types.get(ty) {
            Type::Option(inner) => return self.nothing_of(*inner),
            known => known.clone(),
        };
        Some(match known {
            Type::Tuple(parts) => {
                let values: Option<Vec<Value>> = parts.iter().map(|&part| self.nothing_of(part)).collect();
                Value::Tuple(values?)
            }
            other => {
                let kind = super::kind_of(&other);
                Value::Number(self.graph.nothing(kind))
            }
        })
    }
}

pub(super) fn is_none(expr: &Expr) -> bool {
    expr.path_names() == ["None"]
}
