//! Mutable references that go to other functions by their names, as in `let force = pull(state);`.
//!
//! Whether such a function changes what they lead to, or looks at it alone, its signature says, which rustc knows. Here it is asked: a copy of
//! the user's function that nobody calls hands on `&*state` instead. Where that is refused, the error is on the name.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ItemFn;
use syn::ext::IdentExt;

use crate::emit::silent;
use crate::syntax::tokens::{Token, replaced};

/// The copy, for the places of the names.
pub(crate) fn read_alone(function: &ItemFn, names: &[Span], is_method: bool) -> TokenStream {
    let Some(names) = names.iter().map(|name| place(*name)).collect::<Option<Vec<_>>>() else {
        return TokenStream::new();
    };
    if names.is_empty() {
        return TokenStream::new();
    }
    // What a macro puts in several times stands in one place of the source: it is the one that is an argument as it is.
    let ends = |beside: Option<&Token>| matches!(beside, None | Some(Token::Sign(',')));
    let body = replaced(function.block.to_token_stream(), &mut |level, at| match level[at] {
        Token::Word(word)
            if place(word.span()).is_some_and(|place| names.contains(&place))
                && ends(at.checked_sub(1).map(|before| &level[before]))
                && ends(level.get(at + 1)) =>
        {
            Some(quote_spanned!(word.span()=> &*#word))
        }
        _ => None,
    });
    let mut signature = function.sig.clone();
    signature.ident = format_ident!("__{}_reads", signature.ident.unraw());
    signature.constness = None;
    let silent = silent();
    let copy = quote!(#[doc(hidden)] #silent #signature #body);
    if is_method { copy } else { quote!(const _: () = { #copy };) }
}

/// Where a token stands in the source; only rustc says so.
fn place(span: Span) -> Option<(usize, usize)> {
    proc_macro::is_available().then(|| {
        let span = span.unwrap();
        (span.line(), span.column())
    })
}
