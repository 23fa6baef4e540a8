//! Results through `&mut`: what a function writes is what it would return.
//!
//! What comes in: a function that returns nothing and is handed places to write to. What goes out: the function that returns what is
//! written there, of which the derivatives are; the places tell it their lengths, and what stood in them before.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{FnArg, ItemFn, Pat, ReturnType, Type};

use crate::errors::{Errors, quoted};
use crate::options::{Options, crate_path};
use crate::syntax::tokens::mentions;

/// A place that the function writes to.
#[derive(Clone)]
pub(crate) struct Written {
    pub(crate) name: Ident,
    /// How the function's own copy of it is made.
    pub(crate) copy: TokenStream,
    pub(crate) is_output: bool,
}

/// The function that returns what it writes, and where it writes; nothing, if it returns what it finds.
pub(crate) fn returned(
    function: &ItemFn,
    options: &Options,
    errors: &mut Errors,
) -> Option<(ItemFn, Vec<Written>)> {
    let returns_nothing = match &function.sig.output {
        ReturnType::Default => true,
        ReturnType::Type(_, declared) => matches!(&**declared, Type::Tuple(unit) if unit.elems.is_empty()),
    };
    if !returns_nothing {
        for name in &options.out {
            errors.report(
                name,
                format!("`{}` returns a value, and so `{name}` is no result of it", function.sig.ident),
                "return everything, or write everything",
            );
        }
        return None;
    }
    let mut sig = function.sig.clone();
    let krate = crate_path(options);
    let (mut places, mut types) = (Vec::new(), Vec::new());
    for input in &mut sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let (Pat::Ident(pattern), Type::Reference(reference)) = (&*typed.pat, &mut *typed.ty) else {
            continue;
        };
        if reference.mutability.is_none() {
            continue;
        }
        let name = pattern.ident.clone();
        let (copy, owned) = match &*reference.elem {
            Type::Slice(slice) => {
                let element = &slice.elem;
                (quote!(#name.to_vec()), quote!(#krate::support::Vec<#element>))
            }
            Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Vec") => {
                (quote!(#name.clone()), reference.elem.to_token_stream())
            }
            other => (quote!(*#name), other.to_token_stream()),
        };
        reference.mutability = None;
        let is_output = options.out.is_empty() || options.out.contains(&name);
        if is_output {
            types.push(owned);
        }
        places.push(Written { name, copy, is_output });
    }
    for name in &options.out {
        if !places.iter().any(|place| place.name == *name) {
            errors.report(
                name,
                format!("`out` names `{name}`, which is no parameter that can be written to"),
                "name parameters of a type like `&mut [f64]`",
            );
        }
    }
    if types.is_empty() {
        return None;
    }
    // The function has places of its own, under names that nothing in it hides.
    let body = function.block.to_token_stream();
    let own = places.iter().map(|place| {
        let mut name = format!("{}_written", place.name.unraw());
        while mentions(&body, name.as_str()) {
            name.push('_');
        }
        Ident::new(&name, place.name.span())
    });
    let own: Vec<Ident> = own.collect();
    let outputs: Vec<&Ident> =
        places.iter().zip(&own).filter(|(place, _)| place.is_output).map(|(_, own)| own).collect();
    let (result, declared) = (together(&outputs), together(&types));
    let copies = places.iter().zip(&own).map(|(place, own)| {
        let (name, copy) = (&place.name, &place.copy);
        quote!(let mut #own = #copy; let #name = &mut #own;)
    });
    let statements = &function.block.stmts;
    let body = quote!({ #(#copies)* #(#statements)* ; #result });
    match (syn::parse2(body), syn::parse2(quote!(-> #declared))) {
        (Ok(block), Ok(output)) => {
            sig.output = output;
            let vis = &function.vis;
            let mut rewritten: ItemFn = syn::parse_quote!(#vis #sig {});
            *rewritten.block = block;
            rewritten.attrs.clone_from(&function.attrs);
            Some((rewritten, places))
        }
        _ => {
            errors.report(
                &function.sig.ident,
                format!("`{}` cannot be read as one that returns `{}`", function.sig.ident, quoted(&result)),
                "return it",
            );
            None
        }
    }
}

/// What is returned instead of so many places: the one, or a tuple.
pub(crate) fn together<T: ToTokens>(parts: &[T]) -> TokenStream {
    match parts {
        [only] => only.to_token_stream(),
        several => quote!((#(#several),*)),
    }
}
