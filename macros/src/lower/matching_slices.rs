//! Patterns of arrays and slices.

use quote::quote;
use syn::Index;

use super::Lowering;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;
use crate::region::Place;
use crate::syntax::{Expr, Pat, PatKind};

impl<'t> Lowering<'t, '_> {
    /// A pattern of a list: of its elements at the front and at the back, and of what is between them.
    pub(super) fn matches_slice(
        &mut self,
        pattern: &'t Pat,
        parts: &'t [Pat],
        value: &Value<'t>,
        syntax: &'t Expr,
        certain: bool,
    ) -> Option<Id> {
        let is_rest = |part: &Pat| match &part.kind {
            PatKind::Rest => true,
            PatKind::Bind(bind) => bind.sub.as_ref().is_some_and(|sub| matches!(sub.kind, PatKind::Rest)),
            _ => false,
        };
        let rest = parts.iter().position(is_rest);
        let named = parts.len() - usize::from(rest.is_some());
        let front = rest.unwrap_or(parts.len());
        let mut condition = self.graph.boolean(true);
        let mut values = Vec::new();
        match value {
            Value::Elements(elements) | Value::Tuple(elements) => {
                if elements.len() < named || (rest.is_none() && elements.len() != named) {
                    return Some(self.graph.boolean(false));
                }
                let back = elements.len() - (named - front);
                values.extend(elements[..front].iter().cloned());
                values.extend(rest.map(|_| Value::Elements(elements[front..back].to_vec())));
                values.extend(elements[back..].iter().cloned());
            }
            Value::Array(place) => {
                let length = match self.flow.present {
                    Some(present) => {
                        condition = present;
                        let length =
                            self.guarded(present, |lowering| Some(Value::Number(lowering.length(place))))?;
                        self.number_of(syntax, length)?
                    }
                    None => self.length(place),
                };
                if !certain {
                    let wanted = self.graph.literal(&named.to_string(), Kind::Integer);
                    let fits = self.comparison(if rest.is_some() { ">=" } else { "==" }, length, wanted);
                    condition = self.graph.and(condition, fits);
                }
                for position in 0..parts.len() {
                    let back = parts.len() - 1 - position;
                    if Some(position) == rest {
                        let start = self.graph.literal(&front.to_string(), Kind::Integer);
                        let taken = self.graph.literal(&named.to_string(), Kind::Integer);
                        let count = self.integer_operation(crate::elementary::Function::SUB, length, taken);
                        values.push(Value::Array(self.range_of(place, start, count)));
                        continue;
                    }
                    let index = if position < front {
                        self.graph.literal(&position.to_string(), Kind::Integer)
                    } else {
                        let from_end = self.graph.literal(&(back + 1).to_string(), Kind::Integer);
                        self.integer_operation(crate::elementary::Function::SUB, length, from_end)
                    };
                    // Where it does not fit, there is no such element.
                    let matched =
                        self.matched_element(&parts[position], place, index, condition, syntax, certain)?;
                    condition = self.graph.and(condition, matched);
                }
                if let Some(rest) = rest
                    && let Some(found) = values.pop()
                {
                    let PatKind::Bind(part) = &parts[rest].kind else { return Some(condition) };
                    self.bind_value(part.local, part.mutable, found.borrowed());
                }
                return Some(condition);
            }
            Value::Number(whole) | Value::Borrowed(whole)
                if !self.graph.is_active(*whole) && rest.is_none() && certain =>
            {
                for position in 0..named {
                    let index = Index::from(position);
                    let mentions = vec![("__whole".to_owned(), *whole)];
                    let part = self.graph.constant(quote!(__whole[#index]), mentions, Vec::new(), false);
                    values.push(Value::Number(part));
                }
            }
            Value::Number(whole) | Value::Borrowed(whole) if !self.graph.is_active(*whole) => {
                return self.matches_constant(pattern, value, syntax);
            }
            _ => return self.no_such_pattern(pattern),
        }
        for (part, value) in parts.iter().zip(values) {
            let matched = match (&part.kind, is_rest(part)) {
                (PatKind::Bind(bind), true) => {
                    self.bind_value(bind.local, bind.mutable, value);
                    self.graph.boolean(true)
                }
                (_, true) => self.graph.boolean(true),
                _ => self.matches(part, &value, syntax, certain)?,
            };
            condition = self.graph.and(condition, matched);
        }
        Some(condition)
    }

    /// A pattern on an element that is there only on a condition.
    fn matched_element(
        &mut self,
        part: &'t Pat,
        place: &Place,
        index: Id,
        condition: Id,
        syntax: &'t Expr,
        certain: bool,
    ) -> Option<Id> {
        if matches!(part.kind, PatKind::Wild) {
            return Some(self.graph.boolean(true));
        }
        let element = self.graph.at(place, index);
        // Behind a reference the element itself is bound, and may be changed by its name.
        let is_lent = self.is_lent(&Value::Array(place.clone()));
        let is_place = is_lent && !self.graph.array(place.array).constant;
        let value = if is_place && self.graph.rank(&element) == 0 {
            Value::Slot(element)
        } else if self.graph.rank(&element) > 0 {
            let row = Value::Array(Place { borrowed: is_lent, ..element });
            self.taken_out(part, row)
        } else if certain {
            self.part_of_memory(element)
        } else {
            let found = self.guarded(condition, |lowering| Some(lowering.part_of_memory(element)))?;
            if place.borrowed { found.borrowed() } else { found }
        };
        self.matches(part, &value, syntax, certain)
    }
}
