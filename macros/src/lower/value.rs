//! What an expression can stand for, beside a number.

use std::rc::Rc;

use syn::Path;

use super::Lowering;
use super::closure::Captured;
use super::iterator::Source;
use crate::ir::Id;
use crate::region::Place;
use crate::syntax::{Expr, Field};

#[derive(Clone)]
pub(super) enum Value<'t> {
    /// A number, or anything else that the chain rule does not look into.
    Number(Id),
    /// The same behind a reference.
    Borrowed(Id),
    /// An array or a part of one, in memory.
    Array(Place),
    /// An element behind a mutable reference.
    Slot(Place),
    /// An array whose elements are known one by one.
    Elements(Vec<Value<'t>>),
    Tuple(Vec<Value<'t>>),
    /// A struct whose fields are known one by one.
    Struct(Rc<Made>, Vec<Value<'t>>),
    Closure(Rc<Captured<'t>>),
    Iterator(Rc<Source<'t>>),
    /// An iterator that goes on where it was: behind so many items.
    Cursor(Id, Rc<Source<'t>>),
    /// Whether there is something, and what it is then.
    Option(Id, Box<Value<'t>>),
    /// How the first compares to the second, in the total order or in the partial one.
    Ordering(Id, Id, bool),
}

/// How a struct is written.
pub(super) struct Made {
    pub(super) path: Path,
    pub(super) fields: Vec<Field>,
}

impl Made {
    fn is(&self, other: &Made) -> bool {
        self.fields == other.fields
    }
}

impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Number(a) | Value::Borrowed(a), Value::Number(b) | Value::Borrowed(b)) => a == b,
            (Value::Array(a), Value::Array(b)) | (Value::Slot(a), Value::Slot(b)) => a == b,
            (Value::Elements(a), Value::Elements(b)) | (Value::Tuple(a), Value::Tuple(b)) => a == b,
            (Value::Struct(a, x), Value::Struct(b, y)) => a.is(b) && x == y,
            (Value::Closure(a), Value::Closure(b)) => Rc::ptr_eq(a, b),
            (Value::Iterator(a), Value::Iterator(b)) => Rc::ptr_eq(a, b),
            (Value::Cursor(a, x), Value::Cursor(b, y)) => a == b && Rc::ptr_eq(x, y),
            (Value::Option(a, x), Value::Option(b, y)) => a == b && x == y,
            (Value::Ordering(a, b, c), Value::Ordering(x, y, z)) => (a, b, c) == (x, y, z),
            _ => false,
        }
    }
}

impl<'t> Value<'t> {
    /// The numbers that it is made of.
    pub(super) fn numbers(&self) -> Vec<Id> {
        match self {
            Value::Number(id) | Value::Borrowed(id) | Value::Cursor(id, _) => vec![*id],
            Value::Elements(values) | Value::Tuple(values) | Value::Struct(_, values) => {
                values.iter().flat_map(Value::numbers).collect()
            }
            Value::Option(is_some, value) => std::iter::once(*is_some).chain(value.numbers()).collect(),
            _ => Vec::new(),
        }
    }

    /// Which of them are not among what varies: whether there is something, and how much was gone through.
    pub(super) fn are_fixed(&self) -> Vec<bool> {
        match self {
            Value::Cursor(..) => vec![true],
            Value::Number(_) | Value::Borrowed(_) => vec![false],
            Value::Elements(values) | Value::Tuple(values) | Value::Struct(_, values) => {
                values.iter().flat_map(Value::are_fixed).collect()
            }
            Value::Option(_, value) => std::iter::once(true).chain(value.are_fixed()).collect(),
            _ => Vec::new(),
        }
    }

    /// The same with other numbers, in the order of `numbers`.
    pub(super) fn map(&self, replace: &mut dyn FnMut(Id) -> Id) -> Value<'t> {
        match self {
            Value::Number(id) | Value::Borrowed(id) => Value::Number(replace(*id)),
            Value::Cursor(behind, source) => Value::Cursor(replace(*behind), source.clone()),
            Value::Elements(values) => {
                Value::Elements(values.iter().map(|value| value.map(replace)).collect())
            }
            Value::Tuple(values) => Value::Tuple(values.iter().map(|value| value.map(replace)).collect()),
            Value::Struct(made, values) => {
                Value::Struct(made.clone(), values.iter().map(|value| value.map(replace)).collect())
            }
            Value::Option(is_some, value) => {
                let is_some = replace(*is_some);
                Value::Option(is_some, Box::new(value.map(replace)))
            }
            other => other.clone(),
        }
    }

    /// The memory that it is in.
    pub(super) fn places(&self) -> Vec<&Place> {
        match self {
            Value::Array(place) | Value::Slot(place) => vec![place],
            Value::Elements(parts) | Value::Tuple(parts) | Value::Struct(_, parts) => {
                parts.iter().flat_map(Value::places).collect()
            }
            Value::Option(_, held) => held.places(),
            _ => Vec::new(),
        }
    }

    /// Whether they are alike but for the numbers that they are made of.
    pub(super) fn differs_in_numbers_only(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Number(_) | Value::Borrowed(_), Value::Number(_) | Value::Borrowed(_)) => true,
            (Value::Elements(a), Value::Elements(b)) | (Value::Tuple(a), Value::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.differs_in_numbers_only(b))
            }
            (Value::Struct(a, x), Value::Struct(b, y)) => {
                a.is(b) && x.iter().zip(y).all(|(x, y)| x.differs_in_numbers_only(y))
            }
            (Value::Option(_, a), Value::Option(_, b)) => a.differs_in_numbers_only(b),
            (Value::Cursor(_, a), Value::Cursor(_, b)) => Rc::ptr_eq(a, b),
            _ => self == other,
        }
    }

    /// Whether it is a reference, or one is in it.
    pub(super) fn is_borrowed(&self) -> bool {
        match self {
            Value::Borrowed(_) | Value::Slot(_) => true,
            Value::Array(place) => place.borrowed,
            Value::Elements(values) | Value::Tuple(values) | Value::Struct(_, values) => {
                values.iter().any(Value::is_borrowed)
            }
            Value::Option(_, held) => held.is_borrowed(),
            _ => false,
        }
    }

    /// A reference to it.
    pub(super) fn borrowed(self) -> Value<'t> {
        match self {
            Value::Number(id) => Value::Borrowed(id),
            Value::Array(place) => Value::Array(Place { borrowed: true, ..place }),
            Value::Tuple(values) => Value::Tuple(values.into_iter().map(Value::borrowed).collect()),
            Value::Struct(made, values) => {
                Value::Struct(made, values.into_iter().map(Value::borrowed).collect())
            }
            Value::Option(is_some, value) => Value::Option(is_some, Box::new(value.borrowed())),
            other => other,
        }
    }
}

impl<'t> Lowering<'t, '_> {
    /// What is behind a reference.
    pub(super) fn dereferenced(&mut self, value: Value<'t>) -> Value<'t> {
        match value {
            Value::Borrowed(id) => Value::Number(id),
            Value::Slot(place) => Value::Number(self.graph.element(place)),
            Value::Array(place) => Value::Array(Place { borrowed: false, ..place }),
            Value::Struct(made, values) => {
                let values = values.into_iter().map(|value| self.dereferenced(value)).collect();
                Value::Struct(made, values)
            }
            Value::Option(is_some, value) => Value::Option(is_some, Box::new(self.dereferenced(*value))),
            other => other,
        }
    }

    /// The number that a value is; an error if it is none.
    pub(super) fn number_of(&mut self, syntax: &Expr, value: Value<'t>) -> Option<Id> {
        let (what, help) = match value {
            Value::Number(id) | Value::Borrowed(id) => return Some(id),
            Value::Slot(place) => return Some(self.graph.element(place)),
            Value::Struct(..) => {
                self.errors.report_wrong_rust(
                    syntax.spans,
                    format!("the struct `{}` is not one number", self.tree.quoted(syntax)),
                    "take a field, as in `p.x`",
                );
                return None;
            }
            Value::Array(place) if self.has_fields(&place) => {
                self.errors.report_wrong_rust(
                    syntax.spans,
                    format!("`{}` has fields, and is not one number", self.tree.quoted(syntax)),
                    "take a field, as in `p.x` or `p.0`",
                );
                return None;
            }
            Value::Array(_) | Value::Elements(_) => {
                ("is an array where a number is expected", "take an element, as in `x[0]`, or sum over it")
            }
            Value::Tuple(_) => {
                self.errors.report_wrong_rust(
                    syntax.spans,
                    format!("the tuple `{}` is not one number", self.tree.quoted(syntax)),
                    "give each value a name, as in `let (a, b) = …;`",
                );
                return None;
            }
            Value::Closure(_) => ("is a closure where a number is expected", "call it with its arguments"),
            Value::Iterator(_) | Value::Cursor(..) => {
                ("is an iterator where a number is expected", "sum over it, or collect it")
            }
            // What a function returns within an option, it returns if it comes this far.
            Value::Option(_, held) if self.context.signature.fallible.is_some() => {
                return self.number_of(syntax, *held);
            }
            Value::Option(..) => {
                ("may be nothing where a number is expected", "write `.unwrap()`, or say what it is then")
            }
            Value::Ordering(..) => {
                ("is an ordering where a number is expected", "hand it to `min_by`, `max_by` or `sort_by`")
            }
        };
        let what = format!("`{}` {what}", self.quoted(syntax));
        self.errors.report_wrong_rust(syntax.spans, what, help);
        None
    }

    /// Whether an expression begins with a variable that stands for an array, a tuple, a closure or an element behind
    /// a reference, so that its tokens alone do not say what it is.
    pub(super) fn is_composite(&self, expr: &Expr) -> bool {
        let mut roots = Vec::new();
        expr.any(&mut |part| {
            if let crate::syntax::ExprKind::Local(local) = &part.kind {
                roots.push(*local);
            }
            false
        });
        roots.into_iter().any(|local| self.is_hidden_from_tokens(local))
    }

    /// Whether a variable has no name in the emitted code.
    fn is_hidden_from_tokens(&self, local: crate::syntax::LocalId) -> bool {
        match self.variables.get(local) {
            Some(Value::Closure(captured)) => {
                let captures = &captured.syntax.captures;
                !captured.is_written_out() || captures.iter().any(|&local| self.is_hidden_from_tokens(local))
            }
            Some(value) => !matches!(value, Value::Number(_) | Value::Borrowed(_) | Value::Array(_)),
            None => false,
        }
    }
}
