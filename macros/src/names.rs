//! Names for the intermediates that the user left without one: u, v, w, …
//!
//! What deserves a name is what the chain rule passes through: the sum inside of a power, the argument of a
//! function, a value that is used twice. Derivation and emitted code share these names.

use crate::elementary::{Function, Notation};
use crate::hash::HashSet;
use crate::ir::{Graph, Id, Name, Node};
use crate::lower::Program;

const LETTERS: [&str; 7] = ["u", "v", "w", "r", "s", "t", "q"];

/// Names the intermediates of a program in the order of their evaluation.
pub(crate) fn name_intermediates(program: &mut Program) {
    let reachable = program.graph.reachable(&program.outputs);
    let deserving = deserving(&program.graph, &reachable);
    let mut fresh = fresh_names(&program.taken);
    let mut given = Vec::new();
    for id in reachable {
        if deserving.contains(&id) && program.graph.name_of(id).is_none() && !program.outputs.contains(&id) {
            let text = fresh.next().expect("there is no end of names");
            given.push(text.clone());
            program.graph.name(id, Name { text, user: None, written: None });
        }
    }
    drop(fresh);
    program.taken.extend(given);
}

fn deserving(graph: &Graph, reachable: &[Id]) -> HashSet<Id> {
    let mut deserving = HashSet::default();
    let mut used = HashSet::default();
    for &id in reachable {
        if !graph.is_active(id) {
            continue;
        }
        // What another function gives is a step of its own.
        if matches!(graph.node(id), Node::Part { .. }) {
            deserving.insert(id);
        }
        let Node::Apply(function, arguments) = graph.node(id) else {
            continue;
        };
        for &argument in arguments {
            if !graph.is_active(argument) {
                continue;
            }
            let again = !used.insert(argument) && is_composite(graph, argument);
            let inside = match function.notation {
                Notation::Method => is_composite(graph, argument) && !is_scaled_symbol(graph, argument),
                // A factor or a denominator that is a sum; a constant multiple of it is no step of its own.
                _ if matches!(*function, Function::MUL | Function::DIV) => {
                    is_sum(graph, argument) && is_nonlinear(graph, *function, arguments)
                }
                _ => false,
            };
            if again || inside {
                deserving.insert(argument);
            }
        }
    }
    deserving
}

fn is_nonlinear(graph: &Graph, function: Function, arguments: &[Id]) -> bool {
    graph.is_active(arguments[1]) && (function == Function::DIV || graph.is_active(arguments[0]))
}

fn is_composite(graph: &Graph, id: Id) -> bool {
    !matches!(graph.node(id), Node::Parameter(_) | Node::Literal(_) | Node::Field(_))
}

fn is_sum(graph: &Graph, id: Id) -> bool {
    matches!(graph.node(id), Node::Apply(Function::ADD | Function::SUB, _))
}

/// `−x` and `2·x` are simple enough to stand where they are used.
fn is_scaled_symbol(graph: &Graph, id: Id) -> bool {
    let is_symbol = |id: Id| matches!(graph.node(id), Node::Parameter(_)) || graph.name_of(id).is_some();
    match graph.node(id) {
        Node::Apply(Function::NEG, arguments) => is_symbol(arguments[0]),
        Node::Apply(Function::MUL, arguments) => {
            graph.number(arguments[0]).is_some() && is_symbol(arguments[1])
        }
        _ => false,
    }
}

pub(crate) fn fresh_names(taken: &HashSet<String>) -> impl Iterator<Item = String> {
    let plain = LETTERS.iter().map(|letter| (*letter).to_owned());
    let numbered = (2..).flat_map(|number| LETTERS.iter().map(move |letter| format!("{letter}{number}")));
    plain.chain(numbered).filter(|name| !taken.contains(name))
}
