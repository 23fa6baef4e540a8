//! What nodes and arrays are called: by the user's own names, each once.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ItemFn;
use syn::ext::IdentExt;

use super::Lowering;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Id, Name};
use crate::nesting::Nested;
use crate::syntax::tokens::{outermost_words, words};
use crate::syntax::{ExprKind, Tree};

pub(super) struct Naming {
    /// Names that the emitted code must not take.
    pub(super) taken: HashSet<String>,
    /// How many nodes go by the name of each local variable.
    given: HashMap<String, usize>,
    parameters: HashSet<String>,
    /// What the array that is being made would be called.
    pub(super) wanted: Option<Ident>,
    /// The names of arrays.
    arrays: HashSet<String>,
}

impl Naming {
    pub(super) fn new(function: &ItemFn, nested: &Nested, tree: &Tree) -> Naming {
        let mut taken = HashSet::default();
        let names_in = |tokens: &TokenStream| words(tokens).into_iter().map(|name| name.unraw().to_string());
        taken.extend(names_in(&nested.restore(function.to_token_stream())));
        // Functions of inner blocks have names of their own by now.
        for item in &tree.items {
            taken.extend(names_in(item));
        }
        // A variable with the name of a function that is called gets another one: the emitted code has one scope.
        let mut given = HashMap::default();
        let mut pending = Vec::new();
        tree.body.children(&mut pending);
        while let Some(expr) = pending.pop() {
            pending.extend(expr.children());
            if let ExprKind::Call(callee, _) = &expr.kind
                && let [name] = callee.path_names().as_slice()
            {
                given.insert(name.clone(), 1);
            }
        }
        // And one with the name of an item of an inner block, which stands with the constants in it.
        for items in tree.inner_items.iter().flat_map(|items| &items.tokens) {
            given.extend(outermost_words(items).into_iter().map(|name| (name.unraw().to_string(), 1)));
        }
        let parameters =
            tree.parameters.iter().map(|&local| tree.local(local).name.unraw().to_string()).collect();
        Naming { taken, given, parameters, wanted: None, arrays: HashSet::default() }
    }

    /// The name itself the first time, then the name with a number: shadowing needs names of its own, because
    /// the emitted code has one scope.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let number = self.given.entry(name.to_owned()).or_insert(0);
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

    /// A name for what has none in the source.
    pub(super) fn unique_of_ours(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) && !self.given.contains_key(name) {
            self.given.insert(name.to_owned(), 1);
            return name.to_owned();
        }
        self.given.entry(name.to_owned()).or_insert(1);
        self.unique(name)
    }

    /// Whether something of the user's goes by this name already.
    pub(super) fn is_given(&self, name: &str) -> bool {
        self.given.contains_key(name) || self.parameters.contains(name)
    }

    /// Whether an array goes by this name.
    pub(super) fn is_array(&self, name: &str) -> bool {
        self.arrays.contains(name)
    }

    /// The name of an array in the emitted code.
    pub(super) fn unique_array(&mut self, name: &Ident) -> Ident {
        let text = name.unraw().to_string();
        let unique = self.unique(&text);
        self.arrays.insert(unique.clone());
        if unique == text { name.clone() } else { Ident::new(&unique, name.span()) }
    }
}

impl Lowering<'_, '_> {
    /// Names a node after the user's variable, unless it is called something already.
    pub(super) fn christen(&mut self, name: &Ident, id: Id) {
        // A number is clearer as itself than by its name.
        if self.graph.number(id).is_none() && self.graph.name_of(id).is_none() {
            let text = name.unraw().to_string();
            let unique = self.names.unique(&text);
            let user = if unique == text { name.clone() } else { Ident::new(&unique, name.span()) };
            self.graph.name(id, Name { text: unique, user: Some(user), written: Some(name.clone()) });
        }
    }

    /// The name that what is being made would have, or another one.
    pub(super) fn wanted_name(&self, otherwise: &str) -> Ident {
        self.names.wanted.clone().unwrap_or_else(|| Ident::new(otherwise, Span::call_site()))
    }

    /// Lowers something that is not to have the name of the whole.
    pub(super) fn without_name<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.names.wanted.take();
        let result = lower(self);
        self.names.wanted = before;
        result
    }

    pub(super) fn with_name<T>(&mut self, name: &Ident, lower: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.names.wanted.replace(name.clone());
        let result = lower(self);
        self.names.wanted = before;
        result
    }
}

/// The identifier of a local variable, raw if it is a keyword.
pub(crate) fn identifier(name: &str) -> Ident {
    if name == "self" {
        return Ident::new(name, Span::call_site());
    }
    syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
}
