//! The derivation of a function with loops and arrays: the statements of the function, and then those that work out
//! the value together with the gradient, as they are emitted.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Derivation;
use super::notation::{Writer, subscript};
use crate::elementary::Function;
use crate::ir::{Graph, Id, Name, Node};
use crate::lower::{Output, Program};
use crate::region::{
    Action, Argument, Array, ArrayId, Call, Callee, Header, Initial, Place, RegionId, StatementId, TapeId,
    Target,
};
use crate::signature::Signature;

/// A function of more statements is shown to its first ones.
const MOST_LINES: usize = 60;

/// Explains a function whose steps are not a list.
pub(super) fn explain(
    name: &str,
    parameters: &[String],
    signature: &Signature,
    program: &Program,
) -> Derivation {
    let mut text = format!("{name}({})\n\nThe function, statement by statement\n", parameters.join(", "));
    let mut forth = program.clone();
    let outputs = numbers(&forth);
    text.push_str(&lines(&mut forth.graph, parameters, |explanation| {
        for output in outputs {
            let value = explanation.text(output);
            explanation.line(format!("{name} = {value}"));
        }
    }));
    let mut back = program.clone();
    let slopes = pull_back(&mut back, signature);
    text.push_str(&format!("\nThe value and its derivatives, ∂x for ∂{name}/∂x\n"));
    let outputs = numbers(&back);
    text.push_str(&lines(&mut back.graph, parameters, |explanation| {
        for (parameter, slope) in slopes {
            let slope = explanation.text(slope);
            if slope != format!("∂{parameter}") {
                explanation.line(format!("∂{parameter} = {slope}"));
            }
        }
        for output in outputs {
            let value = explanation.text(output);
            explanation.line(format!("{name} = {value}"));
        }
    }));
    Derivation { text, by_variable: Vec::new() }
}

fn numbers(program: &Program) -> Vec<Id> {
    match &program.composite {
        None => program.outputs.clone(),
        Some(outputs) => outputs
            .iter()
            .filter_map(|output| match output {
                Output::Number(id) => Some(*id),
                Output::Array(_) => None,
            })
            .collect(),
    }
}

/// Goes back through the program; the derivatives by the parameters that are numbers, each with its name.
fn pull_back(program: &mut Program, signature: &Signature) -> Vec<(String, Id)> {
    let mut arrays: Vec<ArrayId> = program
        .graph
        .arrays()
        .filter(|(_, array)| array.parameter.is_some() && array.active)
        .map(|(id, _)| id)
        .collect();
    arrays.extend(program.composite.iter().flatten().filter_map(|output| match output {
        Output::Array(array) => Some(*array),
        Output::Number(_) => None,
    }));
    for array in arrays {
        let original = program.graph.array(array).clone();
        let name = quote::format_ident!("d_{}", original.name);
        let cotangent = Array {
            name,
            active: true,
            constant: false,
            parameter: Some(usize::MAX),
            cotangent: None,
            ..original
        };
        let cotangent = program.graph.new_array(cotangent);
        program.graph.array_mut(array).cotangent = Some(cotangent);
    }
    let one = program.graph.real(1.0);
    let seeds: Vec<(Id, Id)> = numbers(program).into_iter().map(|output| (output, one)).collect();
    let scalars: Vec<usize> = signature
        .differentiated()
        .into_iter()
        .filter(|&position| signature.parameters[position].rank == 0)
        .collect();
    let wrt: Vec<Id> =
        scalars.iter().map(|&position| program.graph.make(Node::Parameter(position))).collect();
    let slopes = program.graph.pull_back(&seeds, &wrt);
    scalars.iter().map(|&position| signature.parameters[position].name.to_string()).zip(slopes).collect()
}

/// The statements of a graph, a line each.
fn lines(graph: &mut Graph, parameters: &[String], end: impl FnOnce(&mut Explanation)) -> String {
    name_results(graph);
    let mut explanation = Explanation {
        graph,
        writer: Writer::new(graph, parameters),
        lines: Vec::new(),
        depth: 1,
        told: HashSet::new(),
        kept: HashMap::new(),
    };
    explanation.region(RegionId::BODY);
    end(&mut explanation);
    let count = explanation.lines.len();
    let shown: Vec<&str> = explanation.lines.iter().take(MOST_LINES).map(String::as_str).collect();
    let mut text = shown.join("\n") + "\n";
    if count > MOST_LINES {
        text.push_str(&format!(
            "  … and {} lines more: a long derivation is shown to its first {MOST_LINES} lines\n",
            count - MOST_LINES
        ));
    }
    text
}

/// Gives names to what loops carry and hand on.
fn name_results(graph: &mut Graph) {
    let mut unnamed = 0;
    for id in graph.statements_within(RegionId::BODY) {
        let statement = graph.statement(id).clone();
        match statement.action {
            Action::Loop { body, header, .. } => {
                let carried = graph.region(body).carried.clone();
                for (number, start) in carried.into_iter().enumerate() {
                    let result = statement.results.get(number).and_then(|&result| graph.name_of(result));
                    let text = match (graph.name_of(start).or(result), graph.suggested_name(start)) {
                        (Some(name), _) => name.text.clone(),
                        (None, Some(suggested)) => readable(suggested),
                        (None, None) => {
                            unnamed += 1;
                            format!("s{unnamed}")
                        }
                    };
                    name(graph, start, &text);
                    if let Some(&result) = statement.results.get(number) {
                        name(graph, result, &text);
                    }
                }
                if let Header::Count { index, .. } | Header::CountDown { index, .. } = header {
                    name(graph, index, "k");
                }
            }
            Action::Branch { .. } | Action::Call(_) | Action::PullBack { .. } | Action::Opaque { .. } => {
                for result in statement.results {
                    let suggested = graph.suggested_name(result).map(readable);
                    let text = suggested.unwrap_or_else(|| {
                        unnamed += 1;
                        format!("s{unnamed}")
                    });
                    name(graph, result, &text);
                }
            }
            _ => {}
        }
    }
}

fn name(graph: &mut Graph, id: Id, text: &str) {
    graph.name(id, Name { text: text.to_owned(), user: None, written: None });
}

/// `d_x` as it is written on paper.
fn readable(name: &str) -> String {
    match name.strip_prefix("d_") {
        Some(rest) => format!("∂{rest}"),
        None => name.to_owned(),
    }
}

struct Explanation<'a> {
    graph: &'a Graph,
    writer: Writer<'a>,
    lines: Vec<String>,
    depth: usize,
    /// The named nodes whose definitions were given.
    told: HashSet<Id>,
    kept: HashMap<TapeId, String>,
}

impl Explanation<'_> {
    fn line(&mut self, text: impl AsRef<str>) {
        self.lines.push(format!("{}{}", "  ".repeat(self.depth), text.as_ref()));
    }

    /// A node where it is used, behind the definitions that it needs.
    fn text(&mut self, id: Id) -> String {
        let mut needed = BTreeSet::new();
        let mut pending = vec![id];
        let mut seen = HashSet::new();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) || self.told.contains(&id) {
                continue;
            }
            let named = self.writer.symbol(id).is_some();
            if named && !matches!(self.graph.node(id), Node::Fresh(_) | Node::Parameter(_)) {
                needed.insert(id);
            }
            pending.extend(self.graph.arguments(id));
        }
        for id in needed {
            self.told.insert(id);
            let (symbol, definition) =
                (self.writer.symbol(id).unwrap_or_default(), self.writer.definition(id));
            self.line(format!("{symbol} = {definition}"));
        }
        self.writer.operand(id).0
    }

    /// What a variable becomes: a new value of it is not named first.
    fn next(&mut self, id: Id) -> String {
        let expression = !matches!(self.graph.node(id), Node::Fresh(_) | Node::Parameter(_));
        if expression && self.writer.symbol(id).is_some() && self.told.insert(id) {
            for argument in self.graph.arguments(id) {
                self.text(argument);
            }
            return self.writer.definition(id);
        }
        self.text(id)
    }

    fn place(&mut self, place: &Place) -> String {
        let name = readable(&self.graph.array(place.array).name.to_string());
        let mut text = name;
        for &step in &place.path {
            let is_field = matches!(self.graph.node(step), Node::Field(_));
            let step = self.text(step);
            text.push_str(&if is_field { format!(".{step}") } else { format!("[{step}]") });
        }
        if let Some((start, length)) = place.range {
            let (start, length) = (self.text(start), self.text(length));
            text.push_str(&format!("[{start}, {length} long]"));
        }
        text
    }

    fn region(&mut self, region: RegionId) {
        for id in self.graph.region(region).statements.clone() {
            self.statement(id);
        }
    }

    fn initial(&mut self, initial: &Initial) -> String {
        match initial {
            Initial::Value(id) => self.text(*id),
            Initial::List(elements) => {
                let elements: Vec<String> = elements.iter().map(|element| self.initial(element)).collect();
                format!("[{}]", elements.join(", "))
            }
            Initial::Copy(place) => self.place(place),
            Initial::Popped(_) => "as it was kept".to_owned(),
            _ => "0".to_owned(),
        }
    }

    fn call(&mut self, call: &Call) -> String {
        let path = self.graph.tokens(call.function).to_string().replace(' ', "");
        let arguments: Vec<String> = call
            .arguments
            .iter()
            .map(|argument| match argument {
                Argument::Value(id) => self.text(*id),
                Argument::Array(place, _) => self.place(place),
            })
            .collect();
        let derivative = match call.callee {
            Callee::Itself | Callee::Within => String::new(),
            Callee::Derivative(name) => format!("::{name}"),
        };
        format!("{path}{derivative}({})", arguments.join(", "))
    }

    /// What a call contributes to each argument: `s = d·∂₂g(x, y)`, where the second argument varies.
    fn pull_back(
        &mut self,
        called: &str,
        call: &Call,
        cotangents: &[Argument],
        slots: &[Option<Place>],
        contributions: &[Id],
    ) {
        let cotangents: Vec<Option<String>> = cotangents
            .iter()
            .map(|cotangent| match cotangent {
                Argument::Value(id) if self.graph.is_zero(*id) => None,
                Argument::Value(id) => Some(self.text(*id)),
                Argument::Array(place, _) => Some(self.place(place)),
            })
            .collect();
        let mut contributions = contributions.iter();
        for (position, (argument, slot)) in call.arguments.iter().zip(slots).enumerate() {
            let (target, sign) = match (argument, slot) {
                (Argument::Value(id), _) if self.graph.is_active(*id) => {
                    let contribution = contributions.next().and_then(|&id| self.writer.symbol(id));
                    (contribution.unwrap_or_default(), "=")
                }
                (_, Some(slot)) => (self.place(slot), "+="),
                _ => continue,
            };
            let by = subscript(position + 1);
            let terms = cotangents.iter().enumerate().filter_map(|(number, cotangent)| {
                let factor = match cotangent.as_deref()? {
                    "1" => String::new(),
                    sum if sum.contains(' ') => format!("({sum})·"),
                    one => format!("{one}·"),
                };
                // Of several values, the one of that number.
                let of = if cotangents.len() > 1 { subscript(number + 1) } else { String::new() };
                Some(format!("{factor}∂{by}{called}{of}"))
            });
            let terms = terms.collect::<Vec<_>>().join(" + ");
            self.line(format!("{target} {sign} {terms}"));
        }
    }

    fn targets(&mut self, call: &Call, results: &[Id]) -> String {
        let mut numbers = results.iter();
        let names: Vec<String> = call
            .targets
            .iter()
            .filter_map(|target| match target {
                Target::Number => self.writer.symbol(*numbers.next()?),
                Target::Array(array) => Some(self.graph.array(*array).name.to_string()),
            })
            .collect();
        names.join(", ")
    }

    fn statement(&mut self, id: StatementId) {
        let statement = self.graph.statement(id).clone();
        match &statement.action {
            Action::Declare { array, initial } => {
                let value = self.initial(initial);
                let name = readable(&self.graph.array(*array).name.to_string());
                self.line(format!("{name} = {value}"));
            }
            Action::Assign { place, initial } => {
                let (place, value) = (self.place(place), self.initial(initial));
                self.line(format!("{place} = {value}"));
            }
            Action::Load { place } => {
                let text = self.place(place);
                self.writer.give(statement.results[0], text);
            }
            Action::Take { place } => {
                let text = self.place(place);
                self.writer.give(statement.results[0], format!("{text}, which leaves 0"));
            }
            Action::Store { place, value } => {
                let (value, place) = (self.text(*value), self.place(place));
                self.line(format!("{place} = {value}"));
            }
            Action::Increase { place, value } => {
                let (value, sign) = match self.graph.node(*value) {
                    Node::Apply(Function::NEG, arguments) => (self.text(arguments[0]), '−'),
                    _ => (self.text(*value), '+'),
                };
                let place = self.place(place);
                self.line(format!("{place} {sign}= {value}"));
            }
            Action::IncreaseAll { place, by } => {
                let (place, by) = (self.place(place), self.place(by));
                self.line(format!("{place} += {by}"));
            }
            Action::Append { place, value } => {
                let (value, place) = (self.text(*value), self.place(place));
                self.line(format!("append {value} to {place}"));
            }
            Action::AppendRow { array } => {
                let name = self.graph.array(*array).name.to_string();
                self.line(format!("append a row to {name}"));
            }
            Action::RemoveLastRow { array } => {
                let name = readable(&self.graph.array(*array).name.to_string());
                self.line(format!("take the last row off {name}"));
            }
            Action::RemoveLast { place } => {
                let name = self.place(place);
                self.writer.give(statement.results[0], format!("the last of {name}, which is taken off"));
            }
            Action::Call(call) => {
                let (called, targets) = (self.call(call), self.targets(call, &statement.results));
                self.line(format!("{targets} = {called}"));
            }
            Action::PullBack { call, cotangents, slots, gives_value, .. } => {
                let called = self.call(call);
                let count = if *gives_value { call.targets.len() } else { 0 };
                let (values, contributions) = statement.results.split_at(count);
                if *gives_value {
                    let values = self.targets(call, values);
                    self.line(format!("{values} = {called}"));
                }
                self.pull_back(&called, call, cotangents, slots, contributions);
            }
            Action::Branch { condition, then, otherwise } => {
                let condition = self.text(*condition);
                self.line(format!("if {condition}"));
                self.side(*then, &statement.results);
                if !self.graph.region(*otherwise).statements.is_empty() || !statement.results.is_empty() {
                    self.line("else");
                    self.side(*otherwise, &statement.results);
                }
            }
            Action::Loop { header, body, initial, .. } => {
                for (number, &first) in initial.iter().enumerate() {
                    let first = self.text(first);
                    if let Some(name) = self.writer.symbol(self.graph.region(*body).carried[number])
                        && name != first
                    {
                        self.line(format!("{name} = {first}"));
                    }
                }
                let head = match header {
                    Header::For { pattern, iterable, .. } | Header::ForReversed { pattern, iterable, .. } => {
                        let pattern = self.graph.tokens(*pattern).to_string();
                        let iterable = self.text(*iterable);
                        let backwards =
                            if matches!(header, Header::ForReversed { .. }) { ", backwards" } else { "" };
                        format!("for {pattern} in {iterable}{backwards}")
                    }
                    Header::Count { count, index } => {
                        format!("for {} in 0..{}", self.text(*index), self.text(*count))
                    }
                    Header::CountDown { count, index } => {
                        format!("for {} in 0..{}, backwards", self.text(*index), self.text(*count))
                    }
                    Header::Forever => "again and again".to_owned(),
                };
                self.line(head);
                self.depth += 1;
                self.region(*body);
                let yields = self.graph.region(*body).yields.clone();
                let carried = self.graph.region(*body).carried.clone();
                for (start, next) in carried.into_iter().zip(yields) {
                    let next = self.next(next);
                    if let Some(name) = self.writer.symbol(start)
                        && name != next
                    {
                        self.line(format!("{name} ← {next}"));
                    }
                }
                self.depth -= 1;
            }
            // What is kept for the way back is written there as it was on the way forth.
            Action::Push { tape, value } => {
                let value = self.text(*value);
                self.kept.insert(*tape, value);
            }
            Action::Pop { tape } => {
                let kept = self.kept.get(tape).cloned().unwrap_or_default();
                self.writer.give(statement.results[0], kept);
            }
            Action::Opaque { .. }
            | Action::Measure { .. }
            | Action::Clear { .. }
            | Action::PushArray { .. }
            | Action::PushForward { .. } => {}
        }
    }

    fn side(&mut self, region: RegionId, results: &[Id]) {
        self.depth += 1;
        self.region(region);
        for (&result, next) in results.iter().zip(self.graph.region(region).yields.clone()) {
            let next = self.text(next);
            if let Some(name) = self.writer.symbol(result)
                && name != next
            {
                self.line(format!("{name} = {next}"));
            }
        }
        self.depth -= 1;
    }
}
