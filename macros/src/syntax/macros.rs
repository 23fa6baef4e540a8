//! Macros: those whose arguments are expressions are read, the others are tokens.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr as Syntax, Token};

use super::build::Builder;
use super::tree::{Arm, Expr, ExprKind, ForeignKind, ListForm, LocalId, Match, Pat, PatKind, Spans};
use crate::syntax::tokens::{self, Token, is_member};
use crate::table::{matrices, methods};

/// Macros that compute, and whose tokens hide no variable.
const PURE: [&str; 7] = ["concat", "stringify", "env", "cfg", "include_str", "line", "format"];

impl Builder<'_> {
    pub(super) fn macro_call(&mut self, call: &syn::Macro) -> Expr {
        let name = call.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let spans =
            Spans::of(&call.path).to(Spans(call.delimiter.span().close(), call.delimiter.span().close()));
        let tokens = self.nested.restore(call.tokens.clone());
        let read = match name.as_str() {
            "vec" => self.vector(&call.path, &tokens, spans),
            "matches" => self.matches(&tokens, spans),
            _ if matrices::family_of_macro(&name).is_some() => self.elements(&call.path, &tokens, spans),
            _ if methods::is_assertion(&call.path)
                || methods::is_diverging(&call.path)
                || methods::is_printing(&call.path)
                || matrices::is_slice(&call.path) =>
            {
                self.formatted(call, &tokens, spans)
            }
            _ => None,
        };
        read.unwrap_or_else(|| {
            let whole = syn::Macro { tokens, ..call.clone() };
            let mut made = self.foreign_tokens(quote!(#whole), ForeignKind::Macro, spans);
            if !PURE.contains(&name.as_str()) {
                made.effects.hides = Some(name);
            }
            made
        })
    }

    fn vector(&mut self, path: &syn::Path, tokens: &TokenStream, spans: Spans) -> Option<Expr> {
        let kind = match syn::parse2::<Syntax>(quote!([#tokens])).ok()? {
            Syntax::Repeat(repeat) => {
                let (element, length) = (self.boxed(&repeat.expr), self.boxed(&repeat.len));
                ExprKind::Repeat(element, length, ListForm::Vector(path.clone()))
            }
            Syntax::Array(array) => ExprKind::List(self.all(&array.elems), ListForm::Vector(path.clone())),
            _ => return None,
        };
        Some(self.make(kind, spans))
    }

    /// `array![[a, b], [c, d]]` and `matrix![a, b; c, d]`: numbers in rows.
    fn elements(&mut self, path: &syn::Path, tokens: &TokenStream, spans: Spans) -> Option<Expr> {
        let row = |input: ParseStream| Punctuated::<Syntax, Token![,]>::parse_separated_nonempty(input);
        let rows = |input: ParseStream| {
            let mut rows = vec![row(input)?];
            while input.parse::<Option<Token![;]>>()?.is_some() {
                rows.push(row(input)?);
            }
            input.parse::<Option<Token![,]>>()?;
            Ok(rows)
        };
        let rows = rows.parse2(tokens.clone()).ok()?;
        let is_by_semicolons = path
            .segments
            .last()
            .is_some_and(|last| ["matrix", "dmatrix"].iter().any(|name| last.ident == name));
        let parts = match rows.as_slice() {
            [only] if !is_by_semicolons => self.all(only),
            rows if is_by_semicolons => {
                let lists = rows.iter().map(|row| {
                    let parts = self.all(row);
                    self.make(ExprKind::List(parts, ListForm::Array), spans)
                });
                lists.collect()
            }
            _ => return None,
        };
        Some(self.make(ExprKind::Macro(path.clone(), parts), spans))
    }

    /// `matches!(value, pattern)` is the `match` that it stands for.
    fn matches(&mut self, tokens: &TokenStream, spans: Spans) -> Option<Expr> {
        struct Arguments(Syntax, syn::Pat, Option<Syntax>);
        impl Parse for Arguments {
            fn parse(input: ParseStream) -> syn::Result<Self> {
                let value = input.parse()?;
                input.parse::<Token![,]>()?;
                let pattern = syn::Pat::parse_multi_with_leading_vert(input)?;
                let guard = match input.parse::<Option<Token![if]>>()? {
                    Some(_) => Some(input.parse()?),
                    None => None,
                };
                input.parse::<Option<Token![,]>>()?;
                Ok(Arguments(value, pattern, guard))
            }
        }
        let Arguments(value, pattern, guard) = syn::parse2(tokens.clone()).ok()?;
        let scrutinee = self.expr(&value);
        let first = self.locals.len();
        self.open();
        let pattern = self.tested_pattern(&pattern);
        let guard = guard.map(|guard| self.expr(&guard));
        self.close();
        let [holds, fails] = [true, false].map(|truth| {
            let literal = syn::LitBool::new(truth, spans.0);
            self.make(ExprKind::Literal(syn::Lit::Bool(literal)), spans)
        });
        let rest = Pat { kind: PatKind::Wild, ty: self.types.fresh(), spans };
        let arms = vec![Arm { pattern, guard, body: holds }, Arm { pattern: rest, guard: None, body: fails }];
        let mut made = self.make(ExprKind::Match(Box::new(Match { scrutinee, arms })), spans);
        Self::enclose(&mut made.effects, first, None);
        Some(made)
    }

    /// `assert!`, `panic!` and the like: conditions, and a text with what it prints.
    fn formatted(&mut self, call: &syn::Macro, tokens: &TokenStream, spans: Spans) -> Option<Expr> {
        let parser = Punctuated::<Syntax, Token![,]>::parse_terminated;
        let arguments = parser.parse2(tokens.clone()).ok()?;
        let mut named: Vec<Ident> = Vec::new();
        for argument in &arguments {
            // `"{x}"` prints the variable `x`.
            if let Syntax::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = argument {
                for name in names_in_format(&text.value()) {
                    let name = Ident::new(&name, text.span());
                    let given = arguments.iter().any(|other| {
                        matches!(other, Syntax::Assign(assign) if matches!(&*assign.left, Syntax::Path(path) if path.path.is_ident(&name)))
                    });
                    if !given && !named.contains(&name) && self.lookup(&name).is_some() {
                        named.push(name);
                    }
                }
            }
        }
        let mut parts: Vec<Expr> = Vec::new();
        for argument in &arguments {
            parts.push(match argument {
                // `name = value` of a format is no assignment.
                Syntax::Assign(assign) => {
                    let left = &assign.left;
                    let name = self.foreign_tokens(quote!(#left), ForeignKind::Other, spans);
                    let value = self.expr(&assign.right);
                    self.make(ExprKind::Assign(Box::new(name), Box::new(value)), spans)
                }
                other => self.expr(other),
            });
        }
        for name in named {
            let label = self.make(
                ExprKind::Foreign(super::tree::Foreign {
                    tokens: quote!(#name),
                    mentions: Vec::new(),
                    what: ForeignKind::Other,
                }),
                spans,
            );
            let value: Syntax = syn::parse_quote!(#name);
            let value = self.expr(&value);
            parts.push(self.make(ExprKind::Assign(Box::new(label), Box::new(value)), spans));
        }
        let mut made = self.make(ExprKind::Macro(call.path.clone(), parts), spans);
        made.effects.hides = None;
        Some(made)
    }

    /// The local variables that have their names among tokens of which nothing is known.
    pub(super) fn mentioned(&mut self, tokens: TokenStream, found: &mut Vec<LocalId>) {
        let mut names = Vec::new();
        tokens::any(&tokens, &mut |level, place| {
            match level[place] {
                Token::Word(name) if !is_member(level, place) => names.push(name.clone()),
                Token::Literal(literal) => {
                    let text = names_in_format(&literal.to_string());
                    names.extend(text.iter().map(|name| Ident::new(name, literal.span())));
                }
                _ => {}
            }
            false
        });
        for name in names {
            if let Some(local) = self.lookup(&name)
                && !found.contains(&local)
            {
                found.push(local);
            }
        }
    }
}

/// The names in the braces of a text that a macro prints.
fn names_in_format(text: &str) -> Vec<String> {
    let words = text.split('{').skip(1).map(|part| {
        part.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect::<String>()
    });
    words.filter(|word| syn::parse_str::<Ident>(word).is_ok_and(|name| name.unraw() == *word)).collect()
}
