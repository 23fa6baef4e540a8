//! Closures that are called where they are known: their bodies take the place of the calls.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Expr, ExprClosure, Ident, Pat, parse_quote};

use super::value::Value;
use super::{CHANGES, Lowering, is_assigned};
use crate::errors::quoted;
use crate::region::Place;

/// A closure with what the names in it stand for where it is declared; what it changes goes by its name.
pub(super) struct Closure {
    syntax: ExprClosure,
    surroundings: HashMap<String, Option<Value>>,
}

impl Lowering<'_> {
    pub(super) fn with_surroundings(&self, closure: &ExprClosure) -> Closure {
        let mut names = Names::default();
        names.read(closure.body.to_token_stream());
        let known = |name: &String| self.scopes.iter().rev().find_map(|scope| scope.get(name)).cloned();
        let kept = names.mentioned.into_iter().filter(|name| !names.changed.contains(name));
        let surroundings = kept.filter_map(|name| known(&name).map(|value| (name, value))).collect();
        Closure { syntax: closure.clone(), surroundings }
    }

    /// What a closure, or a function by its path, gives for these arguments.
    pub(super) fn applied(&mut self, function: &Expr, arguments: Vec<Value>) -> Option<Value> {
        match function {
            Expr::Paren(inner) => self.applied(&inner.expr, arguments),
            Expr::Group(inner) => self.applied(&inner.expr, arguments),
            Expr::Reference(inner) => self.applied(&inner.expr, arguments),
            Expr::Closure(closure) => self.applied_closure(closure, arguments),
            Expr::Path(path) => {
                if let Some(name) = path.path.get_ident()
                    && let super::Meaning::Composite(Value::Closure(closure)) = self.lookup(name)
                {
                    self.scopes.push(closure.surroundings.clone());
                    let result = self.applied_closure(&closure.syntax, arguments);
                    self.scopes.pop();
                    return result;
                }
                // The arguments get names that no user can write, and the call is an ordinary one.
                self.scopes.push(HashMap::new());
                let names: Vec<Ident> = (0..arguments.len())
                    .map(|number| Ident::new(&format!("__argument_{number}"), Span::call_site()))
                    .collect();
                for (name, value) in names.iter().zip(arguments) {
                    self.scopes.last_mut()?.insert(name.to_string(), Some(value));
                }
                let call: Expr = parse_quote!(#path(#(#names),*));
                let result = self.value(&call);
                self.scopes.pop();
                result
            }
            _ => {
                self.errors.report(
                    function,
                    format!("`{}` is neither a closure nor the name of a function", quoted(function)),
                    "write a closure, as in `|v| v * v`",
                );
                None
            }
        }
    }

    fn applied_closure(&mut self, closure: &ExprClosure, arguments: Vec<Value>) -> Option<Value> {
        if closure.inputs.len() != arguments.len() {
            self.errors.report_wrong_rust(
                closure,
                format!(
                    "this closure takes {} arguments, and gets {}",
                    closure.inputs.len(),
                    arguments.len()
                ),
                "give as many as it takes",
            );
            return None;
        }
        if self.depth > 32 {
            self.errors.report(
                closure,
                "closures are nested too deeply",
                "write a function with `#[differentiate]`",
            );
            return None;
        }
        self.depth += 1;
        self.scopes.push(HashMap::new());
        let mut sound = true;
        for (pattern, value) in closure.inputs.iter().zip(arguments) {
            match self.take_apart(pattern, &value) {
                Some(names) => {
                    for (name, value) in names {
                        self.bind_any(&name, value);
                    }
                }
                None => sound = false,
            }
        }
        let result = if sound { self.value(&closure.body) } else { None };
        self.scopes.pop();
        self.depth -= 1;
        result
    }

    /// Binds a name to any value; numbers are called by it.
    pub(super) fn bind_any(&mut self, name: &Ident, value: Value) {
        match value {
            Value::Number(id) => self.bind(name, id),
            Value::Borrowed(id) => {
                self.christen(name, id);
                self.bind_value(name, Value::Borrowed(id));
            }
            other => self.bind_value(name, other),
        }
    }

    /// The names of a pattern, each with the part of the value that it stands for.
    pub(super) fn take_apart(&mut self, pattern: &Pat, value: &Value) -> Option<Vec<(Ident, Value)>> {
        match pattern {
            Pat::Ident(name) if name.subpat.is_none() => {
                let text = name.ident.unraw().to_string();
                if name.mutability.is_some() {
                    self.mutable.insert(text);
                } else {
                    self.mutable.remove(&text);
                }
                Some(vec![(name.ident.clone(), value.clone())])
            }
            Pat::Wild(_) | Pat::Rest(_) => Some(Vec::new()),
            Pat::Paren(inner) => self.take_apart(&inner.pat, value),
            Pat::Type(typed) => self.take_apart(&typed.pat, value),
            Pat::Reference(reference) => {
                let value = match value {
                    Value::Borrowed(id) => Value::Number(*id),
                    Value::Slot(place) => Value::Number(self.graph.element(place.clone())),
                    Value::Array(place) => Value::Array(Place { borrowed: false, ..place.clone() }),
                    other => other.clone(),
                };
                self.take_apart(&reference.pat, &value)
            }
            Pat::Tuple(tuple) => match value {
                Value::Tuple(values) if values.len() == tuple.elems.len() => {
                    let parts: Vec<_> = tuple.elems.iter().zip(values.clone()).collect();
                    let parts: Option<Vec<_>> =
                        parts.into_iter().map(|(pattern, value)| self.take_apart(pattern, &value)).collect();
                    parts.map(|parts| parts.concat())
                }
                _ => self.no_such_pattern(pattern),
            },
            Pat::Slice(slice) => {
                let mut names = Vec::new();
                for (number, element) in slice.elems.iter().enumerate() {
                    if matches!(element, Pat::Rest(_)) {
                        return self.no_such_pattern(pattern);
                    }
                    let part = self.part(value, number);
                    let Some(part) = part else { return self.no_such_pattern(pattern) };
                    names.extend(self.take_apart(element, &part)?);
                }
                Some(names)
            }
            _ => self.no_such_pattern(pattern),
        }
    }

    /// The element of that number.
    pub(super) fn part(&mut self, value: &Value, number: usize) -> Option<Value> {
        match value {
            Value::Elements(values) | Value::Tuple(values) => values.get(number).cloned(),
            Value::Array(place) => {
                let index = self.graph.literal(&number.to_string(), crate::elementary::Kind::Integer);
                let place = self.graph.at(place, index);
                Some(self.part_of_memory(place))
            }
            _ => None,
        }
    }

    fn no_such_pattern<T>(&mut self, pattern: &Pat) -> Option<T> {
        self.errors.report(
            pattern,
            format!("the pattern `{}` does not fit the value", quoted(pattern)),
            "bind a name, a tuple `(a, b)` or an array `[a, b]`",
        );
        None
    }
}

/// The names in the body of a closure, and those of what it changes.
#[derive(Default)]
struct Names {
    mentioned: Vec<String>,
    changed: HashSet<String>,
}

impl Names {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (position, token) in tokens.iter().enumerate() {
            let name = match token {
                TokenTree::Group(group) => {
                    self.read(group.stream());
                    continue;
                }
                TokenTree::Ident(name) => name.unraw().to_string(),
                _ => continue,
            };
            let behind = &tokens[position + 1..];
            let is_index = |token: &&TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
            let indices = behind.iter().take_while(is_index).count();
            let method = match behind {
                [TokenTree::Punct(dot), TokenTree::Ident(method), ..] if dot.as_char() == '.' => {
                    Some(method.to_string())
                }
                _ => None,
            };
            let changes = method.is_some_and(|method| method == "push" || CHANGES.contains(&method.as_str()));
            let lent = matches!(tokens[..position].last(), Some(TokenTree::Ident(word)) if word == "mut");
            if changes || lent || is_assigned(&behind[indices..]) {
                self.changed.insert(name.clone());
            }
            self.mentioned.push(name);
        }
    }
}
