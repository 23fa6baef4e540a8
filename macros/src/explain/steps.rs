//! The derivation of a function that is a list of steps: the steps, the slope of each, how these multiply along each path,
//! and what comes out.

use std::collections::BTreeMap;

use syn::ext::IdentExt;

use super::notation::{Names, Writer, in_general};
use super::product::{Product, added, sum};
use super::{Derivation, output_names};
use crate::elementary::ALL;
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node};
use crate::lower::Program;
use crate::names::fresh_names;
use crate::signature::Signature;

/// A function of more steps is shown to its first ones.
const MOST_STEPS: usize = 60;
/// A slope whose formula is longer than this is referred to by its name.
const LONGEST_SLOPE: usize = 36;
/// What is collected at the end is written out as long as it is no longer than this.
const LONGEST_COLLECTED: usize = 400;
/// A formula of more symbols is taken apart.
const MOST_SYMBOLS: usize = 40;

/// A named intermediate, or one of the function's values.
struct Step {
    name: String,
    node: Id,
    /// The number of the value that it is.
    output: Option<usize>,
    /// The slope by each variable in its formula.
    slopes: Vec<(Id, Id)>,
}

/// Explains a function of expressions alone.
pub(super) fn explain(
    name: &str,
    parameters: &[String],
    signature: &Signature,
    program: &Program,
) -> Derivation {
    let mut graph = program.graph.clone();
    let outputs = output_names(name, program.outputs.len());
    let names = take_apart(&graph, program, &outputs);
    let steps = steps(&mut graph, program, &outputs, &names);
    let mut writer = Writer::new(&graph, parameters, &names);
    let mut text = format!("{name}({})\n\nThe function, step by step\n", parameters.join(", "));
    for step in steps.iter().take(MOST_STEPS) {
        let value = match names.names.get(&step.node) {
            Some(known) if *known != step.name => known.clone(),
            _ => writer.definition(step.node).text,
        };
        text.push_str(&format!("  {} = {value}\n", step.name));
    }
    if steps.len() > MOST_STEPS {
        text.push_str(&format!(
            "  … and {} steps more: the derivation of a long function is shown to its first {MOST_STEPS} steps\n",
            steps.len() - MOST_STEPS
        ));
    }
    let fixed = fixed(&steps, &mut writer);
    let slopes: Vec<String> = steps
        .iter()
        .take(MOST_STEPS)
        .enumerate()
        .flat_map(|(number, step)| {
            step.slopes.iter().map(move |&(variable, slope)| (number, variable, slope))
        })
        .map(|(number, variable, slope)| {
            let local = local(&steps[number], number, variable, &fixed, &writer);
            format!("  {local} = {}\n", sum(&Product::terms(&mut writer, slope)))
        })
        .collect();
    if !slopes.is_empty() {
        text.push_str(&format!("\nThe slope of each step\n{}", slopes.concat()));
    }
    text.push_str(&provisos(&graph, program));
    let mut by_variable = Vec::new();
    if steps.len() > MOST_STEPS {
        return Derivation { text, by_variable };
    }
    for (position, of) in outputs.iter().enumerate() {
        let Some(last) = steps.iter().position(|step| step.output == Some(position)) else { continue };
        let mut paths =
            Paths { of, last, steps: &steps, fixed: &fixed, found: BTreeMap::new(), lines: Vec::new() };
        paths.walk(&mut writer);
        if !paths.lines.is_empty() {
            text.push_str(&format!("\nBackwards from {of}, multiplied along each path\n"));
            paths.lines.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
        }
        text.push_str("\nCollected\n");
        for position in signature.differentiated() {
            let parameter = graph.existing(&Node::Parameter(position));
            let slope = parameter.and_then(|id| paths.found.get(&id));
            let slope = slope.map_or_else(|| "0".to_owned(), Slope::collected);
            text.push_str(&format!("  ∂{of}/∂{} = {slope}\n", parameters[position]));
        }
        by_variable.extend(paths.found.iter().filter_map(|(&id, slope)| {
            let name = match graph.node(id) {
                Node::Parameter(position) => signature.parameters[*position].name.clone(),
                _ => graph.name_of(id)?.written.clone()?,
            };
            let line = format!("∂{of}/∂{} = {}", name.unraw(), slope.collected());
            Some((name, line))
        }));
    }
    Derivation { text, by_variable }
}

/// The names of an earlier stage, and others for parts of formulas that would be too long.
fn take_apart(graph: &Graph, program: &Program, outputs: &[String]) -> Names {
    let mut names = Names::of(graph);
    let mut fresh = fresh_names(&program.taken);
    // What is called as the function is needs another name.
    for id in graph.reachable(&program.outputs) {
        if let Some(name) = names.names.get_mut(&id)
            && outputs.contains(name)
        {
            *name = fresh.next().expect("there is no end of names");
        }
    }
    let mut sizes: HashMap<Id, usize> = HashMap::default();
    for id in graph.reachable(&program.outputs) {
        let arguments = graph.arguments(id);
        let mut size = 1 + arguments.iter().map(|argument| sizes[argument]).sum::<usize>();
        let is_expression = matches!(graph.node(id), Node::Apply(..) | Node::Select { .. });
        if is_expression && size > MOST_SYMBOLS && !program.outputs.contains(&id) {
            names.names.entry(id).or_insert_with(|| fresh.next().expect("there is no end of names"));
        }
        if names.names.contains_key(&id) {
            size = 1;
        }
        sizes.insert(id, size);
    }
    names
}

fn steps(graph: &mut Graph, program: &Program, outputs: &[String], names: &Names) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for id in graph.reachable(&program.outputs) {
        if let (Some(name), false) = (names.names.get(&id), matches!(graph.node(id), Node::Parameter(_))) {
            steps.push(Step { node: id, name: name.clone(), output: None, slopes: Vec::new() });
        }
    }
    for (number, (&node, name)) in program.outputs.iter().zip(outputs).enumerate() {
        steps.push(Step { node, name: name.clone(), output: Some(number), slopes: Vec::new() });
    }
    // Those that are nothing but another one come behind it.
    steps.sort_by_key(|step| step.node);
    let one = graph.real(1.0);
    for step in steps.iter_mut().take(MOST_STEPS) {
        let is_variable = |graph: &Graph, id: Id| {
            names.names.contains_key(&id) || matches!(graph.node(id), Node::Parameter(_))
        };
        if !graph.is_active(step.node) {
            continue;
        }
        step.slopes = if step.output.is_some() && is_variable(graph, step.node) {
            vec![(step.node, one)]
        } else {
            graph.local_slopes(step.node, is_variable)
        };
    }
    steps
}

/// For each value of the function and each variable in its last formula that others there depend on as well: these others. The
/// slope of that formula is not the function's, and is told apart by what stays fixed in it.
fn fixed(steps: &[Step], writer: &mut Writer) -> HashMap<(usize, Id), String> {
    let mut fixed = HashMap::default();
    for (number, step) in steps.iter().enumerate().filter(|(_, step)| step.output.is_some()) {
        for &(variable, _) in &step.slopes {
            let mut dependent = vec![variable];
            for other in &steps[..number] {
                if other.slopes.iter().any(|(by, _)| dependent.contains(by)) {
                    dependent.push(other.node);
                }
            }
            let others: Vec<String> = step
                .slopes
                .iter()
                .filter(|(by, _)| *by != variable && dependent.contains(by))
                .filter_map(|(by, _)| writer.symbol(*by))
                .collect();
            if !others.is_empty() {
                fixed.insert((number, variable), others.join(" and "));
            }
        }
    }
    fixed
}

/// What the slope of a step by a variable in its formula is called.
fn local(
    step: &Step,
    number: usize,
    variable: Id,
    fixed: &HashMap<(usize, Id), String>,
    writer: &Writer,
) -> String {
    let name = format!("∂{}/∂{}", step.name, writer.symbol(variable).unwrap_or_default());
    match fixed.get(&(number, variable)) {
        Some(others) => format!("{name} at fixed {others}"),
        None => name,
    }
}

/// Where the functions among the steps are defined and smooth, as the table has it.
fn provisos(graph: &Graph, program: &Program) -> String {
    let mut text = String::new();
    let mut seen = Vec::new();
    for id in graph.reachable(&program.outputs) {
        let Node::Apply(function, arguments) = graph.node(id) else {
            continue;
        };
        let (domain, kinks) = (function.domain, function.kinks);
        let fixed = arguments.last().is_some_and(|&last| arguments.len() > 1 && graph.number(last).is_some());
        // A power with a number for its exponent, a division by a number: the case is plain to see.
        if (domain == ALL && kinks.is_empty())
            || (fixed && kinks.is_empty())
            || !graph.is_active(id)
            || seen.contains(function)
        {
            continue;
        }
        seen.push(*function);
        let notes: Vec<&str> =
            [domain, kinks].into_iter().filter(|note| !note.is_empty() && *note != ALL).collect();
        text.push_str(&format!("  {}: {}\n", in_general(*function), notes.join("; ")));
    }
    if text.is_empty() { text } else { format!("\nWhere it holds\n{text}") }
}

/// The slope of the function by one variable: a product, and perhaps a sum behind it.
#[derive(Clone)]
struct Slope {
    factors: Vec<Product>,
    terms: Vec<Product>,
    /// The same without the names of other slopes, unless that is too long.
    whole: Option<Vec<Product>>,
}

impl Slope {
    fn product(&self) -> Product {
        self.factors.iter().fold(Product::one(), |product, factor| product.times(factor))
    }

    fn text(&self) -> String {
        let product = self.product();
        if self.terms.is_empty() {
            return sum(&[product]);
        }
        let sum = sum(&self.terms);
        if product.is_one() { sum } else { product.times(&Product::of_sum(&self.terms)).text() }
    }

    fn collected(&self) -> String {
        match &self.whole {
            Some(whole) if self.factors.iter().chain(&self.terms).any(Product::has_slope) => sum(whole),
            _ => self.text(),
        }
    }
}

/// The walk from an output back to the parameters.
struct Paths<'a> {
    of: &'a str,
    /// The step that gives the output.
    last: usize,
    steps: &'a [Step],
    fixed: &'a HashMap<(usize, Id), String>,
    found: BTreeMap<Id, Slope>,
    lines: Vec<String>,
}

impl Paths<'_> {
    fn walk(&mut self, writer: &mut Writer) {
        // What each variable is used by, in the order of the source.
        let mut users: BTreeMap<Id, Vec<(usize, Id)>> = BTreeMap::new();
        for (number, step) in self.steps.iter().enumerate() {
            // A value of the function is no part of another one: what they share has a name.
            if step.output.is_none() || number == self.last {
                for &(variable, slope) in &step.slopes {
                    users.entry(variable).or_default().push((number, slope));
                }
            }
        }
        while let Some((variable, uses)) = users.pop_last() {
            let reached: Vec<_> = uses
                .into_iter()
                .filter(|&(number, _)| {
                    number == self.last || self.found.contains_key(&self.steps[number].node)
                })
                .collect();
            if reached.is_empty() {
                continue;
            }
            let name = format!("∂{}/∂{}", self.of, writer.symbol(variable).unwrap_or_default());
            let mut written = Vec::new();
            let mut paths: Vec<Slope> = Vec::new();
            for (number, slope) in reached {
                let step = &self.steps[number];
                let local = local(step, number, variable, self.fixed, writer);
                let terms = Product::terms(writer, slope);
                let (factors, whole) = if number == self.last {
                    written.push(local);
                    (Vec::new(), Some(terms.clone()))
                } else {
                    let before = format!("∂{}/∂{}", self.of, step.name);
                    written.push(format!("{before}·{local}"));
                    let known = &self.found[&step.node];
                    let whole = known.whole.as_ref().map(|whole| multiplied(whole, &terms));
                    (self.factors_of(step.node, &before), whole)
                };
                let mut path = Slope { factors, terms: Vec::new(), whole };
                if let [only] = terms.as_slice() {
                    path.factors.push(only.clone());
                } else {
                    path.terms = terms;
                }
                paths.push(path);
            }
            let slope = collect(paths);
            let way = written.join(" + ");
            // A lone step to the output says the same twice.
            self.lines.push(if way == name {
                format!("{name} = {}", slope.text())
            } else {
                format!("{name} = {way} = {}", slope.text())
            });
            self.found.insert(variable, slope);
        }
    }

    /// The factors of a step's own slope, or the slope by its name if it is long or shared as a sum.
    fn factors_of(&self, step: Id, name: &str) -> Vec<Product> {
        let slope = &self.found[&step];
        if slope.terms.is_empty() && slope.text().chars().count() <= LONGEST_SLOPE {
            slope.factors.clone()
        } else {
            vec![Product::slope(name.to_owned())]
        }
    }
}

/// One sum times another.
fn multiplied(sum: &[Product], by: &[Product]) -> Vec<Product> {
    match (sum, by) {
        ([one], by) if one.is_one() => by.to_vec(),
        ([a], [b]) => vec![a.times(b)],
        ([a], by) => vec![a.times(&Product::of_sum(by))],
        (sum, [one]) if one.is_one() => sum.to_vec(),
        (sum, [b]) => vec![Product::of_sum(sum).times(b)],
        _ => vec![Product::of_sum(sum).times(&Product::of_sum(by))],
    }
}

/// Adds paths up, with the factors that they begin with in common put in front.
fn collect(mut paths: Vec<Slope>) -> Slope {
    let whole = paths.iter().map(|path| path.whole.clone()).collect::<Option<Vec<_>>>();
    let whole = whole.map(|terms| added(terms.concat()));
    let whole = whole.filter(|whole| sum(whole).chars().count() <= LONGEST_COLLECTED);
    if paths.len() == 1 {
        return Slope { whole, ..paths.remove(0) };
    }
    let first = paths[0].factors.clone();
    let shortest = paths.iter().map(|path| path.factors.len()).min().unwrap_or(0);
    let common = (0..shortest)
        .take_while(|&position| paths.iter().all(|path| path.factors[position] == first[position]))
        .count();
    let mut terms = Vec::new();
    for path in paths {
        let rest =
            path.factors[common..].iter().fold(Product::one(), |product, factor| product.times(factor));
        if path.terms.is_empty() {
            terms.push(rest);
        } else {
            terms.extend(path.terms.iter().map(|term| rest.times(term)));
        }
    }
    let mut slope = Slope { factors: first[..common].to_vec(), terms: added(terms), whole };
    if slope.terms.len() == 1 {
        slope.factors.append(&mut slope.terms);
    }
    slope
}
