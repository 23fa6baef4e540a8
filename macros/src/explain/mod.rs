//! The derivation for people, and it is true: carried out line by line as it is written, it gives the value and the
//! derivatives. `core/src/derivation/notation.md` says what the notation means; `tests/derivation/` carries it out.
//!
//! What comes in: the graph of the function. What goes out: text. A function that is a list of steps is told as steps, slopes
//! and paths (`steps`), one with loops or arrays as lines and the way back through them (`structure`).

mod back;
mod back_calls;
mod back_indexed;
mod by_variable;
mod calculus;
mod constant;
mod forth;
mod forth_indexed;
mod indexed;
mod lines;
mod live;
mod naming;
mod notation;
mod product;
mod slopes;
mod steps;
mod structure;

use proc_macro2::Ident;
use syn::ItemFn;
use syn::ext::IdentExt;

use crate::lower::Program;
use crate::signature::Signature;
#[cfg(test)]
pub(crate) use notation::in_general;
use notation::{Names, Writer, subscript};
use product::{Product, sum};

/// What there is to say about a function's derivatives.
#[derive(Clone, Default)]
pub(crate) struct Derivation {
    pub(crate) text: String,
    /// A line for each parameter and each `let` of the user's: `∂f/∂u = 6·u·v²`; or those of the way back through loops.
    pub(crate) by_variable: Vec<(Ident, String)>,
}

/// Derives the function for people.
pub(crate) fn explain(function: &ItemFn, signature: &Signature, program: &Program) -> Derivation {
    let name = function.sig.ident.unraw().to_string();
    let parameters: Vec<String> =
        signature.parameters.iter().map(|parameter| parameter.name.unraw().to_string()).collect();
    if let Some(given) = &program.given {
        let names = Names::of(&program.graph);
        let mut writer = Writer::new(&program.graph, &parameters, &names);
        let mut text = format!("{name}({})\n\nThe derivatives, as they are given\n", parameters.join(", "));
        for (&position, &partial) in signature.differentiated().iter().zip(given) {
            let slope = sum(&Product::terms(&mut writer, partial));
            text.push_str(&format!("  ∂{name}/∂{} = {slope}\n", parameters[position]));
        }
        return Derivation { text, by_variable: Vec::new() };
    }
    if program.graph.is_structured() {
        structure::explain(&name, &parameters, signature, program)
    } else {
        steps::explain(&name, &parameters, signature, program)
    }
}

/// What the values of a function are called: `f`, or `f₁`, `f₂`, ….
fn output_names(function: &str, count: usize) -> Vec<String> {
    match count {
        1 => vec![function.to_owned()],
        _ => (1..=count).map(|position| format!("{function}{}", subscript(position))).collect(),
    }
}
