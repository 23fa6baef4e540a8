//! What an editor shows on each variable of a function with loops: of the way back, the lines that say what the slope by it
//! is, within the loops and branches that they stand in.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use super::naming::Plan;
use super::notation::readable;
use crate::ir::Graph;
use crate::lower::Program;
use crate::signature::Signature;

/// Each variable of the user's, with its lines below the heading.
pub(super) fn by_variable(
    signature: &Signature,
    program: &Program,
    graph: &Graph,
    plan: &Plan,
    heading: &str,
    lines: &[String],
) -> Vec<(Ident, String)> {
    let parameters =
        signature.differentiated().into_iter().map(|position| &signature.parameters[position].name);
    let parameters = parameters.map(|name| (name.clone(), name.unraw().to_string()));
    let values = graph.names().filter_map(|(id, name)| {
        let text = plan.names.names.get(&id)?;
        Some((name.written.clone()?, text.clone()))
    });
    // An array that the user has not named is called by a word of ours, which stands nowhere.
    let arrays = graph.arrays().map(|(_, array)| (array.name.clone(), readable(&array.name.to_string())));
    let arrays = arrays.filter(|(_, name)| program.taken.contains(name));
    let mut found: Vec<(Ident, String)> = Vec::new();
    for (written, name) in parameters.chain(values).chain(arrays) {
        let own = about(&name, lines);
        let text = format!("{heading}\n{}", own.join("\n"));
        if !own.is_empty() && !found.iter().any(|(known, said)| *known == written && *said == text) {
            found.push((written, text));
        }
    }
    found
}

/// The lines in which the slope by a variable is said or changed, and those around them.
fn about<'l>(name: &str, lines: &'l [String]) -> Vec<&'l str> {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut around: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for line in lines {
        // The branch that an `else` belongs to stays beside it.
        let is_else = line.trim_start() == "else";
        around.retain(|outer| depth(outer) < depth(line) || is_else && depth(outer) == depth(line));
        around.push(line);
        if targets(line).any(|target| target == name) {
            // What is around has been said then.
            found.append(&mut around);
        }
    }
    found
}

/// The variables whose slopes a line says or changes.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let end = [" = ", " ← ", " += ", " −= "].iter().filter_map(|sign| line.find(sign)).min().unwrap_or(0);
    line[..end].split(", ").filter_map(|target| {
        let name = target.trim_start().trim_start_matches('(').strip_prefix('∂')?;
        let is_part = |letter: char| !is_below(letter) && (letter.is_alphanumeric() || letter == '_');
        let end = name.find(|letter: char| !is_part(letter)).unwrap_or(name.len());
        Some(&name[..end])
    })
}

/// Whether a letter or a digit stands below the line, as those of indices do.
fn is_below(letter: char) -> bool {
    matches!(letter, '₀'..='ₜ' | 'ᵢ'..='ᵪ' | 'ⱼ')
}
