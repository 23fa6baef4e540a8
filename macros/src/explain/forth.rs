//! The lines of a function with loops and arrays, in the order in which they are carried out.

use std::collections::BTreeSet;

use super::calculus::Called;
use super::constant::{Mentioned, constant};
use super::forth_indexed::bound;
use super::lines::{Lines, at_once, mentions};
use super::naming::{Plan, is_given, targets};
use super::notation::{Writer, Written, readable, strength};
use crate::elementary::Kind;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Graph, Id, Node};
use crate::region::{
    Action, Argument, ArrayId, Call, Callee, Header, Initial, RegionId, StatementId, Wrapped,
};

/// A line of a region, in its order.
#[derive(Clone, Copy)]
pub(super) enum Item {
    Define(Id),
    /// An element of an array, read within formulas.
    Element(Id),
    Statement(StatementId),
}

pub(super) struct Forth<'a> {
    pub(super) graph: &'a Graph,
    pub(super) plan: &'a Plan,
    pub(super) writer: Writer<'a>,
    pub(super) lines: Lines,
    /// What is defined by now.
    defined: HashSet<Id>,
    /// What stands in each region, for the way back.
    pub(super) items: HashMap<RegionId, Vec<Item>>,
    /// How each loop is known, in both directions.
    pub(super) heads: HashMap<StatementId, String>,
    /// How what is called is written, for its slopes.
    pub(super) calls: HashMap<StatementId, Called>,
    /// What arrays were before they were replaced by others.
    pub(super) befores: HashMap<StatementId, String>,
    /// The last one of each recurrence.
    pub(super) lasts: HashMap<Id, String>,
    names: HashSet<String>,
}

impl<'a> Forth<'a> {
    pub(super) fn new(graph: &'a Graph, plan: &'a Plan, writer: Writer<'a>, names: HashSet<String>) -> Self {
        Forth {
            graph,
            plan,
            writer,
            lines: Lines { written: Vec::new(), depth: 1, ranges: Vec::new() },
            defined: HashSet::default(),
            items: HashMap::default(),
            heads: HashMap::default(),
            calls: HashMap::default(),
            befores: HashMap::default(),
            lasts: HashMap::default(),
            names,
        }
    }

    /// A name that nothing else has.
    fn another(&mut self, name: &str) -> String {
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut all = std::iter::once(name.to_owned()).chain(numbered);
        let found = all.find(|name| !self.names.contains(name)).unwrap_or_default();
        self.names.insert(found.clone());
        found
    }

    pub(super) fn region(&mut self, region: RegionId) {
        self.items.entry(region).or_default();
        for id in self.plan.live.within(self.graph, region) {
            let action = &self.graph.statement(id).action;
            let mut needed = action.uses();
            if let Action::Loop { exit, .. } = action {
                needed.extend(exit);
            }
            needed.extend(action.regions().into_iter().flat_map(|inner| self.graph.used_within(inner)));
            self.define(&needed, region);
            self.items.entry(region).or_default().push(Item::Statement(id));
            self.writer.enter(region);
            self.statement(id, region);
            self.writer.enter(region);
        }
    }

    /// Defines what nodes are made of, as far as it stands in this region.
    pub(super) fn define(&mut self, nodes: &[Id], region: RegionId) {
        self.writer.enter(region);
        let mut needed = BTreeSet::new();
        let mut seen = HashSet::default();
        let mut pending = nodes.to_vec();
        while let Some(id) = pending.pop() {
            if self.defined.contains(&id) || !seen.insert(id) {
                continue;
            }
            if self.plan.uses.regions.get(&id) == Some(&region) {
                let is_element = matches!(self.graph.node(id), Node::Element { .. });
                let named = self.plan.names.names.contains_key(&id)
                    && !is_given(self.graph, id)
                    && !self.plan.nexts.contains(&id);
                if named || is_element && self.graph.is_active(id) {
                    needed.insert(id);
                }
            }
            pending.extend(self.graph.arguments(id));
        }
        for id in needed {
            self.defined.insert(id);
            if matches!(self.graph.node(id), Node::Element { .. }) {
                self.items.entry(region).or_default().push(Item::Element(id));
                continue;
            }
            self.items.entry(region).or_default().push(Item::Define(id));
            let (name, value) =
                (self.plan.names.names[&id].clone(), self.writer.definition(id).at_least(strength::SUM));
            self.lines.push(format!("{name} = {value}"));
        }
    }

    fn inner(&mut self, region: RegionId, rest: impl FnOnce(&mut Self)) {
        self.lines.depth += 1;
        self.region(region);
        rest(self);
        self.lines.depth -= 1;
    }

    fn initial(&mut self, initial: &Initial) -> String {
        match initial {
            Initial::Value(id) => self.writer.text(*id),
            Initial::List(elements) => {
                let elements: Vec<String> = elements.iter().map(|element| self.initial(element)).collect();
                format!("[{}]", elements.join(", "))
            }
            Initial::Copy(place) => self.writer.place(place),
            Initial::ZerosLike(place) => format!("0·{}", self.writer.place(place)),
            _ => "0".to_owned(),
        }
    }

    pub(super) fn name(&self, id: Id) -> String {
        self.plan.names.names.get(&id).cloned().unwrap_or_default()
    }

    fn array(&self, array: ArrayId) -> String {
        readable(&self.graph.array(array).name.to_string())
    }

    fn statement(&mut self, id: StatementId, region: RegionId) {
        let statement = self.graph.statement(id);
        match &statement.action {
            Action::Declare { array, initial } => {
                let (name, value) = (self.array(*array), self.initial(initial));
                if !self.graph.array(*array).late {
                    self.lines.push(format!("{name} = {value}"));
                }
            }
            Action::Assign { place, initial } => {
                let (text, value) = (self.writer.place(place), self.initial(initial));
                let active = self.graph.array(place.array).active;
                if active && self.graph.may_resize(id, place.array) && place.path.is_empty() {
                    // How long it was, for the way back.
                    let before = self.another(&format!("{text}_before"));
                    self.lines.push(format!("{before} = {text}"));
                    self.befores.insert(id, before);
                }
                self.lines.push(format!("{text} = {value}"));
            }
            Action::Load { place } => {
                let text = self.writer.place(place);
                let result = statement.results[0];
                if self.plan.names.names.contains_key(&result) {
                    self.lines.push(format!("{} = {text}", self.name(result)));
                }
            }
            Action::Store { place, value } => {
                let (value, place) = (self.writer.text(*value), self.writer.place(place));
                self.lines.push(format!("{place} = {value}"));
            }
            Action::Increase { place, value } => {
                let (value, place) = (self.writer.text(*value), self.writer.place(place));
                self.lines.push(format!("{place} += {value}"));
            }
            Action::IncreaseAll { place, by } => {
                let (place, by) = (self.writer.place(place), self.writer.place(by));
                self.lines.push(format!("{place} += {by}"));
            }
            Action::Append { place, value } => {
                let (value, place) = (self.writer.text(*value), self.writer.place(place));
                self.lines.push(format!("append {value} to {place}"));
            }
            Action::AppendRow { array } => {
                let name = self.array(*array);
                self.lines.push(format!("append a row to {name}"));
            }
            Action::RemoveLast { place } => {
                let (name, place) = (self.name(statement.results[0]), self.writer.place(place));
                self.lines.push(format!("{name} = {place}[last]"));
                self.lines.push(format!("remove {place}[last]"));
            }
            Action::Opaque { tokens, mentions, .. } => {
                let names = Opaque { writer: &mut self.writer, mentions }.texts();
                let text = constant(self.graph.tokens(*tokens), &names).text;
                match statement.results.first() {
                    Some(&result) => self.lines.push(format!("{} = {text}", self.name(result))),
                    None => self.lines.push(text),
                }
            }
            Action::Call(call) => self.call(id, call),
            Action::Branch { condition, then, otherwise } => {
                self.branch(id, *condition, *then, *otherwise);
            }
            Action::Loop { header, body, initial, .. } if self.plan.indexed.contains_key(&id) => {
                self.with_index(id, header, *body, initial, region);
            }
            Action::Loop { header, body, initial, exit } => {
                self.repeat(id, header, *body, initial, *exit, region);
            }
            _ => {}
        }
    }

    fn call(&mut self, id: StatementId, call: &Call) {
        let path = self.graph.tokens(call.function).clone();
        let mut arguments = Vec::new();
        for argument in &call.arguments {
            arguments.push(match argument {
                Argument::Value(value) => self.writer.text(*value),
                Argument::Array(place, _) => {
                    let text = self.writer.place(place);
                    if self.graph.changes_later(place.array, id) {
                        // As it is now.
                        let copy = self.another(&format!("{}_then", self.array(place.array)));
                        self.lines.push(format!("{copy} = {text}"));
                        copy
                    } else {
                        text
                    }
                }
            });
        }
        let derivative = match &call.callee {
            Callee::Itself | Callee::Within | Callee::Asked | Callee::Companion(..) => String::new(),
            Callee::Derivative(name) => format!("::{name}"),
        };
        let made = targets(self.graph, &self.plan.names, &call.targets, &self.graph.statement(id).results);
        let called = Called::new(&path, &derivative, arguments, made);
        let value = called.value();
        let value = match call.callee {
            Callee::Asked | Callee::Companion(_, Wrapped::Asked) => format!("is_present({value})"),
            _ => value,
        };
        self.lines.push(format!("{} = {value}", called.results()));
        self.calls.insert(id, called);
    }

    fn branch(&mut self, id: StatementId, condition: Id, then: RegionId, otherwise: RegionId) {
        let condition = self.writer.text(condition);
        self.lines.push(format!("if {condition}"));
        let results = self.graph.statement(id).results.clone();
        for side in [then, otherwise] {
            let yields = self.graph.region(side).yields.clone();
            let has_results = (0..results.len()).any(|number| self.plan.has_result(id, number));
            if side == otherwise {
                if !has_results && self.plan.live.within(self.graph, otherwise).is_empty() {
                    self.items.entry(otherwise).or_default();
                    continue;
                }
                self.lines.push("else");
            }
            self.inner(side, |forth| {
                forth.define(&yields, side);
                for (number, &result) in results.iter().enumerate() {
                    if forth.plan.has_result(id, number) {
                        let value = forth.writer.operand(yields[number]).at_least(strength::SUM);
                        let name = forth.name(result);
                        forth.lines.push(format!("{name} = {value}"));
                    }
                }
            });
        }
    }

    fn repeat(
        &mut self,
        id: StatementId,
        header: &Header,
        body: RegionId,
        initial: &[Id],
        exit: Option<Id>,
        region: RegionId,
    ) {
        let (inside, next) = self.plan.repeated(self.graph, id, body);
        let carried = self.graph.region(body).carried.clone();
        let alive: Vec<usize> =
            (0..initial.len()).filter(|&number| self.plan.has_result(id, number)).collect();
        for &number in &alive {
            let (name, first) =
                (self.name(carried[number]), self.writer.operand(initial[number]).at_least(strength::SUM));
            self.lines.push(format!("{name} = {first}"));
        }
        let found = self.plan.live.whiles.get(&id);
        let (known, head) = self.head(header, found.map(|found| found.condition), body, region);
        self.heads.insert(id, known);
        self.lines.push(head);
        self.inner(inside, |forth| {
            forth.define(&next, inside);
            let exit = exit.filter(|_| found.is_none());
            forth.define(&exit.into_iter().collect::<Vec<_>>(), inside);
            forth.writer.enter(inside);
            let updates: Vec<(String, String)> = alive
                .iter()
                .map(|&number| (forth.name(carried[number]), forth.writer.text(next[number])))
                .filter(|(name, value)| name != value)
                .collect();
            let mut leave = exit.map(|exit| forth.writer.text(exit));
            if let Some(condition) = &leave
                && updates.iter().any(|(name, _)| mentions(condition, name))
            {
                let name = forth.another("done");
                forth.lines.push(format!("{name} = ({condition})"));
                leave = Some(name);
            }
            at_once(updates, &mut forth.lines);
            if let Some(condition) = leave {
                forth.lines.push(format!("leave if {condition}"));
            }
        });
    }

    /// What a loop is known by, and its first line.
    fn head(
        &mut self,
        header: &Header,
        condition: Option<Id>,
        body: RegionId,
        region: RegionId,
    ) -> (String, String) {
        self.writer.enter(region);
        match header {
            Header::Count { count, index } | Header::CountDown { count, index } => {
                let count = self.writer.operand(*count).at_least(strength::SUM);
                let head = format!("for {} in 0..{}", self.name(*index), bound(&count));
                let turned = matches!(header, Header::CountDown { .. });
                (head.clone(), if turned { format!("{head}, backwards") } else { head })
            }
            Header::For { pattern, iterable, .. } | Header::ForReversed { pattern, iterable, .. } => {
                let pattern =
                    self.graph.tokens(*pattern).to_string().replace(['&', ' '], "").replace(',', ", ");
                let pattern = if pattern == "_" { self.another("k") } else { pattern };
                let iterable = self.writer.text(*iterable);
                let mut head = format!("for {pattern} in {iterable}");
                while self.heads.values().any(|known| *known == head) {
                    head.push_str(", again");
                }
                let turned = matches!(header, Header::ForReversed { .. });
                (head.clone(), if turned { format!("{head}, backwards") } else { head })
            }
            Header::Forever => {
                let index = self.another("step");
                let head = format!("for {index} in 0..");
                let condition = condition.map(|condition| {
                    self.writer.enter(body);
                    let text = self.writer.text(condition);
                    self.writer.enter(region);
                    text
                });
                let full =
                    condition.map_or_else(|| head.clone(), |condition| format!("{head} while {condition}"));
                (head, full)
            }
        }
    }
}

/// What the user's tokens mention in a statement.
struct Opaque<'w, 'a> {
    writer: &'w mut Writer<'a>,
    mentions: &'w [(String, Id)],
}

struct Texts(Vec<(String, Written, Kind)>);

impl Opaque<'_, '_> {
    fn texts(self) -> Texts {
        let Opaque { writer, mentions } = self;
        Texts(
            mentions
                .iter()
                .map(|(name, id)| (name.clone(), writer.operand(*id), writer.graph.kind(*id)))
                .collect(),
        )
    }
}

impl Mentioned for Texts {
    fn instead(&self, name: &str) -> Option<Written> {
        self.0.iter().find(|(known, ..)| known == name).map(|(_, written, _)| written.clone())
    }

    fn kind(&self, name: &str) -> Kind {
        self.0.iter().find(|(known, ..)| known == name).map_or(Kind::Unknown, |(.., kind)| *kind)
    }
}
