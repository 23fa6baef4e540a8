//! `#[cfg(…)]` within a function is obeyed.
//!
//! An attribute sees what it stands on before conditions are decided, a derive sees it after. So a function with
//! conditions in it is handed on to a derive of this crate, within the discriminant of an `enum` made for that: what is
//! configured out is gone there, and what the derive emits stands beside it like what the attribute emits.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Expr, Item, ItemEnum, ItemFn, Stmt};

use crate::syntax::tokens::{self, Token};

/// The name of the attribute that carries the options.
pub(crate) const OPTIONS: &str = "differentiate_with";

/// Whether there is a condition anywhere within tokens.
pub(crate) fn is_conditional(tokens: TokenStream) -> bool {
    let is_condition = |list: &TokenStream| {
        tokens::outermost(
            list,
            |level| matches!(level.first(), Some(Token::Word(word)) if *word == "cfg" || *word == "cfg_attr"),
        )
    };
    tokens::any(&tokens, &mut |level, place| match (&level[..place], level[place]) {
        ([.., Token::Sign('#' | '!')], Token::List(list)) => is_condition(&list.stream()),
        _ => false,
    })
}

/// The function within an item that is derived once its conditions are decided.
pub(crate) fn carrier(options: &TokenStream, function: &ItemFn, krate: &TokenStream) -> TokenStream {
    let name = format_ident!("__{}_configured", function.sig.ident, span = Span::mixed_site());
    let with = Ident::new(OPTIONS, Span::call_site());
    let bare = ItemFn { attrs: Vec::new(), ..function.clone() };
    quote! {
        #[allow(warnings)]
        #[derive(#krate::support::Configured)]
        #[#with(#options)]
        enum #name {
            Function = {
                #bare
                0
            },
        }
    }
}

/// The options and the function that a carrier holds.
pub(crate) fn carried(item: TokenStream) -> syn::Result<(TokenStream, TokenStream)> {
    let carrier: ItemEnum = syn::parse2(item)?;
    let malformed = || syn::Error::new_spanned(&carrier.ident, "this derive is for `#[differentiate]` alone");
    let options =
        carrier.attrs.iter().find(|attribute| attribute.path().is_ident(OPTIONS)).ok_or_else(malformed)?;
    let options = match &options.meta {
        syn::Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    let discriminant =
        carrier.variants.first().and_then(|variant| variant.discriminant.as_ref()).ok_or_else(malformed)?;
    let Expr::Block(block) = &discriminant.1 else { return Err(malformed()) };
    match block.block.stmts.first() {
        Some(Stmt::Item(Item::Fn(function))) => Ok((options, quote!(#function))),
        _ => Err(malformed()),
    }
}
