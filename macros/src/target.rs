//! What the attribute stands on: a function, or a kind word about where it belongs.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::spanned::Spanned;
use syn::{FnArg, Item, ItemFn, ItemImpl, Pat, ReceiverKind, TraitItemFn};

use crate::errors::Errors;
use crate::outputs::{called_otherwise, this};

pub(crate) fn read_function(item: TokenStream, errors: &mut Errors) -> Option<ItemFn> {
    let error = match syn::parse2::<ItemFn>(item.clone()) {
        Ok(mut function) => {
            name_parameters(&mut function);
            return Some(with_own_this(function));
        }
        Err(error) => error,
    };
    if let Ok(method) = syn::parse2::<TraitItemFn>(item.clone()) {
        errors.report(
            &method.sig,
            "a function without a body has nothing to differentiate",
            "put `#[differentiate]` on a free function with a body",
        );
        return None;
    }
    let first = item.clone().into_iter().next();
    let parsed = syn::parse2::<Item>(item);
    let other_item = parsed.is_ok();
    let found = match parsed {
        Ok(Item::Struct(item)) => Some(("a struct", item.ident)),
        Ok(Item::Enum(item)) => Some(("an enum", item.ident)),
        Ok(Item::Union(item)) => Some(("a union", item.ident)),
        Ok(Item::Const(item)) => Some(("a constant", item.ident)),
        Ok(Item::Static(item)) => Some(("a static", item.ident)),
        Ok(Item::Trait(item)) => Some(("a trait", item.ident)),
        Ok(Item::Mod(item)) => Some(("a module", item.ident)),
        Ok(Item::Type(item)) => Some(("a type alias", item.ident)),
        _ => None,
    };
    match found {
        Some((kind, name)) => errors.report(
            &name,
            format!("`{name}` is {kind}, and only functions can be differentiated"),
            "put `#[differentiate]` on a free function",
        ),
        None if other_item => errors.report(
            first,
            "only functions can be differentiated",
            "put `#[differentiate]` on a free function",
        ),
        None => errors.push(error),
    }
    None
}

/// Gives a name to each parameter that a pattern takes apart, and takes it apart in the body.
fn name_parameters(function: &mut ItemFn) {
    let mut statements = Vec::new();
    for (position, input) in function.sig.inputs.iter_mut().enumerate() {
        let FnArg::Typed(typed) = input else { continue };
        if !matches!(
            *typed.pat,
            Pat::Tuple(_) | Pat::Struct(_) | Pat::TupleStruct(_) | Pat::Reference(_) | Pat::Slice(_)
        ) {
            continue;
        }
        let name = Ident::new(&format!("__parameter_{}", position + 1), typed.pat.span());
        let pattern = std::mem::replace(&mut *typed.pat, syn::parse_quote!(#name));
        statements.push(syn::parse_quote!(let #pattern = #name;));
    }
    function.block.stmts.splice(0..0, statements);
}

/// A method that takes `mut self` is one that changes a copy of its own.
fn with_own_this(mut function: ItemFn) -> ItemFn {
    let Some(FnArg::Receiver(receiver)) = function.sig.inputs.first_mut() else { return function };
    if !matches!(receiver.kind, ReceiverKind::Value) || receiver.mutability.take().is_none() {
        return function;
    }
    let (this, statements) = (this(), &function.block.stmts);
    let statements = called_otherwise(quote!(#(#statements)*));
    if let Ok(block) = syn::parse2(quote!({ let mut #this = self; #statements })) {
        *function.block = block;
    }
    function
}

/// An `impl` block, if it is one.
pub(crate) fn read_block(item: &TokenStream) -> Option<ItemImpl> {
    let is_block =
        item.clone().into_iter().any(|token| matches!(&token, TokenTree::Ident(word) if word == "impl"));
    if is_block { syn::parse2(item.clone()).ok() } else { None }
}
