//! What an expression can stand for, beside a number: an array, a tuple, a closure.

use std::rc::Rc;

use syn::{Expr, Member, UnOp};

use super::array::{element_of, is_vector};
use super::closure::Closure;
use super::derivative::derivative;
use super::{Lowering, Meaning};
use crate::errors::quoted;
use crate::ir::Id;
use crate::region::Place;

#[derive(Clone)]
pub(super) enum Value {
    /// A number, or anything else that the chain rule does not look into.
    Number(Id),
    /// The same behind a reference.
    Borrowed(Id),
    /// An array or a part of one, in memory.
    Array(Place),
    /// An element behind a mutable reference.
    Slot(Place),
    /// An array whose elements are known one by one.
    Elements(Vec<Value>),
    Tuple(Vec<Value>),
    Closure(Rc<Closure>),
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Number(a) | Value::Borrowed(a), Value::Number(b) | Value::Borrowed(b)) => a == b,
            (Value::Array(a), Value::Array(b)) | (Value::Slot(a), Value::Slot(b)) => a == b,
            (Value::Elements(a), Value::Elements(b)) | (Value::Tuple(a), Value::Tuple(b)) => a == b,
            (Value::Closure(a), Value::Closure(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Value {
    /// The numbers that it is made of.
    pub(super) fn numbers(&self) -> Vec<Id> {
        match self {
            Value::Number(id) | Value::Borrowed(id) => vec![*id],
            Value::Elements(values) | Value::Tuple(values) => {
                values.iter().flat_map(Value::numbers).collect()
            }
            Value::Array(_) | Value::Slot(_) | Value::Closure(_) => Vec::new(),
        }
    }

    /// The same with other numbers, in the order of `numbers`.
    pub(super) fn map(&self, replace: &mut dyn FnMut(Id) -> Id) -> Value {
        let mut all = |values: &[Value]| values.iter().map(|value| value.map(replace)).collect();
        match self {
            Value::Number(id) | Value::Borrowed(id) => Value::Number(replace(*id)),
            Value::Elements(values) => Value::Elements(all(values)),
            Value::Tuple(values) => Value::Tuple(all(values)),
            Value::Array(_) | Value::Slot(_) | Value::Closure(_) => self.clone(),
        }
    }

    /// Whether they are alike but for the numbers that they are made of.
    pub(super) fn differs_in_numbers_only(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Number(_) | Value::Borrowed(_), Value::Number(_) | Value::Borrowed(_)) => true,
            (Value::Elements(a), Value::Elements(b)) | (Value::Tuple(a), Value::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.differs_in_numbers_only(b))
            }
            _ => self == other,
        }
    }
}

/// Methods that give the same array again.
const COPIES: [&str; 5] = ["to_vec", "to_owned", "clone", "as_slice", "as_ref"];

impl Lowering<'_> {
    /// An expression of any kind.
    pub(super) fn value(&mut self, value: &Expr) -> Option<Value> {
        let before = self.expected;
        self.expected = match value {
            Expr::Array(_) | Expr::Repeat(_) | Expr::Macro(_) => element_of(before),
            // What is expected of these is expected of what is within, and a copy is expected of what is copied.
            Expr::Paren(_) | Expr::Group(_) | Expr::Reference(_) | Expr::Unary(_) => before,
            Expr::Block(_) | Expr::If(_) | Expr::Match(_) => before,
            Expr::Call(_) | Expr::Index(_) | Expr::Field(_) => before,
            Expr::MethodCall(call) if COPIES.contains(&call.method.to_string().as_str()) => before,
            _ => None,
        };
        let found = self.value_as_expected(value);
        self.expected = before;
        found
    }

    fn value_as_expected(&mut self, value: &Expr) -> Option<Value> {
        match value {
            Expr::Paren(inner) => self.value(&inner.expr),
            Expr::Group(inner) => self.value(&inner.expr),
            Expr::Reference(reference) if self.is_composite(&reference.expr) => {
                Some(match self.value(&reference.expr)? {
                    Value::Number(id) => Value::Borrowed(id),
                    Value::Array(place) => Value::Array(Place { borrowed: true, ..place }),
                    other => other,
                })
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) && self.is_composite(&unary.expr) => {
                Some(match self.value(&unary.expr)? {
                    Value::Borrowed(id) => Value::Number(id),
                    Value::Slot(place) => Value::Number(self.graph.element(place)),
                    Value::Array(place) => Value::Array(Place { borrowed: false, ..place }),
                    other => other,
                })
            }
            Expr::Path(path) if path.path.get_ident().is_some() => {
                let name = path.path.get_ident()?;
                match self.lookup(name) {
                    Meaning::Composite(value) => Some(value),
                    Meaning::Hidden => None,
                    _ => self.expression(value).map(Value::Number),
                }
            }
            Expr::Closure(closure) => Some(Value::Closure(Rc::new(self.with_surroundings(closure)))),
            Expr::Tuple(tuple) if !self.is_constant(value) => {
                let values: Vec<Option<Value>> =
                    tuple.elems.iter().map(|element| self.value(element)).collect();
                values.into_iter().collect::<Option<_>>().map(Value::Tuple)
            }
            Expr::Field(field) if self.is_composite(value) => {
                let base = self.value(&field.base)?;
                match (&field.member, &base) {
                    (Member::Unnamed(index), Value::Tuple(values)) => {
                        values.get(index.index as usize).cloned()
                    }
                    _ => {
                        self.unsupported(value);
                        None
                    }
                }
            }
            Expr::Index(index) if self.is_composite(value) => self.indexed(value, index),
            Expr::Block(block)
                if block.label.is_none() && block.attrs.is_empty() && !self.is_constant(value) =>
            {
                self.in_block(&block.block, Self::value)
            }
            Expr::If(branch) if !self.is_constant(value) => self
                .if_else(branch, &super::branch::Context { lower: &|lowering, value| lowering.value(value) }),
            Expr::Match(choice) if !self.is_constant(value) => self.match_arms(
                choice,
                &super::branch::Context { lower: &|lowering, value| lowering.value(value) },
            ),
            Expr::Array(_) | Expr::Repeat(_) if !self.is_constant(value) => self.array_literal(value),
            Expr::Macro(call) if is_vector(&call.mac) && !self.is_constant(value) => {
                self.array_literal(value)
            }
            Expr::MethodCall(call) if !self.is_constant(value) => match self.array_method(value, call) {
                Some(result) => result,
                None => self.expression(value).map(Value::Number),
            },
            Expr::Call(call) if !self.is_constant(value) => match self.composite_call(value, call) {
                Some(result) => result,
                None => self.expression(value).map(Value::Number),
            },
            _ => self.expression(value).map(Value::Number),
        }
    }

    /// The number that a value is; an error if it is none.
    pub(super) fn number_of(&mut self, syntax: &Expr, value: Value) -> Option<Id> {
        match value {
            Value::Number(id) | Value::Borrowed(id) => Some(id),
            Value::Slot(place) => Some(self.graph.element(place)),
            Value::Array(_) | Value::Elements(_) => {
                self.errors.report_wrong_rust(
                    syntax,
                    format!("`{}` is an array where a number is expected", quoted(syntax)),
                    "take an element, as in `x[0]`, or sum over it",
                );
                None
            }
            Value::Tuple(_) => {
                self.errors.report_wrong_rust(
                    syntax,
                    format!("the tuple `{}` is not one number", quoted(syntax)),
                    "give each value a name, as in `let (a, b) = …;`",
                );
                None
            }
            Value::Closure(_) => {
                self.errors.report_wrong_rust(
                    syntax,
                    format!("`{}` is a closure where a number is expected", quoted(syntax)),
                    "call it with its arguments",
                );
                None
            }
        }
    }

    /// Whether an expression begins with a name that stands for an array, a tuple, a closure or an element behind a
    /// reference, or is made of such.
    pub(super) fn is_composite(&self, value: &Expr) -> bool {
        match value {
            Expr::Paren(inner) => self.is_composite(&inner.expr),
            Expr::Group(inner) => self.is_composite(&inner.expr),
            Expr::Reference(inner) => self.is_composite(&inner.expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.is_composite(&unary.expr),
            Expr::Index(index) => {
                self.is_composite(&index.expr)
                    || (matches!(&*index.expr, Expr::Call(_)) && !self.is_constant(&index.expr))
            }
            Expr::Field(field) => {
                self.is_composite(&field.base)
                    || matches!(&*field.base, Expr::Call(call) if derivative(call).is_some() && !self.is_constant(&field.base))
            }
            Expr::MethodCall(call) => self.is_composite(&call.receiver),
            Expr::Path(path) => path.path.get_ident().is_some_and(|name| {
                let borrowed = self
                    .scopes
                    .iter()
                    .rev()
                    .find_map(|scope| scope.get(&syn::ext::IdentExt::unraw(name).to_string()));
                matches!(self.lookup(name), Meaning::Composite(_))
                    || matches!(borrowed, Some(Some(Value::Borrowed(id))) if self.graph.is_active(*id))
            }),
            Expr::Array(_) | Expr::Repeat(_) | Expr::Tuple(_) => !self.is_constant(value),
            _ => false,
        }
    }

    /// The one value or the other.
    pub(super) fn selected_value(&mut self, condition: Id, then: &Value, otherwise: &Value) -> Option<Value> {
        match (then, otherwise) {
            (a, b) if a == b => Some(a.clone()),
            (Value::Number(a) | Value::Borrowed(a), Value::Number(b) | Value::Borrowed(b)) => {
                Some(Value::Number(self.selection(condition, *a, *b)))
            }
            (Value::Tuple(a), Value::Tuple(b)) if a.len() == b.len() => {
                self.selected_values(condition, a, b).map(Value::Tuple)
            }
            (Value::Elements(a), Value::Elements(b)) if a.len() == b.len() => {
                self.selected_values(condition, a, b).map(Value::Elements)
            }
            _ => {
                self.errors.report(
                    quote::quote_spanned!(self.keyword=> if),
                    "an array that is one or another one, depending on a condition, is not supported",
                    "declare it with `let mut` before the branch, and assign to it in both",
                );
                None
            }
        }
    }

    fn selected_values(&mut self, condition: Id, a: &[Value], b: &[Value]) -> Option<Vec<Value>> {
        a.iter().zip(b).map(|(a, b)| self.selected_value(condition, a, b)).collect()
    }
}
