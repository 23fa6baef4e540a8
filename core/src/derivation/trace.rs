//! While a function is worked out: which node each name stands for, and what the nodes depend on.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::evaluate::{Scope, whole};
use super::expression::{Reduction, Subscript, Term};
use super::letters::subscript;
use super::places::Step;
use super::statement::{Over, Targets};
use super::{
    Derivation, Edge, Error, Evaluation, Expression, Expression as E, Line, Node, Slope, Statement, Topic,
    Value,
};

/// The nodes that there are so far.
#[derive(Default)]
pub(super) struct Trace<'d> {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// The node that is in a place at the moment.
    current: BTreeMap<String, usize>,
    slopes: Vec<Local<'d>>,
    /// Edges whose slopes need names that come later, each with its indices.
    pending: Vec<(usize, Vec<(char, i64)>)>,
}

/// A line that says the slope of a step, with the branches that it stands in.
struct Local<'d> {
    conditions: Vec<&'d Expression>,
    slope: &'d Slope,
    formula: &'d Expression,
    over: &'d Over,
}

impl<'d> Trace<'d> {
    pub(super) fn of(derivation: &'d Derivation) -> Self {
        let mut trace = Trace::default();
        if let Some(part) = derivation.part(Topic::Slopes) {
            trace.read(&part.lines, &mut Vec::new());
        }
        trace
    }

    fn read(&mut self, lines: &'d [Line], conditions: &mut Vec<&'d Expression>) {
        for line in lines {
            match &line.statement {
                Statement::If(condition) => {
                    conditions.push(condition);
                    self.read(&line.lines, conditions);
                    conditions.pop();
                }
                Statement::Equal { targets: Targets::One(E::Slope(slope)), values, over } => {
                    if let Some(formula) = values.first() {
                        self.slopes.push(Local { conditions: conditions.clone(), slope, formula, over });
                    }
                }
                _ => self.read(&line.lines, conditions),
            }
        }
    }

    /// The node in a place.
    pub(super) fn node_of(&self, place: &str) -> Option<usize> {
        self.current.get(place).copied()
    }

    /// Puts a node, or nothing that depends on anything, into a place.
    pub(super) fn put(&mut self, place: String, node: Option<usize>) {
        match node {
            Some(node) => self.current.insert(place, node),
            None => self.current.remove(&place),
        };
    }

    /// An array has been made anew.
    pub(super) fn forget(&mut self, array: &str) {
        self.current.retain(|place, _| !place.strip_prefix(array).is_some_and(|rest| rest.starts_with('[')));
        self.current.remove(array);
    }

    /// The nodes in an array, each with the rest of its place.
    fn within(&self, array: &str) -> Vec<(String, usize)> {
        let rest = |place: &String| {
            let rest = place.strip_prefix(array)?;
            rest.starts_with('[').then(|| String::from(rest))
        };
        self.current.iter().filter_map(|(place, &node)| Some((rest(place)?, node))).collect()
    }
}

/// A place by its name, with the numbers of its elements.
fn written(key: &str, path: &[Step], length: impl Fn() -> Option<usize>) -> Option<String> {
    let mut place = String::from(key);
    for step in path {
        let index = match step {
            Step::One(index) => whole(*index),
            Step::Last => i64::try_from(length()?).ok()? - 1,
            Step::Several(_) => return None,
        };
        place.push_str(&format!("[{index}]"));
    }
    Some(place)
}

pub(super) const fn is_place(formula: &Expression) -> bool {
    matches!(formula, E::Name(_) | E::Indexed(..) | E::Element(..) | E::Field(..))
}

impl Evaluation<'_> {
    pub(super) fn here<'s>(&'s self, over: &'s Over, indices: &[(char, i64)]) -> Scope<'s> {
        Scope {
            names: &self.names,
            slopes: &self.slopes,
            functions: &self.functions,
            over: &over.indices,
            indices: indices.to_vec(),
        }
    }

    /// Where a place is, all in numbers.
    fn place_of(&self, place: &Expression, over: &Over, indices: &[(char, i64)]) -> Option<String> {
        let (key, path) = self.here(over, indices).place(place).ok()?;
        let length = || self.names.get(&key)?.list().ok().map(<[Value]>::len);
        written(&key, &path, length)
    }

    /// The node of a place that is read; a parameter gets one when it is first asked for.
    fn read_node(&mut self, place: &Expression, over: &Over, indices: &[(char, i64)]) -> Option<usize> {
        let at = self.place_of(place, over, indices)?;
        let value = self.here(over, indices).value(place).ok()?.number().ok()?;
        let is_parameter = {
            let base = at.split(['[', '.']).next().unwrap_or_default();
            self.derivation.parameters.iter().any(|parameter| parameter == base)
        };
        let trace = self.trace.as_mut()?;
        if let Some(node) = trace.node_of(&at) {
            return Some(node);
        }
        if !is_parameter {
            return None;
        }
        let name = at.replace("][", ", ");
        trace.nodes.push(Node { name, formula: None, value, gradient: 0.0 });
        trace.put(at, Some(trace.nodes.len() - 1));
        Some(trace.nodes.len() - 1)
    }

    /// What a target becomes by a formula: the place, and what is in it then. `step` is what the slopes of it are said of.
    pub(super) fn traced(
        &mut self,
        target: &Expression,
        step: &Expression,
        formula: &Expression,
        over: &Over,
        indices: &[(char, i64)],
    ) -> Result<Option<(String, Content)>, Error> {
        if self.trace.is_none() {
            return Ok(None);
        }
        let Some(place) = self.place_of(target, over, indices) else {
            return Err(Error::Unsupported { what: target.to_string() });
        };
        let value = self.here(over, indices).value(formula)?;
        let content = if let Value::List(_) = value {
            self.content(formula.inner(), &value, over, indices)?
        } else {
            let node = self.node(&place, step, formula, value.number()?, over, indices)?;
            node.map_or(Content::Constant, Content::Node)
        };
        Ok(Some((place, content)))
    }

    /// What an array is made of.
    fn content(
        &mut self,
        formula: &Expression,
        value: &Value,
        over: &Over,
        indices: &[(char, i64)],
    ) -> Result<Content, Error> {
        let unsupported = || Error::Unsupported { what: formula.to_string() };
        let elements = match formula {
            E::List(elements) | E::Tuple(elements) => elements.clone(),
            E::Bracket(only) => Vec::from([(**only).clone()]),
            E::Repeat(element, _) => alloc::vec![(**element).clone(); value.list()?.len()],
            _ if is_place(formula) => {
                // Elements of parameters that nobody has read yet get their nodes now.
                self.touch(formula, value, over, indices);
                let place = self.place_of(formula, over, indices).ok_or_else(unsupported)?;
                return Ok(Content::Copy(self.trace.iter().flat_map(|trace| trace.within(&place)).collect()));
            }
            E::Number(_) => return Ok(Content::Constant),
            _ => return Err(unsupported()),
        };
        let mut found = Vec::new();
        for (number, element) in elements.iter().enumerate() {
            let at = format!("[{number}]");
            match self.here(over, indices).value(element)? {
                value @ Value::List(_) => {
                    if let Content::Copy(inner) = self.content(element.inner(), &value, over, indices)? {
                        found.extend(inner.into_iter().map(|(rest, node)| (format!("{at}{rest}"), node)));
                    }
                }
                value => {
                    let node = self.node(&at, element, element, value.number()?, over, indices)?;
                    found.extend(node.map(|node| (at, node)));
                }
            }
        }
        Ok(Content::Copy(found))
    }

    fn touch(&mut self, place: &Expression, value: &Value, over: &Over, indices: &[(char, i64)]) {
        let Value::List(elements) = value else {
            self.read_node(place, over, indices);
            return;
        };
        for (number, element) in elements.iter().enumerate() {
            let mut path = Vec::from([E::Number(number.to_string())]);
            let base = match place {
                E::Element(base, before) => {
                    path.splice(0..0, before.iter().cloned());
                    (**base).clone()
                }
                other => other.clone(),
            };
            self.touch(&E::Element(Box::new(base), path), element, over, indices);
        }
    }

    /// The node of a number: that of another place, a new one, or none if it depends on nothing.
    fn node(
        &mut self,
        place: &str,
        step: &Expression,
        formula: &Expression,
        value: f64,
        over: &Over,
        indices: &[(char, i64)],
    ) -> Result<Option<usize>, Error> {
        if is_place(formula.inner()) {
            return Ok(self.read_node(formula.inner(), over, indices));
        }
        let mut edges = Vec::new();
        for number in 0..self.trace.as_ref().map_or(0, |trace| trace.slopes.len()) {
            self.edges_of(number, step, indices, &mut edges)?;
        }
        self.plain_terms(formula, 1.0, over, indices, &mut edges)?;
        // A condition, a length: nothing that has a slope.
        if edges.is_empty() {
            return Ok(None);
        }
        let name = self.name_of(place, step);
        let Some(trace) = &mut self.trace else { return Ok(None) };
        let to = trace.nodes.len();
        trace.nodes.push(Node { name, formula: Some(formula.clone()), value, gradient: 0.0 });
        for edge in edges {
            if edge.slope.is_nan() {
                trace.pending.push((trace.edges.len(), indices.to_vec()));
            }
            trace.edges.push(Edge { to, ..edge });
        }
        Ok(Some(to))
    }

    /// The terms of sums whose slopes are plain to see, so that no line says them: names, and elements, over an index perhaps.
    fn plain_terms(
        &mut self,
        formula: &Expression,
        sign: f64,
        over: &Over,
        indices: &[(char, i64)],
        edges: &mut Vec<Edge>,
    ) -> Result<(), Error> {
        match formula.inner() {
            E::Over(Reduction::Sum, letter, term) => {
                let range = over.indices.iter().find(|(known, _)| known == letter).map(|(_, range)| range);
                let Some(range) = range else { return Ok(()) };
                for index in self.here(over, indices).value(range)?.list()?.to_vec() {
                    let mut inside = indices.to_vec();
                    inside.push((*letter, whole(index.number()?)));
                    self.plain_terms(term, sign, over, &inside, edges)?;
                }
            }
            E::Sum(terms) if terms.iter().any(|term| matches!(term.term, E::Over(..))) => {
                for Term { minus, term } in terms {
                    self.plain_terms(term, if *minus { -sign } else { sign }, over, indices, edges)?;
                }
            }
            place if is_place(place) => {
                let formula = E::Number(if sign < 0.0 { "−1" } else { "1" }.into());
                if let Some(from) = self.read_node(place, over, indices) {
                    edges.push(Edge { from, to: 0, slope: sign, formula });
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A name with the numbers of the iterations that it belongs to.
    pub(super) fn name_of(&self, place: &str, step: &Expression) -> String {
        let next = usize::from(step.to_string().ends_with('′'));
        let below = |number: &usize| subscript(i64::try_from(*number + next).unwrap_or(i64::MAX));
        let numbers: Vec<String> = self.path.iter().map(below).collect();
        format!("{}{}", place.replace("][", ", "), numbers.join(","))
    }

    /// The edges that a line on slopes says about a step, if it is on this step.
    fn edges_of(
        &mut self,
        number: usize,
        step: &Expression,
        indices: &[(char, i64)],
        edges: &mut Vec<Edge>,
    ) -> Result<(), Error> {
        let Some(local) = self.trace.as_ref().and_then(|trace| trace.slopes.get(number)) else {
            return Ok(());
        };
        let Local { slope, formula, over, .. } = *local;
        if !is_of(&slope.of, step) {
            return Ok(());
        }
        let conditions = local.conditions.clone();
        for condition in conditions {
            // Where it mentions what is not there, it is a branch that was not taken.
            if !self.here(over, indices).value(condition).is_ok_and(|holds| holds == Value::Truth(true)) {
                return Ok(());
            }
        }
        let free: Vec<&(char, Expression)> = over
            .indices
            .iter()
            .filter(|(letter, _)| !indices.iter().any(|(known, _)| known == letter))
            .collect();
        self.edges_for(slope, formula, over, &free, &mut indices.to_vec(), edges)
    }

    fn edges_for(
        &mut self,
        slope: &Slope,
        formula: &Expression,
        over: &Over,
        free: &[&(char, Expression)],
        indices: &mut Vec<(char, i64)>,
        edges: &mut Vec<Edge>,
    ) -> Result<(), Error> {
        if let Some(((letter, range), rest)) = free.split_first().map(|(first, rest)| (*first, rest)) {
            for index in self.here(over, indices).value(range)?.list()?.to_vec() {
                indices.push((*letter, whole(index.number()?)));
                self.edges_for(slope, formula, over, rest, indices, edges)?;
                indices.pop();
            }
            return Ok(());
        }
        let slope_there = match self.here(over, indices).number(formula) {
            Err(Error::Undefined { .. }) => f64::NAN,
            found => found?,
        };
        if let Some(from) = self.read_node(&slope.by, over, indices) {
            edges.push(Edge { from, to: 0, slope: slope_there, formula: formula.clone() });
        }
        Ok(())
    }

    /// Works out the slopes that wait for names, as far as these are there now.
    pub(super) fn settle(&mut self) {
        let pending =
            self.trace.as_mut().map(|trace| core::mem::take(&mut trace.pending)).unwrap_or_default();
        for (edge, indices) in pending {
            let formula = self.trace.as_ref().map(|trace| trace.edges[edge].formula.clone());
            let found =
                formula.and_then(|formula| self.here(&Over::default(), &indices).number(&formula).ok());
            let Some(trace) = &mut self.trace else { return };
            match found {
                Some(slope) => trace.edges[edge].slope = slope,
                None => trace.pending.push((edge, indices)),
            }
        }
    }
}

/// What is in a place.
pub(super) enum Content {
    Node(usize),
    Constant,
    Copy(Vec<(String, usize)>),
}

/// Whether a slope is that of a step: of it itself, or of a term of the sum that it is.
fn is_of(of: &Expression, step: &Expression) -> bool {
    if of == step {
        return true;
    }
    let E::Indexed(name, all) = of else { return false };
    let (of_step, first): (&String, &[Subscript]) = match step {
        E::Name(name) => (name, &[]),
        E::Indexed(name, subscripts) => (name, subscripts),
        _ => return false,
    };
    name == of_step
        && all.starts_with(first)
        && all[first.len()..].iter().all(|below| matches!(below, Subscript::Letter(_, 0)))
}
