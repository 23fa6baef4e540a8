//! Which name means what at which place, as Rust's scoping has it.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Item, Stmt, UseTree};

use super::build::Builder;
use super::tree::{Items, ItemsId, Local, LocalId, LoopId, Spans};

/// What is known between two braces, or between a `let` and the end of its block.
#[derive(Default)]
pub(super) struct Scope {
    /// Local variables, and items, which are none.
    names: HashMap<String, Option<LocalId>>,
    /// The first variable that is declared within.
    first: usize,
}

/// A loop, or a block with a label, around the place that is read.
pub(super) struct Around {
    pub(super) id: LoopId,
    pub(super) label: Option<String>,
    /// Whether a `break` without a label leaves it.
    pub(super) repeats: bool,
}

impl Builder<'_> {
    pub(super) fn open(&mut self) {
        let first = self.locals.len();
        self.scopes.push(Scope { names: HashMap::new(), first });
    }

    /// Ends a scope; the first of the variables that were declared within is returned.
    pub(super) fn close(&mut self) -> usize {
        self.scopes.pop().map_or(0, |scope| scope.first)
    }

    /// A new variable, which is not in scope yet.
    pub(super) fn new_local(&mut self, name: &Ident, mutable: bool) -> LocalId {
        let ty = self.types.fresh();
        let (name, may_be_constant, parameter, declared, changes) =
            (name.clone(), false, None, None, Vec::new());
        self.locals.push(Local { name, ty, mutable, may_be_constant, parameter, declared, changes });
        LocalId::at(self.locals.len() - 1)
    }

    /// Puts a variable into the innermost scope.
    pub(super) fn bind(&mut self, local: LocalId) {
        let name = self.locals[local.index()].name.unraw().to_string();
        self.scopes.last_mut().expect("there is a scope").names.insert(name, Some(local));
    }

    pub(super) fn lookup(&mut self, name: &Ident) -> Option<LocalId> {
        let text = name.unraw().to_string();
        let found = self.scopes.iter().rev().find_map(|scope| scope.names.get(&text)).copied()?;
        if let Some(local) = found {
            // What a closure mentions from outside of it, it captures.
            for closure in &mut self.closures {
                if local.index() < closure.first && !closure.captures.contains(&local) {
                    closure.captures.push(local);
                }
            }
        }
        found
    }

    fn is_item(&self, name: &str) -> bool {
        self.scopes.iter().rev().any(|scope| scope.names.get(name) == Some(&None))
    }

    /// Notes a name that is no local variable: of an item, or of something outside of the function.
    pub(super) fn note_path(&mut self, path: &syn::Path) {
        if let Some(name) = path.get_ident() {
            let text = name.unraw().to_string();
            if !self.is_item(&text) {
                self.outside.entry(text).or_insert_with(|| Spans::of(name));
            }
        }
    }

    /// The items of a block, which are known in all of it.
    pub(super) fn declare_items(&mut self, statements: &[Stmt], is_body: bool) -> Option<ItemsId> {
        let items: Vec<&Item> = statements
            .iter()
            .filter_map(|statement| match statement {
                Stmt::Item(item) => Some(item),
                _ => None,
            })
            .collect();
        let mut own: Vec<TokenStream> = Vec::new();
        for item in items {
            let mut names = Vec::new();
            match item {
                Item::Const(item) => names.push(item.ident.clone()),
                Item::Static(item) if matches!(item.mutability, syn::StaticMutability::None) => {
                    names.push(item.ident.clone());
                }
                Item::Fn(item) => names.push(item.sig.ident.clone()),
                Item::Use(item) => names_of_use(&item.tree, &mut names),
                _ => {
                    self.errors.report(
                        item,
                        "this kind of item is not supported in the body of a differentiated function",
                        "move it out of the function; `const`, `use` and `fn` may stay",
                    );
                    continue;
                }
            }
            for name in &names {
                let text = name.unraw().to_string();
                self.scopes.last_mut().expect("there is a scope").names.insert(text, None);
            }
            let tokens = self.nested.restore(item.to_token_stream());
            match item {
                _ if is_body => self.items.push(tokens),
                // Its derivatives are called from code that stands outside of the block.
                Item::Fn(function) if is_differentiated(function) => {
                    let name = &function.sig.ident;
                    if self.hoisted.iter().any(|known| known == name) {
                        self.errors.report(
                            name,
                            format!("there are two functions `{name}` within this function"),
                            "give one of them another name, or move it out of the function",
                        );
                    }
                    self.hoisted.push(name.clone());
                    self.items.push(tokens);
                }
                _ => own.push(tokens),
            }
        }
        if own.is_empty() {
            return None;
        }
        self.inner_items.push(Items { around: self.current_items, tokens: own });
        Some(ItemsId(self.inner_items.len() - 1))
    }

    /// A function of an inner block stands before all of the code, where its name may mean another one.
    pub(super) fn check_hoisted(&mut self) {
        for name in std::mem::take(&mut self.hoisted) {
            if let Some(at) = self.outside.get(&name.unraw().to_string()) {
                self.errors.report(
                    at,
                    format!(
                        "`{name}` is not the function `{name}` of an inner block, which would be taken for it"
                    ),
                    "give the inner one another name",
                );
            }
        }
    }

    /// The loop that a `break` or `continue` is about.
    pub(super) fn loop_of(&self, label: Option<&syn::Lifetime>, goes_on: bool) -> Option<LoopId> {
        let found = match label {
            Some(label) => {
                let name = label.ident.to_string();
                self.around.iter().rev().find(|around| around.label.as_deref() == Some(&name))
            }
            None => self.around.iter().rev().find(|around| around.repeats),
        };
        found.filter(|around| around.repeats || !goes_on).map(|around| around.id)
    }
}

fn is_differentiated(function: &syn::ItemFn) -> bool {
    let is = |attribute: &syn::Attribute| {
        attribute.path().segments.last().is_some_and(|last| last.ident == "differentiate")
    };
    function.attrs.iter().any(is)
}

fn names_of_use(tree: &UseTree, names: &mut Vec<Ident>) {
    match tree {
        UseTree::Path(path) => names_of_use(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.clone()),
        UseTree::Rename(name) => names.push(name.rename.clone()),
        UseTree::Group(group) => group.items.iter().for_each(|item| names_of_use(item, names)),
        UseTree::Glob(_) => {}
    }
}
