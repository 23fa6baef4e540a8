//! What does not depend on a differentiated parameter passes through as the user's own tokens.
//!
//! It may be any Rust, as long as it only computes: it must not leave the expression, and not change what is
//! outside of it, because the derivatives evaluate it in another order, and perhaps not at all.

use std::collections::HashSet;

use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Expr;
use syn::ext::IdentExt;

use super::{Lowering, Meaning};
use crate::ir::{Id, Node};

/// Macros that compute, and whose tokens hide no variable.
const PURE_MACROS: [&str; 8] = ["vec", "matches", "concat", "stringify", "env", "cfg", "include_str", "line"];

/// Why an expression cannot pass through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// It mentions a value that depends on a differentiated parameter, or one that an error hides.
    Varies,
    /// `return`, `break`, `continue`, `await`, `?`.
    Leaves,
    /// It changes this variable.
    Changes(String),
    /// It calls this macro, which may do anything.
    Macro(String),
}

/// What a scan of tokens found.
#[derive(Default)]
struct Scan {
    mentions: Vec<(Ident, Id)>,
    /// The names that the expression declares for itself.
    declared: HashSet<String>,
    obstacle: Option<Obstacle>,
    calls: bool,
}

impl Scan {
    fn meet(&mut self, obstacle: Obstacle) {
        self.obstacle.get_or_insert(obstacle);
    }
}

impl Lowering<'_> {
    /// What keeps an expression from passing through, if anything does.
    pub(super) fn obstacle(&self, value: &Expr) -> Option<Obstacle> {
        self.scanned(value).obstacle
    }

    /// Whether the expression mentions no variable that depends on a differentiated parameter, and can stand
    /// elsewhere as it is.
    pub(super) fn is_constant(&self, value: &Expr) -> bool {
        self.obstacle(value).is_none()
    }

    /// Whether the expression does what the chain rule cannot see.
    pub(super) fn is_hidden(&self, value: &Expr) -> bool {
        matches!(self.obstacle(value), Some(Obstacle::Changes(_) | Obstacle::Macro(_)))
    }

    /// The expression's own tokens as a node.
    pub(super) fn constant(&mut self, value: &Expr) -> Option<Id> {
        let tokens = self.nested.restore(value.to_token_stream());
        self.constant_tokens(value, tokens)
    }

    /// Other tokens around a constant expression, as a node.
    pub(super) fn constant_tokens(&mut self, value: &Expr, mut tokens: TokenStream) -> Option<Id> {
        let scan = self.scanned(value);
        if scan.obstacle.is_some() {
            return None;
        }
        // A mentioned name may have become another one, or a number: it is declared again before the tokens.
        let mut kept = Vec::new();
        let mut declarations = TokenStream::new();
        for (variable, id) in scan.mentions {
            let name = variable.unraw().to_string();
            match self.graph.name_of(id) {
                Some(given) if given.text == name => kept.push((name, id)),
                Some(given) => {
                    let user = given.user.clone();
                    kept.push((given.text.clone(), id));
                    declarations.extend(quote!(let #variable = #user;));
                }
                None => {
                    let number = self.number_tokens(id);
                    declarations.extend(quote!(let #variable = #number;));
                }
            }
        }
        if !declarations.is_empty() {
            tokens = quote!({ #declarations #tokens });
        }
        Some(self.graph.constant(tokens, kept, scan.calls))
    }

    fn number_tokens(&self, id: Id) -> TokenStream {
        match self.graph.node(id) {
            Node::Literal(literal) => literal.text.parse().unwrap_or_default(),
            Node::Apply(_, arguments) => {
                let operand = self.number_tokens(arguments[0]);
                quote!(-#operand)
            }
            _ => TokenStream::new(),
        }
    }

    fn scanned(&self, value: &Expr) -> Scan {
        let mut scan = Scan::default();
        self.scan(value.to_token_stream(), &mut scan);
        scan
    }

    fn scan(&self, tokens: TokenStream, scan: &mut Scan) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let sign = |position: usize| match tokens.get(position) {
            Some(TokenTree::Punct(sign)) => Some((sign.as_char(), sign.spacing() == Spacing::Joint)),
            _ => None,
        };
        let word = |position: usize| match tokens.get(position) {
            Some(TokenTree::Ident(word)) => Some(word.to_string()),
            _ => None,
        };
        // Where the statement began, and whether it binds a name.
        let mut start = 0;
        let mut binds = false;
        for (position, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => {
                    scan.calls |= group.delimiter() == proc_macro2::Delimiter::Parenthesis
                        && position > 0
                        && matches!(tokens[position - 1], TokenTree::Ident(_));
                    self.scan(group.stream(), scan);
                    if group.delimiter() == proc_macro2::Delimiter::Brace {
                        (start, binds) = (position + 1, false);
                    }
                }
                TokenTree::Ident(name) => match name.to_string().as_str() {
                    "return" | "break" | "continue" | "await" => scan.meet(Obstacle::Leaves),
                    "let" | "for" => binds = true,
                    "in" => (start, binds) = (position + 1, false),
                    _ if sign(position + 1) == Some(('!', false))
                        && matches!(tokens.get(position + 2), Some(TokenTree::Group(_))) =>
                    {
                        let name = name.to_string();
                        if !PURE_MACROS.contains(&name.as_str()) {
                            scan.meet(Obstacle::Macro(name));
                        }
                    }
                    // A field or a method has the name of no variable.
                    _ if position > 0
                        && sign(position - 1).is_some_and(|(sign, _)| sign == '.')
                        && !(position > 1 && sign(position - 2).is_some_and(|(sign, _)| sign == '.')) => {}
                    _ => {
                        if binds {
                            scan.declared.insert(name.to_string());
                        }
                        self.mention(name, scan);
                        let borrowed = position > 1
                            && word(position - 1).as_deref() == Some("mut")
                            && sign(position - 2).is_some_and(|(sign, _)| sign == '&');
                        let method = sign(position + 1).is_some_and(|(sign, _)| sign == '.')
                            && word(position + 2).is_some();
                        if !scan.declared.contains(&name.to_string())
                            && (borrowed || (method && self.may_change(name)))
                        {
                            scan.meet(Obstacle::Changes(name.to_string()));
                        }
                    }
                },
                TokenTree::Punct(punct) => match punct.as_char() {
                    '?' => scan.meet(Obstacle::Leaves),
                    ';' | ',' => (start, binds) = (position + 1, false),
                    '=' => {
                        let next = sign(position + 1).map(|(sign, _)| sign);
                        let before = position
                            .checked_sub(1)
                            .and_then(sign)
                            .filter(|(_, joint)| *joint)
                            .map(|(sign, _)| sign);
                        let shifts = matches!(before, Some('<' | '>'))
                            && position > 1
                            && sign(position - 2).is_some_and(|(sign, joint)| joint && Some(sign) == before);
                        let compares = (punct.spacing() == Spacing::Joint && matches!(next, Some('=' | '>')))
                            || matches!(before, Some('=' | '!' | '.'))
                            || (matches!(before, Some('<' | '>')) && !shifts);
                        if !compares && !binds {
                            let root = tokens[start..position].iter().find_map(|token| match token {
                                TokenTree::Ident(name) => Some(name.to_string()),
                                _ => None,
                            });
                            let root = root.unwrap_or_default();
                            if !scan.declared.contains(&root) {
                                scan.meet(Obstacle::Changes(root));
                            }
                        }
                        if matches!(next, Some('>')) {
                            (start, binds) = (position + 2, false);
                        } else if binds && !compares {
                            // What is bound is read from here on.
                            (start, binds) = (position + 1, false);
                        }
                    }
                    _ => {}
                },
                TokenTree::Literal(_) => {}
            }
        }
    }

    fn mention(&self, name: &Ident, scan: &mut Scan) {
        if let Some(nested) = self.nested.expression(name) {
            self.scan(nested.clone(), scan);
        }
        if scan.declared.contains(&name.to_string()) {
            return;
        }
        match self.lookup(name) {
            Meaning::Known(id) if !self.graph.is_active(id) => {
                let known = scan.mentions.iter().any(|(known, _)| known.unraw() == name.unraw());
                if !known {
                    scan.mentions.push((name.clone(), id));
                }
            }
            Meaning::Known(_) | Meaning::Hidden => scan.meet(Obstacle::Varies),
            Meaning::Unknown => {}
        }
    }

    /// Whether a method may change the variable: it was declared with `mut`, and is not a number.
    fn may_change(&self, name: &Ident) -> bool {
        let opaque = matches!(self.lookup(name), Meaning::Known(id) if matches!(self.graph.node(id), Node::Constant { .. }));
        opaque && self.mutable.contains(&name.unraw().to_string())
    }
}

/// The identifier of a local variable, raw if it is a keyword.
pub(super) fn identifier(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
}
