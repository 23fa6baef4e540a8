//! Names that are only handed on, from the call that gives them to the call that takes them: `let z = f(x); g(z)`.
//!
//! Whether such a thing is a number or an array is known to rustc alone; the code that is emitted for it suits both.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{Expr, ExprCall};

use super::derivative::{derivative, is_name_of_derivative, is_other_derivative};
use super::{Lowering, Meaning};

/// Words that stand before parentheses and call nothing.
const KEYWORDS: [&str; 12] =
    ["as", "else", "for", "if", "in", "let", "loop", "match", "move", "mut", "return", "while"];

/// How the functions that are called by their paths are given their arguments.
#[derive(Default)]
pub(super) struct HandedOn {
    /// The names that stand anywhere but as a whole argument.
    otherwise: HashSet<String>,
    /// Whether what another call gives is an argument by reference: no number, as a rule.
    pub(super) borrows_calls: bool,
}

impl HandedOn {
    pub(super) fn of(tokens: TokenStream) -> HandedOn {
        let mut scan = Scan::default();
        scan.closures(tokens.clone());
        scan.uses(tokens, false);
        scan.found
    }

    /// Notes that a name is used in another way, too.
    pub(super) fn uses_otherwise(&mut self, name: &Ident) {
        self.otherwise.insert(name.unraw().to_string());
    }
}

#[derive(Default)]
struct Scan {
    closures: HashSet<String>,
    found: HandedOn,
}

impl Scan {
    /// Notes the names of closures.
    fn closures(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (position, token) in tokens.iter().enumerate() {
            match (token, tokens.get(position + 1), tokens.get(position + 2)) {
                (TokenTree::Ident(name), Some(TokenTree::Punct(is)), Some(value)) if is.as_char() == '=' => {
                    let begins = match value {
                        TokenTree::Punct(bar) => bar.as_char() == '|',
                        TokenTree::Ident(word) => word == "move",
                        _ => false,
                    };
                    if begins {
                        self.closures.insert(name.unraw().to_string());
                    }
                }
                (TokenTree::Group(group), ..) => self.closures(group.stream()),
                _ => {}
            }
        }
    }

    fn uses(&mut self, tokens: TokenStream, are_arguments: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let sign = |position: Option<usize>| match position.map(|position| tokens.get(position)) {
            None | Some(None) => Some(','),
            Some(Some(TokenTree::Punct(sign))) => Some(sign.as_char()),
            Some(Some(_)) => None,
        };
        let declares = |position: usize| matches!(&tokens[position], TokenTree::Ident(word) if word == "let" || word == "mut");
        for (position, token) in tokens.iter().enumerate() {
            let before = position.checked_sub(1);
            if before.is_some_and(declares) {
                continue;
            }
            match token {
                TokenTree::Group(group) => {
                    let called = group.delimiter() == Delimiter::Parenthesis
                        && before.is_some_and(|last| self.is_called(&tokens[..=last]));
                    self.found.borrows_calls |= called && are_arguments && is_borrowed(&tokens[..position]);
                    self.uses(group.stream(), called);
                }
                TokenTree::Ident(name) => {
                    let begins = match sign(before) {
                        Some('&') => sign(before.and_then(|before| before.checked_sub(1))) == Some(','),
                        Some(before) => before == ',',
                        None => false,
                    };
                    if !(are_arguments && begins && sign(Some(position + 1)) == Some(',')) {
                        self.found.uses_otherwise(name);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether what stands before parentheses is the path of a function that may be differentiated.
    fn is_called(&self, before: &[TokenTree]) -> bool {
        let Some(TokenTree::Ident(name)) = before.last() else { return false };
        let text = name.unraw().to_string();
        let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ':');
        let (owner, is_method) = match before {
            [.., owner, first, second, _] if is_colon(first) && is_colon(second) => (Some(owner), false),
            [.., TokenTree::Punct(dot), _] => (None, dot.as_char() == '.'),
            _ => (None, false),
        };
        let of_a_type = match owner {
            Some(TokenTree::Ident(owner)) => {
                let owner = owner.to_string();
                ["f64", "f32"].contains(&owner.as_str()) || owner.starts_with(char::is_uppercase)
            }
            _ => false,
        };
        let is_own_derivative = owner.is_some() && is_name_of_derivative(&text);
        let is_other = is_method || of_a_type || is_own_derivative || text.starts_with(char::is_uppercase);
        !is_other && !KEYWORDS.contains(&text.as_str()) && !self.closures.contains(&text)
    }
}

/// Whether a path that a call ends with has a `&` before it.
fn is_borrowed(before: &[TokenTree]) -> bool {
    let is_of_path = |token: &&TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(sign) => sign.as_char() == ':',
        _ => false,
    };
    let path = before.iter().rev().take_while(is_of_path).count();
    matches!(before[..before.len() - path].last(), Some(TokenTree::Punct(sign)) if sign.as_char() == '&')
}

impl Lowering<'_> {
    /// Whether a name is only handed on.
    pub(super) fn is_handed_on(&self, name: &Ident) -> bool {
        !self.handed_on.otherwise.contains(&name.unraw().to_string())
    }

    /// Whether an argument is a call of another function that may give an array: one with arrays, be they constant,
    /// or one that is borrowed.
    pub(super) fn gives_anything(&self, argument: &Expr) -> bool {
        match argument {
            Expr::Paren(inner) => self.gives_anything(&inner.expr),
            Expr::Group(inner) => self.gives_anything(&inner.expr),
            Expr::Reference(inner) => match &*inner.expr {
                Expr::Call(call) => self.is_of_a_function(call),
                other => self.gives_anything(other),
            },
            Expr::Call(call) => {
                self.is_of_a_function(call)
                    && (self.takes_arrays(call)
                        || call.args.iter().any(|argument| self.rank_of_constant(argument) > 0))
            }
            _ => false,
        }
    }

    /// Whether a function is called that is differentiated by its own attribute, and no closure, derivative or method.
    pub(super) fn is_of_a_function(&self, call: &ExprCall) -> bool {
        let Expr::Path(path) = &*call.func else { return false };
        let segments: Vec<&Ident> = path.path.segments.iter().map(|segment| &segment.ident).collect();
        let is_type = |name: &&Ident| {
            let name = name.to_string();
            ["f64", "f32", "array"].contains(&name.as_str()) || name.starts_with(char::is_uppercase)
        };
        derivative(call).is_none()
            && !is_other_derivative(call)
            && !segments.iter().any(is_type)
            && segments
                .first()
                .is_some_and(|first| segments.len() > 1 || matches!(self.lookup(first), Meaning::Unknown))
    }
}
