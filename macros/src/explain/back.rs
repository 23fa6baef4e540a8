//! The way back: the lines of a function from its last to its first, each with what it hands on to what it was made from.
//!
//! `∂x` is the slope of the function's value in `x`. A name of the way there stands for the value that it had in that iteration.

use std::collections::{BTreeMap, BTreeSet};

use super::forth::{Forth, Item};
use super::indexed::lowered;
use super::lines::{Lines, at_once, mentions};
use super::naming::{Plan, is_given};
use super::notation::{Writer, readable};
use super::product::{Product, added, sum};
use crate::hash::{HashMap, HashSet};
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Header, Initial, Origin, Place, RegionId, StatementId};

/// The slopes of expressions by the variables in them.
pub(super) type Slopes = HashMap<Id, Vec<(Id, Id)>>;

pub(super) struct Back<'a> {
    pub(super) graph: &'a Graph,
    pub(super) plan: &'a Plan,
    slopes: &'a Slopes,
    pub(super) forth: &'a Forth<'a>,
    parameters: &'a [String],
    pub(super) writer: Writer<'a>,
    pub(super) lines: Lines,
    /// What is still to be added to the derivative by each node.
    pub(super) pending: BTreeMap<Id, Vec<Product>>,
    /// The nodes whose derivatives have a line.
    pub(super) started: HashSet<Id>,
    /// The nodes of outer regions to whose derivatives an inner one added.
    touched: BTreeSet<Id>,
    /// The derivatives by the arrays that are returned are what is given.
    pub(super) given: HashMap<String, String>,
}

impl<'a> Back<'a> {
    pub(super) fn new(
        graph: &'a Graph,
        plan: &'a Plan,
        slopes: &'a Slopes,
        forth: &'a Forth<'a>,
        parameters: &'a [String],
        writer: Writer<'a>,
    ) -> Self {
        Back {
            graph,
            plan,
            slopes,
            forth,
            parameters,
            writer,
            lines: Lines { written: Vec::new(), depth: 1, ranges: forth.lines.ranges.clone() },
            pending: BTreeMap::new(),
            started: HashSet::default(),
            touched: BTreeSet::new(),
            given: HashMap::default(),
        }
    }

    /// The derivative by a parameter that is a number, in its last line.
    pub(super) fn parameter(&mut self, id: Id) {
        if !self.flush(id) {
            let line = format!("{} = 0", self.cotangent(id));
            self.lines.push(line);
        }
    }

    /// Goes back through a region.
    pub(super) fn region(&mut self, region: RegionId) {
        self.writer.enter(region);
        self.arrays(region);
        let items = self.forth.items.get(&region).map_or(&[][..], Vec::as_slice);
        for &item in items.iter().rev() {
            self.writer.enter(region);
            match item {
                Item::Define(id) => {
                    if self.flush(id) {
                        let own = Product::slope(self.cotangent(id));
                        self.expand(id, &own);
                    }
                }
                Item::Element(id) => self.flush_element(id, region),
                Item::Statement(id) => self.statement(id, region),
            }
        }
        self.writer.enter(region);
    }

    /// The derivatives by the arrays that are made in a region begin as zeros.
    fn arrays(&mut self, region: RegionId) {
        for (_, array) in self.graph.arrays() {
            let home = self.graph.structure.resolve(array.home);
            let name = readable(&array.name.to_string());
            let is_live = array.parameter.is_some() || self.is_made(&name, region);
            if array.active && home == region && is_live {
                let first = self.given.get(&name).cloned().unwrap_or_else(|| "0".to_owned());
                self.lines.push(format!("∂{name} = {first}"));
            }
        }
    }

    fn is_made(&self, name: &str, region: RegionId) -> bool {
        self.plan.live.within(self.graph, region).iter().any(|&id| {
            let made = self.graph.statement(id).action.makes();
            made.iter().any(|&array| readable(&self.graph.array(array).name.to_string()) == name)
        })
    }

    /// The name of the derivative by a node.
    pub(super) fn cotangent(&self, id: Id) -> String {
        if let Some(last) = self.forth.lasts.get(&id) {
            return format!("∂{last}");
        }
        match self.graph.node(id) {
            Node::Parameter(position) => format!("∂{}", self.parameters[*position]),
            // The variable's own is that of its next value, throughout the iteration.
            Node::Fresh(Origin::Carried(..)) => format!("∂{}′", self.plan.names.names[&id]),
            _ => format!("∂{}", self.plan.names.names.get(&id).map_or("?", String::as_str)),
        }
    }

    /// The element that a node is, if it is one.
    fn place_of(&self, id: Id) -> Option<Place> {
        match self.graph.node(id) {
            Node::Element { place, .. } => Some(place.clone()),
            Node::Fresh(Origin::Result(statement, _)) if !self.plan.names.names.contains_key(&id) => {
                match &self.graph.statement(*statement).action {
                    Action::Load { place } => Some(place.clone()),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The region whose lines define a node.
    fn home(&self, id: Id) -> RegionId {
        match self.graph.node(id) {
            Node::Parameter(_) => RegionId::BODY,
            Node::Fresh(Origin::Result(statement, _)) => {
                self.graph.structure.resolve(self.graph.statement(*statement).region)
            }
            Node::Fresh(Origin::Carried(body, _)) => match self.plan.live.loops.get(body) {
                Some(&statement) => self.plan.repeated(self.graph, statement, *body).0,
                None => *body,
            },
            _ => self.plan.uses.regions.get(&id).copied().unwrap_or(RegionId::BODY),
        }
    }

    /// Adds to the derivative by a node, or by what it is made of.
    pub(super) fn contribute(&mut self, id: Id, product: &Product) {
        if !self.graph.is_active(id) {
            return;
        }
        let is_variable = is_given(self.graph, id) || self.writer.symbol(id).is_some();
        if is_variable {
            self.pending.entry(id).or_default().push(product.clone());
        } else {
            self.expand(id, product);
        }
    }

    /// Hands on what arrived at an expression.
    pub(super) fn expand(&mut self, id: Id, product: &Product) {
        for &(variable, slope) in self.slopes.get(&id).map_or(&[][..], Vec::as_slice) {
            let terms = Product::terms(&mut self.writer, slope);
            let terms =
                if terms.len() > 1 && !product.is_one() { vec![Product::of_sum(&terms)] } else { terms };
            let arrived = self.pending.entry(variable).or_default();
            arrived.extend(terms.iter().rev().map(|term| product.times(term)));
        }
    }

    pub(super) fn taken(&mut self, id: Id) -> Option<String> {
        let mut terms = self.pending.remove(&id)?;
        terms.reverse();
        let terms = added(terms);
        (!terms.is_empty()).then(|| sum(&terms))
    }

    /// A line for what has arrived at a node; whether there is a derivative by it at all.
    pub(super) fn flush(&mut self, id: Id) -> bool {
        let name = self.cotangent(id);
        let arrived = self.taken(id);
        let before = self.started.contains(&id);
        if let Some(text) = &arrived {
            if before {
                self.lines.increase(&name, text);
            } else {
                self.lines.push(format!("{name} = {text}"));
            }
            self.started.insert(id);
        }
        before || arrived.is_some()
    }

    fn flush_element(&mut self, id: Id, region: RegionId) {
        let Some(place) = self.place_of(id) else { return };
        let place = self.writer.cotangent_place(&place);
        if let Some(terms) = self.pending.get_mut(&id) {
            // The same in all iterations.
            let mut at = Some(region);
            while let Some(region) = at {
                let text = format!("{place} {}", sum(terms));
                if let Some(letter) = self.plan.letters.get(&region)
                    && let Some(low) = lowered(letter)
                    && !(text.contains(low) || mentions(&text, letter))
                {
                    terms.reverse();
                    *terms = vec![Product::over(low, letter, added(std::mem::take(terms)))];
                }
                at = self.graph.region(region).parent;
            }
        }
        if let Some(text) = self.taken(id) {
            self.lines.increase(&place, &text);
        }
    }

    /// Adds to the derivative by a node in a line of its own, now, as what is added may change.
    pub(super) fn now(&mut self, id: Id, text: &str, region: RegionId) {
        if !self.graph.is_active(id) {
            return;
        }
        if let Some(place) = self.place_of(id) {
            let place = self.writer.cotangent_place(&place);
            self.lines.push(format!("{place} += {text}"));
            return;
        }
        let name = self.cotangent(id);
        if self.home(id) == region && self.started.insert(id) {
            self.lines.push(format!("{name} = {text}"));
        } else {
            if self.home(id) != region {
                self.touched.insert(id);
            }
            self.lines.push(format!("{name} += {text}"));
        }
    }

    /// Goes back through an inner region; the lines, with those before it by which derivatives of this one begin.
    fn inner(&mut self, region: RegionId, around: RegionId, rest: impl FnOnce(&mut Self)) -> Vec<String> {
        let before = std::mem::take(&mut self.lines.written);
        let touched = std::mem::take(&mut self.touched);
        let held = std::mem::take(&mut self.pending);
        self.lines.depth += 1;
        rest(self);
        self.region(region);
        self.leave(region);
        self.lines.depth -= 1;
        let inside = std::mem::replace(&mut self.lines.written, before);
        for (id, terms) in held {
            let own = self.pending.entry(id).or_default();
            own.splice(0..0, terms);
        }
        let inner = std::mem::replace(&mut self.touched, touched);
        for id in inner {
            if self.home(id) == around {
                if self.started.insert(id) {
                    let line = format!("{} = 0", self.cotangent(id));
                    self.lines.push(line);
                }
            } else {
                self.touched.insert(id);
            }
        }
        inside
    }

    /// Lines for all that has arrived at what stands around a region.
    fn leave(&mut self, region: RegionId) {
        self.writer.enter(region);
        let outer: Vec<Id> = self.pending.keys().copied().filter(|&id| self.home(id) != region).collect();
        for id in outer {
            if self.place_of(id).is_some() {
                self.flush_element(id, region);
            } else if let Some(text) = self.taken(id) {
                self.touched.insert(id);
                let name = self.cotangent(id);
                self.lines.increase(&name, &text);
            }
        }
    }

    fn statement(&mut self, id: StatementId, region: RegionId) {
        let statement = self.graph.statement(id);
        match &statement.action {
            Action::Load { place } => {
                let result = statement.results[0];
                if self.place_of(result).is_some() {
                    self.flush_element(result, region);
                } else if !self.started.contains(&result) {
                    if let Some(text) = self.taken(result) {
                        let place = self.writer.cotangent_place(place);
                        self.lines.increase(&place, &text);
                    }
                } else if self.flush(result) {
                    let (place, name) = (self.writer.cotangent_place(place), self.cotangent(result));
                    self.lines.push(format!("{place} += {name}"));
                }
            }
            Action::Store { place, value } if self.graph.array(place.array).active => {
                let place = self.writer.cotangent_place(place);
                self.now(*value, &place, region);
                self.lines.push(format!("{place} = 0"));
            }
            Action::Increase { place, value } => {
                let place = self.writer.cotangent_place(place);
                self.now(*value, &place, region);
            }
            Action::IncreaseAll { place, by } => {
                let (place, by) = (self.writer.cotangent_place(place), self.writer.cotangent_place(by));
                self.lines.push(format!("{by} += {place}"));
            }
            Action::Declare { array, initial } if self.graph.array(*array).active => {
                let name = format!("∂{}", readable(&self.graph.array(*array).name.to_string()));
                self.initial(&name, initial, region);
            }
            Action::Assign { place, initial } if self.graph.array(place.array).active => {
                let once = self.graph.array(place.array).is_assigned_once();
                let place = self.writer.cotangent_place(place);
                self.initial(&place, initial, region);
                let shape = self.forth.befores.get(&id).map(|before| format!("·{before}"));
                if !once {
                    self.lines.push(format!("{place} = 0{}", shape.unwrap_or_default()));
                }
            }
            Action::Append { place, value } if self.graph.array(place.array).active => {
                let last = format!("{}[last]", self.writer.cotangent_place(place));
                self.now(*value, &last, region);
                self.lines.push(format!("remove {last}"));
            }
            Action::AppendRow { array } if self.graph.array(*array).active => {
                let name = readable(&self.graph.array(*array).name.to_string());
                self.lines.push(format!("remove ∂{name}[last]"));
            }
            Action::RemoveLast { place } if self.graph.array(place.array).active => {
                let place = self.writer.cotangent_place(place);
                let result = statement.results[0];
                let own = if self.flush(result) { self.cotangent(result) } else { "0".to_owned() };
                self.lines.push(format!("append {own} to {place}"));
            }
            Action::Call(call) => self.call(id, call, region),
            Action::Branch { condition, then, otherwise } => {
                self.branch(id, *condition, *then, *otherwise, region);
            }
            Action::Loop { body, initial, .. } if self.plan.indexed.contains_key(&id) => {
                self.with_index(id, *body, initial, region);
            }
            Action::Loop { header, body, initial, .. } => self.repeat(id, header, *body, initial, region),
            _ => {}
        }
    }

    /// What an array was made from.
    fn initial(&mut self, cotangent: &str, initial: &Initial, region: RegionId) {
        match initial {
            Initial::Value(id) => self.now(*id, cotangent, region),
            Initial::List(elements) => {
                for (number, element) in elements.iter().enumerate() {
                    let part = super::constant::element(cotangent, &number.to_string());
                    self.initial(&part, element, region);
                }
            }
            Initial::Copy(place) if self.graph.array(place.array).active => {
                let place = self.writer.cotangent_place(place);
                self.lines.push(format!("{place} += {cotangent}"));
            }
            _ => {}
        }
    }

    fn branch(
        &mut self,
        id: StatementId,
        condition: Id,
        then: RegionId,
        otherwise: RegionId,
        region: RegionId,
    ) {
        let results = self.graph.statement(id).results.clone();
        let mut reached: Vec<(usize, Product)> = Vec::new();
        for (number, &result) in results.iter().enumerate() {
            if self.plan.has_result(id, number) && self.graph.is_active(result) && self.flush(result) {
                reached.push((number, Product::slope(self.cotangent(result))));
            }
        }
        let condition = self.writer.text(condition);
        let mut sides = Vec::new();
        for side in [then, otherwise] {
            let yields = self.graph.region(side).yields.clone();
            let inside = self.inner(side, region, |back| {
                back.writer.enter(side);
                for (number, product) in &reached {
                    back.contribute(yields[*number], product);
                }
            });
            self.writer.enter(region);
            sides.push(inside);
        }
        let [first, second] = [0, 1].map(|side| std::mem::take(&mut sides[side]));
        if first.is_empty() && second.is_empty() {
            return;
        }
        if first.is_empty() {
            self.lines.push(format!("if not ({condition})"));
            self.lines.written.extend(second);
            return;
        }
        self.lines.push(format!("if {condition}"));
        self.lines.written.extend(first);
        if !second.is_empty() {
            self.lines.push("else");
            self.lines.written.extend(second);
        }
    }

    fn repeat(&mut self, id: StatementId, header: &Header, body: RegionId, initial: &[Id], region: RegionId) {
        let (inside, next) = self.plan.repeated(self.graph, id, body);
        let carried = self.graph.region(body).carried.clone();
        let results = self.graph.statement(id).results.clone();
        let active: Vec<usize> = (0..initial.len())
            .filter(|&number| self.plan.has_result(id, number) && self.graph.is_active(carried[number]))
            .collect();
        for &number in &active {
            if !self.flush(results[number]) {
                let line = format!("{} = 0", self.cotangent(results[number]));
                self.lines.push(line);
                self.started.insert(results[number]);
            }
        }
        let own: Vec<String> = active.iter().map(|&number| self.cotangent(results[number])).collect();
        let mut lines = self.inner(inside, region, |back| {
            back.writer.enter(inside);
            for (&number, own) in active.iter().zip(&own) {
                back.contribute(next[number], &Product::slope(own.clone()));
            }
        });
        // What the variables were at the start of the iteration.
        self.writer.enter(inside);
        let mut updates = Vec::new();
        for (&number, own) in active.iter().zip(&own) {
            let id = carried[number];
            if self.started.contains(&id) {
                let own = Product::slope(self.cotangent(id));
                self.pending.entry(id).or_default().push(own);
            }
            let text = self.taken(id).unwrap_or_else(|| "0".to_owned());
            if text != *own {
                updates.push((own.clone(), text));
            }
        }
        self.writer.enter(region);
        let mut ends =
            Lines { written: Vec::new(), depth: self.lines.depth + 1, ranges: self.lines.ranges.clone() };
        at_once(updates, &mut ends);
        lines.extend(ends.written);
        if !lines.is_empty() {
            let turned = matches!(header, Header::CountDown { .. } | Header::ForReversed { .. });
            let known = self.forth.heads.get(&id).cloned().unwrap_or_default();
            self.lines.push(if turned { known } else { format!("{known}, backwards") });
            self.lines.written.extend(lines);
        }
        for (&number, own) in active.iter().zip(&own) {
            self.contribute(initial[number], &Product::slope(own.clone()));
        }
    }
}
