//! What does not depend on a differentiated parameter passes through as the user's own tokens.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Expr;
use syn::ext::IdentExt;

use super::Lowering;
use crate::ir::{Id, Node};

/// What a scan of tokens found.
#[derive(Default)]
struct Scan {
    mentions: Vec<(String, Id)>,
    /// A mention of a value that depends on a differentiated parameter, or of one that an error hides.
    varies: bool,
    /// A word or sign that leaves the expression: `return`, `break`, `continue`, `await`, `?`.
    leaves: bool,
}

impl Lowering<'_> {
    /// Whether the expression mentions no variable that depends on a differentiated parameter, and can stand
    /// elsewhere as it is.
    pub(super) fn is_constant(&self, value: &Expr) -> bool {
        let mut scan = Scan::default();
        self.scan(value.to_token_stream(), &mut scan);
        !scan.varies && !scan.leaves
    }

    /// The constant locals that an expression mentions.
    pub(super) fn mentions(&self, value: &Expr) -> Option<Vec<(String, Id)>> {
        let mut scan = Scan::default();
        self.scan(value.to_token_stream(), &mut scan);
        (!scan.varies && !scan.leaves).then_some(scan.mentions)
    }

    /// The expression's own tokens as a node.
    pub(super) fn constant(&mut self, value: &Expr) -> Option<Id> {
        let mentions = self.mentions(value)?;
        let mut tokens = self.nested.restore(value.to_token_stream());
        // A mentioned name may have become another one, or a number: it is declared again before the tokens.
        let mut kept = Vec::new();
        let mut declarations = TokenStream::new();
        for (name, id) in mentions {
            let same = self.graph.name_of(id).is_some_and(|given| given.text == name);
            if same || matches!(self.graph.node(id), Node::Constant { .. } if self.graph.name_of(id).is_none()) {
                kept.push((name, id));
                continue;
            }
            let variable = identifier(&name);
            let given = match self.graph.name_of(id) {
                Some(given) => {
                    let user = given.user.clone();
                    kept.push((given.text.clone(), id));
                    user.map(|user| user.to_token_stream()).unwrap_or_default()
                }
                None => self.number_tokens(id),
            };
            declarations.extend(quote!(let #variable = #given;));
        }
        if !declarations.is_empty() {
            tokens = quote!({ #declarations #tokens });
        }
        Some(self.graph.constant(tokens, kept))
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

    fn scan(&self, tokens: TokenStream, scan: &mut Scan) {
        let mut after_dot = false;
        for token in tokens {
            match &token {
                TokenTree::Group(group) => self.scan(group.stream(), scan),
                TokenTree::Ident(name) => {
                    let word = name.to_string();
                    scan.leaves |= matches!(word.as_str(), "return" | "break" | "continue" | "await");
                    if let Some(nested) = self.nested.expression(name) {
                        self.scan(nested.clone(), scan);
                    }
                    // A field or a method has the name of no variable.
                    if !after_dot {
                        match self.lookup(name) {
                            Some(Some(id)) if !self.graph.is_active(id) => {
                                let name = name.unraw().to_string();
                                if !scan.mentions.iter().any(|(known, _)| *known == name) {
                                    scan.mentions.push((name, id));
                                }
                            }
                            Some(_) => scan.varies = true,
                            None => {}
                        }
                    }
                }
                TokenTree::Punct(sign) => scan.leaves |= sign.as_char() == '?',
                TokenTree::Literal(_) => {}
            }
            after_dot = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '.');
        }
    }
}

/// The identifier of a local variable, raw if it is a keyword.
fn identifier(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
}
