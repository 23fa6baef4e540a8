//! What does not depend on a differentiated parameter passes through as the user's own tokens.
//!
//! It may be any Rust, as long as it only computes: it must not leave the expression, and not change what is
//! outside of it, because the derivatives evaluate it in another order, and perhaps not at all.

use std::collections::HashSet;

use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Expr;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{Action, ArrayId};

/// Macros that compute, and whose tokens hide no variable.
const PURE_MACROS: [&str; 8] = ["vec", "matches", "concat", "stringify", "env", "cfg", "include_str", "line"];

/// Methods that change nothing, whatever has them, besides those of numbers in the table.
const PURE_METHODS: [&str; 24] = [
    "abs_diff",
    "checked_add",
    "checked_sub",
    "clone",
    "cmp",
    "contains",
    "count_ones",
    "div_ceil",
    "div_euclid",
    "first",
    "get",
    "ilog2",
    "is_empty",
    "is_power_of_two",
    "isqrt",
    "iter",
    "last",
    "len",
    "next_power_of_two",
    "pow",
    "saturating_add",
    "saturating_sub",
    "wrapping_add",
    "wrapping_sub",
];

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
    mentions: Vec<(Ident, Value)>,
    /// Whether the expression may mention what varies, because it only looks on.
    looks_on: bool,
    /// The names that the expression declares for itself.
    declared: HashSet<String>,
    obstacle: Option<Obstacle>,
    calls: bool,
    /// Whether it mentions a tuple, a list or a closure.
    composite: bool,
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
        // A list behind a reference is kept without it, where it has to be kept.
        if let Expr::Reference(reference) = value
            && reference.mutability.is_none()
            && matches!(&*reference.expr, Expr::Array(_) | Expr::Repeat(_))
        {
            let list = self.constant(&reference.expr)?;
            let mentions = vec![("__list".to_owned(), list)];
            return Some(self.graph.constant(quote!(&__list), mentions, Vec::new(), false));
        }
        let tokens = self.nested.restore(value.to_token_stream());
        self.constant_tokens(value, tokens)
    }

    /// Other tokens around a constant expression, as a node.
    pub(super) fn constant_tokens(&mut self, value: &Expr, mut tokens: TokenStream) -> Option<Id> {
        let scan = self.scanned(value);
        if scan.obstacle.is_some() {
            return None;
        }
        let (mentions, arrays, declarations, moves) = self.declarations(scan.mentions, &mut tokens)?;
        if !declarations.is_empty() {
            tokens = quote!({ #declarations #tokens });
        }
        let id = self.graph.constant(tokens, mentions, arrays, scan.calls);
        Some(if moves { self.pinned(id) } else { id })
    }

    /// An assertion, which only looks on.
    pub(super) fn onlooker(&mut self, call: &syn::Macro, judged: usize) {
        let mut scan = Scan { looks_on: true, ..Scan::default() };
        self.scan(self.nested.restore(call.tokens.clone()), &mut scan);
        if !scan.composite {
            return self.looks_on(self.nested.restore(call.to_token_stream()), Vec::new());
        }
        // Closures and tuples are known here alone: what is judged is worked out, and has a name in the assertion.
        let parser = Punctuated::<Expr, syn::Token![,]>::parse_terminated;
        let Ok(arguments) = call.parse_body_with(parser) else { return };
        let (mut names, mut words) = (Vec::new(), Vec::new());
        for (position, argument) in arguments.iter().enumerate() {
            if position >= judged {
                words.push(self.nested.restore(argument.to_token_stream()));
                continue;
            }
            let id = if judged == 1 { self.condition(argument) } else { self.expression(argument) };
            let Some(id) = id else { return };
            let name = format_ident!("__judged_{}", position);
            names.push((name.to_string(), id));
            words.push(name.to_token_stream());
        }
        let path = &call.path;
        self.looks_on(quote!(#path!(#(#words),*)), names);
    }

    fn looks_on(&mut self, mut tokens: TokenStream, names: Vec<(String, Id)>) {
        let mut scan = Scan { looks_on: true, ..Scan::default() };
        self.scan(tokens.clone(), &mut scan);
        self.scan_formats(tokens.clone(), &mut scan);
        if let Some((mut mentions, arrays, declarations, _)) = self.declarations(scan.mentions, &mut tokens) {
            mentions.extend(names);
            let tokens = self.graph.keep(quote!({ #declarations #tokens; }));
            self.graph.perform(Action::Opaque { tokens, mentions, arrays }, &[]);
        }
    }

    /// How the names in tokens are given what they stand for: the numbers and the arrays that are mentioned, what is
    /// declared before the tokens, and whether they look at an array that changes.
    #[allow(clippy::type_complexity, reason = "it is taken apart at once")]
    fn declarations(
        &mut self,
        found: Vec<(Ident, Value)>,
        tokens: &mut TokenStream,
    ) -> Option<(Vec<(String, Id)>, Vec<ArrayId>, TokenStream, bool)> {
        let mut mentions = Vec::new();
        let mut arrays = Vec::new();
        let mut declarations = TokenStream::new();
        let mut moves = false;
        for (variable, value) in found {
            let name = variable.unraw().to_string();
            match value {
                Value::Number(id) => mentions.push((name, id)),
                Value::Borrowed(id) => {
                    let references = vec![quote!(&); dereferences(tokens, &name).max(1)];
                    if let Node::Constant { tokens, mentions: inner, arrays: among, .. } =
                        self.graph.node(id).clone()
                    {
                        let tokens = self.graph.tokens(tokens);
                        declarations.extend(quote!(let #variable = #(#references)* (#tokens);));
                        mentions.extend(inner);
                        arrays.extend(among);
                    } else {
                        let inner = format_ident!("__{name}");
                        mentions.push((inner.to_string(), id));
                        declarations.extend(quote!(let #variable = #(#references)* #inner;));
                    }
                }
                Value::Array(place) | Value::Slot(place) => {
                    let array = self.graph.array(place.array);
                    let whole = place.path.is_empty() && place.range.is_none();
                    let length_only = only_length(tokens, &name);
                    moves |= !array.constant && (!length_only || self.is_resized(&place));
                    if whole && array.name == variable {
                        arrays.push(place.array);
                    } else if length_only {
                        let length = self.length(&place);
                        let inner = format_ident!("__{name}_len");
                        mentions.push((inner.to_string(), length));
                        *tokens = with_length(std::mem::take(tokens), &name, &inner);
                    } else {
                        let (array_name, reference) = (array.name.clone(), array.reference && whole);
                        let indices: Vec<Ident> =
                            (0..place.path.len()).map(|number| format_ident!("__{name}_{number}")).collect();
                        mentions
                            .extend(indices.iter().map(ToString::to_string).zip(place.path.iter().copied()));
                        arrays.push(place.array);
                        let path = quote!(#array_name #([#indices])*);
                        let path = match place.range {
                            Some((start, length)) => {
                                let (from, count) =
                                    (format_ident!("__{name}_from"), format_ident!("__{name}_count"));
                                mentions.push((from.to_string(), start));
                                mentions.push((count.to_string(), length));
                                quote!(#path[#from..#from + #count])
                            }
                            None => path,
                        };
                        let borrow = if reference { TokenStream::new() } else { quote!(&) };
                        declarations.extend(quote!(let #variable = #borrow #path;));
                    }
                }
                Value::Elements(values) if only_length(tokens, &name) => {
                    let length = self.graph.literal(&values.len().to_string(), Kind::Integer);
                    let inner = format_ident!("__{name}_len");
                    mentions.push((inner.to_string(), length));
                    *tokens = with_length(std::mem::take(tokens), &name, &inner);
                }
                Value::Elements(_) | Value::Tuple(_) | Value::Closure(_) => return None,
            }
        }
        Some((mentions, arrays, declarations, moves))
    }

    /// The names within the text that an assertion prints: `"{x}"`.
    fn scan_formats(&self, tokens: TokenStream, scan: &mut Scan) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.scan_formats(group.stream(), scan),
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    for part in text.split('{').skip(1) {
                        let word: String = part
                            .chars()
                            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                            .collect();
                        if let Ok(name) = syn::parse_str::<Ident>(&word) {
                            self.mention(&name, scan, false);
                        }
                    }
                }
                _ => {}
            }
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
        // Where the statement began, whether it binds a name, and the names that are known from its end on, or within
        // the braces that follow.
        let mut start = 0;
        let mut binds = false;
        let mut bound: Vec<String> = Vec::new();
        let mut in_braces = false;
        for (position, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => {
                    scan.calls |= group.delimiter() == proc_macro2::Delimiter::Parenthesis
                        && position > 0
                        && matches!(tokens[position - 1], TokenTree::Ident(_));
                    let braces = group.delimiter() == proc_macro2::Delimiter::Brace;
                    if binds && !braces {
                        // A pattern within the pattern.
                        names_within(group.stream(), &mut bound);
                        continue;
                    }
                    if braces && in_braces {
                        scan.declared.extend(bound.drain(..));
                    }
                    self.scan(group.stream(), scan);
                    if braces {
                        (start, binds) = (position + 1, false);
                    }
                }
                TokenTree::Ident(name) => match name.to_string().as_str() {
                    "return" | "break" | "continue" | "await" => scan.meet(Obstacle::Leaves),
                    "for" => (binds, in_braces) = (true, true),
                    "let" => {
                        let before = position.checked_sub(1).and_then(word);
                        (binds, in_braces) = (true, matches!(before.as_deref(), Some("if" | "while")));
                    }
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
                            bound.push(name.to_string());
                            continue;
                        }
                        // `name.len()`, or that of a row: `name[i].len()`.
                        let is_index = |position: usize| {
                            matches!(tokens.get(position), Some(TokenTree::Group(group))
                                if group.delimiter() == proc_macro2::Delimiter::Bracket)
                        };
                        let mut behind = position + 1;
                        while is_index(behind) {
                            behind += 1;
                        }
                        let asks_length = sign(behind).is_some_and(|(sign, _)| sign == '.')
                            && matches!(word(behind + 1).as_deref(), Some("len" | "is_empty"));
                        self.mention(name, scan, asks_length);
                        let borrowed = position > 1
                            && word(position - 1).as_deref() == Some("mut")
                            && sign(position - 2).is_some_and(|(sign, _)| sign == '&');
                        let method = word(position + 2)
                            .filter(|_| sign(position + 1).is_some_and(|(sign, _)| sign == '.'));
                        let changed = method.is_some_and(|method| self.may_change(name, &method));
                        if !scan.declared.contains(&name.to_string()) && (borrowed || changed) {
                            scan.meet(Obstacle::Changes(name.to_string()));
                        }
                    }
                },
                TokenTree::Punct(punct) => match punct.as_char() {
                    '?' => scan.meet(Obstacle::Leaves),
                    ';' => {
                        scan.declared.extend(bound.drain(..));
                        (start, binds) = (position + 1, false);
                    }
                    // Within a pattern, the next name is bound, too.
                    ',' if !binds => start = position + 1,
                    ',' => {}
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

    fn mention(&self, name: &Ident, scan: &mut Scan, asks_length: bool) {
        if let Some(nested) = self.nested.expression(name) {
            self.scan(nested.clone(), scan);
        }
        if scan.declared.contains(&name.to_string()) {
            return;
        }
        let text = name.unraw().to_string();
        let Some(found) = self.scopes.iter().rev().find_map(|scope| scope.get(&text)) else { return };
        let passes = match found {
            None => false,
            Some(Value::Number(id) | Value::Borrowed(id)) => scan.looks_on || !self.graph.is_active(*id),
            Some(Value::Array(place)) => {
                let array = self.graph.array(place.array);
                scan.looks_on || asks_length || !array.active && array.parameter.is_none()
            }
            Some(Value::Slot(place)) => scan.looks_on || !self.graph.array(place.array).active,
            Some(Value::Elements(_)) => asks_length,
            Some(Value::Tuple(_) | Value::Closure(_)) => false,
        };
        scan.composite |=
            !passes && matches!(found, Some(Value::Elements(_) | Value::Tuple(_) | Value::Closure(_)));
        match found {
            Some(value) if passes => {
                let known = scan.mentions.iter().any(|(known, _)| known.unraw() == name.unraw());
                if !known {
                    scan.mentions.push((name.clone(), value.clone()));
                }
            }
            _ => scan.meet(Obstacle::Varies),
        }
    }

    /// Whether an expression looks at an array that changes, so that it may be another one later.
    pub(super) fn looks_at_what_changes(&self, value: &Expr) -> bool {
        let tokens = value.to_token_stream();
        self.scanned(value).mentions.iter().any(|(name, value)| match value {
            Value::Array(place) | Value::Slot(place) => {
                let name = name.unraw().to_string();
                let fixed = !self.is_resized(place) && only_length(&tokens, &name);
                !self.graph.array(place.array).constant && !fixed
            }
            _ => false,
        })
    }

    /// Whether a method may change the variable: it was declared with `mut`, and is not a number.
    fn may_change(&self, name: &Ident, method: &str) -> bool {
        if PURE_METHODS.contains(&method) || Function::method(method).is_some() {
            return false;
        }
        let opaque = matches!(self.lookup(name), super::Meaning::Known(id) if matches!(self.graph.node(id), Node::Constant { .. }));
        opaque && self.mutable.contains(&name.unraw().to_string())
    }
}

/// The names in a part of a pattern.
pub(super) fn names_within(pattern: TokenStream, names: &mut impl Extend<String>) {
    for token in pattern {
        match token {
            TokenTree::Ident(name) => names.extend([name.to_string()]),
            TokenTree::Group(group) => names_within(group.stream(), names),
            _ => {}
        }
    }
}

/// The identifier of a local variable, raw if it is a keyword.
pub(crate) fn identifier(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
}

/// Whether a name is asked for its length wherever it stands.
fn only_length(tokens: &TokenStream, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    tokens.iter().enumerate().all(|(position, token)| match token {
        TokenTree::Group(group) => only_length(&group.stream(), name),
        TokenTree::Ident(word) if word.unraw() == name => {
            matches!(tokens.get(position + 2), Some(TokenTree::Ident(method)) if method == "len" || method == "is_empty")
        }
        _ => true,
    })
}

/// How many references a name is looked through at most: `**name`.
fn dereferences(tokens: &TokenStream, name: &str) -> usize {
    let (mut most, mut stars, mut behind_operand) = (0_usize, 0, false);
    for token in tokens.clone() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '*' => {
                // A product is none.
                stars += usize::from(!behind_operand);
                behind_operand = false;
                continue;
            }
            TokenTree::Punct(_) => behind_operand = false,
            TokenTree::Literal(_) => behind_operand = true,
            TokenTree::Ident(word) => {
                if word.unraw() == name {
                    most = most.max(stars);
                }
                behind_operand = true;
            }
            TokenTree::Group(group) => {
                most = most.max(dereferences(&group.stream(), name));
                behind_operand = true;
            }
        }
        stars = 0;
    }
    most
}

/// The tokens with `name.len()` replaced by a name for it.
fn with_length(tokens: TokenStream, name: &str, length: &Ident) -> TokenStream {
    let mut replaced = TokenStream::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word.unraw() == name => {
                let empty = matches!(tokens.nth(1), Some(TokenTree::Ident(method)) if method == "is_empty");
                tokens.next();
                replaced.extend(if empty { quote!((#length == 0)) } else { quote!(#length) });
            }
            TokenTree::Group(group) => {
                let inner = with_length(group.stream(), name, length);
                let mut group = proc_macro2::Group::new(group.delimiter(), inner);
                group.set_span(Span::call_site());
                replaced.extend([TokenTree::Group(group)]);
            }
            other => replaced.extend([other]),
        }
    }
    replaced
}
