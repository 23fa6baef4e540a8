//! The derivation of a function with loops and arrays: its lines, and the way back through them.

use super::back::{Back, Slopes};
use super::by_variable::by_variable;
use super::forth::Forth;
use super::indexed::Slot;
use super::live::numbers;
use super::naming::{Plan, is_given};
use super::notation::{Writer, readable};
use super::product::Product;
use super::slopes::Local;
use super::{Derivation, output_names};
use crate::hash::HashSet;
use crate::ir::{Graph, Id, Node};
use crate::lower::{Output, Program};
use crate::region::{Action, RegionId};
use crate::signature::Signature;

/// A function of more lines is shown to its first ones.
const MOST_LINES: usize = 120;

/// Explains a function whose steps are not a list.
pub(super) fn explain(
    name: &str,
    parameters: &[String],
    signature: &Signature,
    program: &Program,
) -> Derivation {
    let plan = Plan::of(program, name, parameters);
    let mut graph = program.graph.clone();
    let slopes = slopes(&mut graph, &plan, program);
    let outputs = outputs(program);
    let names = output_names(name, outputs.len());

    let mut known: HashSet<String> = plan.names.names.values().cloned().collect();
    known.extend(program.taken.iter().cloned());
    let writer = || Writer::new(&graph, parameters, &plan.names);
    let mut forth = Forth::new(&graph, &plan, writer(), known);
    forth.region(RegionId::BODY);
    forth.define(&numbers(program), RegionId::BODY);
    for (output, name) in outputs.iter().zip(&names) {
        let value = match output {
            Output::Number(id) => forth.writer.text(*id),
            Output::Array(array) => readable(&graph.array(*array).name.to_string()),
        };
        if value != *name {
            forth.lines.push(format!("{name} = {value}"));
        }
    }

    let mut local = Local::new(&graph, &plan, &slopes, &forth, writer());
    local.region(RegionId::BODY);
    for (output, name) in outputs.iter().zip(&names) {
        if let Output::Number(id) = output
            && local.writer.symbol(*id).is_none()
        {
            local.step(name, *id, false);
        }
    }

    let mut back = Back::new(&graph, &plan, &slopes, &forth, parameters, writer());
    let scalar = matches!(outputs.as_slice(), [Output::Number(_)]);
    for (output, name) in outputs.iter().zip(&names) {
        if let Output::Array(array) = output {
            back.given.insert(readable(&graph.array(*array).name.to_string()), format!("∂{name}"));
        }
    }
    for (output, name) in outputs.iter().zip(&names) {
        if let Output::Number(id) = output {
            let seed = if scalar { Product::one() } else { Product::slope(format!("∂{name}")) };
            back.contribute(*id, &seed);
        }
    }
    back.region(RegionId::BODY);
    for position in signature.differentiated() {
        if signature.parameters[position].rank == 0
            && let Some(id) = graph.existing(&Node::Parameter(position))
        {
            back.parameter(id);
        }
    }

    let mut text = format!("{name}({})\n\nThe function\n", parameters.join(", "));
    text.push_str(&shown(&forth.lines.written));
    if !local.lines.written.is_empty() {
        text.push_str(&format!("\nThe slope of each step\n{}", shown(&local.lines.written)));
    }
    let heading = match names.as_slice() {
        [only] if scalar => format!("Backwards from {only}, ∂x for ∂{only}/∂x"),
        _ => {
            let given: Vec<String> = names.iter().map(|name| format!("∂{name}")).collect();
            let sum = match names.as_slice() {
                [only] => format!("Σᵢ ∂{only}[i]·{only}[i]"),
                [a, b] => format!("∂{a}·{a} + ∂{b}·{b}"),
                _ => format!("Σᵢ ∂{name}ᵢ·{name}ᵢ"),
            };
            format!("Backwards from given {}, ∂x for the slope of {sum} in x", given.join(", "))
        }
    };
    text.push_str(&format!("\n{heading}\n{}", shown(&back.lines.written)));
    let by_variable = by_variable(signature, program, &graph, &plan, &heading, &back.lines.written);
    Derivation { text, by_variable }
}

fn shown(lines: &[String]) -> String {
    let shown: Vec<&str> = lines.iter().take(MOST_LINES).map(String::as_str).collect();
    let mut text = shown.join("\n") + "\n";
    if lines.len() > MOST_LINES {
        text.push_str(&format!(
            "  … and {} lines more: a long derivation is shown to its first {MOST_LINES} lines\n",
            lines.len() - MOST_LINES
        ));
    }
    text
}

fn outputs(program: &Program) -> Vec<Output> {
    match &program.composite {
        Some(outputs) => outputs.clone(),
        None => program.outputs.iter().map(|&id| Output::Number(id)).collect(),
    }
}

/// The slopes of all expressions that anything arrives at on the way back.
fn slopes(graph: &mut Graph, plan: &Plan, program: &Program) -> Slopes {
    let mut expressions: Vec<Id> = plan.names.names.keys().copied().collect();
    expressions.extend(numbers(program));
    for &id in &plan.live.statements {
        let action = graph.statement(id).action.clone();
        expressions.extend(action.uses());
        for region in action.regions() {
            expressions.extend(&graph.region(region).yields);
        }
        if let Some(indexed) = plan.indexed.get(&id) {
            expressions.extend(indexed.slots.iter().filter_map(|slot| match slot {
                Slot::Sum { term, .. } => Some(*term),
                _ => None,
            }));
        }
        if let Action::Loop { body, .. } = action {
            expressions.extend(plan.repeated(graph, id, body).1);
        }
    }
    expressions.sort_unstable();
    expressions.dedup();
    let mut slopes = Slopes::default();
    for id in expressions {
        if graph.is_active(id) && plan.is_live(id) && !is_given(graph, id) {
            let found =
                graph.local_slopes(id, |graph, id| is_given(graph, id) || plan.names.names.contains_key(&id));
            slopes.insert(id, found);
        }
    }
    slopes
}
