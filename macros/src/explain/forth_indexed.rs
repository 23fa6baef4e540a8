//! The lines of loops that are written with an index: sums, and recurrences.

use super::forth::Forth;
use super::indexed::{Slot, lowered};
use super::lines::together;
use super::naming::array_name;
use super::notation::{Written, strength, subscript};
use crate::elementary::Function;
use crate::ir::{Id, Node};
use crate::region::{Header, RegionId, StatementId};

impl Forth<'_> {
    /// A loop that is written with an index.
    pub(super) fn with_index(
        &mut self,
        id: StatementId,
        header: &Header,
        body: RegionId,
        initial: &[Id],
        region: RegionId,
    ) {
        let indexed = &self.plan.indexed[&id];
        let letter = self.plan.letters[&body];
        let low = lowered(letter).map(String::from).unwrap_or_default();
        let (range, count) = match header {
            Header::Count { count, .. } => {
                let count = self.writer.operand(*count).at_least(strength::SUM);
                (format!("0..{}", bound(&count)), count)
            }
            Header::For { iterable, .. } if indexed.over_array => {
                let name = array_name(self.graph, *iterable, self.writer.parameters());
                (format!("0..{name}.len()"), format!("{name}.len()"))
            }
            Header::For { iterable, .. } => {
                let range = self.writer.text(*iterable);
                let count = range.split_once("..").map_or("", |(_, end)| end).to_owned();
                (range, count)
            }
            _ => return,
        };
        self.lines.ranges.push((letter, range));
        let carried = self.graph.region(body).carried.clone();
        let next = self.graph.region(body).yields.clone();
        let results = self.graph.statement(id).results.clone();
        for (number, slot) in indexed.slots.iter().enumerate() {
            if let Slot::Recurrence(_) = slot {
                let first = self.writer.text(initial[number]);
                let start = self.name(carried[number]).replace(&low, "₀");
                self.lines.push(format!("{start} = {first}"));
            }
        }
        self.region(body);
        self.define(&next, body);
        self.writer.enter(body);
        let mut updates: Vec<(String, String)> = Vec::new();
        for (number, slot) in indexed.slots.iter().enumerate() {
            if let Slot::Recurrence(_) = slot {
                let name = format!("{}₊₁", self.name(carried[number]));
                let value = if self.plan.nexts.contains(&next[number]) {
                    self.writer.definition(next[number]).text
                } else {
                    self.writer.text(next[number])
                };
                updates.push((name, value));
            }
        }
        together(updates, "", &mut self.lines);
        for (number, slot) in indexed.slots.iter().enumerate() {
            self.writer.enter(body);
            match *slot {
                Slot::Sum { term, minus, continued } => {
                    let term = self.writer.operand(term).at_least(strength::PRODUCT);
                    let sum = format!("Σ{low} {term}");
                    self.writer.enter(region);
                    if continued {
                        let sum = if minus { format!("(−{sum})") } else { sum };
                        self.writer.give(results[number], Written { text: sum, strength: strength::PRODUCT });
                        continue;
                    }
                    let sign = if minus { '−' } else { '+' };
                    let first = initial[number];
                    let value = match (self.graph.is_zero(first) || self.is_negative_nought(first), minus) {
                        (true, false) => sum,
                        (true, true) => format!("−{sum}"),
                        (false, _) => {
                            format!("{} {sign} {sum}", self.writer.operand(first).at_least(strength::SUM))
                        }
                    };
                    let name = self.name(results[number]);
                    self.lines.push(format!("{name} = {value}"));
                }
                Slot::Recurrence(closed) => {
                    let last = match subscript_of(&count) {
                        Some(digits) => digits,
                        None => format!("₍{count}₎"),
                    };
                    let last = self.name(carried[number]).replace(&low, &last);
                    let closed = closed.map(|(sign, term)| {
                        let term = self.writer.operand(term).at_least(strength::PRODUCT);
                        self.closed(sign, &low, &term, initial[number])
                    });
                    let closed = closed.map(|closed| format!(" = {closed}")).unwrap_or_default();
                    self.writer.enter(region);
                    let name = self.name(results[number]);
                    self.lines.push(format!("{name} = {last}{closed}"));
                    self.lasts.insert(results[number], last);
                }
                Slot::Unused => {}
            }
        }
    }

    fn is_negative_nought(&self, id: Id) -> bool {
        matches!(self.graph.node(id), Node::Apply(Function::NEG, arguments) if self.graph.is_zero(arguments[0]))
    }

    /// A product, a maximum or a minimum as one.
    fn closed(&mut self, sign: &str, low: &str, term: &str, initial: Id) -> String {
        let first = self.writer.operand(initial);
        let whole = format!("{sign}{low} {term}");
        match (sign, first.text.as_str()) {
            ("Π", "1") | ("max", "−∞") | ("min", "∞") => whole,
            ("Π", _) => format!("{}·{whole}", first.at_least(strength::PRODUCT)),
            _ => format!("{sign}({}, {whole})", first.text),
        }
    }
}

/// Where a range ends: it is empty where that is negative.
pub(super) fn bound(count: &str) -> &str {
    let difference = count.strip_prefix("max(").and_then(|rest| rest.strip_suffix(", 0)"));
    difference.filter(|difference| !difference.contains(',')).unwrap_or(count)
}

/// The digits of a number below the line.
fn subscript_of(number: &str) -> Option<String> {
    number.parse().ok().map(subscript)
}
