//! The attribute on an `impl` block: it sees the block's type parameters, and that a function without `self` belongs to a type.
//!
//! What comes in: the block, in which methods carry the attribute themselves. What goes out: the block with the derivatives of those
//! methods in it, or, if it implements a trait, in one beside it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, ImplItem, ItemImpl, Meta, Path, PathArguments};

use crate::errors::Errors;
use crate::expand::expand_within;
use crate::options::Options;

/// The block with the derivatives of its methods.
pub(crate) fn expand_block(options: TokenStream, mut block: ItemImpl) -> TokenStream {
    let mut errors = Errors::default();
    let written = options.clone();
    let own = Options::read(options, &mut errors);
    if own.wrt.is_some()
        || !own.out.is_empty()
        || own.second_order
        || own.lanes.is_some()
        || own.derivative.is_some()
    {
        errors.report(
            &written,
            "an `impl` block has no parameters and no derivatives itself",
            "give these options to the attributes of its methods",
        );
    }
    let mut derivatives = TokenStream::new();
    let (mut found, is_of_trait) = (false, block.trait_.is_some());
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
            let mut method = method.clone();
            if is_of_trait {
                // It is as visible as the trait.
                method.vis = syn::parse_quote!(pub);
            }
            let options = quote!(#krate #of_method);
            derivatives.extend(expand_within(options, method.to_token_stream(), &block.generics));
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
    // Where only what a trait has may stand, they stand beside it.
    if let Some((path, _)) = &block.trait_ {
        let (generics, itself) = (&block.generics, &block.self_ty);
        let (generics, _, clause) = generics.split_for_impl();
        let beside = quote!(impl #generics #itself #clause { #derivatives #errors });
        let beside = in_reach_of(path, beside.clone()).unwrap_or(beside);
        return quote!(#block #beside);
    }
    block.items.push(ImplItem::Verbatim(quote!(#derivatives #errors)));
    block.into_token_stream()
}

/// The functions of a block where a trait is in reach, whose methods they call.
fn in_reach_of(path: &Path, block: TokenStream) -> Option<TokenStream> {
    let mut path = path.clone();
    path.segments.last_mut()?.arguments = PathArguments::None;
    let reach = quote!(#[allow(unused_imports)] use #path as _;);
    let mut block: ItemImpl = syn::parse2(block).ok()?;
    for item in &mut block.items {
        match item {
            ImplItem::Fn(function) => {
                let statements = &function.block.stmts;
                function.block = syn::parse2(quote!({ #reach #(#statements)* })).ok()?;
            }
            ImplItem::Const(constant) => {
                let value = &constant.expr;
                constant.expr = syn::parse2(quote!({ #reach #value })).ok()?;
            }
            _ => {}
        }
    }
    Some(block.into_token_stream())
}

/// Whether an attribute is this crate's, by its name.
fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == "differentiate")
}
