//! The attribute on an `impl` block: it sees the block's type parameters, and that a function without `self` belongs to a type.
//!
//! What comes in: the block, in which methods carry the attribute themselves. What goes out: the block with the derivatives of those
//! methods in it, or, if it implements a trait, in one beside it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, ImplItem, ItemImpl, Meta, Path, PathArguments, Type};

use crate::errors::Errors;
use crate::expand::expand_within;
use crate::options::Options;
use crate::syntax::tokens::{self, Token};
use crate::turned::turned_operator;

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
    let turned = turned_operator(&block);
    let of_block = ItemImpl { items: Vec::new(), ..block.clone() };
    let associated: Vec<(Ident, Type)> = if is_of_trait { associated_types(&block) } else { Vec::new() };
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
            let method = match syn::parse2(with_associated(method.to_token_stream(), &associated)) {
                Ok(method) => method,
                Err(error) => {
                    errors.push(error);
                    continue;
                }
            };
            let read = turned.as_ref().and_then(|turned| turned.method(options.clone(), &method));
            if let (Some(turned), Some(_)) = (&turned, &read) {
                derivatives.extend(turned.called(&of_block, &method));
            }
            let (options, method) = read.unwrap_or_else(|| (options, method.to_token_stream()));
            derivatives.extend(expand_within(options, method, &block.generics));
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
        let (generics, itself) =
            (&block.generics, turned.as_ref().map_or(&*block.self_ty, |turned| &turned.of));
        let (generics, _, clause) = generics.split_for_impl();
        let beside = quote!(impl #generics #itself #clause { #derivatives #errors });
        let beside = in_reach_of(path, beside.clone()).unwrap_or(beside);
        return quote!(#block #beside);
    }
    block.items.push(ImplItem::Verbatim(quote!(#derivatives #errors)));
    block.into_token_stream()
}

/// The types that a block gives the names of its trait.
fn associated_types(block: &ItemImpl) -> Vec<(Ident, Type)> {
    let types = block.items.iter().filter_map(|item| match item {
        ImplItem::Type(associated) => Some((associated.ident.clone(), associated.ty.clone())),
        _ => None,
    });
    types.collect()
}

/// A method with these types for `Self::Output` and the like, which mean nothing beside the block.
fn with_associated(method: TokenStream, types: &[(Ident, Type)]) -> TokenStream {
    let mut skipped = 0;
    tokens::replaced(method, &mut |level, place| {
        if skipped > 0 {
            skipped -= 1;
            return Some(TokenStream::new());
        }
        let [Token::Word(own), Token::Sign(':'), Token::Sign(':'), Token::Word(name), ..] = level[place..]
        else {
            return None;
        };
        if own != "Self" {
            return None;
        }
        let (_, of) = types.iter().find(|(known, _)| known == name)?;
        skipped = 3;
        Some(of.to_token_stream())
    })
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
