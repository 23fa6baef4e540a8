//! Deep nesting is taken apart before it is parsed.
//!
//! A recursive-descent parser needs stack for every level of parentheses, and `syn` without optimisation needs
//! more of it for 500 levels than rustc has. So what is nested deeper than a few levels is replaced by a
//! placeholder, kept as tokens, and parsed when lowering comes to it: the stack of one parse is bounded.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// The levels that are parsed in one go.
const LEVELS: usize = 24;
const PREFIX: &str = "__nested_";

/// The expressions that placeholders stand for.
#[derive(Clone, Default)]
pub(crate) struct Nested {
    expressions: Vec<TokenStream>,
}

impl Nested {
    /// The tokens with placeholders for what is nested too deep.
    pub(crate) fn flatten(&mut self, tokens: TokenStream) -> TokenStream {
        self.flatten_levels(tokens).0
    }

    /// What a placeholder stands for.
    pub(crate) fn expression(&self, name: &Ident) -> Option<&TokenStream> {
        // Few identifiers are placeholders; most functions have none.
        if self.expressions.is_empty() {
            return None;
        }
        self.expressions.get(name.to_string().strip_prefix(PREFIX)?.parse::<usize>().ok()?)
    }

    /// The tokens as the user wrote them, with every placeholder filled in.
    pub(crate) fn restore(&self, tokens: TokenStream) -> TokenStream {
        if self.expressions.is_empty() {
            return tokens;
        }
        let mut restored = TokenStream::new();
        for token in tokens {
            match &token {
                TokenTree::Ident(name) => match self.expression(name) {
                    Some(nested) => restored.extend(self.restore(nested.clone())),
                    None => restored.extend([token]),
                },
                TokenTree::Group(group) => restored.extend([regroup(group, self.restore(group.stream()))]),
                _ => restored.extend([token]),
            }
        }
        restored
    }

    /// The flattened tokens, and how many levels are left in them.
    fn flatten_levels(&mut self, tokens: TokenStream) -> (TokenStream, usize) {
        let mut flat = TokenStream::new();
        let mut levels = 0;
        let mut after_exclamation = false;
        for token in tokens {
            let is_exclamation = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '!');
            match token {
                TokenTree::Group(group) if !after_exclamation => {
                    let (mut inner, mut inner_levels) = self.flatten_levels(group.stream());
                    if inner_levels >= LEVELS && group.delimiter() != Delimiter::Brace && splits(&inner) {
                        inner = self.replace_segments(inner);
                        inner_levels = 0;
                    }
                    levels = levels.max(inner_levels + 1);
                    flat.extend([regroup(&group, inner)]);
                }
                other => flat.extend([other]),
            }
            after_exclamation = is_exclamation;
        }
        (flat, levels)
    }

    /// A placeholder for every expression between the commas.
    fn replace_segments(&mut self, tokens: TokenStream) -> TokenStream {
        let mut replaced = TokenStream::new();
        let mut segment: Vec<TokenTree> = Vec::new();
        for token in tokens {
            if matches!(&token, TokenTree::Punct(sign) if sign.as_char() == ',') {
                replaced.extend(self.placeholder(std::mem::take(&mut segment)));
                replaced.extend([token]);
            } else {
                segment.push(token);
            }
        }
        replaced.extend(self.placeholder(segment));
        replaced
    }

    fn placeholder(&mut self, segment: Vec<TokenTree>) -> Option<TokenTree> {
        let span = segment.first()?.span();
        let name = Ident::new(&format!("{PREFIX}{}", self.expressions.len()), span);
        self.expressions.push(segment.into_iter().collect());
        Some(name.into())
    }
}

/// Whether commas stand between expressions alone: those of a closure and of generic arguments do not, and what is around them is replaced
/// as a whole.
fn splits(tokens: &TokenStream) -> bool {
    let has = |wanted: char| {
        let is = |token: TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == wanted);
        tokens.clone().into_iter().any(is)
    };
    !has(',') || !(has('|') || has('<'))
}

fn regroup(group: &Group, tokens: TokenStream) -> TokenTree {
    let mut regrouped = Group::new(group.delimiter(), tokens);
    regrouped.set_span(group.span());
    regrouped.into()
}
