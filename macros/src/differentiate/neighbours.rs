//! What neighbouring iterations add to one element is added in a register.
//!
//! A loop that adds to `a[i]` and to `a[i + 1]` writes each element twice, and the second time waits for the first:
//! eight times the cost of the function, in a measured case. Carried from one iteration to the next, every element is
//! written once.

use quote::quote;
use syn::{BinOp, Expr, ExprRange, Lit};

use crate::elementary::Kind;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, ArrayId, Header, Place, StatementId};

/// Elements further apart are written one by one.
const WIDEST: i64 = 4;

/// Additions of a loop to elements of one array: the statement, the distance from the loop's index, what is added.
type Additions = Vec<(StatementId, i64, Id)>;

impl Graph {
    /// Carries the additions to neighbouring elements from one iteration of a loop to the next.
    pub(super) fn carry_neighbours(&mut self, statement: StatementId) {
        let Action::Loop { header, body, exit: None, .. } = self.statement(statement).action.clone() else {
            return;
        };
        let (index, ascending) = match header {
            Header::Count { index, .. } => (index, true),
            Header::CountDown { index, .. } => (index, false),
            Header::For { ref bindings, iterable, .. } if bindings.len() == 1 && self.is_range(iterable) => {
                (bindings[0], true)
            }
            Header::ForReversed { ref bindings, iterable, .. }
                if bindings.len() == 1 && self.is_range(iterable) =>
            {
                (bindings[0], false)
            }
            _ => return,
        };
        let mut arrays: Vec<ArrayId> = Vec::new();
        for &id in &self.region(body).statements {
            if let Action::Increase { place, .. } = &self.statement(id).action
                && !arrays.contains(&place.array)
            {
                arrays.push(place.array);
            }
        }
        for array in arrays {
            if let Some(additions) = self.additions(body, array, index) {
                self.carry_additions(statement, array, index, ascending, additions);
            }
        }
    }

    /// All that a loop adds to an array, if it does nothing else to it and there are neighbours among it.
    fn additions(&self, body: crate::region::RegionId, array: ArrayId, index: Id) -> Option<Additions> {
        let mut additions = Additions::new();
        for &id in &self.region(body).statements {
            match &self.statement(id).action {
                Action::Increase { place, value } if place.array == array => {
                    if place.path.len() != 1 || place.range.is_some() {
                        return None;
                    }
                    let distance = self.distance(place.path[0], index)?;
                    if additions.iter().any(|&(_, other, _)| other == distance) {
                        return None;
                    }
                    additions.push((id, distance, *value));
                }
                _ if self.touches(id, array, true) => return None,
                _ => {}
            }
        }
        additions.sort_by_key(|&(_, distance, _)| distance);
        let (first, last) = (additions.first()?.1, additions.last()?.1);
        (additions.len() > 1 && last - first <= WIDEST).then_some(additions)
    }

    fn carry_additions(
        &mut self,
        statement: StatementId,
        array: ArrayId,
        index: Id,
        ascending: bool,
        mut additions: Additions,
    ) {
        let Action::Loop { body, .. } = self.statement(statement).action else { return };
        if !ascending {
            additions.reverse();
        }
        let (first_statement, nearest, first_value) = additions[0];
        let width = additions.last().map_or(0, |&(_, distance, _)| (distance - nearest).abs());
        let around = self.current();
        let (zero, never, always) = (self.zero(), self.boolean(false), self.boolean(true));
        let nothing = self.constant(quote!(0usize), Vec::new(), Vec::new(), false);

        // What is pending for the element of the next iteration, of the one after it, and so on.
        let mut results = Vec::new();
        let mut add_carried = |graph: &mut Graph, kind: Kind, active: bool, initial: Id| {
            let (carried, result) = graph.carry_through(statement, kind, active, initial);
            results.push(result);
            carried
        };
        let pending: Vec<Id> = (0..width).map(|_| add_carried(self, Kind::Real, true, zero)).collect();
        let ran = add_carried(self, Kind::Boolean, false, never);
        let last = add_carried(self, Kind::Integer, false, nothing);
        for &id in &pending {
            self.suggested_as(id, "pending");
        }
        self.suggested_as(ran, "ran");
        self.suggested_as(last, "last");

        self.enter(body);
        let removed: Vec<StatementId> = additions.iter().map(|&(id, _, _)| id).collect();
        self.region_mut(body).statements.retain(|id| !removed.contains(id));
        let Action::Increase { place, .. } = self.statement(first_statement).action.clone() else { return };
        let total = self.add(pending[0], first_value);
        self.perform(Action::Increase { place, value: total }, &[]);
        let mut next = Vec::new();
        for step in 1..=width {
            let own = additions.iter().find(|&&(_, distance, _)| (distance - nearest).abs() == step);
            let position = usize::try_from(step).unwrap_or(0);
            let rest = pending.get(position).copied();
            next.push(match (rest, own) {
                (Some(rest), Some(&(_, _, value))) => self.add(rest, value),
                (Some(rest), None) => rest,
                (None, Some(&(_, _, value))) => value,
                (None, None) => zero,
            });
        }
        next.extend([always, index]);
        self.region_mut(body).yields.extend(next);
        self.enter(around);

        // What is still pending in the end, if there was an iteration.
        let (ran, last) = (results[results.len() - 2], results[results.len() - 1]);
        self.only_if(ran, |graph| {
            for step in 1..=width {
                let distance = if ascending { nearest + step } else { nearest - step };
                let magnitude = graph.literal(&distance.abs().to_string(), Kind::Integer);
                let mentions = vec![("__last".to_owned(), last), ("__by".to_owned(), magnitude)];
                let at = match distance {
                    0 => last,
                    1.. => graph.constant(quote!((__last + __by)), mentions, Vec::new(), false),
                    _ => graph.constant(quote!((__last - __by)), mentions, Vec::new(), false),
                };
                let place = Place { array, path: vec![at], range: None, borrowed: false };
                let value = results[usize::try_from(step - 1).unwrap_or(0)];
                graph.perform(Action::Increase { place, value }, &[]);
            }
        });
    }

    /// How far an index is from another one: `i + 2` from `i`.
    pub(super) fn distance(&self, id: Id, index: Id) -> Option<i64> {
        if id == index {
            return Some(0);
        }
        let Node::Constant { tokens, mentions, arrays, .. } = self.node(id) else { return None };
        if !arrays.is_empty() {
            return None;
        }
        let mut expression: Expr = syn::parse2(self.tokens(*tokens).clone()).ok()?;
        while let Expr::Paren(inner) = expression {
            expression = *inner.expr;
        }
        let Expr::Binary(binary) = expression else { return None };
        let stands_for = |side: &Expr| -> Option<Id> {
            let Expr::Path(path) = side else { return None };
            let name = path.path.get_ident()?.to_string();
            mentions.iter().find(|(known, _)| *known == name).map(|(_, id)| *id)
        };
        let number = |side: &Expr| -> Option<i64> {
            if let Expr::Lit(literal) = side
                && let Lit::Int(number) = &literal.lit
            {
                return number.base10_parse().ok();
            }
            #[allow(clippy::cast_possible_truncation, reason = "it is an integer literal")]
            self.number(stands_for(side)?).map(|value| value as i64)
        };
        let base = |side: &Expr| -> Option<i64> { self.distance(stands_for(side)?, index) };
        match binary.op {
            BinOp::Add(_) => match (base(&binary.left), number(&binary.right)) {
                (Some(base), Some(number)) => Some(base + number),
                _ => Some(base(&binary.right)? + number(&binary.left)?),
            },
            BinOp::Sub(_) => Some(base(&binary.left)? - number(&binary.right)?),
            _ => None,
        }
    }

    /// Whether tokens are a range that goes up one by one.
    pub(super) fn is_range(&self, id: Id) -> bool {
        self.range(id).is_some_and(|range| range.start.is_some() && range.end.is_some())
    }

    /// The range that tokens are, if they are one.
    pub(super) fn range(&self, id: Id) -> Option<ExprRange> {
        let Node::Constant { tokens, .. } = self.node(id) else { return None };
        let mut expression = syn::parse2::<Expr>(self.tokens(*tokens).clone()).ok()?;
        while let Expr::Paren(inner) = expression {
            expression = *inner.expr;
        }
        match expression {
            Expr::Range(range) => Some(range),
            _ => None,
        }
    }
}
