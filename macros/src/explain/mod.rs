//! The derivation for people: the steps of the function, the slope of each, how they multiply along each path,
//! and what comes out.

mod back;
mod constant;
mod forth;
mod live;
mod naming;
mod notation;
mod product;
mod structure;

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::ItemFn;
use syn::ext::IdentExt;

use crate::elementary::ALL;
use crate::ir::{Graph, Id, Node};
use crate::lower::Program;
use crate::signature::{Returns, Signature};
pub(crate) use notation::in_general;
use notation::{Names, Writer, subscript};
use product::{Product, added, sum};

/// A function of more steps is shown to its first ones.
const MOST_STEPS: usize = 60;
/// A slope whose formula is longer than this is referred to by its name.
const LONGEST_SLOPE: usize = 36;

/// What there is to say about a function's derivatives.
#[derive(Default)]
pub(crate) struct Derivation {
    pub(crate) text: String,
    /// A line for each parameter and each `let` of the user's: `∂f/∂u = 6·u·v²`.
    pub(crate) by_variable: Vec<(Ident, String)>,
}

/// Derives the function for people.
pub(crate) fn explain(function: &ItemFn, signature: &Signature, program: &Program) -> Derivation {
    let name = function.sig.ident.unraw().to_string();
    let parameters: Vec<String> =
        signature.parameters.iter().map(|parameter| parameter.name.unraw().to_string()).collect();
    let mut text = format!("{name}({})\n", parameters.join(", "));
    let mut graph = program.graph.clone();
    let wrt = signature.differentiated();
    let names = Names::of(&graph);
    if let Some(given) = &program.given {
        text.push_str("\nThe derivatives, as they are given\n");
        let mut writer = Writer::new(&graph, &parameters, &names);
        for (&position, &partial) in wrt.iter().zip(given) {
            let terms = Product::terms(&mut writer, partial);
            text.push_str(&format!("  ∂{name}/∂{} = {}\n", parameters[position], sum(&terms)));
        }
        return Derivation { text, by_variable: Vec::new() };
    }
    if program.graph.is_structured() {
        return structure::explain(&name, &parameters, signature, program);
    }
    let steps = steps(&graph, program, &output_names(&name, signature.returns));
    let slopes: Vec<Vec<(Id, Id)>> =
        steps.iter().take(MOST_STEPS).map(|step| local_slopes(&mut graph, step.node)).collect();
    let mut writer = Writer::new(&graph, &parameters, &names);

    text.push_str("\nThe function, step by step\n");
    for step in steps.iter().take(MOST_STEPS) {
        text.push_str(&format!("  {} = {}\n", step.name, writer.definition(step.node).text));
    }
    if steps.len() > MOST_STEPS {
        text.push_str(&format!(
            "  … and {} steps more: the derivation of a long function is shown to its first {MOST_STEPS} steps\n",
            steps.len() - MOST_STEPS
        ));
    }
    text.push_str("\nThe slope of each step\n");
    for (step, slopes) in steps.iter().zip(&slopes) {
        for &(variable, slope) in slopes {
            let by = writer.symbol(variable).unwrap_or_default();
            text.push_str(&format!(
                "  ∂{}/∂{by} = {}\n",
                step.name,
                sum(&Product::terms(&mut writer, slope))
            ));
        }
    }
    text.push_str(&provisos(&graph, program));
    let mut by_variable = Vec::new();
    if steps.len() > MOST_STEPS {
        return Derivation { text, by_variable };
    }
    for (position, &output) in program.outputs.iter().enumerate() {
        let of = &output_names(&name, signature.returns)[position];
        let mut paths =
            Paths { of, steps: &steps, slopes: &slopes, found: BTreeMap::new(), lines: Vec::new() };
        paths.walk(output, &mut writer);
        if !paths.lines.is_empty() {
            text.push_str(&format!("\nBackwards from {of}, multiplied along each path\n"));
            for line in &paths.lines {
                text.push_str(&format!("  {line}\n"));
            }
        }
        text.push_str("\nCollected\n");
        for &position in &wrt {
            let parameter = graph.existing(&Node::Parameter(position));
            let slope =
                parameter.and_then(|id| paths.found.get(&id)).map_or_else(|| "0".to_owned(), Slope::text);
            text.push_str(&format!("  ∂{of}/∂{} = {slope}\n", parameters[position]));
        }
        by_variable.extend(paths.found.iter().filter_map(|(&id, slope)| {
            let name = match graph.node(id) {
                Node::Parameter(position) => signature.parameters[*position].name.clone(),
                _ => graph.name_of(id)?.written.clone()?,
            };
            let line = format!("∂{of}/∂{} = {}", name.unraw(), slope.text());
            Some((name, line))
        }));
    }
    Derivation { text, by_variable }
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

/// A named intermediate, or the function itself.
struct Step {
    node: Id,
    name: String,
}

fn output_names(function: &str, returns: Returns) -> Vec<String> {
    match returns {
        Returns::Scalar | Returns::Composite => vec![function.to_owned()],
        Returns::Tuple(count) | Returns::Array(count) => {
            (1..=count).map(|position| format!("{function}{}", subscript(position))).collect()
        }
    }
}

fn steps(graph: &Graph, program: &Program, outputs: &[String]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for id in graph.reachable(&program.outputs) {
        if matches!(graph.node(id), Node::Parameter(_)) {
            continue;
        }
        if let Some(name) = graph.name_of(id) {
            steps.push(Step { node: id, name: name.text.clone() });
        }
    }
    for (&output, name) in program.outputs.iter().zip(outputs) {
        if graph.name_of(output).is_none() && !matches!(graph.node(output), Node::Parameter(_)) {
            steps.push(Step { node: output, name: name.clone() });
        }
    }
    steps.sort_by_key(|step| step.node);
    steps
}

/// The slopes of a step by the variables that stand in its formula.
fn local_slopes(graph: &mut Graph, step: Id) -> Vec<(Id, Id)> {
    if !graph.is_active(step) {
        return Vec::new();
    }
    let one = graph.real(1.0);
    let is_variable = move |graph: &Graph, id: Id| {
        id != step && (graph.name_of(id).is_some() || matches!(graph.node(id), Node::Parameter(_)))
    };
    let found = graph.pull_back_until(&[(step, one)], is_variable);
    found.into_iter().filter(|(id, _)| is_variable(graph, *id)).collect()
}

/// The slope of the function by one variable: a product, and perhaps a sum behind it.
#[derive(Clone)]
struct Slope {
    factors: Vec<Product>,
    terms: Vec<Product>,
}

impl Slope {
    fn product(&self) -> Product {
        self.factors.iter().fold(Product::one(), |product, factor| product.times(factor))
    }

    fn text(&self) -> String {
        let product = self.product();
        if self.terms.is_empty() {
            return product.text();
        }
        let sum = sum(&self.terms);
        if product.is_one() { sum } else { format!("{}·({sum})", product.text()) }
    }
}

/// The walk from an output back to the parameters.
struct Paths<'a> {
    of: &'a str,
    steps: &'a [Step],
    slopes: &'a [Vec<(Id, Id)>],
    found: BTreeMap<Id, Slope>,
    lines: Vec<String>,
}

impl Paths<'_> {
    fn walk(&mut self, output: Id, writer: &mut Writer) {
        self.found.insert(output, Slope { factors: Vec::new(), terms: Vec::new() });
        // What each variable is used by, in the order of the source.
        let mut users: BTreeMap<Id, Vec<(usize, Id)>> = BTreeMap::new();
        for (position, slopes) in self.slopes.iter().enumerate() {
            for &(variable, slope) in slopes {
                users.entry(variable).or_default().push((position, slope));
            }
        }
        while let Some((variable, uses)) = users.pop_last() {
            let reached: Vec<_> = uses
                .into_iter()
                .filter(|(position, _)| self.found.contains_key(&self.steps[*position].node))
                .collect();
            if reached.is_empty() || variable == output {
                continue;
            }
            let name = writer.symbol(variable).unwrap_or_default();
            let mut written = Vec::new();
            let mut paths: Vec<Slope> = Vec::new();
            for (position, slope) in reached {
                let step = &self.steps[position];
                let is_output = step.node == output;
                let local = format!("∂{}/∂{name}", if is_output { self.of } else { &step.name });
                let before = format!("∂{}/∂{}", self.of, step.name);
                written.push(if is_output { local } else { format!("{before}·{local}") });
                let mut path = Slope { factors: self.factors_of(step.node, &before), terms: Vec::new() };
                let mut terms = Product::terms(writer, slope);
                if terms.len() == 1 {
                    path.factors.append(&mut terms);
                } else {
                    path.terms = terms;
                }
                paths.push(path);
            }
            let slope = collect(paths);
            self.lines.push(format!("∂{}/∂{name} = {} = {}", self.of, written.join(" + "), slope.text()));
            self.found.insert(variable, slope);
        }
        self.lines.iter_mut().for_each(|line| {
            // A lone step to the output says the same twice.
            let parts: Vec<&str> = line.split(" = ").collect();
            if parts.len() == 3 && parts[0] == parts[1] {
                *line = format!("{} = {}", parts[0], parts[2]);
            }
        });
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

/// Adds paths up, with the factors that they begin with in common put in front.
fn collect(mut paths: Vec<Slope>) -> Slope {
    if paths.len() == 1 {
        return paths.remove(0);
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
    let mut slope = Slope { factors: first[..common].to_vec(), terms: added(terms) };
    if slope.terms.len() == 1 {
        slope.factors.append(&mut slope.terms);
    }
    slope
}
