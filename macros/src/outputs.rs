//! Results through `&mut`: what a function writes is what it would return.
//!
//! What comes in: a function that returns nothing and is handed places to write to. What goes out: the function that returns what is
//! written there, of which the derivatives are; the places tell it their lengths, and what stood in them before.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{FnArg, ItemFn, Pat, ReturnType, Type};

use crate::errors::{Errors, quoted};
use crate::options::{Options, crate_path};

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
    let outputs: Vec<&Ident> =
        places.iter().filter(|place| place.is_output).map(|place| &place.name).collect();
    let result = match outputs.as_slice() {
        [only] => only.to_token_stream(),
        several => quote!((#(#several),*)),
    };
    let declared = match types.as_slice() {
        [only] => only.clone(),
        several => quote!((#(#several),*)),
    };
    let (names, copies): (Vec<&Ident>, Vec<&TokenStream>) =
        places.iter().map(|place| (&place.name, &place.copy)).unzip();
    let numbers = places
        .iter()
        .filter(|place| is_number(place))
        .map(|place| place.name.to_string())
        .collect::<Vec<_>>();
    let statements = function
        .block
        .stmts
        .iter()
        .map(|statement| with_result(statement.to_token_stream(), &result, &numbers));
    let body = quote!({ #(let mut #names = #copies;)* #(#statements)* ; #result });
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

/// Whether one number is written to, as `*out`.
fn is_number(place: &Written) -> bool {
    place.copy.to_string().starts_with('*')
}

/// The statements with the result behind each bare `return`, and numbers by their names, which are no references any more.
fn with_result(tokens: TokenStream, result: &TokenStream, numbers: &[String]) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut all = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "return" => {
                all.extend([TokenTree::Ident(word)]);
                let is_bare = match tokens.peek() {
                    None => true,
                    Some(TokenTree::Punct(sign)) => [';', ','].contains(&sign.as_char()),
                    Some(_) => false,
                };
                if is_bare {
                    all.extend(result.clone());
                }
            }
            TokenTree::Punct(star) if star.as_char() == '*' => match tokens.peek() {
                Some(TokenTree::Ident(name)) if numbers.contains(&name.to_string()) => {}
                _ => all.extend([TokenTree::Punct(star)]),
            },
            TokenTree::Group(group) => {
                let inner = with_result(group.stream(), result, numbers);
                let inner = if group.delimiter() == Delimiter::None { group.stream() } else { inner };
                let mut same = Group::new(group.delimiter(), inner);
                same.set_span(group.span());
                all.extend([TokenTree::Group(same)]);
            }
            other => all.extend([other]),
        }
    }
    all
}
