//! What the steps of a function with loops and arrays are called.
//!
//! Every value has one name, and every name stands for one value in each iteration; only what a loop carries goes by one
//! name from its first value to its last.

use super::indexed::{Indexed, Slot, find, letters, lowered, plain};
use super::live::{Live, Uses, numbers};
use super::notation::{Names, readable};
use crate::hash::{HashMap, HashSet};
use crate::ir::{Graph, Id, Name, Node};
use crate::lower::Program;
use crate::names::fresh_names;
use crate::region::{Action, Argument, Header, Initial, Origin, RegionId, StatementId, Target};

/// A formula of more symbols is taken apart.
const LONGEST: usize = 20;

pub(super) struct Plan {
    pub(super) live: Live,
    pub(super) uses: Uses,
    pub(super) names: Names,
    /// Elements that are read where they stand in a formula: they do not change any more.
    pub(super) inline: HashSet<Id>,
    /// The loops that are written with an index.
    pub(super) indexed: HashMap<StatementId, Indexed>,
    /// The index of each region that is repeated so.
    pub(super) letters: HashMap<RegionId, &'static str>,
    /// The names of the next values of recurrences, which have no line of their own.
    pub(super) nexts: HashSet<Id>,
}

impl Plan {
    pub(super) fn of(program: &Program, function: &str, parameters: &[String]) -> Plan {
        let mut refused = HashSet::default();
        loop {
            let plan = Plan::without(program, function, parameters, &refused);
            let before = refused.len();
            refused.extend(plan.unfit(&program.graph));
            if refused.len() == before {
                return plan;
            }
        }
    }

    /// The plan in which these loops are written line by line.
    fn without(
        program: &Program,
        function: &str,
        parameters: &[String],
        refused: &HashSet<StatementId>,
    ) -> Plan {
        let live = Live::of(program);
        let uses = Uses::of(program, &live);
        let indexed = find(&program.graph, &live, &uses, refused);
        let mut plan = Plan {
            live,
            uses,
            names: Names::default(),
            inline: HashSet::default(),
            indexed,
            letters: HashMap::default(),
            nexts: HashSet::default(),
        };
        let mut naming = Naming {
            graph: &program.graph,
            plan: &mut plan,
            parameters,
            outputs: match numbers(program).as_slice() {
                [only] if program.composite.is_none() => vec![(*only, function.to_owned())],
                _ => Vec::new(),
            },
            taken: program.taken.clone(),
            used: HashSet::default(),
        };
        naming.used.insert(function.to_owned());
        naming.used.extend(parameters.iter().cloned());
        naming.arrays();
        naming.statements(RegionId::BODY);
        naming.expressions(program);
        plan
    }

    /// Loops that would need an index in vain: there is no letter left, or a recurrence has steps in between.
    fn unfit(&self, graph: &Graph) -> Vec<StatementId> {
        let mut unfit = Vec::new();
        for (&id, indexed) in &self.indexed {
            let Action::Loop { body, .. } = graph.statement(id).action else { continue };
            let has_steps = self.names.places.iter().any(|(&named, &place)| {
                place == body && !self.nexts.contains(&named) && !is_given(graph, named)
            });
            if !self.letters.contains_key(&body) || indexed.is_recurrence() && has_steps {
                unfit.push(id);
            }
        }
        unfit
    }

    pub(super) fn is_live(&self, id: Id) -> bool {
        self.live.nodes.contains(&id)
    }

    pub(super) fn has_result(&self, statement: StatementId, number: usize) -> bool {
        self.live.results.contains(&(statement, number))
    }

    /// What is repeated in a loop, where it stands, and what each number becomes that the loop carries.
    pub(super) fn repeated(&self, graph: &Graph, id: StatementId, body: RegionId) -> (RegionId, Vec<Id>) {
        match self.live.whiles.get(&id) {
            Some(found) => (found.body, found.next.clone()),
            None => (body, graph.region(body).yields.clone()),
        }
    }
}

struct Naming<'a> {
    graph: &'a Graph,
    plan: &'a mut Plan,
    parameters: &'a [String],
    /// The value of the function, which has its name if nothing else gives it one.
    outputs: Vec<(Id, String)>,
    /// Names that the user or the emitted code has.
    taken: HashSet<String>,
    used: HashSet<String>,
}

impl Naming<'_> {
    fn arrays(&mut self) {
        let names: Vec<String> =
            self.graph.arrays().map(|(_, array)| readable(&array.name.to_string())).collect();
        self.used.extend(names);
    }

    fn name(&mut self, id: Id, text: String, place: RegionId) {
        self.used.insert(text.clone());
        self.plan.names.names.insert(id, text);
        self.plan.names.places.insert(id, place);
    }

    fn fresh(&mut self) -> String {
        let found = fresh_names(&self.taken).find(|name| !self.used.contains(name));
        let name = found.expect("there is no end of names");
        self.used.insert(name.clone());
        name
    }

    /// The name that the user or an earlier stage gave, if nothing else has it.
    fn given(&self, id: Id) -> Option<String> {
        let name = self.graph.name_of(id).map(|name| name.text.clone())?;
        (!self.used.contains(&name)).then_some(name)
    }

    fn of_user(&self, id: Id) -> Option<String> {
        self.graph.name_of(id).and_then(|name: &Name| name.written.as_ref()).map(ToString::to_string)
    }

    /// Whether a node is nothing but the first or the next value of a variable, so that it needs no name of its own.
    fn is_only_a_value_of(&self, id: Id, variable: Id) -> bool {
        let is_expression = matches!(self.graph.node(id), Node::Apply(..) | Node::Select { .. });
        let (own, other) = (self.of_user(id), self.of_user(variable));
        is_expression && self.plan.uses.count(id) == 1 && (own.is_none() || own == other)
    }

    fn statements(&mut self, region: RegionId) {
        for id in self.plan.live.within(self.graph, region) {
            let statement = self.graph.statement(id).clone();
            match &statement.action {
                Action::Load { place } => {
                    let result = statement.results[0];
                    if self.graph.changes_later(place.array, id) {
                        let text = self.given(result).unwrap_or_else(|| self.fresh());
                        self.name(result, text, region);
                    } else {
                        self.plan.inline.insert(result);
                    }
                }
                Action::Loop { header, body, initial, .. } if self.plan.indexed.contains_key(&id) => {
                    self.with_index(id, header, *body, initial, region);
                    self.statements(*body);
                }
                Action::Loop { header, body, initial, .. } => {
                    let (inside, next) = self.plan.repeated(self.graph, id, *body);
                    self.indices(header, inside);
                    let carried = self.graph.region(*body).carried.clone();
                    for (number, &start) in carried.iter().enumerate() {
                        if !self.plan.has_result(id, number) {
                            continue;
                        }
                        // The variable has one name, which is that of its first value if nobody else wants that one.
                        let first = initial[number];
                        let earlier = self.given(first).filter(|_| self.is_only_a_value_of(first, start));
                        let text = earlier.or_else(|| self.given(start));
                        let result = statement.results[number];
                        let text =
                            text.or_else(|| self.given(result)).unwrap_or_else(|| self.of_result(result));
                        self.name(start, text.clone(), *body);
                        self.name(result, text, region);
                        for value in [first, next[number]] {
                            if self.is_only_a_value_of(value, start) {
                                self.plan.inline.insert(value);
                            }
                        }
                    }
                    self.statements(inside);
                }
                Action::Branch { then, otherwise, .. } => {
                    for (number, &result) in statement.results.iter().enumerate() {
                        if self.plan.has_result(id, number) {
                            let text = self.given(result).unwrap_or_else(|| self.fresh());
                            self.name(result, text, region);
                            for side in [*then, *otherwise] {
                                let value = self.graph.region(side).yields[number];
                                if self.is_only_a_value_of(value, result) {
                                    self.plan.inline.insert(value);
                                }
                            }
                        }
                    }
                    self.statements(*then);
                    self.statements(*otherwise);
                }
                Action::RemoveLast { .. }
                | Action::Call(_)
                | Action::Opaque { .. }
                | Action::Measure { .. } => {
                    for &result in &statement.results {
                        let text = self.given(result).unwrap_or_else(|| self.fresh());
                        self.name(result, text, region);
                    }
                }
                _ => {}
            }
        }
    }

    /// The name of the function for what it returns, or a new one.
    fn of_result(&mut self, result: Id) -> String {
        match self.outputs.iter().find(|(id, _)| *id == result) {
            Some((_, name)) => name.clone(),
            None => self.fresh(),
        }
    }

    /// The letters of the indices around a place, below the line.
    fn subscripts(&self, region: RegionId) -> String {
        let mut found = Vec::new();
        let mut at = Some(region);
        while let Some(region) = at {
            found.extend(self.plan.letters.get(&region).and_then(|letter| lowered(letter)));
            at = self.graph.region(region).parent;
        }
        found.into_iter().rev().collect()
    }

    /// Names for a loop that is written with an index.
    fn with_index(
        &mut self,
        id: StatementId,
        header: &Header,
        body: RegionId,
        initial: &[Id],
        region: RegionId,
    ) {
        let indexed = self.plan.indexed[&id].clone();
        let index = match header {
            Header::Count { index, .. } => Some(*index),
            Header::For { bindings, .. } => bindings.first().copied(),
            _ => None,
        };
        let is_free = |letter: &str| !self.used.contains(letter);
        let own = index.filter(|_| !indexed.over_array).and_then(|index| self.graph.name_of(index));
        let own = own.and_then(|own| letters().find(|letter| *letter == own.text)).filter(|own| is_free(own));
        let mut others = letters().filter(|letter| is_free(letter) && !self.taken.contains(*letter));
        let Some(letter) = own.or_else(|| others.next()) else { return };
        self.used.insert(letter.to_owned());
        self.plan.letters.insert(body, letter);
        if let Some(index) = index {
            let text = match header {
                Header::For { iterable, .. } if indexed.over_array => {
                    format!("{}[{letter}]", array_name(self.graph, *iterable, self.parameters))
                }
                _ => letter.to_owned(),
            };
            self.name(index, text, body);
        }
        let subscripts = self.subscripts(region);
        let low = lowered(letter).map(String::from).unwrap_or_default();
        let statement = self.graph.statement(id).clone();
        for (number, slot) in indexed.slots.iter().enumerate() {
            let (start, result) = (self.graph.region(body).carried[number], statement.results[number]);
            let next = self.graph.region(body).yields[number];
            if let Slot::Sum { .. } = slot {
                self.plan.inline.insert(next);
            }
            if matches!(slot, Slot::Unused | Slot::Sum { continued: true, .. }) {
                continue;
            }
            let first = initial[number];
            let earlier = self.given(first).filter(|_| self.is_only_a_value_of(first, start));
            let text = earlier.or_else(|| self.given(start)).or_else(|| self.given(result));
            let text = text.unwrap_or_else(|| self.of_result(result));
            self.used.insert(text.clone());
            self.name(result, format!("{text}{subscripts}"), region);
            if self.is_only_a_value_of(first, start) {
                self.plan.inline.insert(first);
            }
            if let Slot::Recurrence(_) = slot {
                self.name(start, format!("{text}{low}"), body);
                let is_expression = matches!(
                    self.graph.node(next),
                    Node::Apply(..) | Node::Select { .. } | Node::Part { .. }
                );
                if is_expression && self.plan.uses.count(next) == 1 && self.graph.number(next).is_none() {
                    self.name(next, format!("{text}{low}₊₁"), body);
                    self.plan.nexts.insert(next);
                }
            }
        }
    }

    fn indices(&mut self, header: &Header, inside: RegionId) {
        match header {
            Header::Count { index, .. } | Header::CountDown { index, .. } => {
                let text = match self.graph.name_of(*index).map(|name| name.text.clone()) {
                    Some(text) if !self.used.contains(&text) && !text.starts_with('_') => text,
                    _ => self.index(),
                };
                self.name(*index, text, inside);
            }
            // The pattern is the user's, and so are the names in it.
            Header::For { bindings, .. } | Header::ForReversed { bindings, .. } => {
                for &binding in bindings {
                    if let Some(name) = self.graph.name_of(binding) {
                        self.name(binding, name.text.clone(), inside);
                    }
                }
            }
            Header::Forever => {}
        }
    }

    /// A letter for an index.
    fn index(&mut self) -> String {
        let letters = ["k", "j", "i", "l", "m"].map(str::to_owned).into_iter();
        let numbered = (2..).map(|number| format!("k{number}"));
        let mut all = letters.chain(numbered);
        let found = all.find(|name| !self.used.contains(name) && !self.taken.contains(name));
        let name = found.expect("there is no end of names");
        self.used.insert(name.clone());
        name
    }

    /// Names for expressions: what has one, what is used more than once, what is kept in memory or handed on, and parts of
    /// what would be too long.
    fn expressions(&mut self, program: &Program) {
        let kept = self.kept(program);
        let mut sizes: HashMap<Id, usize> = HashMap::default();
        let live: Vec<Id> = self.plan.uses.regions.keys().copied().collect();
        for id in live {
            let arguments = self.graph.arguments(id);
            let size: usize =
                1 + arguments.iter().map(|argument| sizes.get(argument).unwrap_or(&1)).sum::<usize>();
            let own = match self.graph.node(id) {
                Node::Apply(..) | Node::Select { .. } | Node::Part { .. } | Node::Constant { .. } => size,
                _ => 1,
            };
            let is_constant = matches!(self.graph.node(id), Node::Constant { .. });
            let is_expression =
                matches!(self.graph.node(id), Node::Apply(..) | Node::Select { .. } | Node::Part { .. });
            let is_number = self.graph.number(id).is_some();
            let active = self.graph.is_active(id);
            let count = self.plan.uses.count(id);
            if self.plan.nexts.contains(&id) {
                sizes.insert(id, 1);
                continue;
            }
            let wants = !self.plan.inline.contains(&id)
                && !is_number
                && (is_expression && self.graph.name_of(id).is_some()
                    || is_expression && active && count > 1
                    || is_expression && active && kept.contains(&id))
                || (is_expression || is_constant) && own > LONGEST
                || (is_expression || is_constant) && count > 1 && own > LONGEST / 2;
            if wants {
                let place = self.plan.uses.regions[&id];
                let text = self.given(id).unwrap_or_else(|| self.fresh());
                self.plan.inline.remove(&id);
                self.used.insert(text.clone());
                let text = format!("{text}{}", self.subscripts(place));
                self.name(id, text, place);
                sizes.insert(id, 1);
            } else {
                sizes.insert(id, own);
            }
        }
    }

    /// What is stored or handed to another function: its derivative is read once, and needs a name.
    fn kept(&self, program: &Program) -> HashSet<Id> {
        let mut kept = HashSet::default();
        for &id in &self.plan.live.statements {
            match &program.graph.statement(id).action {
                Action::Store { value, .. }
                | Action::Append { value, .. }
                | Action::Increase { value, .. } => {
                    kept.insert(*value);
                }
                Action::Declare { initial, .. } | Action::Assign { initial, .. } => list(initial, &mut kept),
                Action::Call(call) => kept.extend(call.arguments.iter().filter_map(Argument::number)),
                _ => {}
            }
        }
        kept
    }
}

fn list(initial: &Initial, kept: &mut HashSet<Id>) {
    match initial {
        Initial::Value(id) => {
            kept.insert(*id);
        }
        Initial::List(elements) => elements.iter().for_each(|element| list(element, kept)),
        _ => {}
    }
}

/// The name of the array that a loop goes through.
pub(super) fn array_name(graph: &Graph, iterable: Id, parameters: &[String]) -> String {
    match graph.node(iterable) {
        Node::Parameter(position) => parameters[*position].clone(),
        Node::Constant { tokens, .. } => match syn::parse2::<syn::Expr>(graph.tokens(*tokens).clone()) {
            Ok(expression) => quote::ToTokens::to_token_stream(plain(&expression)).to_string(),
            Err(_) => String::new(),
        },
        _ => String::new(),
    }
}

/// What a call leaves behind, by name.
pub(super) fn targets(graph: &Graph, names: &Names, targets: &[Target], results: &[Id]) -> Vec<String> {
    let mut numbers = results.iter();
    targets
        .iter()
        .filter_map(|target| match target {
            Target::Number => names.names.get(numbers.next()?).cloned(),
            Target::Array(array) => Some(readable(&graph.array(*array).name.to_string())),
        })
        .collect()
}

/// Whether a node stands for an argument, an iteration or what a statement leaves behind.
pub(super) fn is_given(graph: &Graph, id: Id) -> bool {
    matches!(
        graph.node(id),
        Node::Parameter(_)
            | Node::Element { .. }
            | Node::Fresh(Origin::Result(..) | Origin::Carried(..) | Origin::Binding(..))
    )
}
