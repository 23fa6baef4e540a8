//! The slope of each step of a function with loops and arrays: how much it changes with each variable in its formula.

use super::back::Slopes;
use super::forth::{Forth, Item};
use super::indexed::{Slot, lowered};
use super::lines::Lines;
use super::naming::{Plan, is_given};
use super::notation::Writer;
use super::product::{Product, sum};
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Origin, RegionId, StatementId};

pub(super) struct Local<'a> {
    graph: &'a Graph,
    plan: &'a Plan,
    slopes: &'a Slopes,
    forth: &'a Forth<'a>,
    pub(super) writer: Writer<'a>,
    pub(super) lines: Lines,
    /// What the terms of sums within sums are called.
    terms: HashMap<Id, String>,
}

impl<'a> Local<'a> {
    pub(super) fn new(
        graph: &'a Graph,
        plan: &'a Plan,
        slopes: &'a Slopes,
        forth: &'a Forth<'a>,
        writer: Writer<'a>,
    ) -> Self {
        let lines = Lines { written: Vec::new(), depth: 1, ranges: forth.lines.ranges.clone() };
        Local { graph, plan, slopes, forth, writer, lines, terms: HashMap::default() }
    }

    pub(super) fn region(&mut self, region: RegionId) {
        let items = self.forth.items.get(&region).map_or(&[][..], Vec::as_slice);
        for &item in items {
            self.writer.enter(region);
            match item {
                Item::Define(id) => {
                    let name = self.plan.names.names[&id].clone();
                    self.step(&name, id, false);
                }
                Item::Element(_) => {}
                Item::Statement(id) => self.statement(id),
            }
        }
        self.writer.enter(region);
    }

    /// The slopes of an expression, where they are not plain to see.
    pub(super) fn step(&mut self, name: &str, id: Id, minus: bool) {
        if !self.graph.is_active(id) || is_given(self.graph, id) {
            return;
        }
        for &(variable, slope) in self.slopes.get(&id).map_or(&[][..], Vec::as_slice) {
            let Some(by) = self.variable(variable) else { continue };
            let terms = Product::terms(&mut self.writer, slope);
            let terms = if minus { terms.into_iter().map(Product::minus).collect() } else { terms };
            self.lines.push(format!("∂{name}/∂{by} = {}", sum(&terms)));
        }
    }

    fn variable(&mut self, id: Id) -> Option<String> {
        let written = self.writer.operand(id).text;
        let is_element = matches!(self.graph.node(id), Node::Element { .. })
            || matches!(self.graph.node(id), Node::Fresh(Origin::Result(..)))
                && !self.plan.names.names.contains_key(&id);
        (is_element || self.writer.symbol(id).is_some()).then_some(written)
    }

    fn inner(&mut self, head: &str, rest: impl FnOnce(&mut Self)) {
        let before = std::mem::take(&mut self.lines.written);
        self.lines.depth += 1;
        rest(self);
        self.lines.depth -= 1;
        let inside = std::mem::replace(&mut self.lines.written, before);
        if !inside.is_empty() {
            self.lines.push(head);
            self.lines.written.extend(inside);
        }
    }

    fn statement(&mut self, id: StatementId) {
        let statement = self.graph.statement(id);
        match &statement.action {
            Action::Branch { condition, then, otherwise } => {
                let condition = self.writer.text(*condition);
                for (side, head) in
                    [(*then, format!("if {condition}")), (*otherwise, format!("if not ({condition})"))]
                {
                    let yields = self.graph.region(side).yields.clone();
                    self.inner(&head, |local| {
                        local.region(side);
                        local.writer.enter(side);
                        for (number, &result) in statement.results.iter().enumerate() {
                            let name = local.plan.names.names.get(&result);
                            if let Some(name) = name
                                && local.writer.symbol(yields[number]).is_none()
                            {
                                local.step(&name.clone(), yields[number], false);
                            }
                        }
                    });
                }
            }
            Action::Loop { body, initial, .. } if self.plan.indexed.contains_key(&id) => {
                let indexed = &self.plan.indexed[&id];
                let low = lowered(self.plan.letters[body]).map(String::from).unwrap_or_default();
                for (number, &start) in self.graph.region(*body).carried.iter().enumerate() {
                    if let Slot::Recurrence(_) = indexed.slots[number] {
                        self.first(start, initial[number], &low);
                    }
                }
                self.with_index(id, *body);
            }
            Action::Loop { body, initial, .. } => {
                let (inside, next) = self.plan.repeated(self.graph, id, *body);
                let carried = self.graph.region(*body).carried.clone();
                for (number, &start) in carried.iter().enumerate() {
                    if self.plan.has_result(id, number) {
                        self.first(start, initial[number], "");
                    }
                }
                let head = self.forth.heads.get(&id).cloned().unwrap_or_default();
                self.inner(&head, |local| {
                    local.region(inside);
                    local.writer.enter(inside);
                    for (number, &start) in carried.iter().enumerate() {
                        if local.plan.has_result(id, number) && local.writer.symbol(next[number]).is_none() {
                            let name = format!("{}′", local.plan.names.names[&start]);
                            local.step(&name, next[number], false);
                        }
                    }
                });
            }
            _ => {}
        }
    }

    /// The slopes of what a loop begins with, if that has no other name.
    fn first(&mut self, start: Id, value: Id, low: &str) {
        let name = self.plan.names.names.get(&start).filter(|_| self.writer.symbol(value).is_none()).cloned();
        if let Some(name) = name {
            self.step(&if low.is_empty() { name } else { name.replace(low, "₀") }, value, false);
        }
    }

    fn with_index(&mut self, id: StatementId, body: RegionId) {
        let indexed = &self.plan.indexed[&id];
        let low = lowered(self.plan.letters[&body]).map(String::from).unwrap_or_default();
        let results = &self.graph.statement(id).results;
        let next = &self.graph.region(body).yields;
        // What the terms are called, before those within are.
        let mut terms = Vec::new();
        for (number, slot) in indexed.slots.iter().enumerate() {
            if let Slot::Sum { term, minus, .. } = *slot {
                let of =
                    self.plan.names.names.get(&results[number]).or_else(|| self.terms.get(&results[number]));
                let name = format!("{}{low}", of.cloned().unwrap_or_default());
                self.terms.insert(term, name.clone());
                terms.push((name, term, minus));
            }
        }
        self.region(body);
        self.writer.enter(body);
        for (name, term, minus) in terms {
            if self.writer.symbol(term).is_none() {
                self.step(&name, term, minus);
            }
        }
        for &value in next {
            if self.plan.nexts.contains(&value) {
                let name = self.plan.names.names[&value].clone();
                self.step(&name, value, false);
            }
        }
    }
}
