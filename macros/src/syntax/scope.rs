//! Which name means what at which place, as Rust's scoping has it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Item, ItemFn, Path, Stmt, UseTree};

use super::build::Builder;
use super::tree::{Items, ItemsId, Local, LocalId, LoopId};
use crate::hash::HashMap;
use crate::syntax::tokens::{self, Token, is_member};

/// What is known between two braces, or between a `let` and the end of its block.
#[derive(Default)]
pub(super) struct Scope {
    names: HashMap<String, Meaning>,
    /// The first variable that is declared within.
    first: usize,
}

/// What a name stands for.
#[derive(Clone)]
enum Meaning {
    Local(LocalId),
    Item,
    /// An item of an inner block, by the path that it has in all of the function.
    Path(Path),
    /// A constant of an inner block, by a name that no parameter has.
    Constant(Path),
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
        self.scopes.push(Scope { names: HashMap::default(), first });
    }

    /// Ends a scope; the first of the variables that were declared within is returned.
    pub(super) fn close(&mut self) -> usize {
        self.scopes.pop().map_or(0, |scope| scope.first)
    }

    /// A new variable, which is not in scope yet.
    pub(super) fn new_local(&mut self, name: &Ident, mutable: bool) -> LocalId {
        let ty = self.types.fresh();
        self.locals.push(Local {
            name: name.clone(),
            ty,
            mutable,
            is_integer: false,
            is_index: false,
            may_be_constant: false,
            parameter: None,
            declared: None,
            changes: Vec::new(),
        });
        LocalId::at(self.locals.len() - 1)
    }

    /// Puts a variable into the innermost scope.
    pub(super) fn bind(&mut self, local: LocalId) {
        let name = self.locals[local.index()].name.unraw().to_string();
        self.scopes.last_mut().expect("there is a scope").names.insert(name, Meaning::Local(local));
    }

    fn meaning(&self, name: &Ident) -> Option<&Meaning> {
        let text = name.unraw().to_string();
        self.scopes.iter().rev().find_map(|scope| scope.names.get(&text))
    }

    /// Whether a name is that of a variable which keeps its value.
    pub(super) fn stays(&self, name: &Ident) -> bool {
        matches!(self.meaning(name), Some(Meaning::Local(local)) if !self.locals[local.index()].mutable)
    }

    pub(super) fn lookup(&mut self, name: &Ident) -> Option<LocalId> {
        let Some(&Meaning::Local(local)) = self.meaning(name) else { return None };
        // What a closure mentions from outside of it, it captures.
        for closure in &mut self.closures {
            if local.index() < closure.first && !closure.captures.contains(&local) {
                closure.captures.push(local);
            }
        }
        Some(local)
    }

    /// The path that means the same in all of the function.
    pub(super) fn resolved(&self, path: &Path) -> Path {
        let mut resolved = path.clone();
        if path.leading_colon.is_none()
            && let Some(first) = path.segments.first()
            && let Some(Meaning::Path(known) | Meaning::Constant(known)) = self.meaning(&first.ident)
        {
            let mut segments = known.segments.clone();
            if let Some(last) = segments.last_mut() {
                last.arguments = first.arguments.clone();
            }
            segments.extend(path.segments.iter().skip(1).cloned());
            resolved = Path { leading_colon: known.leading_colon, segments };
        }
        resolved
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
        let mut apart: Vec<(Ident, Ident)> = Vec::new();
        let mut globs = false;
        for item in items {
            let mut names: Vec<(Ident, Meaning)> = Vec::new();
            match item {
                Item::Const(item) => names.push((item.ident.clone(), Meaning::Item)),
                Item::Static(item) if matches!(item.mutability, syn::StaticMutability::None) => {
                    names.push((item.ident.clone(), Meaning::Item));
                }
                // Its derivatives are called from code that stands outside of the block, where it has a name of its own.
                Item::Fn(function) if !is_body && is_differentiated(function) => {
                    let name = format_ident!("{}_{}", function.sig.ident, self.items.len() + 1);
                    let renamed =
                        renamed(self.nested.restore(item.to_token_stream()), &function.sig.ident, &name);
                    self.items.push(renamed);
                    names.push((function.sig.ident.clone(), Meaning::Path(name.into())));
                }
                Item::Fn(item) => names.push((item.sig.ident.clone(), Meaning::Item)),
                Item::Use(item) if is_body => names_of_use(&item.tree, None, &mut names, &mut globs),
                Item::Use(item) => {
                    let start = Path { leading_colon: item.leading_colon, segments: Punctuated::new() };
                    names_of_use(&item.tree, Some(&start), &mut names, &mut globs);
                }
                Item::Struct(item) if is_body => names.push((item.ident.clone(), Meaning::Item)),
                Item::Enum(item) if is_body => names.push((item.ident.clone(), Meaning::Item)),
                Item::Type(item) if is_body => names.push((item.ident.clone(), Meaning::Item)),
                // It stands beside the derivatives once more, which is one too many for a type that is there only once.
                Item::Impl(item) if is_body && is_of_one_among(&item.self_ty, statements) => {}
                _ => {
                    let help = if is_body {
                        "move it out of the function; `const`, `static`, `use`, `fn`, `struct`, `enum` and `type` may stay"
                    } else {
                        "move it to the beginning of the function, or out of it; `const`, `static`, `use` and `fn` may stay"
                    };
                    self.errors.report(
                        item,
                        "this kind of item is not supported in the body of a differentiated function",
                        help,
                    );
                    continue;
                }
            }
            for (name, mut meaning) in names {
                // The parameter keeps its name, and is still known where the item is.
                if !is_body && matches!(meaning, Meaning::Item) && self.is_parameter(&name) {
                    let other = format_ident!("{name}_item_{}", self.inner_items.len());
                    let path = other.clone().into();
                    let is_constant = matches!(item, Item::Const(_) | Item::Static(_));
                    meaning = if is_constant { Meaning::Constant(path) } else { Meaning::Path(path) };
                    apart.push((name.clone(), other));
                }
                let text = name.unraw().to_string();
                self.scopes.last_mut().expect("there is a scope").names.insert(text, meaning);
            }
            let tokens = match item {
                Item::Fn(function) if !is_body => {
                    let attrs = function.attrs.iter().filter(|attribute| !is_of_differentiation(attribute));
                    let plain = ItemFn { attrs: attrs.cloned().collect(), ..function.clone() };
                    self.nested.restore(plain.to_token_stream())
                }
                other => self.nested.restore(other.to_token_stream()),
            };
            if is_body { self.items.push(tokens) } else { own.push(tokens) }
        }
        for (from, to) in &apart {
            own = own.into_iter().map(|tokens| renamed(tokens, from, to)).collect();
        }
        if own.is_empty() {
            return None;
        }
        self.inner_items.push(Items { around: self.current_items, tokens: own, globs });
        Some(ItemsId(self.inner_items.len() - 1))
    }

    /// The path of a constant that has another name than the user gave it.
    pub(super) fn constant(&self, name: &Ident) -> Option<Path> {
        match self.meaning(name) {
            Some(Meaning::Constant(path)) => Some(path.clone()),
            _ => None,
        }
    }

    fn is_parameter(&self, name: &Ident) -> bool {
        self.locals.iter().any(|local| local.parameter.is_some() && local.name == *name)
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

/// Whether a type is one that these statements define.
fn is_of_one_among(declared: &syn::Type, statements: &[Stmt]) -> bool {
    let syn::Type::Path(path) = declared else { return false };
    statements.iter().any(|statement| match statement {
        Stmt::Item(Item::Struct(item)) => path.path.is_ident(&item.ident),
        Stmt::Item(Item::Enum(item)) => path.path.is_ident(&item.ident),
        _ => false,
    })
}

fn is_of_differentiation(attribute: &syn::Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == "differentiate")
}

fn is_differentiated(function: &ItemFn) -> bool {
    function.attrs.iter().any(is_of_differentiation)
}

/// The same tokens with another name for a function.
fn renamed(tokens: TokenStream, from: &Ident, to: &Ident) -> TokenStream {
    tokens::replaced(tokens, &mut |level, place| match level[place] {
        Token::Word(name) if name == from && !is_member(level, place) => Some(to.to_token_stream()),
        _ => None,
    })
}

/// The names that a `use` brings, each with its path if that starts from one.
fn names_of_use(tree: &UseTree, start: Option<&Path>, names: &mut Vec<(Ident, Meaning)>, globs: &mut bool) {
    let with = |name: &Ident| {
        start.map(|start| {
            let mut path = start.clone();
            path.segments.push(name.clone().into());
            path
        })
    };
    let meaning = |path: Option<Path>| path.map_or(Meaning::Item, Meaning::Path);
    match tree {
        UseTree::Path(path) => names_of_use(&path.tree, with(&path.ident).as_ref(), names, globs),
        // `use a::b::{self}`
        UseTree::Name(name) if name.ident == "self" => {
            if let Some(last) = start.and_then(|start| start.segments.last()) {
                names.push((last.ident.clone(), meaning(start.cloned())));
            }
        }
        UseTree::Name(name) => names.push((name.ident.clone(), meaning(with(&name.ident)))),
        UseTree::Rename(name) => names.push((name.rename.clone(), meaning(with(&name.ident)))),
        UseTree::Group(group) => {
            for item in &group.items {
                names_of_use(item, start, names, globs);
            }
        }
        UseTree::Glob(_) => *globs = true,
    }
}
