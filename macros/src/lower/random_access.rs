//! Iterators of which any item can be asked for, by its number.

use super::Lowering;
use super::iterator::{Access, Source, has_no_end};
use super::value::Value;
use crate::ir::{Id, Node};
use crate::syntax::{Expr, ExprKind, Type};
use crate::table::methods::{Adapter, Meaning};
use quote::quote;
use std::rc::Rc;

impl<'t> Lowering<'t, '_> {
    /// The same; numbers that come one after the other are gathered first.
    pub(super) fn numbered_items(&mut self, syntax: &'t Expr, source: Source<'t>) -> Option<Source<'t>> {
        let source = self.random_if_known(source)?;
        let has_numbers =
            matches!(*self.type_of(syntax), Type::Iterator(item) if *self.types.get(item) == Type::Real);
        let is_pure = syntax.effects.changes.is_empty();
        if is_random(&source) || !has_numbers || !is_pure || has_no_end(&source) {
            return self.random(syntax, source);
        }
        let to = self.empty_numbers(syntax.varies.get());
        self.each(None, Vec::new(), &source, None, &mut |lowering, value| {
            lowering.append_item(&to, syntax, value);
        })?;
        Some(Source::Memory(to, Access::Reference))
    }

    /// The same in a form in which the elements can be had by their numbers.
    pub(super) fn random(&mut self, syntax: &'t Expr, source: Source<'t>) -> Option<Source<'t>> {
        match self.random_if_known(source)? {
            source if is_random(&source) => Some(source),
            other => {
                let at = match &other {
                    Source::Filter(_, closure)
                    | Source::FilterMap(_, closure)
                    | Source::TakeWhile(_, closure) => closure.syntax.spans,
                    _ => syntax.spans,
                };
                self.errors.report(
                    at,
                    "what a filter lets through has no number, which is needed here",
                    "filter last, or write a `for` loop with an `if`",
                );
                None
            }
        }
    }

    /// The same, if there is such a form.
    pub(super) fn random_if_known(&mut self, source: Source<'t>) -> Option<Source<'t>> {
        Some(match source {
            Source::Tokens(expr, node) => self.constant_source(expr, node)?,
            // A reference serves where a value is asked for, too.
            Source::Known(values) => match self.stored(None, &values, true, false) {
                Some(place) => Source::Memory(place, Access::Reference),
                None => Source::Known(values),
            },
            Source::Map(inner, closure) => {
                Source::Map(Rc::new(self.random_if_known((*inner).clone())?), closure)
            }
            Source::Copied(inner) => Source::Copied(Rc::new(self.random_if_known((*inner).clone())?)),
            other => other,
        })
    }

    /// What does not vary, by its elements.
    pub(super) fn constant_source(&mut self, expr: &'t Expr, node: Id) -> Option<Source<'t>> {
        match &expr.bare().kind {
            ExprKind::Range(start, limits, end) => self.range(start.as_deref(), limits, end.as_deref()),
            ExprKind::Reference(_, inner) => {
                let node = self.constant(inner)?;
                self.constant_source(inner, node)
            }
            // The items of a map or a set have no numbers.
            ExprKind::Method(method) if *self.type_of(&method.receiver) == Type::Other => {
                Some(self.all_items(node))
            }
            ExprKind::Method(method) => match self.row_of(method) {
                Some(Meaning::Adapter(Adapter::Elements | Adapter::Same)) => {
                    let node = self.constant(&method.receiver)?;
                    self.constant_source(&method.receiver, node)
                }
                Some(Meaning::Adapter(adapter)) => {
                    let source = self.adapted(expr, method, adapter)?;
                    let source = self.random_if_known(source)?;
                    Some(if is_random(&source) || has_no_end(&source) {
                        source
                    } else {
                        self.all_items(node)
                    })
                }
                _ => Some(Source::Constant(node)),
            },
            _ if matches!(self.type_of(expr), Type::Iterator(_)) => Some(self.all_items(node)),
            // A part of a list that ends with its scope is kept as one of its own.
            ExprKind::Index(base, _) if self.is_list(expr) && !self.is_part_of_parameter(base) => {
                self.constant_around(expr, |part| quote!(#part.to_vec())).map(Source::Constant)
            }
            _ => self.number(expr).map(Source::Constant),
        }
    }

    /// All items of a constant iterator, one behind the other.
    pub(super) fn all_items(&mut self, node: Id) -> Source<'t> {
        let mentions = vec![("__items".to_owned(), node)];
        let krate = self.context.krate.clone();
        let list = quote!(#krate::support::collected(__items));
        Source::Constant(self.graph.constant(list, mentions, Vec::new(), true))
    }

    pub(super) fn is_part_of_parameter(&self, list: &Expr) -> bool {
        match list.root().and_then(|local| self.variables.get(local)) {
            Some(Value::Number(id) | Value::Borrowed(id)) => {
                matches!(self.graph.node(*id), Node::Parameter(_))
            }
            _ => true,
        }
    }
}

/// Whether elements can be had by their numbers.
pub(super) fn is_random(source: &Source) -> bool {
    match source {
        Source::Range { .. }
        | Source::Constant(_)
        | Source::ConstantParts { .. }
        | Source::Memory(..)
        | Source::Windows(..)
        | Source::Lines(..)
        | Source::Chunks { .. } => true,
        Source::Copied(inner)
        | Source::Enumerate(inner)
        | Source::Reversed(inner)
        | Source::Take(inner, _)
        | Source::Map(inner, _) => is_random(inner),
        // What is left out is made all the same.
        Source::Skip(inner, _) | Source::Step(inner, _) => is_random(inner) && !has_effects(inner),
        Source::Cycle(inner) => is_random(inner) || is_one(inner),
        Source::Zip(a, b) => is_random(a) && is_random(b),
        _ => false,
    }
}

/// Whether more happens where items are made than that they are made.
pub(super) fn has_effects(source: &Source) -> bool {
    match source {
        Source::Map(inner, closure) => closure.has_effects() || has_effects(inner),
        Source::Copied(inner)
        | Source::Enumerate(inner)
        | Source::Reversed(inner)
        | Source::Skip(inner, _)
        | Source::Take(inner, _)
        | Source::Step(inner, _)
        | Source::Cycle(inner) => has_effects(inner),
        Source::Zip(a, b) => has_effects(a) || has_effects(b),
        _ => false,
    }
}

/// Whether there is one item, which is known.
fn is_one(source: &Source) -> bool {
    matches!(source, Source::Known(values) if values.len() == 1)
}
