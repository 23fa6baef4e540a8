//! Lowering: from the syntax of the user's function to the graph.
//!
//! What depends on a differentiated parameter must be in the language, or an error says so. What does not is a
//! constant, and passes through as the user's own tokens.

mod branch;
mod call;
mod constant;
mod derivative;
mod expression;
mod pattern;
mod statement;
mod suggest;
mod unsupported;

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ItemFn;
use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::ir::{Graph, Id, Name, Node};
use crate::nesting::Nested;
use crate::options::Options;
use crate::signature::Signature;

/// A function in the form that the passes behind this one work on.
#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) graph: Graph,
    pub(crate) outputs: Vec<Id>,
    /// The partial derivatives of an opaque function, one for each differentiated parameter.
    pub(crate) given: Option<Vec<Id>>,
    /// `const`, `use` and `fn` items of the body, which stand before the code of every derivative.
    pub(crate) items: Vec<TokenStream>,
    /// Names that the emitted code must not take.
    pub(crate) taken: HashSet<String>,
}

/// Lowers the whole function; the errors say what could not be.
pub(crate) fn lower(
    function: &ItemFn,
    nested: &Nested,
    options: &Options,
    signature: &Signature,
    errors: &mut Errors,
) -> Option<Program> {
    let before = errors.count();
    let mut lowering = Lowering::new(function, nested, options, signature, errors);
    let (outputs, given) = match &options.derivative {
        Some((keyword, partials)) => {
            let given = lowering.given_partials(keyword, partials);
            (vec![lowering.own_value(&function.sig.ident)], given)
        }
        None => (lowering.body(&function.block).unwrap_or_default(), None),
    };
    let Lowering { graph, items, taken, errors, .. } = lowering;
    (errors.count() == before).then_some(Program { graph, outputs, given, items, taken })
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Known(Id),
    /// A variable whose value an error hides.
    Hidden,
    /// No local variable.
    Unknown,
}

struct Lowering<'a> {
    graph: Graph,
    nested: &'a Nested,
    signature: &'a Signature,
    second_order: bool,
    /// The names in scope, innermost last; without a node if an error keeps us from knowing it.
    scopes: Vec<HashMap<String, Option<Id>>>,
    /// The assignments of the branches that are being lowered.
    changes: Vec<branch::Change>,
    /// The condition on which the statement being lowered runs, within branches.
    path: Option<Id>,
    /// What was returned early, and on which condition.
    early: Vec<(Option<Id>, Vec<Id>)>,
    /// Whether the code behind is out of reach, because all has been returned.
    left: bool,
    /// The variables that were declared with `mut`.
    mutable: HashSet<String>,
    items: Vec<TokenStream>,
    taken: HashSet<String>,
    /// How many nodes go by the name of each local variable.
    given_names: HashMap<String, usize>,
    errors: &'a mut Errors,
}

impl<'a> Lowering<'a> {
    fn new(
        function: &ItemFn,
        nested: &'a Nested,
        options: &Options,
        signature: &'a Signature,
        errors: &'a mut Errors,
    ) -> Self {
        let kinds = signature.parameters.iter().map(|parameter| (parameter.kind, parameter.differentiated));
        let mut taken = HashSet::new();
        identifiers(nested.restore(function.to_token_stream()), &mut taken);
        let mut lowering = Lowering {
            graph: Graph::new(kinds.collect(), signature.float),
            nested,
            signature,
            second_order: options.second_order.is_some(),
            scopes: vec![HashMap::new()],
            changes: Vec::new(),
            path: None,
            early: Vec::new(),
            left: false,
            mutable: HashSet::new(),
            items: Vec::new(),
            taken,
            given_names: HashMap::new(),
            errors,
        };
        for (position, parameter) in signature.parameters.iter().enumerate() {
            let id = lowering.graph.make(Node::Parameter(position));
            lowering.bind(&parameter.name, id);
        }
        lowering
    }

    /// Puts a local variable into the innermost scope.
    fn bind(&mut self, name: &Ident, id: Id) {
        self.christen(name, id);
        self.scopes.last_mut().expect("there is always a scope").insert(name.unraw().to_string(), Some(id));
    }

    /// Names a node after the user's variable, unless it is called something already.
    fn christen(&mut self, name: &Ident, id: Id) {
        // A number is clearer as itself than by its name.
        if self.graph.number(id).is_none() && self.graph.name_of(id).is_none() {
            let text = name.unraw().to_string();
            let unique = self.unique(&text);
            let user = if unique == text { name.clone() } else { Ident::new(&unique, name.span()) };
            self.graph.name(id, Name { text: unique, user: Some(user), written: Some(name.clone()) });
        }
    }

    /// Names a node after a variable of the user's that it is a new value of.
    fn christen_text(&mut self, name: &str, id: Id) {
        self.christen(&constant::identifier(name), id);
    }

    /// The name itself the first time, then the name with a number: shadowing needs names of its own, because
    /// the emitted code has one scope.
    fn unique(&mut self, name: &str) -> String {
        let number = self.given_names.entry(name.to_owned()).or_insert(0);
        *number += 1;
        if *number == 1 {
            return name.to_owned();
        }
        loop {
            let candidate = format!("{name}_{number}");
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
            *number += 1;
        }
    }

    /// What a name stands for.
    fn lookup(&self, name: &Ident) -> Meaning {
        let name = name.unraw().to_string();
        match self.scopes.iter().rev().find_map(|scope| scope.get(&name)) {
            Some(Some(id)) => Meaning::Known(*id),
            Some(None) => Meaning::Hidden,
            None => Meaning::Unknown,
        }
    }
}

/// Every identifier among the tokens.
fn identifiers(tokens: TokenStream, found: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                found.insert(name.unraw().to_string());
            }
            TokenTree::Group(group) => identifiers(group.stream(), found),
            _ => {}
        }
    }
}
