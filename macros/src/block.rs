//! The attribute on an `impl` block: it sees the block's type parameters, and that a function without `self` belongs to a type.
//!
//! What comes in: the block, in which methods carry the attribute themselves. What goes out: the block with the derivatives of those
//! methods in it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, ImplItem, ItemImpl, Meta};

use crate::errors::Errors;
use crate::expand::expand_within;
use crate::options::Options;

/// The block with the derivatives of its methods.
pub(crate) fn expand_block(options: TokenStream, mut block: ItemImpl) -> TokenStream {
    let mut errors = Errors::default();
    let written = options.clone();
    let own = Options::read(options, &mut errors);
    if own.wrt.is_some() || !own.out.is_empty() || own.second_order || own.derivative.is_some() {
        errors.report(
            &written,
            "an `impl` block has no parameters and no derivatives itself",
            "give these options to the attributes of its methods",
        );
    }
    if let Some((path, _)) = &block.trait_ {
        errors.report(
            path,
            "the derivatives of a method stand beside it, and a trait has no place for them",
            "write the method into an `impl` block of the type, and call it from that of the trait",
        );
    }
    let mut derivatives = TokenStream::new();
    let mut found = false;
    for item in &mut block.items {
        let ImplItem::Fn(method) = item else { continue };
        let Some(position) = method.attrs.iter().position(is_ours) else { continue };
        found = true;
        let of_method = match method.attrs.remove(position).meta {
            Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        };
        // Where the crate is, the block says for all.
        let krate = own.crate_path.as_ref().map(|path| quote!(crate = #path,));
        if errors.is_empty() {
            derivatives.extend(expand_within(
                quote!(#krate #of_method),
                method.to_token_stream(),
                &block.generics,
            ));
        }
    }
    if !found && errors.is_empty() {
        errors.report(
            block.impl_token,
            "no method of this `impl` block is marked",
            "put `#[differentiate]` above each that is to be differentiated, too",
        );
    }
    let errors = errors.to_compile_errors();
    block.items.push(ImplItem::Verbatim(quote!(#derivatives #errors)));
    block.into_token_stream()
}

/// Whether an attribute is this crate's, by its name.
fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == "differentiate")
}
