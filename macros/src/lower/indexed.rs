//! Elements and parts of arrays, by index and by range.

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::Id;
use crate::region::{Layout, Place};
use crate::syntax::{Expr, ExprKind, Type};
use crate::table::matrices::{Family, Outcome};
use quote::{format_ident, quote};
use syn::RangeLimits;

impl<'t> Lowering<'t, '_> {
    /// What stands at a place: a number, or a part of the array.
    pub(super) fn part_of_memory(&mut self, place: Place) -> Value<'t> {
        if self.graph.rank(&place) == 0 {
            Value::Number(self.graph.element(place))
        } else {
            Value::Array(place)
        }
    }

    /// A part of a list, from an element on.
    pub(super) fn range_of(&mut self, place: &Place, start: Id, count: Id) -> Place {
        let start = match place.range {
            Some((outer, _)) => self.integer_operation(Function::ADD, outer, start),
            None => start,
        };
        Place { range: Some((start, count)), ..place.clone() }
    }

    /// `a[i]`, `a[i..j]`
    pub(super) fn indexed(&mut self, whole: &'t Expr, base: &'t Expr, index: &'t Expr) -> Option<Value<'t>> {
        let value = self.part_value(base);
        if let ExprKind::Range(start, limits, end) = &index.bare().kind {
            let place = value.and_then(|value| self.memory(base, value));
            let place = self.part_of_range(place?, start.as_deref(), limits, end.as_deref())?;
            return Some(Value::Array(place));
        }
        let is_matrix =
            matches!(&value, Some(Value::Array(place)) if self.graph.layout(place) == Layout::Matrix);
        // A rotation has elements that are read, and nothing that is added to them.
        let is_of_turn = is_matrix
            && matches!(index.bare().kind, ExprKind::Tuple(_))
            && *self.type_of(base) == Type::Matrix(Family::Algebra)
            && base.as_local().is_none_or(|local| !self.tree.local(local).mutable)
            && self.has_turns();
        let value = if is_of_turn {
            let arguments = vec![self.matrix(base)?];
            Some(self.applied_to_matrices("inner_of", arguments, Outcome::Matrix))
        } else {
            value
        };
        let position = if is_matrix { self.index_of_matrix(index) } else { self.index(index) };
        match (value?, position?) {
            (Value::Elements(values), position) if self.graph.number(position).is_some() => {
                let number = self.graph.number(position).unwrap_or_default();
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it is an integer literal"
                )]
                let found = values.get(number as usize).cloned();
                if found.is_none() {
                    self.errors.report_wrong_rust(
                        index.spans,
                        format!("there is no element {number}: the array has {}", values.len()),
                        format!("the last one is `[{}]`", values.len().saturating_sub(1)),
                    );
                }
                found
            }
            (value @ (Value::Elements(_) | Value::Array(_)), position) => {
                let place = self.memory(base, value)?;
                let place = self.graph.at(&place, position);
                Some(self.part_of_memory(place))
            }
            // A row that does not vary, among others that do.
            (Value::Number(row) | Value::Borrowed(row), position) if !self.graph.is_active(row) => {
                let mentions = vec![("__row".to_owned(), row), ("__position".to_owned(), position)];
                Some(Value::Number(self.graph.constant(
                    quote!(__row[__position]),
                    mentions,
                    Vec::new(),
                    false,
                )))
            }
            (Value::Number(_) | Value::Borrowed(_), _) => self.unsupported(whole),
            (other, _) => {
                self.number_of(base, other);
                None
            }
        }
    }

    pub(super) fn part_of_range(
        &mut self,
        place: Place,
        start: Option<&'t Expr>,
        limits: &RangeLimits,
        end: Option<&'t Expr>,
    ) -> Option<Place> {
        let zero = self.graph.literal("0", Kind::Integer);
        let from = match start {
            Some(start) => self.index(start)?,
            None => zero,
        };
        let to = match end {
            Some(end) => {
                let end = self.index(end)?;
                if matches!(limits, RangeLimits::Closed(_)) {
                    let one = self.graph.literal("1", Kind::Integer);
                    self.integer_operation(Function::ADD, end, one)
                } else {
                    end
                }
            }
            None => self.length(&place),
        };
        let count = self.integer_operation(Function::SUB, to, from);
        let start = match place.range {
            Some((outer, _)) => self.graph.offset(outer, from),
            None => from,
        };
        Some(Place { range: Some((start, count)), borrowed: false, ..place })
    }

    /// An index: any integer that does not depend on a differentiated parameter.
    pub(super) fn index(&mut self, expr: &'t Expr) -> Option<Id> {
        let id = self.operand(expr)?;
        if self.graph.is_active(id) || self.graph.kind(id) == Kind::Real {
            self.errors.report_wrong_rust(
                expr.spans,
                format!(
                    "`{}` depends on a differentiated parameter, and an index has no slope",
                    self.tree.quoted(expr)
                ),
                "compute the index from integers",
            );
            return None;
        }
        Some(id)
    }

    pub(super) fn integer_operation(&mut self, function: Function, a: Id, b: Id) -> Id {
        if let (Some(a), Some(b)) = (self.graph.number(a), self.graph.number(b)) {
            let folded = match function {
                Function::ADD => Some(a + b),
                Function::SUB if a >= b => Some(a - b),
                Function::MUL => Some(a * b),
                _ => None,
            };
            if let Some(folded) = folded {
                return self.graph.literal(&format!("{folded}"), Kind::Integer);
            }
        }
        if self.graph.number(b) == Some(0.0) && matches!(function, Function::ADD | Function::SUB) {
            return a;
        }
        if self.graph.number(a) == Some(0.0) && function == Function::ADD {
            return b;
        }
        self.graph.integer(function, a, b)
    }

    /// How many elements there are.
    pub(super) fn length(&mut self, place: &Place) -> Id {
        if let Some((_, length)) = place.range {
            return length;
        }
        let name = self.graph.array(place.array).name.clone();
        let mut mentions = Vec::new();
        let steps = self.graph.steps(place, |index| {
            let name = format_ident!("__index_{}", mentions.len());
            mentions.push((name.to_string(), index));
            quote!(#name)
        });
        let id = self.graph.constant(quote!(#name #steps.len()), mentions, vec![place.array], false);
        if self.graph.array(place.array).constant || !self.is_resized(place) {
            return id;
        }
        // The length at this point.
        self.pinned(id)
    }
}
